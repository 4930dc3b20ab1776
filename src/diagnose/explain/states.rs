//! Refusals for what state something is in: a process, a session, a mapping, a socket.

use super::advice;
use super::capability::name;
use super::evidence::Refusal;
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;
use libc::{EACCES, EPERM};

/// `TIOCSCTTY` of asm-generic/ioctls.h.
const TIOCSCTTY: u64 = 0x540e;

/// F_SEAL_* of linux/fcntl.h, by their bits.
const SEALS: &[(i32, &str)] = &[
    (libc::F_SEAL_SEAL, "F_SEAL_SEAL"),
    (libc::F_SEAL_SHRINK, "F_SEAL_SHRINK"),
    (libc::F_SEAL_GROW, "F_SEAL_GROW"),
    (libc::F_SEAL_WRITE, "F_SEAL_WRITE"),
    (libc::F_SEAL_FUTURE_WRITE, "F_SEAL_FUTURE_WRITE"),
    (0x20, "F_SEAL_EXEC"),
];

/// Judges by the call.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    match (refusal.call, refusal.errno) {
        ("epoll_ctl", EPERM) => Some(state(
            refusal,
            true,
            "nobody waits for such a file with epoll: regular files and directories are always ready",
            "read or write it without waiting",
        )),
        ("keyctl" | "add_key" | "request_key", EACCES) => Some(state(
            refusal,
            false,
            "the permissions of the key or of the keyring don't allow that",
            "keyctl describe KEY, keyctl setperm",
        )),
        ("setpgid", EACCES) => Some(state(
            refusal,
            true,
            "the child has executed another program, and its process group can't be changed from then on",
            "call setpgid before its execve, in the child or in the parent",
        )),
        ("setpgid", EPERM) => Some(state(
            refusal,
            false,
            "it leads a session, or is in another session than the process group or the caller",
            "",
        )),
        ("ioctl", EPERM) if refusal.args[1] & 0xffff_ffff == TIOCSCTTY => Some(state(
            refusal,
            false,
            "only a session's leader without a terminal gets one, and only one that no other session has",
            "call setsid first",
        )),
        ("prctl", EPERM) => ambient(refusal),
        ("mmap" | "mmap2", EACCES) => mapped(refusal),
        (_, EPERM) if refusal.seals.is_some_and(|seals| seals != 0) => sealed(refusal),
        ("connect" | "sendto", EACCES) => broadcast(refusal),
        ("connect" | "sendto", EPERM) => packets(refusal),
        _ => None,
    }
}

fn state(refusal: &Refusal, sure: bool, because: &str, advice: &str) -> Verdict {
    let finding = Finding::proved_if(sure && refusal.by_kernel(), because);
    Verdict::of(Code::State, if advice.is_empty() { finding } else { finding.advise(advice, "") })
}

/// PR_CAP_AMBIENT_RAISE: see capabilities(7).
fn ambient(refusal: &Refusal) -> Option<Verdict> {
    let [what, how, which, ..] = refusal.args;
    let capability = u8::try_from(which).ok().filter(|capability| *capability < 64)?;
    let raises = what as i32 == libc::PR_CAP_AMBIENT && how == libc::PR_CAP_AMBIENT_RAISE as u64;
    let lacks = |set: u64| set >> capability & 1 == 0;
    let set = match refusal.task.permitted {
        _ if !raises => return None,
        permitted if lacks(permitted) => "permitted",
        _ if lacks(refusal.task.inheritable) => "inheritable",
        _ => return None,
    };
    let because =
        format!("{} is not in the {set} set, and it takes that to make it ambient", name(capability));
    let finding = Finding::proved_if(refusal.by_kernel(), because)
        .saw(format!("CapPrm: {:016x}", refusal.task.permitted))
        .saw(format!("CapInh: {:016x}", refusal.task.inheritable));
    let finding = if set == "inheritable" {
        finding.advise("capset(2), to make it inheritable first", "")
    } else {
        finding.advise_all(advice::give(capability, refusal))
    };
    Some(Verdict::of(Code::Capability, finding).about(&name(capability)))
}

/// mmap(2) against the way in which a file was opened.
fn mapped(refusal: &Refusal) -> Option<Verdict> {
    let access = refusal.opened_with? & libc::O_ACCMODE;
    let shared = matches!(refusal.args[3] as i32 & 3, libc::MAP_SHARED | libc::MAP_SHARED_VALIDATE);
    let writes = refusal.args[2] & libc::PROT_WRITE as u64 != 0;
    let (because, advice) = match access {
        libc::O_WRONLY => {
            ("the file was opened for writing alone, and a mapping reads it", "open it with O_RDWR")
        }
        libc::O_RDONLY if shared && writes => (
            "the file was opened for reading alone, and a shared mapping would write to it",
            "open it with O_RDWR, or map it with MAP_PRIVATE",
        ),
        _ => return None,
    };
    Some(state(refusal, true, because, advice))
}

/// A file of memory that was sealed: see F_ADD_SEALS(2const).
fn sealed(refusal: &Refusal) -> Option<Verdict> {
    let seals = refusal.seals?;
    let names: Vec<&str> = SEALS.iter().filter(|(bit, _)| seals & bit != 0).map(|(_, name)| *name).collect();
    let finding = Finding::proved_if(refusal.by_kernel(), "the file is sealed against that")
        .saw(format!("its seals are {}", names.join("|")))
        .advise("make another file", "a seal can't be taken off");
    Some(Verdict::of(Code::State, finding))
}

/// The internet address in an argument: its family and its last byte.
fn address(refusal: &Refusal) -> Option<(i32, Vec<u8>)> {
    let at = refusal.argument("addr").or_else(|| refusal.argument("dest_addr"))?;
    let family = refusal.word(at, 0, 2)? as i32;
    let bytes = match family {
        libc::AF_INET => refusal.pointed.get(at)?.get(4..8)?,
        libc::AF_INET6 => refusal.pointed.get(at)?.get(8..24)?,
        _ => return None,
    };
    Some((family, bytes.to_vec()))
}

fn broadcast(refusal: &Refusal) -> Option<Verdict> {
    let (family, address) = address(refusal)?;
    if family != libc::AF_INET || address.last() != Some(&255) {
        return None;
    }
    let everybody = address == [255; 4];
    let finding = Finding::proved_if(
        everybody && refusal.by_kernel(),
        "the address is everybody's, and SO_BROADCAST is not set",
    )
    .advise("setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &1, 4)", "");
    Some(Verdict::of(Code::State, finding))
}

/// What a rule of the packet filter rejects at once comes back as EPERM.
fn packets(refusal: &Refusal) -> Option<Verdict> {
    address(refusal)?;
    let finding = Finding::likely("a rule of the packet filter rejects what is sent there")
        .advise("nft list ruleset, iptables -S OUTPUT", "as root, in its network namespace");
    Some(Verdict::of(Code::PacketFilter, finding))
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn what_a_packet_filter_rejects_is_likely_and_no_unix_socket_s() {
        let mut sent = refusal("connect", EPERM);
        sent.names = vec!["sockfd", "addr", "addrlen"];
        sent.pointed[1] = vec![2, 0, 0, 80, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(verdict(&sent), "packet-filter, likely");
        sent.pointed[1] = vec![1, 0, b'/', b'x', 0];
        assert_eq!(verdict(&sent), "unexplained, likely");
        sent.errno = EACCES;
        sent.pointed[1] = vec![2, 0, 0, 80, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(verdict(&sent), "state, proved");
    }

    #[test]
    fn what_a_handler_had_interrupted_is_no_refusal() {
        assert!(!super::super::relevant("rt_sigreturn", EPERM));
    }
}
