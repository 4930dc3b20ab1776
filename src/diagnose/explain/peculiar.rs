//! Files with rules of their own: attributes of users, and the directories of processes.

use super::advice;
use super::capability::number::{FOWNER, SYS_PTRACE};
use super::files::{Touched, plain};
use super::touch::Act;
use super::verdict::{Code, Verdict};
use super::walk::End;

impl Touched<'_> {
    /// A process whose directory in /proc others may not look into: see hidepid in proc(5).
    pub fn hidden(&self) -> Option<Verdict> {
        let step = self.walk.steps.last()?;
        let mount = step.inode.mount.as_ref().filter(|mount| mount.kind == "proc")?;
        let hides = mount.of_all.iter().find(|option| option.starts_with("hidepid="))?;
        let inside = step.path.strip_prefix(mount.point.as_str())?.trim_start_matches('/');
        let pid = inside.split('/').next().filter(|name| name.parse::<i32>().is_ok())?;
        // rtrace itself was refused, or sees that it is another's.
        let task = &self.refusal.task;
        let own = self.refusal.neighbours.iter().all(|other| other.uids[0] == task.uids[3]);
        if self.walk.end != End::Barred && (own || task.has(SYS_PTRACE)) {
            return None;
        }
        let because =
            format!("proc at {} keeps the directories of others' processes from users", mount.point);
        let finding = self
            .find(true, because)
            .saw(hides.clone())
            .saw(format!("it is about process {pid}"))
            .advise(format!("mount -o remount,hidepid=0 {}", mount.point), "or gid=GROUP, for those who may");
        Some(Verdict::of(Code::Mount, finding))
    }

    /// Attributes of the `user` kind: only regular files and directories have them, and of sticky directories the owner
    /// alone changes them.
    pub fn attributed(&self) -> Option<Verdict> {
        let of_user = self.refusal.text(1).starts_with(b"user.");
        let step = self.walk.named().filter(|_| self.act == Act::Attribute && of_user)?;
        let inode = &step.inode;
        let kind = inode.mode & libc::S_IFMT;
        if kind != libc::S_IFREG && kind != libc::S_IFDIR {
            let because = format!(
                "{} is no regular file and no directory: others have no attributes user.*",
                step.path
            );
            let finding = self.find(true, because).saw(format!("mode {:o}", inode.mode));
            return Some(Verdict::of(Code::State, finding).about(&step.path));
        }
        let sticky = kind == libc::S_IFDIR && inode.mode & libc::S_ISVTX != 0;
        let owner = inode.uid == self.refusal.task.uids[3];
        (sticky && !owner && !self.counts(FOWNER, inode)).then(|| {
            let because = format!("{} is sticky: only its owner may change its attributes", step.path);
            let finding = self
                .find(plain(self.refusal, inode), because)
                .saw(format!("uid {}; it belongs to uid {}", self.refusal.task.uids[3], inode.uid))
                .advise_all(advice::give(FOWNER, self.refusal));
            Verdict::of(Code::Sticky, finding).about(&step.path)
        })
    }
}
