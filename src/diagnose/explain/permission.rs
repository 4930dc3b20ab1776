//! Whether a task may read, write or search a file: the kernel's own rules (acl_permission_check, generic_permission),
//! on what was found. See path_resolution(7) and acl(5).

use super::capability::number::{DAC_OVERRIDE, DAC_READ_SEARCH};
use super::evidence::Task;
use super::walk::{Entry, Inode};

/// May be read.
pub const READ: u32 = 4;
/// May be written.
pub const WRITE: u32 = 2;
/// May be executed; of a directory: searched.
pub const EXECUTE: u32 = 1;

/// By which ids: those for files, or the real ones, as access(2) asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// The file-system ids, and the effective capabilities.
    Itself,
    /// The real ids; capabilities count where the real user is root.
    Real,
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// Whose bits decided: `owner`, `group`, `others`, `the ACL's entry for user 1000`.
    pub class: String,
    /// Whether the capabilities that would help are held, and don't count because the file's owner is nobody in the user
    /// namespace.
    pub unmapped: bool,
}

/// Whether `task` may do all of `wanted` to `inode`.
pub fn check(task: &Task, inode: &Inode, wanted: u32, by: As) -> Result<(), Denied> {
    let class = match bits(task, inode, wanted, by) {
        Ok(()) => return Ok(()),
        Err(class) => class,
    };
    let real_root = task.root() == Some(task.uids[0]);
    let held = match by {
        As::Itself => task.effective,
        As::Real if real_root => task.permitted,
        As::Real => 0,
    };
    let has = |capability: u8| held >> capability & 1 == 1;
    let directory = inode.mode & libc::S_IFMT == libc::S_IFDIR;
    let executable = directory || wanted & EXECUTE == 0 || inode.mode & 0o111 != 0;
    let reads = if directory { wanted & WRITE == 0 } else { wanted == READ };
    let helps = has(DAC_OVERRIDE) && executable || has(DAC_READ_SEARCH) && reads;
    if helps && task.knows(inode.uid, inode.gid) {
        return Ok(());
    }
    Err(Denied { class, unmapped: helps })
}

/// What the bits and the ACL say; whose they are, where they refuse.
fn bits(task: &Task, inode: &Inode, wanted: u32, by: As) -> Result<(), String> {
    let (uid, gid) = match by {
        As::Itself => (task.uids[3], task.gids[3]),
        As::Real => (task.uids[0], task.gids[0]),
    };
    let member = |group: u32| gid == group || task.groups.contains(&group);
    let check = |bits: u32, class: &str| {
        if bits & wanted == wanted { Ok(()) } else { Err(class.to_owned()) }
    };
    if inode.uid == uid {
        return check(inode.mode >> 6, "the owner");
    }
    if !inode.acl.is_empty() && inode.mode & 0o070 != 0 {
        return by_acl(&inode.acl, inode.gid, uid, member, wanted);
    }
    if member(inode.gid) {
        return check(inode.mode >> 3, "the group");
    }
    check(inode.mode, "others")
}

/// Tags of linux/posix_acl.h.
pub const USER: u16 = 2;
const GROUP_OBJ: u16 = 4;
const GROUP: u16 = 8;
const MASK: u16 = 16;
const OTHER: u16 = 32;

fn by_acl(
    acl: &[Entry],
    owner: u32,
    uid: u32,
    member: impl Fn(u32) -> bool,
    wanted: u32,
) -> Result<(), String> {
    let mask = acl.iter().find(|entry| entry.tag == MASK).map_or(7, |entry| entry.permissions);
    let allows = |entry: &Entry, mask: u16| u32::from(entry.permissions & mask) & wanted == wanted;
    if let Some(entry) = acl.iter().find(|entry| entry.tag == USER && entry.id == uid) {
        return if allows(entry, mask) { Ok(()) } else { Err(format!("the ACL's entry for user {uid}")) };
    }
    let mut groups = acl
        .iter()
        .filter(|entry| entry.tag == GROUP_OBJ && member(owner) || entry.tag == GROUP && member(entry.id))
        .peekable();
    if groups.peek().is_some() {
        return if groups.any(|entry| allows(entry, mask)) {
            Ok(())
        } else {
            Err("the ACL's entries for its groups".to_owned())
        };
    }
    match acl.iter().find(|entry| entry.tag == OTHER) {
        Some(entry) if !allows(entry, 7) => Err("others".to_owned()),
        _ => Ok(()),
    }
}

/// Reads the value of system.posix_acl_access: a version, then entries of 8 bytes.
pub fn parse_acl(value: &[u8]) -> Vec<Entry> {
    let entry = |bytes: &[u8]| {
        let tag = u16::from_le_bytes([bytes[0], bytes[1]]);
        let permissions = u16::from_le_bytes([bytes[2], bytes[3]]);
        Entry { tag, permissions, id: u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) }
    };
    value.get(4..).unwrap_or_default().chunks_exact(8).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::explain::evidence::FIRST_USER_NS;

    fn user(uid: u32, groups: &[u32]) -> Task {
        let groups = groups.to_vec();
        Task { uids: [uid; 4], gids: [uid; 4], groups, user_ns: Some(FIRST_USER_NS), ..Task::default() }
    }

    fn file(mode: u32) -> Inode {
        Inode { mode: libc::S_IFREG | mode, uid: 5, gid: 6, ..Inode::default() }
    }

    fn class(task: &Task, inode: &Inode, wanted: u32) -> Option<String> {
        check(task, inode, wanted, As::Itself).err().map(|denied| denied.class)
    }

    #[test]
    fn the_first_class_that_fits_decides_even_where_a_later_one_would_allow() {
        assert_eq!(class(&user(5, &[]), &file(0o077), READ).as_deref(), Some("the owner"));
        assert_eq!(class(&user(9, &[6]), &file(0o707), READ).as_deref(), Some("the group"));
        assert_eq!(class(&user(9, &[7]), &file(0o770), READ).as_deref(), Some("others"));
        assert_eq!(class(&user(9, &[7]), &file(0o774), READ), None);
    }

    #[test]
    fn root_may_all_but_execute_what_nobody_may() {
        let root = Task { effective: u64::MAX, ..user(0, &[]) };
        assert_eq!(class(&root, &file(0), READ | WRITE), None);
        assert!(class(&root, &file(0o644), EXECUTE).is_some());
        assert_eq!(class(&root, &file(0o645), EXECUTE), None);
        let elsewhere = Task { user_ns: Some(1), own_user_ns: true, ..root };
        let nobodys = Inode { uid: 65534, ..file(0) };
        assert_eq!(
            check(&elsewhere, &nobodys, READ, As::Itself).map_err(|denied| denied.unmapped),
            Err(true)
        );
    }

    #[test]
    fn an_acl_names_users_and_groups_and_its_mask_limits_them() {
        let entry = |tag, permissions, id| Entry { tag, permissions, id };
        let acl = vec![
            entry(1, 6, u32::MAX),
            entry(USER, 6, 9),
            entry(USER, 0, 10),
            entry(GROUP_OBJ, 0, u32::MAX),
            entry(GROUP, 4, 7),
            entry(MASK, 4, u32::MAX),
            entry(OTHER, 0, u32::MAX),
        ];
        let inode = Inode { acl, ..file(0o640) };
        assert_eq!(class(&user(9, &[]), &inode, READ), None);
        assert!(class(&user(9, &[]), &inode, WRITE).is_some_and(|class| class.contains("user 9")));
        assert!(class(&user(10, &[7]), &inode, READ).is_some_and(|class| class.contains("user 10")));
        assert_eq!(class(&user(11, &[7]), &inode, READ), None);
        assert_eq!(class(&user(11, &[6]), &inode, READ).as_deref(), Some("the ACL's entries for its groups"));
        assert_eq!(class(&user(11, &[]), &inode, READ).as_deref(), Some("others"));
    }

    #[test]
    fn an_acl_is_read_as_the_kernel_writes_it() {
        let value = [2, 0, 0, 0, 2, 0, 6, 0, 9, 0, 0, 0, 32, 0, 0, 0, 255, 255, 255, 255];
        let read = parse_acl(&value);
        assert_eq!(read[0], Entry { tag: 2, permissions: 6, id: 9 });
        assert_eq!((read.len(), read[1].tag), (2, 32));
        assert!(parse_acl(&[1]).is_empty());
    }
}
