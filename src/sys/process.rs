//! Processes: what std can't do where clone3(2) is refused, or not without changing what the program finds.

use nix::errno::Errno;
use nix::unistd::Pid;
use std::convert::Infallible;
use std::ffi::{CStr, CString, c_char};
use std::os::fd::{AsRawFd, BorrowedFd};

/// Which side of a fork this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fork {
    /// The parent, and its new child.
    Parent(Pid),
    /// The child.
    Child,
}

/// fork(2). rtrace has one thread, so the child may do whatever its parent could.
///
/// Errors: EAGAIN, ENOMEM, and what a seccomp filter answers.
pub fn fork() -> nix::Result<Fork> {
    // SAFETY: the process has one thread: no lock is held by a thread that the child lacks.
    match Errno::result(unsafe { libc::fork() })? {
        0 => Ok(Fork::Child),
        pid => Ok(Fork::Parent(Pid::from_raw(pid))),
    }
}

/// Ends the process at once: no exit handlers, no buffers flushed (_exit(2)).
pub fn exit_now(status: i32) -> ! {
    // SAFETY: _exit has no preconditions.
    unsafe { libc::_exit(status) }
}

/// The environment, entries without a `=` included: std leaves those out.
pub fn environment() -> Vec<CString> {
    unsafe extern "C" {
        static environ: *const *const c_char;
    }
    let mut entries = Vec::new();
    // SAFETY: environ is null or an array of C strings that ends in a null pointer. Nothing changes it meanwhile:
    // there is one thread.
    unsafe {
        let mut at = environ;
        while !at.is_null() && !(*at).is_null() {
            entries.push(CStr::from_ptr(*at).to_owned());
            at = at.add(1);
        }
    }
    entries
}

/// The arguments of an execve(2), laid out before a fork so that the child needs no memory.
pub struct Exec<'a> {
    program: &'a CStr,
    argv: Vec<*const c_char>,
    envp: Vec<*const c_char>,
}

impl<'a> Exec<'a> {
    /// Lays out the arguments.
    pub fn new(program: &'a CStr, argv: &'a [CString], envp: &'a [CString]) -> Exec<'a> {
        let array =
            |strings: &'a [CString]| strings.iter().map(|s| s.as_ptr()).chain([std::ptr::null()]).collect();
        Exec { program, argv: array(argv), envp: array(envp) }
    }

    /// Runs the program in the place of this one; returns only where that failed.
    pub fn run(&self) -> Result<Infallible, Errno> {
        // SAFETY: both arrays end in a null pointer, and the strings that they point to are borrowed.
        unsafe { libc::execve(self.program.as_ptr(), self.argv.as_ptr(), self.envp.as_ptr()) };
        Err(Errno::last())
    }
}

/// Lets any process trace this one, or takes that back (PR_SET_PTRACER). It means something to Yama alone, without
/// which it is refused.
pub fn allow_any_tracer(allow: bool) {
    let whom = if allow { libc::PR_SET_PTRACER_ANY } else { 0 };
    // SAFETY: the request takes an integer.
    unsafe { libc::prctl(libc::PR_SET_PTRACER, whom, 0, 0, 0) };
}

/// Closes all descriptors but `keep`, puts /dev/null in the place of the standard ones, and leaves the working
/// directory: for a process that goes on when what it was started for is over. Nothing that owns a descriptor may be
/// used, or dropped, afterwards.
pub fn let_go_of_files(keep: BorrowedFd<'_>) {
    let keep = keep.as_raw_fd();
    // SAFETY: these calls take a string that outlives them, and integers.
    unsafe {
        let null = libc::open(c"/dev/null".as_ptr(), libc::O_RDWR | libc::O_CLOEXEC);
        for fd in (0..3).filter(|fd| *fd != keep && null >= 0) {
            libc::dup2(null, fd);
        }
        for (first, last) in [(3, keep - 1), (keep.max(2) + 1, i32::MAX)] {
            // Linux before 5.9 lacks the call; there the descriptors are tried one by one.
            if first <= last && libc::syscall(libc::SYS_close_range, first, last, 0) != 0 {
                (first..=last.min(4096)).for_each(|fd| _ = libc::close(fd));
            }
        }
        libc::chdir(c"/".as_ptr());
    }
}
