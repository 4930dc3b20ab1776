//! The same programs under Debian's strace and under rtrace: their traces are equal, line by line.
//!
//! What differs from run to run (process ids, addresses, times, random bytes) is named or compared by its kind; several
//! runs of strace tell what that is. What differs on purpose is listed, with the reason, in [`INTENDED`].
//!
//! With `RTRACE_COMPARE=strace` nothing may differ: that tells whether the noise is understood.

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod line;
mod trace;

use line::Intended;
use nix::fcntl::AT_FDCWD;
use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::sys::stat::{UtimensatFlags, utimensat};
use nix::sys::time::{TimeSpec, TimeValLike};
use nix::unistd::Pid;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};
use trace::{Files, Trace, Tracer};

/// Where rtrace's text differs from strace 6.1's on purpose.
const INTENDED: &[Intended] = &[
    Intended {
        reason: "strace 6.1 shows the bytes of IFA_PROTO, which is newer than its netlink decoder",
        rewrite: |line| {
            const PROTOCOL: &str = "nla_type=IFA_PROTO}, \"\\x";
            let mut parts = line.split(PROTOCOL);
            let mut rewritten = parts.next()?.to_owned();
            for part in parts {
                let (byte, rest) = part.split_once('"')?;
                let number = u8::from_str_radix(byte, 16).ok()?;
                rewritten += &format!("nla_type=IFA_PROTO}}, {number}{rest}");
            }
            (rewritten != line).then_some(rewritten)
        },
    },
    Intended {
        reason: "before Linux 6.8 sock_diag, which strace asks, doesn't tell of a TCP socket that is bound and no more",
        rewrite: |line| {
            let (socket, rest) = line.strip_prefix("listen(")?.split_once("]>")?;
            let (fd, address) = socket.split_once('<')?;
            // What differs from run to run, as an inode and a port do, is compared by its kind.
            let (protocol, host, inode) = match address.split_once(":[")? {
                ("TCP", inode) => ("TCP", "127.0.0.1", inode),
                ("TCPv6", inode) => ("TCPv6", "[::1]", inode),
                _ => return None,
            };
            inode.parse::<u32>().ok()?;
            Some(format!("listen({fd}<{protocol}:[{host}:{inode}]>{rest}"))
        },
    },
];

/// Has what is started meanwhile run on one CPU, as rtrace has it where calls are dense: which of two tasks is first
/// depends on it.
fn on_one_cpu<T>(run: impl FnOnce() -> T) -> T {
    let this = Pid::from_raw(0);
    let own = sched_getaffinity(this).unwrap();
    let first = (0..CpuSet::count()).find(|&cpu| own.is_set(cpu).unwrap()).unwrap();
    let mut one = CpuSet::new();
    one.set(first).unwrap();
    sched_setaffinity(this, &one).unwrap();
    let done = run();
    sched_setaffinity(this, &own).unwrap();
    done
}

/// How often strace traces a command to tell what differs from run to run: at first, and at most, where something
/// differs that those runs don't explain. Programs race with their children and threads, so what a pipe holds or
/// who waits for whom is another in one run of many.
const RUNS: usize = 3;
const MOST_RUNS: usize = 24;

/// A program that is traced.
struct Case {
    name: &'static str,
    /// Options for both tracers, but for those that [`Files`] stands for.
    options: &'static [&'static str],
    files: Files,
    /// Makes what the program needs, in its working directory. The same names, contents and times each run.
    prepare: fn(&Path),
    command: Vec<String>,
    /// Several tasks run at once, and what one does depends on how far the others are.
    racing: bool,
}

impl Case {
    fn new(name: &'static str, files: Files, command: &[&str]) -> Self {
        let command = command.iter().map(|&word| word.to_owned()).collect();
        Self { name, options: &[], files, prepare: |_| {}, command, racing: false }
    }

    fn options(mut self, options: &'static [&'static str]) -> Self {
        self.options = options;
        self
    }

    fn prepare(mut self, prepare: fn(&Path)) -> Self {
        self.prepare = prepare;
        self
    }

    fn racing(mut self) -> Self {
        self.racing = true;
        self
    }

    /// Runs the case once, always in a directory of the same name.
    fn run(&self, tracer: &Tracer<'_>, at: &Path) -> Trace {
        let (work, out) = (at.join("work"), at.join("out"));
        for dir in [&work, &out] {
            if dir.exists() {
                fs::remove_dir_all(dir).unwrap();
            }
            fs::create_dir_all(dir).unwrap();
        }
        (self.prepare)(&work);
        let trace = trace::run(tracer, self.options, self.files, &self.command, &work, &out);
        if self.racing { trace.without_chance() } else { trace }
    }

    /// Compares `tracer` with strace.
    fn compare(&self, tracer: &Path) -> compare::Comparison {
        let dir = tempfile::tempdir().unwrap();
        // strace in rtrace's place differs from itself in nothing.
        let intended = if tracer.ends_with("strace") { &[] } else { INTENDED };
        let strace = Tracer { program: Path::new("strace"), intended };
        let with_strace = || self.run(&strace, dir.path());
        let mut strace: Vec<Trace> = (0..RUNS).map(|_| with_strace()).collect();
        let rtrace = self.run(&Tracer { program: tracer, intended: &[] }, dir.path());
        let found = loop {
            let found = compare::compare(&strace, &rtrace);
            if found.differences.is_empty() || strace.len() >= MOST_RUNS {
                break found;
            }
            let more = strace.len();
            strace
                .extend((0..more).map(|n| if n % 2 == 0 { on_one_cpu(with_strace) } else { with_strace() }));
        };
        assert_eq!(rtrace.status, strace[0].status, "{}: the exit status", self.name);
        if strace.iter().all(|run| run.printed == strace[0].printed) {
            let text = |trace: &Trace| String::from_utf8_lossy(&trace.printed).into_owned();
            assert_eq!(text(&rtrace), text(&strace[0]), "{}: what the program prints", self.name);
        }
        found
    }

    /// The test: rtrace's trace is strace's.
    fn check(self) {
        for tool in ["strace", "setarch", &self.command[0]] {
            if !common::is_there(tool) {
                return common::missing(tool);
            }
        }
        let found = self.compare(&common::rtrace());
        common::report(&format!("differential: {}: {}", self.name, found.summary()));
        assert!(found.differences.is_empty(), "{}: {}\n{}", self.name, found.summary(), found.details());
    }
}

/// Writes a file with a modification time that is the same in every run.
fn file(path: &Path, content: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
}

/// A small tree: directories, files, a link, a hidden file.
fn tree(work: &Path) {
    file(&work.join("tree/one.txt"), "one\n");
    file(&work.join("tree/deep/er/two.txt"), "two\n".repeat(3000));
    file(&work.join("tree/deep/.hidden"), "");
    let link = work.join("tree/link");
    std::os::unix::fs::symlink("one.txt", &link).unwrap();
    // What a program prints of them is the same in the next minute.
    let old = |path: &Path| {
        let time = TimeSpec::seconds(1_000_000_000);
        utimensat(AT_FDCWD, path, &time, &time, UtimensatFlags::NoFollowSymlink).unwrap();
    };
    for path in [&link, &work.join("tree/deep/er"), &work.join("tree/deep"), &work.join("tree"), work] {
        old(path);
    }
}

#[test]
fn strace_is_equal_to_itself() {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    let case = Case::new("ls", Files::One, &["ls", "-la", "tree"]).prepare(tree);
    let found = case.compare(Path::new("strace"));
    assert!(found.compared > 50, "{}", found.summary());
    assert!(found.differences.is_empty(), "{}\n{}", found.summary(), found.details());
}

#[test]
fn ls() {
    Case::new("ls -la", Files::One, &["ls", "-la", "tree"]).prepare(tree).check();
}

#[test]
fn ls_in_full() {
    const OPTIONS: &[&str] = &["-v", "-s", "200", "-x"];
    Case::new("ls -v", Files::One, &["ls", "-la", "tree"]).options(OPTIONS).prepare(tree).check();
}

#[test]
fn cat() {
    Case::new("cat", Files::One, &["cat", "tree/deep/er/two.txt", "nosuch"]).prepare(tree).check();
}

#[test]
fn find() {
    Case::new("find", Files::One, &["find", "tree", "-name", "*.txt", "-size", "+1k"]).prepare(tree).check();
}

const PIPELINE: &str = "(echo b; echo a; exit 3) | sort | tr a-z A-Z >out; (exit 4); cat out; exit 5";

#[test]
fn a_shell_pipeline_with_subshells() {
    Case::new("sh pipeline", Files::Each, &["sh", "-c", PIPELINE]).racing().check();
}

#[test]
fn a_shell_pipeline_in_one_file() {
    Case::new("sh pipeline -f", Files::Followed, &["sh", "-c", PIPELINE]).racing().check();
}

/// Calls of each family that the kernel answers, and what it gives.
#[test]
fn calls_that_the_kernel_answers() {
    let fixture = common::fixture("answered");
    // What is obsolete no kernel answers; `tests/calls` has the forms of it.
    for (family, _) in rtrace::decode::table::FAMILIES.iter().filter(|(family, _)| *family != "obsolete") {
        Case::new(family, Files::One, &[fixture.to_str().unwrap(), family]).options(&["-v"]).check();
    }
}

/// What calls of one family take, passed by the fixture, is said in strace's words.
fn structures(family: &str, options: &'static [&'static str]) {
    let fixture = common::fixture("structures");
    Case::new("structures", Files::One, &[fixture.to_str().unwrap(), family]).options(options).check();
}

#[test]
fn what_bpf_takes() {
    structures("bpf", &["-e", "trace=bpf"]);
    structures("bpf", &["-v", "-e", "trace=bpf"]);
    structures("program", &["-e", "trace=bpf"]);
}

#[test]
fn what_asynchronous_calls_take() {
    const AIO: &str = "trace=io_setup,io_submit,io_getevents,io_pgetevents,io_cancel,io_destroy";
    const RING: &str = "trace=io_uring_setup,io_uring_enter,io_uring_register";
    structures("aio", &["-e", AIO]);
    structures("ring", &["-e", RING]);
    structures("ring", &["-v", "-e", RING]);
}

const GIT: &str = "
    git init -q . && git config user.name t && git config user.email t@example.org &&
    git add tree && git commit -q -m first && echo more >>tree/one.txt && git status --short";

#[test]
fn touch() {
    let script = "touch -d '2001-01-01 10:00:00.5' a; touch -m a; touch -a -d @0 b; touch -h -r a tree/link";
    Case::new("touch", Files::Each, &["sh", "-c", script]).prepare(tree).check();
}

#[test]
fn git() {
    Case::new("git", Files::Each, &["sh", "-c", GIT]).prepare(tree).check();
}

const PYTHON: &str = include_str!("program.py");

#[test]
fn python_with_children_threads_and_sockets() {
    let prepare = |work: &Path| file(&work.join("program.py"), PYTHON);
    Case::new("python3", Files::Each, &["/usr/bin/python3", "-I", "-B", "program.py"])
        .prepare(prepare)
        .check();
}

/// What strace 6.1 knows of descriptors; it has no words for eventfd and signalfd.
const DETAILS: &str = "--decode-fds=path,socket,dev,pidfd";

#[test]
fn descriptors_with_their_paths() {
    let program = common::fixture("descriptors");
    Case::new("descriptors -y", Files::One, &[program.to_str().unwrap()]).options(&["-y"]).check();
}

#[test]
fn descriptors_with_all_that_is_known_of_them() {
    let program = common::fixture("descriptors");
    Case::new("descriptors -yy", Files::One, &[program.to_str().unwrap()]).options(&[DETAILS]).check();
}

#[test]
fn descriptors_in_hex() {
    let program = common::fixture("descriptors");
    Case::new("descriptors -x", Files::One, &[program.to_str().unwrap()])
        .options(&["-x", DETAILS, "-e", "trace=desc"])
        .check();
}

const HELLO: &str = "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 0; }\n";

#[test]
fn gcc() {
    let prepare = |work: &Path| file(&work.join("hello.c"), HELLO);
    Case::new("gcc", Files::Each, &["gcc", "-O1", "-o", "hello", "hello.c"]).prepare(prepare).check();
}

#[cfg(target_arch = "x86_64")]
#[test]
fn a_program_of_32_bits() {
    /// Built by the lab for other ABIs, too.
    const ABI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vm/abi.c");
    let prepare = |work: &Path| {
        let built = Command::new("gcc")
            .args(["-m32", "-D_FILE_OFFSET_BITS=64", "-o", "abi", ABI])
            .current_dir(work)
            .status();
        assert!(built.unwrap().success(), "gcc-multilib is missing, and tests/run should have installed it");
    };
    Case::new("i386", Files::Each, &["sh", "-c", "exec ./abi"]).prepare(prepare).check();
}

#[test]
fn tar() {
    // Without a pipe to gzip: how much that reads at once depends on the moment.
    let pack_and_unpack = "tar cf t.tar tree && gzip t.tar && rm -r tree && gunzip t.tar.gz && tar xf t.tar";
    Case::new("tar", Files::Each, &["sh", "-c", pack_and_unpack]).prepare(tree).check();
}

#[test]
fn dd() {
    let command =
        ["dd", "if=tree/deep/er/two.txt", "of=copy", "bs=1000", "count=7", "conv=fsync", "status=none"];
    Case::new("dd", Files::One, &command).prepare(tree).check();
}

#[test]
fn a_sleep_that_a_signal_ends() {
    // Emulated processors may take seconds until it sleeps.
    let seconds = if common::in_lab() { "6" } else { "0.2" };
    Case::new("timeout sleep", Files::Each, &["timeout", seconds, "sleep", "100"]).racing().check();
}

#[test]
fn a_sleep_that_a_handled_signal_interrupts() {
    // Every signal finds the shell asleep. Sent one after the other they would come before it sleeps, after, or at once,
    // and it makes other calls then.
    let script = "trap 'echo got it' USR1; (for signal in USR1 STOP CONT; do sleep 0.1; kill -$signal $$; done; sleep 0.1) & \
                  wait; wait; sleep 0.1";
    Case::new("sh trap", Files::Each, &["sh", "-c", script]).check();
}

/// A web server on loopback, which ends with the test.
struct Server {
    process: Child,
    port: String,
}

impl Server {
    /// Python's own, in `dir`. It says which port it got.
    fn start(dir: &Path) -> Self {
        let mut process = Command::new("/usr/bin/python3")
            .args(["-I", "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"])
            .current_dir(dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut greeting = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut greeting).unwrap();
        let port = greeting.split(" port ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        Self { process, port }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn curl_from_a_server_on_loopback() {
    if !common::is_there("python3") {
        return common::missing("python3");
    }
    let dir = tempfile::tempdir().unwrap();
    tree(dir.path());
    let server = Server::start(dir.path());
    let url = format!("http://127.0.0.1:{}/tree/deep/er/two.txt", server.port);
    Case::new("curl", Files::Each, &["curl", "-s", &url]).check();
}

#[test]
fn sshd_checks_its_configuration() {
    let prepare = |work: &Path| {
        let key = work.join("key");
        let made =
            Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
        if let Ok(made) = made {
            assert!(made.success());
        }
        file(&work.join("config"), format!("HostKey {}\nPort 2222\n", key.display()));
        // sshd -t wants its directory for privilege separation, which its service would have made.
        if nix::unistd::geteuid().is_root() {
            fs::create_dir_all("/run/sshd").unwrap();
        }
    };
    Case::new("sshd -t", Files::Each, &["/usr/sbin/sshd", "-t", "-f", "config"]).prepare(prepare).check();
}

/// A program of another ABI, built by the lab (tests/vm/run) from tests/vm/abi.c.
fn program_of(abi: &'static str) {
    let program = format!("/lab/programs/{abi}");
    if std::env::var_os("RTRACE_LAB").is_some() && Path::new(&program).exists() {
        Case::new(abi, Files::One, &[&program]).check();
    } else {
        common::report(&format!("LEFT TO THE LAB a program of {abi} (tests/vm/run)"));
    }
}

#[test]
fn a_program_of_i386() {
    program_of("i386");
}

#[test]
fn a_program_of_x32() {
    program_of("x32");
}
