//! The names of generic netlink families: the kernel numbers them as they are registered, and its controller tells.

use nix::sys::socket::{AddressFamily, MsgFlags, SockFlag, SockProtocol, SockType, recv, send, socket};
use std::cell::RefCell;
use std::os::fd::AsRawFd;

/// linux/netlink.h, linux/genetlink.h.
mod ask {
    pub const CONTROLLER: u16 = 16;
    pub const REQUEST: u16 = 1;
    pub const GET_FAMILY: u8 = 3;
    pub const VERSION: u8 = 1;
    pub const FAMILY_ID: u16 = 1;
    pub const FAMILY_NAME: u16 = 2;
    /// The heads of a message, `struct nlmsghdr` and `struct genlmsghdr`.
    pub const HEADS: usize = 16 + 4;
    /// The same and one attribute of two bytes, padded.
    pub const LENGTH: usize = HEADS + 8;
}

/// The names that have been asked for. A family keeps its number until its module is unloaded.
#[derive(Debug, Default)]
pub struct Families(RefCell<Vec<(u16, Vec<u8>)>>);

impl Families {
    /// Appends the name of a family of rtrace's own network namespace; false where it has none.
    pub fn name(&self, id: u16, into: &mut Vec<u8>) -> bool {
        let mut known = self.0.borrow_mut();
        if !known.iter().any(|(known, _)| *known == id) {
            // One that isn't there yet may come; that is asked again.
            let Some(name) = find(id) else { return false };
            known.push((id, name));
        }
        let found = known.iter().find(|(known, _)| *known == id);
        into.extend(found.map_or(&[][..], |(_, name)| name));
        found.is_some()
    }
}

/// Asks the kernel's controller for the family of this number.
fn find(id: u16) -> Option<Vec<u8>> {
    let flags = SockFlag::SOCK_CLOEXEC;
    let asked = socket(AddressFamily::Netlink, SockType::Raw, flags, SockProtocol::NetlinkGeneric).ok()?;
    let mut request = [0; ask::LENGTH];
    let mut put = |at: usize, bytes: &[u8]| request[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &(ask::LENGTH as u32).to_ne_bytes());
    put(4, &ask::CONTROLLER.to_ne_bytes());
    put(6, &ask::REQUEST.to_ne_bytes());
    put(16, &[ask::GET_FAMILY, ask::VERSION]);
    put(ask::HEADS, &6u16.to_ne_bytes());
    put(ask::HEADS + 2, &ask::FAMILY_ID.to_ne_bytes());
    put(ask::HEADS + 4, &id.to_ne_bytes());
    send(asked.as_raw_fd(), &request, MsgFlags::empty()).ok()?;
    // More than a name may come: operations, groups. What doesn't fit is cut behind it.
    let mut answer = [0; 1024];
    let length = recv(asked.as_raw_fd(), &mut answer, MsgFlags::MSG_DONTWAIT).ok()?;
    answered(&answer[..length.min(answer.len())])
}

/// The name in an answer; None where it is none.
fn answered(answer: &[u8]) -> Option<Vec<u8>> {
    let half = |at: usize| Some(u16::from_ne_bytes(answer.get(at..at + 2)?.try_into().ok()?));
    (half(4)? == ask::CONTROLLER).then_some(())?;
    let mut at = ask::HEADS;
    while let (Some(length), Some(kind)) = (half(at), half(at + 2)) {
        let value = answer.get(at + 4..at + usize::from(length))?;
        if kind == ask::FAMILY_NAME {
            return Some(value.split(|byte| *byte == 0).next()?.to_vec());
        }
        at += usize::from(length).next_multiple_of(4).max(4);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_controller_is_a_family_and_what_no_family_has_as_number_is_none() {
        let families = Families::default();
        for _ in 0..2 {
            let mut name = Vec::new();
            assert!(families.name(ask::CONTROLLER, &mut name));
            assert_eq!(name, b"nlctrl");
        }
        assert!(!families.name(0xfff0, &mut Vec::new()));
    }

    #[test]
    fn no_answer_says_anything_by_being_cut() {
        let mut answer = vec![0; 40];
        answer[4] = 16;
        answer[20..24].copy_from_slice(&[6, 0, 1, 0]);
        answer[28..36].copy_from_slice(&[8, 0, 2, 0, b'a', b'b', b'c', 0]);
        assert_eq!(answered(&answer), Some(b"abc".to_vec()));
        for end in 0..36 {
            assert_eq!(answered(&answer[..end]), None, "{end}");
        }
    }
}
