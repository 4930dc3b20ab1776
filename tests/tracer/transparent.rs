//! A traced program finds what it would have found without a tracer.

use crate::harness::{Live, ended, events, finish, fixture};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// What `state` prints, untraced and under `events`, where `prepare` runs in the process that becomes either.
fn both(options: &[&str], prepare: fn() -> std::io::Result<()>) -> [String; 2] {
    let direct = Command::new(fixture("state"));
    [direct, events(options, &["state"])].map(|mut command| {
        // As the program's first argument, the same for both.
        if command.get_args().next().is_none() {
            command.arg0(fixture("state"));
        }
        command.env("RTRACE_TEST", "a b");
        // SAFETY: what prepares makes system calls alone.
        unsafe { command.pre_exec(prepare) };
        let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    })
}

fn assert_same(options: &[&str], prepare: fn() -> std::io::Result<()>) {
    let [direct, traced] = both(options, prepare);
    assert!(
        direct.contains("SigIgn:") && direct.contains("personality") && direct.contains("env"),
        "{direct}"
    );
    let different: Vec<_> =
        direct.lines().zip(traced.lines()).filter(|(direct, traced)| hide(direct) != hide(traced)).collect();
    assert!(different.is_empty() && direct.lines().count() == traced.lines().count(), "{different:#?}");
}

/// Without the inode of a pipe, which is another each time.
fn hide(line: &str) -> &str {
    line.split("pipe:[").next().unwrap_or(line)
}

#[test]
fn the_program_finds_everything_as_it_was() {
    assert_same(&[], || Ok(()));
    assert_same(&["-f", "-k"], || Ok(()));
}

#[test]
fn masks_and_dispositions_are_the_programs_own() {
    assert_same(&[], || {
        // SAFETY: the calls take integers, and a set that outlives them.
        unsafe {
            for signal in [libc::SIGPIPE, libc::SIGINT, libc::SIGCHLD, libc::SIGTTOU, libc::SIGALRM, 40] {
                libc::signal(signal, libc::SIG_IGN);
            }
            // The two that the C library keeps for itself (32, 33) among them.
            let set: u64 = 1 << (libc::SIGUSR1 - 1) | 1 << (libc::SIGTERM - 1) | 3 << 31 | 1 << 63;
            libc::syscall(libc::SYS_rt_sigprocmask, libc::SIG_SETMASK, &raw const set, 0, 8);
        }
        Ok(())
    });
    // std resets SIGPIPE before it runs a program; here it is the program that resets it.
    assert_same(&[], || {
        // SAFETY: the call takes integers.
        unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
        Ok(())
    });
}

#[test]
fn a_pending_signal_stays_pending() {
    // Only with -D: the child of a fork has none.
    let [direct, traced] = both(&["-D", "-o", "/dev/null"], || {
        // SAFETY: the calls take integers, and a set that outlives them.
        unsafe {
            let set: u64 = 1 << (libc::SIGUSR2 - 1);
            libc::syscall(libc::SYS_rt_sigprocmask, libc::SIG_SETMASK, &raw const set, 0, 8);
            libc::raise(libc::SIGUSR2);
        }
        Ok(())
    });
    let pending =
        |text: &str| text.lines().filter(|line| line.contains("Pnd:")).collect::<Vec<_>>().join(" ");
    assert!(pending(&direct).contains("0800"), "{}", pending(&direct));
    assert_eq!(pending(&direct), pending(&traced));
}

#[test]
fn limits_personality_and_priorities_are_the_programs_own() {
    assert_same(&[], || {
        // SAFETY: the calls take integers, and limits that outlive them.
        unsafe {
            let limit = libc::rlimit { rlim_cur: 123, rlim_max: 456 };
            libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit);
            libc::setrlimit(libc::RLIMIT_CORE, &raw const limit);
            libc::personality(0x004_0000);
            libc::setpriority(libc::PRIO_PROCESS, 0, 5);
            libc::umask(0o135);
            libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            libc::prctl(libc::PR_SET_TIMERSLACK, 77_777, 0, 0, 0);
        }
        Ok(())
    });
}

#[test]
fn standard_descriptors_that_were_closed_are_closed() {
    let closing = |closed: &'static str| {
        let shell = |what: String| {
            let output = Command::new("/bin/sh").args(["-c", &what]).stderr(Stdio::null()).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        let state = fixture("state");
        let direct = shell(format!("exec {} {closed}", state.display()));
        let events = fixture("events");
        let traced = shell(format!("exec {} -o /dev/null {} {closed}", events.display(), state.display()));
        let descriptors = |text: &str| {
            text.lines().filter(|line| line.starts_with('"')).map(|line| hide(line).to_owned()).collect()
        };
        let [direct, traced]: [Vec<String>; 2] = [descriptors(&direct), descriptors(&traced)];
        assert!(!direct.is_empty());
        assert_eq!(direct, traced, "{closed}");
    };
    closing("");
    closing("<&-");
    closing("2>&-");
    closing("<&- 2>&-");
}

#[test]
fn with_d_the_program_is_the_process_that_was_started() {
    for (flag, own_group, own_session) in [("-D", false, false), ("-DD", true, false), ("-DDD", true, true)] {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().to_str().unwrap();
        let mut program = Live::start(events(&[flag, "-o", path], &["signals", "wait"]));
        program.hear("waiting");
        let pid = program.pid();
        assert_eq!(crate::harness::status(pid, "Name").unwrap(), "signals");
        let tracer: i32 = crate::harness::status(pid, "TracerPid").unwrap().parse().unwrap();
        let own = |id: Result<nix::unistd::Pid, nix::errno::Errno>| id.unwrap().as_raw() == tracer;
        let process = Some(nix::unistd::Pid::from_raw(tracer));
        assert_eq!(own(nix::unistd::getpgid(process)), own_group, "{flag}");
        assert_eq!(own(nix::unistd::getsid(process)), own_session, "{flag}");
        program.signal(libc::SIGUSR1);
        program.hear("done");
        assert_eq!(ended(program.status()), "exit 0");
        let begun = std::time::Instant::now();
        let text = loop {
            let text = std::fs::read_to_string(path).unwrap();
            if text.contains("note tasks 1 ends 1") {
                break text;
            }
            assert!(begun.elapsed().as_secs() < 20, "{text}");
            std::thread::yield_now();
        };
        assert!(text.lines().nth(1).unwrap().ends_with("attached Launched"), "{text}");
        assert!(text.lines().nth(3).unwrap().ends_with("exec signals"), "{text}");
    }
}

#[test]
fn with_d_the_program_finds_everything_as_it_was() {
    assert_same(&["-D", "-o", "/dev/null"], || Ok(()));
}

#[test]
fn with_d_a_program_that_can_not_be_run_says_so_in_its_status() {
    let mut command = events(&["-D"], &[]);
    command.arg("/etc/passwd");
    assert_eq!(ended(finish(command).status), "exit 1");
}
