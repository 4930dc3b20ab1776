//! How many generations of processes are followed (`--max-depth`).

use super::Tracer;
use nix::unistd::Pid;

impl Tracer {
    /// Finds out of which generation a new task is: of its process's own, or of the one behind its parent's. /proc tells,
    /// whatever comes first, the task's first stop or the event of its parent's call.
    pub(super) fn place_in_tree(&mut self, pid: Pid) {
        let Some(most) = self.options.max_depth else { return };
        let Some((process, parent)) = family(pid) else { return };
        let depth_of = |tracer: &mut Tracer, pid| tracer.tasks.get(pid).map(|task| task.depth);
        let depth = if process == pid {
            depth_of(self, parent).map(|depth| depth.saturating_add(1))
        } else {
            depth_of(self, process)
        };
        if let (Some(task), Some(depth)) = (self.tasks.get(pid), depth) {
            task.depth = depth;
            task.beyond = u32::from(depth) > most;
        }
    }

    /// A task that isn't followed is let go, maybe before its parent's event.
    pub(super) fn let_go_beyond(&mut self, pid: Pid) {
        if self.tasks.remove(pid).is_some_and(|task| !task.expected) {
            self.beyond.insert(pid);
        }
        self.placement.detached(pid);
    }

    /// Whether a task whose parent's event is here was let go already.
    pub(super) fn gone_beyond(&mut self, pid: Pid) -> bool {
        self.beyond.remove(&pid)
    }
}

/// The process that a task is of, and that one's parent.
fn family(pid: Pid) -> Option<(Pid, Pid)> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| {
        let id = status.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
        id.map(Pid::from_raw)
    };
    Some((field("Tgid:")?, field("PPid:")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_its_own_and_has_a_parent() {
        assert_eq!(family(Pid::this()), Some((Pid::this(), Pid::parent())));
    }
}
