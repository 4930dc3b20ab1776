use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// Another tracer has the process: a debugger, strace, another rtrace, a sandbox that works with ptrace. A
    /// process has one tracer at most. The kernel checks this last, so everything else would have let rtrace in.
    ///
    /// Evidence: TracerPid in /proc/PID/status.
    ///
    /// Way out: let the other tracer detach, or end it.
    "already-traced", "another tracer has the process", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = e.target.as_ref().filter(|_| e.attempt.request.attaches())?;
    let tracer = target.task.tracer.filter(|&pid| pid != 0)?;
    let by = match target.tracer_comm.as_deref().map(str::escape_debug) {
        Some(comm) => format!("process {tracer} ({comm})"),
        None => format!("process {tracer}"),
    };
    Some(
        Finding::proved(format!("{} is traced by {by} already", checks::who(target)))
            .read(format!("TracerPid: {tracer}"), "/proc/PID/status")
            .not("no privilege helps: a process has one tracer at most")
            .advise(
                format!("end process {tracer}, or let it detach"),
                "debuggers: detach; strace, rtrace: Ctrl-C",
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::diagnose::evidence::Reading;

    fn traced() -> Evidence {
        let mut e = attach(Reading::Errno(libc::EPERM));
        with_target(&mut e, |t| {
            t.task.tracer = Some(7);
            t.tracer_comm = Some("gdb\x1b[2J".into());
        });
        e
    }

    #[test]
    fn the_tracer_is_named_and_its_name_escaped() {
        assert_eq!(codes(&traced()), (Some("already-traced"), None));
        let said = judge(&traced()).unwrap().because;
        assert!(said.contains("process 7 (gdb\\u{1b}[2J)"), "{said}");
    }

    #[test]
    fn it_is_checked_last() {
        let mut e = attach_denied(true);
        owned_by(&mut e, [0; 3], [0; 3]);
        with_target(&mut e, |t| t.task.tracer = Some(7));
        assert_eq!(codes(&e), (Some("other-user"), Some("already-traced")));
    }
}
