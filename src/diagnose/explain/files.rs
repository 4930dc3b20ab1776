//! The files that a call names: which component refused, and why, in the order in which the kernel comes by.

use super::advice;
use super::capability::number::{CHOWN, FOWNER};
use super::evidence::{INTERPRETER, Refusal};
use super::permission::{self, As, EXECUTE, READ, WRITE};
use super::touch::{Act, Touch, open_flags};
use super::verdict::{Code, Verdict};
use super::walk::{End, Inode, Role, Step, Walk};
use crate::diagnose::finding::{Advice, Finding};
use libc::{EACCES, EPERM, EROFS};

/// File systems whose files have the kernel's own rules, and others only after these. NFS and FUSE ask elsewhere.
const PLAIN: &[&str] = &[
    "btrfs", "devtmpfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "ramfs", "squashfs", "tmpfs", "vfat",
    "xfs",
];

/// Judges each file that the call names, in the order of its arguments.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    Touch::of(refusal.call).find_map(|touch| {
        let at = touch.position(&refusal.names)?;
        let walk = refusal.files.iter().find(|walk| walk.argument == at)?;
        along(refusal, walk, touch.act == Act::Ask)
            .or_else(|| Touched { refusal, walk, act: touch.act }.judge())
    })
}

/// File systems whose files the kernel itself makes: they keep no ACLs, and most bits can't be changed.
const MADE: &[&str] = &["cgroup", "cgroup2", "debugfs", "proc", "securityfs", "sysfs", "tracefs"];

/// Whether the kernel itself has made a file.
pub fn is_made(inode: &Inode) -> bool {
    inode.mount.as_ref().is_some_and(|mount| MADE.contains(&mount.kind.as_str()))
}

/// What refuses on the way to a file: directories that may not be searched, links that may not be followed.
pub fn along(refusal: &Refusal, walk: &Walk, asks: bool) -> Option<Verdict> {
    if refusal.errno != EACCES {
        return None;
    }
    let by = by(refusal, asks);
    for (i, step) in walk.steps.iter().enumerate() {
        if let Some(verdict) = private(refusal, step) {
            return Some(verdict);
        }
        match step.role {
            Role::Searched => {
                if let Some(verdict) = denied(refusal, step, EXECUTE, by, "search the directory") {
                    return Some(verdict);
                }
            }
            Role::Followed if i > 0 && refusal.setting("fs/protected_symlinks") == Some(1) => {
                let directory = &walk.steps[i - 1].inode;
                let open_to_all = directory.mode & 0o1002 == 0o1002;
                let others = step.inode.uid != refusal.task.uids[3] && step.inode.uid != directory.uid;
                let last = walk.steps[i + 1..].iter().all(|later| later.role != Role::Followed);
                if open_to_all && others && last {
                    let because =
                        format!("another user's link in a sticky directory is not followed: {}", step.path);
                    let finding = Finding::proved_if(refusal.by_kernel(), because)
                        .saw(format!("the link belongs to uid {}", step.inode.uid))
                        .saw("fs.protected_symlinks=1")
                        .advise(format!("name the file itself, not {}", step.path), "");
                    return Some(Verdict::of(Code::ProtectedFile, finding).about(&step.path));
                }
            }
            _ => {}
        }
    }
    None
}

/// access(2) asks for the real user, all else for the one for files.
fn by(refusal: &Refusal, asks: bool) -> As {
    let effective = refusal.argument("flags").is_some_and(|flags| refusal.args[flags] & 0x200 != 0);
    if asks && !(effective && refusal.call == "faccessat2") { As::Real } else { As::Itself }
}

/// Whether a file is of a file system that has the kernel's own rules alone.
pub fn is_plain(inode: &Inode) -> bool {
    inode.mount.as_ref().is_some_and(|mount| PLAIN.contains(&mount.kind.as_str()))
}

/// Whether what is known of a file is all that there is to know.
pub fn plain(refusal: &Refusal, inode: &Inode) -> bool {
    refusal.by_kernel() && is_plain(inode)
}

/// A file system in user space that is for its user alone (allow_other of mount.fuse(8)).
fn private(refusal: &Refusal, step: &Step) -> Option<Verdict> {
    let mount = step.inode.mount.as_ref().filter(|mount| mount.kind.starts_with("fuse"))?;
    let owner: u32 = mount.of_all.iter().find_map(|option| option.strip_prefix("user_id=")?.parse().ok())?;
    let open = mount.of_all.iter().any(|option| option == "allow_other");
    let task = &refusal.task;
    if open || task.uids[..3].iter().all(|uid| *uid == owner) {
        return None;
    }
    let because =
        format!("the file system at {} is for the user alone who mounted it, not even for root", mount.point);
    let finding = Finding::proved_if(refusal.by_kernel(), because)
        .saw(format!("user_id={owner}, and no allow_other"))
        .saw(format!("uid {}", task.uids[0]))
        .advise("mount it with -o allow_other", "user_allow_other in /etc/fuse.conf lets users do that");
    Some(Verdict::of(Code::Mount, finding))
}

/// The verdict where a step may not be read, written or executed.
pub fn denied(refusal: &Refusal, step: &Step, wanted: u32, by: As, what: &str) -> Option<Verdict> {
    let inode = &step.inode;
    let refused = permission::check(&refusal.task, inode, wanted, by).err()?;
    let uid = if by == As::Real { refusal.task.uids[0] } else { refusal.task.uids[3] };
    let because = format!("uid {uid} may not {what} {}", step.path);
    let finding = Finding::proved_if(plain(refusal, inode), because)
        .saw(format!("mode {:04o}, owner {}:{}", inode.mode & 0o7777, inode.uid, inode.gid))
        .saw(format!("{} decides", refused.class))
        .saw_if(refused.unmapped.then_some(
            "CAP_DAC_OVERRIDE doesn't count: the owner has no id in the user namespace of the task",
        ));
    if refused.unmapped {
        let finding = finding.advise("map the owner into the user namespace", "or run it outside");
        return Some(Verdict::of(Code::UserNamespace, finding).about(&step.path));
    }
    let bits = [(READ, 'r'), (WRITE, 'w'), (EXECUTE, 'x')];
    let bits: String = bits.iter().filter(|(bit, _)| wanted & bit != 0).map(|(_, letter)| *letter).collect();
    // An entry of an ACL is not for the owner, of whom the mode alone tells.
    let open = match (is_made(inode), inode.uid == uid) {
        (true, true) => None,
        (true, false) => {
            let what = format!("run it as uid {}", inode.uid);
            Some(Advice { what, remark: "the kernel has made the file" })
        }
        (false, true) => Some(Advice { what: format!("chmod u+{bits} {}", step.path), remark: "" }),
        (false, false) => {
            let what = format!("setfacl -m u:{uid}:{bits} {}", step.path);
            Some(Advice { what, remark: "or chmod, or run it as its owner" })
        }
    };
    let verdict = Verdict::of(
        Code::FilePermission,
        finding.advise_all(open).advise_all(advice::give(permission_capability(wanted, inode), refusal)),
    )
    .about(&step.path);
    Some(verdict)
}

fn permission_capability(wanted: u32, inode: &Inode) -> u8 {
    let directory = inode.mode & libc::S_IFMT == libc::S_IFDIR;
    let reads = if directory { wanted & WRITE == 0 } else { wanted == READ };
    if reads { super::capability::number::DAC_READ_SEARCH } else { super::capability::number::DAC_OVERRIDE }
}

/// A file that something was to be done to.
pub struct Touched<'a> {
    /// The call.
    pub refusal: &'a Refusal,
    /// The way to it.
    pub walk: &'a Walk,
    /// What.
    pub act: Act,
}

impl Touched<'_> {
    fn judge(&self) -> Option<Verdict> {
        match self.refusal.errno {
            EROFS => self.read_only(),
            EPERM => self
                .hidden()
                .or_else(|| self.kept())
                .or_else(|| self.sticky())
                .or_else(|| self.owned())
                .or_else(|| self.linked())
                .or_else(|| self.attributed())
                .or_else(|| self.no_exec()),
            EACCES => self.mounted().or_else(|| self.protected()).or_else(|| self.permitted()),
            _ => None,
        }
    }

    /// What the call changes: the entry's directory, or the file.
    fn changes_directory(&self) -> bool {
        match self.act {
            Act::Make | Act::Replace | Act::Remove => true,
            Act::Open => self.walk.end == End::Missing,
            _ => false,
        }
    }

    fn subject(&self) -> Option<&Step> {
        if self.changes_directory() { self.walk.parent() } else { self.walk.named() }
    }

    /// A finding, proved where `proof` holds and the kernel itself has answered.
    pub fn find(&self, proof: bool, because: String) -> Finding {
        Finding::proved_if(proof && self.refusal.by_kernel(), because)
    }

    fn read_only(&self) -> Option<Verdict> {
        let step = self.subject()?;
        let mount = step.inode.mount.as_ref()?;
        let (what, advice) = match (mount.super_read_only, mount.is("ro")) {
            (true, _) => ("file system", format!("mount -o remount,rw {}", mount.point)),
            (false, true) => ("mount", format!("mount -o remount,bind,rw {}", mount.point)),
            (false, false) => return None,
        };
        let finding = self
            .find(true, format!("the {what} at {} is read-only", mount.point))
            .saw(format!("{} is on it ({})", step.path, mount.kind))
            .advise_all(writable(self.refusal, &mount.point, advice));
        Some(Verdict::of(Code::Mount, finding))
    }

    /// Immutable and append-only files and directories.
    fn kept(&self) -> Option<Verdict> {
        let writes = match self.act {
            Act::Open => {
                open_flags(self.refusal) & (libc::O_WRONLY | libc::O_RDWR | libc::O_TRUNC | libc::O_CREAT)
                    != 0
            }
            Act::Look
            | Act::Ask
            | Act::Execute
            | Act::Enter
            | Act::Map
            | Act::Connect
            | Act::Watch
            | Act::Inspect => false,
            _ => true,
        };
        if !writes {
            return None;
        }
        // A file in a directory that may change can't be taken away, either.
        let file = self.walk.named().filter(|_| self.act != Act::Make);
        let directory = self.walk.parent().filter(|_| self.changes_directory());
        let taken = matches!(self.act, Act::Remove | Act::Replace);
        for step in [directory, file].into_iter().flatten() {
            let (flag, what) = match (step.inode.immutable, step.inode.append_only) {
                (true, _) => ('i', "immutable"),
                (_, true) if file == Some(step) || taken => ('a', "append-only"),
                _ => continue,
            };
            let finding = self
                .find(true, format!("{} is {what}", step.path))
                .saw(format!("chattr +{flag} was used on it"))
                .advise(format!("chattr -{flag} {}", step.path), "with CAP_LINUX_IMMUTABLE");
            return Some(Verdict::of(Code::Immutable, finding).about(&step.path));
        }
        None
    }

    fn sticky(&self) -> Option<Verdict> {
        if !matches!(self.act, Act::Remove | Act::Replace) {
            return None;
        }
        let (directory, file) = (self.walk.parent()?, self.walk.named()?);
        let uid = self.refusal.task.uids[3];
        let sticky = directory.inode.mode & libc::S_ISVTX != 0;
        let owns = file.inode.uid == uid || directory.inode.uid == uid;
        if !sticky || owns || self.counts(FOWNER, &file.inode) {
            return None;
        }
        let because =
            format!("{} is sticky: only the owners of it and of the file may remove that", directory.path);
        let finding = self
            .find(plain(self.refusal, &file.inode), because)
            .saw(format!("uid {uid}; {} belongs to uid {}", file.path, file.inode.uid))
            .advise_all(advice::give(FOWNER, self.refusal));
        Some(Verdict::of(Code::Sticky, finding).about(&directory.path))
    }

    /// Whether the task has a capability that counts for a file: not where the owner has no id in the user namespace.
    pub fn counts(&self, capability: u8, inode: &Inode) -> bool {
        let task = &self.refusal.task;
        task.has(capability) && task.knows(inode.uid, inode.gid)
    }

    /// What only the owner may do.
    fn owned(&self) -> Option<Verdict> {
        let no_atime = self.act == Act::Open && open_flags(self.refusal) & libc::O_NOATIME != 0;
        let (capability, what) = match self.act {
            Act::Mode => (FOWNER, "change its mode"),
            Act::Times => (FOWNER, "set its times"),
            Act::Owner => (CHOWN, "give it away"),
            Act::Open if no_atime => (FOWNER, "read it without a trace (O_NOATIME)"),
            _ => return None,
        };
        let step = self.walk.named()?;
        let task = &self.refusal.task;
        let owner = step.inode.uid == task.uids[3];
        if owner && self.act != Act::Owner {
            return None;
        }
        let held = task.has(capability);
        if self.counts(capability, &step.inode) {
            return None;
        }
        let because = if owner {
            format!("uid {} may not {what}: {}", task.uids[3], step.path)
        } else {
            format!("{} belongs to uid {}, and only its owner may {what}", step.path, step.inode.uid)
        };
        let because = if self.act == Act::Owner {
            format!("it takes CAP_CHOWN to give {} to another owner or a foreign group", step.path)
        } else {
            because
        };
        let finding = self
            .find(plain(self.refusal, &step.inode), because)
            .saw(format!("uid {}, CapEff: {:016x}", task.uids[3], task.effective))
            .saw_if(
                held.then_some("the capability doesn't count: the owner has no id in the user namespace"),
            );
        let code = if held { Code::UserNamespace } else { Code::FileOwner };
        let finding = finding.advise_all(advice::give(capability, self.refusal));
        Some(Verdict::of(code, finding).about(&step.path))
    }

    /// fs.protected_hardlinks.
    fn linked(&self) -> Option<Verdict> {
        let step = self.walk.named().filter(|_| self.act == Act::Link)?;
        let inode = &step.inode;
        if inode.mode & libc::S_IFMT == libc::S_IFDIR {
            let finding = self.find(true, format!("{} is a directory, which has one entry", step.path));
            return Some(Verdict::of(Code::State, finding.advise("a symbolic link, or a bind mount", "")));
        }
        let on = self.refusal.setting("fs/protected_hardlinks") == Some(1);
        if !on || inode.uid == self.refusal.task.uids[3] || self.counts(FOWNER, inode) {
            return None;
        }
        let free = permission::check(&self.refusal.task, inode, READ | WRITE, As::Itself).is_ok()
            && inode.mode & libc::S_ISUID == 0
            && inode.mode & (libc::S_ISGID | libc::S_IXGRP) != libc::S_ISGID | libc::S_IXGRP
            && inode.mode & libc::S_IFMT == libc::S_IFREG;
        if free {
            return None;
        }
        let because = format!("{} belongs to another user, who alone may link it", step.path);
        let finding = self
            .find(plain(self.refusal, inode), because)
            .saw("fs.protected_hardlinks=1")
            .saw(format!("mode {:04o}, owner {}:{}", inode.mode & 0o7777, inode.uid, inode.gid))
            .advise_all(advice::give(FOWNER, self.refusal));
        Some(Verdict::of(Code::ProtectedFile, finding).about(&step.path))
    }

    /// mmap(2) of code on a mount without.
    fn no_exec(&self) -> Option<Verdict> {
        let executes = self.act == Act::Map && self.refusal.args[2] & libc::PROT_EXEC as u64 != 0;
        if executes { self.option("noexec", "programs on it are not run") } else { None }
    }

    /// Mounts that keep programs and devices from use.
    fn mounted(&self) -> Option<Verdict> {
        let kind = self.walk.named()?.inode.mode & libc::S_IFMT;
        match self.act {
            Act::Execute if kind == libc::S_IFREG => self.option("noexec", "programs on it are not run"),
            Act::Ask if kind == libc::S_IFREG && wanted(self.refusal, self.act)? & EXECUTE != 0 => {
                self.option("noexec", "programs on it are not run")
            }
            Act::Open if kind == libc::S_IFCHR || kind == libc::S_IFBLK => {
                self.option("nodev", "devices on it are not opened")
            }
            _ => None,
        }
    }

    fn option(&self, option: &str, what: &str) -> Option<Verdict> {
        let step = self.walk.named()?;
        let mount = step.inode.mount.as_ref().filter(|mount| mount.is(option))?;
        let positive = option.trim_start_matches("no");
        let advice = format!("mount -o remount,bind,{positive} {}", mount.point);
        let finding = self
            .find(true, format!("the mount at {} is {option}: {what}", mount.point))
            .saw(format!("{} is on it ({})", step.path, mount.kind))
            .advise_all(writable(self.refusal, &mount.point, advice));
        Some(Verdict::of(Code::Mount, finding))
    }

    /// fs.protected_regular and fs.protected_fifos.
    fn protected(&self) -> Option<Verdict> {
        let creates = self.act == Act::Open && open_flags(self.refusal) & libc::O_CREAT != 0;
        let (directory, file) = (self.walk.parent()?, self.walk.named().filter(|_| creates)?);
        let setting = match file.inode.mode & libc::S_IFMT {
            libc::S_IFREG => "fs/protected_regular",
            libc::S_IFIFO => "fs/protected_fifos",
            _ => return None,
        };
        let level = self.refusal.setting(setting)?;
        let mode = directory.inode.mode;
        let shared = mode & 0o002 != 0 || level >= 2 && mode & 0o020 != 0;
        let others = file.inode.uid != self.refusal.task.uids[3] && file.inode.uid != directory.inode.uid;
        if level < 1 || mode & libc::S_ISVTX == 0 || !shared || !others {
            return None;
        }
        let name = super::needs::dotted(setting);
        let because =
            format!("{} is another user's file in a sticky directory, and O_CREAT is given", file.path);
        let finding = self
            .find(true, because)
            .saw(format!("it belongs to uid {}", file.inode.uid))
            .saw(format!("{name}={level}"))
            .advise("open it without O_CREAT", "or take another name");
        Some(Verdict::of(Code::ProtectedFile, finding).about(&file.path))
    }

    /// Permissions of the file, or of the directory that is to change.
    fn permitted(&self) -> Option<Verdict> {
        if self.changes_directory() {
            let step = self.walk.parent()?;
            let verdict = denied(self.refusal, step, WRITE | EXECUTE, As::Itself, "change the directory")?;
            // Before an entry is made or taken away, security modules are asked for it by its path.
            return Some(Verdict {
                finding: verdict.finding.doubted(self.refusal.asked_before(true)),
                ..verdict
            });
        }
        let step = self.walk.named()?;
        let wanted = wanted(self.refusal, self.act)?;
        let what = if self.act == Act::Enter { "enter" } else { WANTED[wanted as usize] };
        if self.act == Act::Execute && step.inode.mode & libc::S_IFMT != libc::S_IFREG {
            let finding = self.find(true, format!("{} is no regular file", step.path));
            return Some(Verdict::of(Code::State, finding).about(&step.path));
        }
        denied(self.refusal, step, wanted, by(self.refusal, self.act == Act::Ask), what)
    }
}

/// What may be wanted of a file, by its bits.
const WANTED: [&str; 8] = [
    "use",
    "execute",
    "write",
    "write and execute",
    "read",
    "read and execute",
    "read and write",
    "read, write and execute",
];

/// What the file itself has to permit, for something to be done to it.
pub fn wanted(refusal: &Refusal, act: Act) -> Option<u32> {
    Some(match act {
        Act::Open => match open_flags(refusal) & (libc::O_ACCMODE | libc::O_TRUNC) {
            libc::O_RDONLY => READ,
            libc::O_RDWR => READ | WRITE,
            _ => WRITE,
        },
        Act::Ask => refusal.argument("mode").map_or(0, |mode| refusal.args[mode] as u32 & 7),
        Act::Execute | Act::Enter => EXECUTE,
        Act::Watch => READ,
        Act::Inspect if refusal.text(1).starts_with(b"user.") => READ,
        Act::Write | Act::Connect | Act::Attribute | Act::Times => WRITE,
        _ => return None,
    })
}

/// How a mount is changed where it was made.
fn writable(refusal: &Refusal, point: &str, host: String) -> Vec<Advice> {
    use crate::diagnose::environment::Environment;
    let way = |what: String, remark| vec![Advice { what, remark }];
    match refusal.place {
        Environment::Docker => {
            way(format!("docker run -v VOLUME:{point} ..."), "or without --read-only and :ro")
        }
        Environment::Podman => {
            way(format!("podman run -v VOLUME:{point} ..."), "or without --read-only and :ro")
        }
        Environment::Kubernetes => {
            way("a volume that may be written, or readOnlyRootFilesystem: false".to_owned(), "")
        }
        Environment::SystemdService => way(format!("ReadWritePaths={point}"), "in the unit"),
        Environment::Bubblewrap => way(format!("bwrap --bind {point} {point} ..."), ""),
        _ => way(host, "as root"),
    }
}

/// The walk to the program's interpreter.
pub fn interpreter(refusal: &Refusal) -> Option<&Walk> {
    refusal.files.iter().find(|walk| walk.argument == INTERPRETER)
}
