//! What is left where every rule that can be computed lets the call pass: the security modules.

use super::capability::number::{MKNOD, SYS_ADMIN};
use super::evidence::Refusal;
use super::files;
use super::permission::{READ, WRITE};
use super::touch::{Act, Touch};
use super::verdict::{Code, Verdict};
use super::walk::End;
use crate::diagnose::environment::Environment;
use crate::diagnose::finding::Finding;

/// Judges a call that is about files, all of which would let it pass: only then little else is left.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    if !matches!(refusal.errno, libc::EACCES | libc::EPERM) || !refusal.by_kernel() {
        return None;
    }
    if let Some(label) = refusal.confined() {
        let finding = Finding::likely(
            "a security module refused it: the kernel's other checks, as far as rtrace knows them, pass",
        )
        .read(label, "/proc/PID/attr/current")
        .saw_if(refusal.modules.as_ref().map(|modules| format!("active: {modules}")))
        .advise("journalctl -k, dmesg, the audit log", "the module logs what it denies");
        return Some(Verdict::of(Code::SecurityModule, finding));
    }
    if let Some(finding) = device(refusal) {
        return Some(Verdict::of(Code::DeviceCgroup, finding));
    }
    if let Some(finding) = served(refusal) {
        return Some(Verdict::of(Code::Mount, finding));
    }
    if let Some(finding) = made(refusal) {
        return Some(Verdict::of(Code::State, finding));
    }
    // Who enters a domain has no_new_privs or CAP_SYS_ADMIN.
    let domain = refusal.domain.filter(|_| refusal.task.no_new_privs || refusal.task.has(SYS_ADMIN))?;
    if let Some(finding) = scoped(refusal) {
        return Some(Verdict::of(Code::Landlock, finding.saw(domain)));
    }
    let walked = Touch::of(refusal.call).next().is_some()
        && !refusal.files.is_empty()
        && refusal.files.iter().all(|walk| matches!(walk.end, End::Found | End::Missing));
    // Other file systems have rules of their own.
    let plain = refusal.files.iter().flat_map(|walk| &walk.steps).all(|step| files::is_plain(&step.inode));
    if !walked || !plain {
        return None;
    }
    let finding = Finding::likely("a Landlock domain refused it: the permissions of the files let it pass")
        .saw(domain)
        .saw_if(refusal.modules.as_ref().map(|modules| format!("active: {modules}")))
        .saw("no other module confines the task")
        .advise(
            "allow the path in the program's Landlock rules",
            "it entered that domain itself, or who started it did",
        );
    Some(Verdict::of(Code::Landlock, finding))
}

/// What a domain keeps in: signals, connections (landlock(7), scopes and network).
fn scoped(refusal: &Refusal) -> Option<Finding> {
    let (because, right) = match (refusal.call, refusal.errno) {
        (
            "kill" | "tkill" | "tgkill" | "pidfd_send_signal" | "rt_sigqueueinfo" | "rt_tgsigqueueinfo",
            libc::EPERM,
        ) => ("a Landlock domain keeps signals in: the process is outside of it", "LANDLOCK_SCOPE_SIGNAL"),
        ("connect" | "bind", libc::EACCES) => {
            ("a Landlock domain doesn't allow that port", "LANDLOCK_ACCESS_NET_CONNECT_TCP, _BIND_TCP")
        }
        ("connect" | "sendto" | "sendmsg", libc::EPERM) => (
            "a Landlock domain keeps connections to abstract names in",
            "LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET",
        ),
        _ => return None,
    };
    Some(Finding::likely(because).advise(format!("{right} in the program's Landlock rules"), ""))
}

/// A device that is opened or made: the cgroup decides last.
fn device(refusal: &Refusal) -> Option<Finding> {
    let is_device = |mode: u32| matches!(mode & libc::S_IFMT, libc::S_IFCHR | libc::S_IFBLK);
    let opened = matches!(refusal.call, "open" | "openat" | "openat2")
        && refusal.files.first().and_then(|walk| walk.named()).is_some_and(|step| is_device(step.inode.mode));
    let made = refusal.call.starts_with("mknod")
        && refusal.task.has(MKNOD)
        && refusal.argument("mode").is_some_and(|mode| is_device(refusal.args[mode] as u32));
    (refusal.errno == libc::EPERM && (opened || made)).then(|| {
        let finding =
            Finding::likely("its cgroup doesn't allow that device: all that can be computed lets it pass");
        match refusal.place {
            Environment::Docker => {
                finding.advise("docker run --device=/dev/NAME ...", "or --device-cgroup-rule")
            }
            Environment::Podman => finding.advise("podman run --device=/dev/NAME ...", ""),
            Environment::SystemdService => finding.advise("DeviceAllow=/dev/NAME rw", "in the unit"),
            _ => finding.advise(
                "allow it in the devices controller of its cgroup",
                "devices.allow, or a BPF program",
            ),
        }
    })
}

/// Files that the kernel itself makes and takes away, and those that nobody reads, writes or changes, not even root:
/// what stands in /proc/sys and /sys doesn't ask for capabilities.
fn made(refusal: &Refusal) -> Option<Finding> {
    let touch = Touch::of(refusal.call).next()?;
    let walk = refusal.files.first()?;
    let (step, what) = match touch.act {
        Act::Make | Act::Replace | Act::Remove => (walk.parent()?, "makes and takes away its entries"),
        Act::Mode | Act::Owner => (walk.named()?, "keeps its mode and its owner as they are"),
        act => {
            let (step, wanted) = (walk.named()?, files::wanted(refusal, act)?);
            let lacks = |bit: u32| wanted & bit != 0 && step.inode.mode & (bit * 0o111) == 0;
            let what = match (lacks(WRITE), lacks(READ)) {
                (true, _) => "has it for reading alone",
                (_, true) => "has it for writing alone",
                _ => return None,
            };
            (step, what)
        }
    };
    files::is_made(&step.inode).then(|| {
        Finding::likely(format!("{} is the kernel's own, which {what}", step.path))
            .saw(format!("mode {:04o}", step.inode.mode & 0o7777))
    })
}

/// File systems where somebody else decides.
fn served(refusal: &Refusal) -> Option<Finding> {
    const SERVED: &[&str] = &["9p", "afs", "ceph", "cifs", "nfs", "nfs4", "smb3"];
    let mut mounts =
        refusal.files.iter().flat_map(|walk| &walk.steps).filter_map(|step| step.inode.mount.as_ref());
    let mount =
        mounts.find(|mount| SERVED.contains(&mount.kind.as_str()) || mount.kind.starts_with("fuse"))?;
    let finding = Finding::likely(format!("the server of the file system at {} refused it", mount.point))
        .saw(format!("its type is {}", mount.kind));
    Some(if mount.kind.starts_with("nfs") {
        finding.advise("no_root_squash in the export, or another user", "the server takes root for nobody")
    } else {
        finding
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use libc::{EACCES, EPERM};

    fn opened(errno: i32, mode: u32, kind: &str, of_all: &[&str]) -> Refusal {
        let mut refusal = refusal("openat", errno);
        refusal.names = vec!["dirfd", "pathname", "flags", "mode"];
        refusal.files = vec![Walk { argument: 1, ..file("/m/f", mode, kind, of_all) }];
        refusal
    }

    use super::super::walk::Walk;

    #[test]
    fn what_is_left_on_a_plain_file_system_is_landlock_where_a_domain_can_have_been_entered() {
        let mut left = opened(EACCES, libc::S_IFREG | 0o777, "ext4", &[]);
        assert_eq!(verdict(&left), "unexplained, likely");
        left.task.no_new_privs = true;
        assert_eq!(verdict(&left), "unexplained, likely", "there is none");
        left.domain = Some("it was entered");
        assert_eq!(verdict(&left), "landlock, likely");
        left.files[0].steps[0].inode.mount.as_mut().unwrap().kind = "proc".to_owned();
        assert_eq!(verdict(&left), "unexplained, likely", "other file systems have rules of their own");
        left.task.label = Some("docker-default (enforce)".to_owned());
        assert_eq!(verdict(&left), "security-module, likely");
    }

    #[test]
    fn a_domain_keeps_signals_in() {
        let mut left = refusal("kill", EPERM);
        left.target = Some([1000, 1000]);
        assert_eq!(verdict(&left), "unexplained, likely");
        (left.domain, left.task.no_new_privs) = (Some("it was entered"), true);
        assert_eq!(verdict(&left), "landlock, likely");
    }

    #[test]
    fn what_the_kernel_made_is_read_or_written_as_its_mode_says_whoever_asks() {
        let root = |errno, mode, kind| {
            let mut left = opened(errno, libc::S_IFREG | mode, kind, &[]);
            (left.task.uids, left.task.effective, left.task.permitted) = ([0; 4], u64::MAX, u64::MAX);

            left
        };
        assert_eq!(verdict(&root(EACCES, 0o200, "proc")), "state, likely", "read");
        assert_eq!(verdict(&root(EACCES, 0o444, "proc")), "unexplained, likely", "that is allowed");
        let asks = |wanted, mode| {
            let mut left = root(EACCES, mode, "proc");
            (left.call, left.names, left.args[2]) = ("faccessat", vec!["dirfd", "pathname", "mode"], wanted);
            verdict(&left)
        };
        assert_eq!(asks(4, 0o200), "state, likely");
        assert_eq!(asks(2, 0o444), "state, likely");
        assert_eq!(asks(2, 0o644), "unexplained, likely");
        let mut left = root(EPERM, 0o444, "proc");
        (left.call, left.names) = ("fchmodat", vec!["dirfd", "pathname", "mode"]);
        assert_eq!(verdict(&left), "state, likely");
    }

    #[test]
    fn an_owner_is_told_to_change_the_mode_for_an_entry_of_an_acl_is_not_for_owners() {
        let advice = |uid, kind| {
            let mut refused = opened(EACCES, libc::S_IFREG | 0o200, kind, &[]);
            refused.files[0].steps[0].inode.uid = uid;
            let advice = super::super::judge(&refused).unwrap().finding.advice;
            advice.first().map_or(String::new(), |first| first.what.clone())
        };
        assert_eq!(advice(1000, "ext4"), "chmod u+r /m/f");
        assert_eq!(advice(1001, "ext4"), "setfacl -m u:1000:r /m/f");
        assert_eq!(advice(1001, "proc"), "run it as uid 1001");
        assert_ne!(advice(1000, "proc"), "run it as uid 1000");
    }

    #[test]
    fn a_server_s_refusal_is_no_landlock_s() {
        let left = opened(EACCES, libc::S_IFREG | 0o777, "nfs4", &[]);
        assert_eq!(verdict(&left), "mount, likely");
    }

    #[test]
    fn a_file_system_in_user_space_is_for_its_user_alone() {
        let mut left =
            opened(EACCES, libc::S_IFREG | 0o777, "fuse.sshfs", &["rw", "user_id=1001", "group_id=0"]);
        assert_eq!(verdict(&left), "mount, proved");
        left.task.uids = [1001; 4];
        assert_eq!(verdict(&left), "mount, likely", "its own user is refused by its server");
        let open = opened(EACCES, libc::S_IFREG | 0o777, "fuse.sshfs", &["user_id=1001", "allow_other"]);
        assert_eq!(verdict(&open), "mount, likely");
    }

    #[test]
    fn a_device_that_all_else_lets_pass_is_its_cgroup_s() {
        let mut left = opened(EPERM, libc::S_IFCHR | 0o666, "devtmpfs", &[]);
        assert_eq!(verdict(&left), "device-cgroup, likely");
        left.files[0].steps[0].path = "/dev/mem".to_owned();
        assert_eq!(verdict(&left), "capability, likely", "its cgroup is asked before the driver");
    }
}
