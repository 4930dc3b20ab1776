use crate::diagnose::causes::cause;
use crate::diagnose::evidence::{Evidence, Tried};
use crate::diagnose::finding::Finding;

cause! {
    /// rtrace runs under another tracer that follows what it starts (strace -f, a debugger, PRoot, a sandbox that
    /// works with ptrace). Its children are traced from their first moment, and a process can have one tracer only.
    ///
    /// Evidence: TracerPid in /proc/self/status of a new child is not 0.
    ///
    /// Way out: don't follow children with the outer tracer (strace without -f), or don't nest them.
    "nested-tracer", "another tracer has taken the child already", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let tracer = e.probes.child_tracer.filter(|&pid| pid != 0 && e.attempt.request == Tried::TraceMe)?;
    let name = e.probes.child_tracer_comm.as_deref().map(str::escape_debug);
    let tracer = match name {
        Some(name) => format!("process {tracer} ({name})"),
        None => format!("process {tracer}"),
    };
    Some(
        Finding::proved(format!("what rtrace starts is traced by {tracer} from its first moment on"))
            .read("TracerPid is not 0", "/proc/self/status of a new child")
            .not("no privilege helps: a process has one tracer at most")
            .advise(
                "run rtrace outside of that tracer",
                "or the outer one without following children (strace: no -f)",
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn a_child_that_is_traced_by_another_says_so() {
        let mut e = launch(Reading::Errno(libc::EPERM));
        e.probes.child_tracer = Some(77);
        e.probes.child_tracer_comm = Some("strace".into());
        assert_eq!(codes(&e), (Some("nested-tracer"), None));
    }

    #[test]
    fn attaching_under_another_tracer_is_another_matter() {
        let mut e = attach(Reading::Errno(libc::EPERM));
        e.probes.child_tracer = Some(77);
        assert_eq!(codes(&e), (None, None));
    }
}
