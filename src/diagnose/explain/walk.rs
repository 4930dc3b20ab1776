//! The way that the kernel goes from a path to a file, as it was found again: each directory that was searched, each
//! symbolic link that was followed, and the file at the end.

/// One path of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Which argument it is.
    pub argument: usize,
    /// The path, as the call has it.
    pub path: String,
    /// What was visited, in order.
    pub steps: Vec<Step>,
    /// How the way ended.
    pub end: End,
}

/// How the way along a path ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// At the file: the last step.
    Found,
    /// The directory is there, and has no such entry.
    Missing,
    /// A directory on the way isn't there, or is none.
    Astray,
    /// More symbolic links than the kernel follows.
    Loop,
    /// rtrace itself may go no further.
    Barred,
    /// It can't be told.
    #[default]
    Unknown,
}

/// One thing on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The path of it, as the task knows it.
    pub path: String,
    /// What it is there for.
    pub role: Role,
    /// What it is.
    pub inode: Inode,
}

/// What something on the way is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A name was looked up in it.
    Searched,
    /// It led elsewhere.
    Followed,
    /// It is what the path names.
    Named,
}

/// An inode, and where it is mounted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inode {
    /// Its type and permissions (st_mode).
    pub mode: u32,
    /// Its owner.
    pub uid: u32,
    /// Its group.
    pub gid: u32,
    /// Its POSIX ACL (system.posix_acl_access), where it has one.
    pub acl: Vec<Entry>,
    /// chattr +i.
    pub immutable: bool,
    /// chattr +a.
    pub append_only: bool,
    /// Its mount.
    pub mount: Option<Mount>,
}

/// An entry of an ACL: see acl(5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whom it is about: ACL_USER_OBJ and its like of linux/posix_acl.h.
    pub tag: u16,
    /// Read 4, write 2, execute 1.
    pub permissions: u16,
    /// The user or group, where the tag needs one.
    pub id: u32,
}

/// A mount, as /proc/PID/mountinfo tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mount {
    /// Where it is mounted.
    pub point: String,
    /// Its type.
    pub kind: String,
    /// Its options.
    pub options: Vec<String>,
    /// Those of its file system.
    pub of_all: Vec<String>,
    /// Whether the file system as a whole is read-only.
    pub super_read_only: bool,
}

impl Walk {
    /// What the path names, where it is there.
    pub fn named(&self) -> Option<&Step> {
        self.steps.last().filter(|step| step.role == Role::Named)
    }

    /// The directory in which its last name was looked up.
    pub fn parent(&self) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.role == Role::Searched)
    }
}

impl Mount {
    /// Whether it has an option.
    pub fn is(&self, option: &str) -> bool {
        self.options.iter().any(|known| known == option)
    }
}
