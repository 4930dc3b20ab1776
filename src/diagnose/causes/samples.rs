//! Recorded evidence that the causes' tests start from.

use crate::diagnose::evidence::*;

const ESRCH: Reading = Reading::Errno(libc::ESRCH);
const EPERM: Reading = Reading::Errno(libc::EPERM);
const EACCES: Reading = Reading::Errno(libc::EACCES);

/// User 1000 on a plain machine with nothing in the way.
fn user() -> Task {
    Task {
        pid: 200,
        tgid: Some(200),
        ppid: Some(100),
        tracer: Some(0),
        comm: Some("rtrace".into()),
        state: Some('R'),
        kernel_thread: Some(false),
        uids: Some([1000; 3]),
        gids: Some([1000; 3]),
        cap_permitted: Some(0),
        cap_effective: Some(0),
        cap_bounding: Some(0x1ff_ffff_ffff),
        no_new_privs: Some(false),
        seccomp: Some(0),
        seccomp_filters: Some(0),
        ns_pids: vec![200],
        user_ns: Some(4_026_531_837),
        pid_ns: Some(4_026_531_836),
        uid_map: Some("0 0 4294967295".into()),
        label: None,
    }
}

/// The probes of a kernel that nothing stands in front of.
fn unfiltered() -> Probes {
    let requests = [UNKNOWN_REQUEST, "PTRACE_SEIZE", "PTRACE_ATTACH", "PTRACE_SETOPTIONS", "PTRACE_SYSCALL"];
    Probes {
        fork: Reading::Returned(0),
        nobody: requests.into_iter().map(|name| (name.to_owned(), ESRCH)).collect(),
        trace_me: Reading::Returned(0),
        seize_child: Reading::Returned(0),
        read_child: Reading::Errno(libc::EFAULT),
        child_tracer: Some(0),
        read_memory: Reading::Errno(libc::EINVAL),
        take_descriptor: Reading::Errno(libc::EBADF),
        compare: Reading::Errno(libc::EINVAL),
        openat2: Reading::Errno(libc::EINVAL),
        landlock_depth: Some(0),
        ..Probes::default()
    }
}

/// User 1000 was refused with `answer` when launching, and the probe says the same.
pub fn launch(answer: Reading) -> Evidence {
    let mut probes = unfiltered();
    probes.trace_me = answer;
    Evidence {
        attempt: Attempt { request: Tried::TraceMe, answer },
        caller: user(),
        probes,
        kernel: Kernel {
            release: "6.1.0-18-amd64".into(),
            version: "#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1".into(),
            machine: "x86_64".into(),
            proc_is_own: Some(true),
            ..Kernel::default()
        },
        ..Evidence::default()
    }
}

/// User 1000 was refused with `answer` when attaching to process 300, which is another process of theirs. Neither
/// the attach check nor the read check refuses.
pub fn attach(answer: Reading) -> Evidence {
    let mut e = launch(Reading::Returned(0));
    e.attempt = Attempt { request: Tried::Seize, answer };
    let task = Task {
        pid: 300,
        tgid: Some(300),
        ppid: Some(100),
        comm: Some("sleep".into()),
        state: Some('S'),
        ns_pids: vec![300],
        ..user()
    };
    e.target = Some(Target {
        task,
        in_proc: true,
        signal: Reading::Returned(0),
        mem_owner: Some((1000, 1000)),
        descends: Some(false),
        read_memory: Reading::Errno(libc::EFAULT),
        take_descriptor: Reading::Errno(libc::EBADF),
        open_mem: Reading::Returned(0),
        read_exe: Reading::Returned(0),
        compare: Reading::Returned(1),
        ..Target::default()
    });
    e
}

/// The same, where the attach check refuses, and the read check too if `read`.
pub fn attach_denied(read: bool) -> Evidence {
    let mut e = attach(EPERM);
    e.probes.seize_target = EPERM;
    with_target(&mut e, |t| {
        t.read_memory = EPERM;
        t.take_descriptor = EPERM;
        t.open_mem = EACCES;
        if read {
            t.read_exe = EACCES;
            t.compare = EPERM;
            t.task.user_ns = None;
            t.task.pid_ns = None;
        }
    });
    e
}

/// Changes the target.
pub fn with_target(e: &mut Evidence, change: impl FnOnce(&mut Target)) {
    if let Some(target) = &mut e.target {
        change(target);
    }
}

/// Gives the target to another user; it stays dumpable.
pub fn owned_by(e: &mut Evidence, uids: [u32; 3], gids: [u32; 3]) {
    with_target(e, |t| {
        t.task.uids = Some(uids);
        t.task.gids = Some(gids);
        t.mem_owner = Some((uids[1], gids[1]));
    });
}

/// Puts a seccomp filter in front of ptrace that answers `answer`.
pub fn filter(e: &mut Evidence, answer: Reading) {
    e.caller.seccomp = Some(2);
    e.caller.seccomp_filters = Some(1);
    for reading in e.probes.nobody.values_mut() {
        *reading = answer;
    }
    e.probes.trace_me = answer;
    e.probes.seize_child = Reading::Untried;
}

/// The code that is named, and the one that comes next.
pub fn codes(e: &Evidence) -> (Option<&'static str>, Option<&'static str>) {
    let verdict = super::judge(e);
    (verdict.cause.map(|(cause, _)| cause.code), verdict.next.map(|(cause, _)| cause.code))
}
