//! rtrace tries to trace, and says what it met.

use crate::user::User;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

/// What may come of it: this, or the code of the cause that rtrace named.
pub const TRACED: &str = "traced";

/// A way to get hold of a tracee.
#[derive(Clone, Copy)]
pub enum Way {
    /// rtrace PROGRAM.
    Launch,
    /// rtrace -p, its own child.
    Child,
    /// rtrace -p, its child's child.
    Grandchild,
    /// rtrace -p, a process beside it.
    Sibling,
    /// rtrace -p, a process beside it that has let everybody trace it by prctl(PR_SET_PTRACER).
    Permitting,
}

impl Way {
    /// As a table shows it.
    pub fn name(self) -> &'static str {
        match self {
            Way::Launch => "launch",
            Way::Child => "attach to a child",
            Way::Grandchild => "attach to a grandchild",
            Way::Sibling => "attach to a stranger",
            Way::Permitting => "attach to a stranger that permits it",
        }
    }
}

/// Where the tracer and the tracee run: words before the command of each.
#[derive(Clone, Copy, Default)]
pub struct Confined<'a> {
    pub tracer: &'a [&'a str],
    pub tracee: &'a [&'a str],
}

const RTRACE: &str = env!("CARGO_BIN_EXE_rtrace");

/// One row of a table of verdicts: who traces what, and what must come of it.
pub struct Case<'a> {
    pub what: &'a str,
    pub user: User,
    pub way: Way,
    pub confined: Confined<'a>,
    pub expected: &'static str,
}

/// Tries all cases, two at a time, since they wait a lot; reports the table, and fails where a verdict is wrong.
pub fn check(cases: &[Case]) {
    let mut got = vec![String::new(); cases.len()];
    for (cases, got) in cases.chunks(2).zip(got.chunks_mut(2)) {
        thread::scope(|scope| {
            for (case, got) in cases.iter().zip(got) {
                scope.spawn(|| *got = verdict(case).code);
            }
        });
    }
    let rows = cases.iter().zip(&got).map(|(case, got)| {
        let mark = if got == case.expected { String::new() } else { format!("  WRONG: {}", case.expected) };
        let (user, way) = (case.user.name(), case.way.name());
        format!("VERDICT {:50} {user:23} {way:36} {got}{mark}\n", case.what)
    });
    let table: String = rows.collect();
    crate::common::report(&table);
    assert!(!table.contains("WRONG"), "\n{table}");
}

/// What came of an attempt.
struct Verdict {
    /// [`TRACED`], or the code of the cause.
    code: String,
    /// What rtrace advises, each as it prints it.
    ways_out: Vec<String>,
}

/// Tries cases that are refused, one after the other, and does as rtrace advises: then each is traced.
///
/// `refuse` has the kernel refuse; `apply` takes one piece of advice and does it, if it is the one that is to be tried.
/// A case with no such advice fails.
pub fn check_advice(cases: &[Case], refuse: impl Fn(), apply: impl Fn(&str) -> bool) {
    let mut table = String::new();
    for case in cases {
        refuse();
        let refused = verdict(case);
        assert_eq!(refused.code, case.expected, "{}", case.what);
        let applied = refused.ways_out.iter().find(|way| apply(way));
        let applied = applied.unwrap_or_else(|| panic!("{}: advised is {:#?}", case.what, refused.ways_out));
        let then = verdict(case).code;
        let mark = if then == TRACED { "" } else { "  WRONG" };
        let (user, way) = (case.user.name(), case.way.name());
        table += &format!("ADVICE  {:50} {user:23} {way:36} {applied}: {then}{mark}\n", case.what);
    }
    crate::common::report(&table);
    assert!(!table.contains("WRONG"), "\n{table}");
}

/// Has a user trace a process of its own.
fn verdict(&Case { user, way, confined, .. }: &Case) -> Verdict {
    let mut tracer = user.command();
    tracer.args(confined.tracer);
    match way {
        Way::Launch => {
            tracer.args([RTRACE, "-o", "/dev/null", "true"]);
            outcome(tracer, None)
        }
        Way::Child => outcome(shell(tracer, CHILD), None),
        Way::Grandchild => outcome(shell(tracer, GRANDCHILD), None),
        Way::Sibling | Way::Permitting => {
            let mut tracee = user.tracee().command();
            tracee.args(confined.tracee);
            match way {
                Way::Permitting => tracee.args(["/usr/bin/python3", "-c", PERMITTING]),
                _ => tracee.arg("cat"),
            };
            let mut tracee =
                tracee.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("setpriv is there");
            // The answer shows that the program runs, and that setpriv and the loader are done.
            tracee.stdin.as_ref().unwrap().write_all(b"?\n").unwrap();
            let mut answer = String::new();
            BufReader::new(tracee.stdout.as_mut().unwrap()).read_line(&mut answer).unwrap();
            assert_eq!(answer, "?\n", "the tracee didn't start");
            tracer.args([RTRACE, "-o", "/dev/null", "-p", &tracee.id().to_string()]);
            outcome(tracer, Some(&mut tracee))
        }
    }
}

/// A shell forks the tracee and becomes the tracer. What comes in 3 is the tracee's standard input. Its standard
/// error is closed, because the end of the tracer's is waited for.
const CHILD: &str = r#"exec 3<&0; cat <&3 2>&- & exec "$RTRACE" -o /dev/null -p $!"#;

/// The same with a shell between the two, which stays.
const GRANDCHILD: &str = r#"
exec 3<&0
dir=$(mktemp -d)
mkfifo "$dir/pid"
(cat <&3 & echo $! >"$dir/pid"; wait) 2>&- &
read -r pid <"$dir/pid"
rm -r "$dir"
exec "$RTRACE" -o /dev/null -p "$pid"
"#;

/// cat, after PR_SET_PTRACER with PR_SET_PTRACER_ANY.
const PERMITTING: &str = "
import ctypes, sys
assert ctypes.CDLL(None).prctl(0x59616d61, ctypes.c_ulong(-1 & 0xffffffffffffffff), 0, 0, 0) == 0
for line in sys.stdin: print(line, end='', flush=True)
";

fn shell(mut tracer: Command, script: &str) -> Command {
    tracer.env("RTRACE", RTRACE).args(["sh", "-c", script]);
    tracer
}

/// Runs rtrace until it has attached or is refused, lets the tracee end, and reads what rtrace said.
fn outcome(mut tracer: Command, tracee: Option<&mut Child>) -> Verdict {
    let mut tracer =
        tracer.stdin(Stdio::piped()).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut said = String::new();
    let mut stderr = BufReader::new(tracer.stderr.take().unwrap());
    while stderr.read_line(&mut said).unwrap() > 0 && !said.ends_with("attached\n") {}
    // The tracee reads its standard input until it ends.
    drop(tracer.stdin.take());
    if let Some(tracee) = tracee {
        drop(tracee.stdin.take());
        tracee.wait().unwrap();
    }
    stderr.read_to_string(&mut said).unwrap();
    let status = tracer.wait().unwrap();
    if status.success() {
        return Verdict { code: TRACED.to_owned(), ways_out: Vec::new() };
    }
    let cause = said.lines().find_map(|line| line.strip_prefix("  cause: "));
    let code = cause.and_then(|cause| cause.rsplit_once('[')?.1.split_once(','));
    let code = code.unwrap_or_else(|| panic!("rtrace ended with {status}, and named no cause:\n{said}")).0;
    let ways_out = said.lines().skip_while(|line| !line.starts_with("  way out"));
    let ways_out = ways_out.filter_map(|line| line.strip_prefix("    - ")).map(str::to_owned).collect();
    Verdict { code: code.to_owned(), ways_out }
}
