//! Who traces.

use std::process::Command;

/// The ids and capabilities of a tracer and of its tracee.
#[derive(Clone, Copy, PartialEq)]
pub enum User {
    /// Uid 0 with all capabilities.
    Root,
    /// Uid 0 without CAP_SYS_PTRACE.
    RootWithout,
    /// Uid 1000 without capabilities.
    Tester,
    /// Uid 1000 with CAP_SYS_PTRACE.
    TesterWith,
}

impl User {
    /// As a table shows it.
    pub fn name(self) -> &'static str {
        match self {
            User::Root => "root",
            User::RootWithout => "root, no CAP_SYS_PTRACE",
            User::Tester => "user",
            User::TesterWith => "user, CAP_SYS_PTRACE",
        }
    }

    /// The same user without CAP_SYS_PTRACE, unless it is root: so that the tracee never has more than its tracer.
    pub fn tracee(self) -> User {
        match self {
            User::TesterWith => User::Tester,
            other => other,
        }
    }

    /// A command, to which a program and its arguments are to be added, that runs as this user.
    pub fn command(self) -> Command {
        let tester = ["--reuid=1000", "--regid=1000", "--clear-groups"];
        let mut command = Command::new("setpriv");
        match self {
            User::Root => drop(command.arg("--")),
            User::RootWithout => drop(command.args(["--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"])),
            User::Tester => drop(command.args(tester)),
            User::TesterWith => {
                command.args(tester).args(["--inh-caps=+sys_ptrace", "--ambient-caps=+sys_ptrace"]);
            }
        }
        command
    }
}
