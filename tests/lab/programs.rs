//! A program of another ABI than the tracer's, where no other tracer shows what is right: Debian's strace for arm64
//! can't read the structures of 32-bit ARM, and strace 6.1 misreads x32's `struct statfs`. (All else of i386 and x32
//! is compared with strace, in the differential tests.)

use crate::lab;
use std::process::Command;

/// What tests/vm/abi.c does, as a 32-bit ARM program, where no address or id is in the line. In this order.
const ARM: &[&str] = &[
    "openat(AT_FDCWD, \"data\", O_RDWR|O_CREAT|O_TRUNC|O_LARGEFILE, 0640) = 3",
    "writev(3, [{iov_base=\"one, \", iov_len=5}, {iov_base=\"two\\n\", iov_len=4}], 2) = 9",
    "_llseek(3, 2, [2], SEEK_SET)            = 0",
    "pread64(3, \"ne, \", 4, 1)                = 4",
    "pwrite64(3, \"six\", 3, 4294967298)       = 3",
    "ftruncate64(3, 4294967296)              = 0",
    "fcntl64(3, F_SETLK64, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=3, l_len=4}) = 0",
    "close(3)                                = 0",
    "unlink(\"data\")                          = 0",
    "socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0",
    "sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"one, \", iov_len=5}, \
     {iov_base=\"two\\n\", iov_len=4}], msg_iovlen=2, msg_controllen=0, msg_flags=0}, 0) = 9",
    "recvmsg(4, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"one, two\\n\", iov_len=16}], msg_iovlen=1, \
     msg_controllen=0, msg_flags=0}, 0) = 9",
    "poll([{fd=3, events=POLLIN|POLLOUT}], 1, 1000) = 1 ([{fd=3, revents=POLLOUT}])",
    "rt_sigprocmask(SIG_BLOCK, [ALRM CHLD], NULL, 8) = 0",
    "setitimer(ITIMER_REAL, {it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=0, tv_usec=1000}}, NULL) = 0",
    "rt_sigsuspend([], 8)                    = ? ERESTARTNOHAND (To be restarted if no handler)",
    "--- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---",
    "sigreturn({mask=[ALRM CHLD]})           = -1 EINTR (Interrupted system call)",
    "+++ killed by SIGTERM +++",
];

#[test]
fn a_32_bit_arm_program_is_decoded_with_its_own_numbers_and_structures() {
    let Some(lab) = lab() else { return };
    let program = lab.join("programs/arm");
    if !program.exists() {
        return crate::common::report("LEFT OUT a 32-bit ARM program: this guest is no aarch64");
    }
    let dir = tempfile::tempdir().unwrap();
    let trace = dir.path().join("trace");
    let mut rtrace = Command::new(env!("CARGO_BIN_EXE_rtrace"));
    rtrace.arg("-o").arg(&trace).arg(program).current_dir(&dir).status().unwrap();
    let text = std::fs::read_to_string(trace).unwrap();
    let mut lines = text.lines();
    for expected in ARM {
        assert!(lines.any(|line| line == *expected), "no line\n{expected}\nin its place in\n{text}");
    }
}

#[test]
fn what_an_x32_program_learns_of_a_file_system_is_said() {
    let Some(lab) = lab() else { return };
    let program = lab.join("programs/statfs.x32");
    if !program.exists() {
        return crate::common::report("LEFT OUT an x32 program: this guest is no x86_64");
    }
    let dir = tempfile::tempdir().unwrap();
    let trace = dir.path().join("trace");
    let mut rtrace = Command::new(env!("CARGO_BIN_EXE_rtrace"));
    let printed = rtrace.args(["-e", "trace=statfs", "-o"]).arg(&trace).arg(program).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert!(printed.contains("f_namelen=255, f_frsize=4096"), "{printed}");
    let text = std::fs::read_to_string(trace).unwrap();
    assert!(
        text.lines().any(|line| line.starts_with(&printed) && line.ends_with("}) = 0")),
        "{printed} in\n{text}"
    );
}
