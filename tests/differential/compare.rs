//! Compares rtrace's trace of a command with strace's, after several runs of strace have told what differs from run
//! to run anyway.

use crate::line::{Line, Token};
use crate::trace::{Task, Trace};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

/// What differs.
pub struct Difference {
    pub task: String,
    pub call: String,
    pub strace: Option<String>,
    pub rtrace: Option<String>,
}

#[derive(Default)]
pub struct Comparison {
    /// Lines of both traces that were compared, and lines that one of them lacks.
    pub compared: usize,
    pub equal: usize,
    /// Lines that differ as intended, by reason.
    pub intended: BTreeMap<&'static str, usize>,
    /// Lines that are there, or of that form, in some runs of strace only.
    pub noise: usize,
    /// Values in the lines compared that differ from run to run of strace, so that only their kind was compared.
    pub values: usize,
    pub differences: Vec<Difference>,
    /// How many runs of strace told what differs from run to run.
    pub runs: usize,
}

/// What the runs of strace say of one line of its first run.
enum Stable {
    /// It is there in every run. Marked are the tokens whose values differ.
    Line(Vec<bool>),
    /// It is there in every run, but not in this form.
    CallOnly,
    /// It isn't there in every run.
    No,
}

/// Pairs the lines of two traces: those that look the same first, and what is left between them by the call's name.
fn align(a: &[Line], b: &[Line]) -> Vec<(Option<usize>, Option<usize>)> {
    let shapes = |lines: &[Line]| lines.iter().map(|line| line.shape.clone()).collect::<Vec<_>>();
    let calls = |lines: &[Line]| lines.iter().map(|line| line.call.clone()).collect::<Vec<_>>();
    let mut pairs = Vec::new();
    for (equal, in_a, in_b) in runs(&shapes(a), &shapes(b)) {
        if equal {
            pairs.extend(in_a.zip(in_b).map(|(a, b)| (Some(a), Some(b))));
            continue;
        }
        for (equal, below_a, below_b) in runs(&calls(&a[in_a.clone()]), &calls(&b[in_b.clone()])) {
            let below_a = below_a.map(|at| Some(in_a.start + at));
            let below_b = below_b.map(|at| Some(in_b.start + at));
            if equal {
                pairs.extend(below_a.zip(below_b));
            } else {
                pairs.extend(below_a.map(|at| (at, None)).chain(below_b.map(|at| (None, at))));
            }
        }
    }
    pairs
}

type Range = std::ops::Range<usize>;

/// The longest common subsequence of two lists, as ranges of both that are equal or not, in turn.
fn runs(a: &[String], b: &[String]) -> Vec<(bool, Range, Range)> {
    let mut found: Vec<(bool, Range, Range)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, a, b) {
        let (equal, in_a, in_b) = (matches!(op, DiffOp::Equal { .. }), op.old_range(), op.new_range());
        match found.last_mut() {
            Some((false, last_a, last_b)) if !equal => (last_a.end, last_b.end) = (in_a.end, in_b.end),
            _ => found.push((equal, in_a, in_b)),
        }
    }
    found
}

/// What `runs` of strace say of the lines of `task`, and the calls that some have more of.
fn stability<'a>(task: &'a Task, runs: &'a [Trace]) -> (Vec<Stable>, HashSet<&'a str>) {
    let mut stable: Vec<Stable> =
        task.lines.iter().map(|line| Stable::Line(vec![false; line.tokens.len()])).collect();
    let mut unsteady = HashSet::new();
    for run in runs {
        let Some(other) = run.tasks.iter().find(|other| other.name == task.name) else { continue };
        for pair in align(&task.lines, &other.lines) {
            match pair {
                (Some(a), Some(b)) => widen(&mut stable[a], &task.lines[a].tokens, &other.lines[b].tokens),
                (Some(a), None) => {
                    stable[a] = Stable::No;
                    unsteady.insert(task.lines[a].call.as_str());
                }
                (None, Some(b)) => {
                    unsteady.insert(other.lines[b].call.as_str());
                }
                (None, None) => {}
            }
        }
    }
    (stable, unsteady)
}

/// Takes into account that a line has the tokens `a` in one run of strace and `b` in another.
fn widen(stable: &mut Stable, a: &[Token], b: &[Token]) {
    let Stable::Line(differ) = stable else { return };
    if a.len() != b.len() || !a.iter().zip(b).all(|(a, b)| a.is_like(b)) {
        *stable = Stable::CallOnly;
        return;
    }
    for (differs, (a, b)) in differ.iter_mut().zip(a.iter().zip(b)) {
        *differs |= a != b;
    }
}

/// Compares `rtrace` with the first of the `strace` runs; the others tell what differs from run to run.
pub fn compare(strace: &[Trace], rtrace: &Trace) -> Comparison {
    let mut comparison = Comparison { runs: strace.len(), ..Comparison::default() };
    let (first, others) = strace.split_first().unwrap();
    for task in &first.tasks {
        let (stable, unsteady) = stability(task, others);
        let none = Vec::new();
        let lines =
            rtrace.tasks.iter().find(|other| other.name == task.name).map_or(&none, |other| &other.lines);
        for (a, b) in align(&task.lines, lines) {
            let (a_line, b_line) = (a.map(|at| &task.lines[at]), b.map(|at| &lines[at]));
            let expected = a.map(|at| &stable[at]);
            comparison.pair(&task.name, a_line, b_line, expected, &unsteady);
        }
    }
    for task in rtrace.tasks.iter().filter(|task| !first.tasks.iter().any(|known| known.name == task.name)) {
        for line in &task.lines {
            comparison.pair(&task.name, None, Some(line), None, &HashSet::new());
        }
    }
    comparison
}

impl Comparison {
    fn pair(
        &mut self,
        task: &str,
        strace: Option<&Line>,
        rtrace: Option<&Line>,
        expected: Option<&Stable>,
        unsteady: &HashSet<&str>,
    ) {
        match (strace, rtrace, expected) {
            (_, _, Some(Stable::No)) | (Some(_), Some(_), Some(Stable::CallOnly)) => {
                self.noise += 1;
                return;
            }
            (Some(one), None, _) | (None, Some(one), _) if unsteady.contains(one.call.as_str()) => {
                self.noise += 1;
                return;
            }
            (Some(a), Some(b), Some(Stable::Line(differ))) => {
                self.compared += 1;
                if is_equal(&a.tokens, &b.tokens, differ) {
                    match a.intended {
                        Some(reason) => *self.intended.entry(reason).or_default() += 1,
                        None => self.equal += 1,
                    }
                    self.values += differ.iter().filter(|differs| **differs).count();
                    return;
                }
            }
            _ => self.compared += 1,
        }
        let call = strace.or(rtrace).map(|line| line.call.clone()).unwrap_or_default();
        let text = |line: Option<&Line>| line.map(|line| line.text.clone());
        self.differences.push(Difference {
            task: task.to_owned(),
            call,
            strace: text(strace),
            rtrace: text(rtrace),
        });
    }

    /// One line for a person.
    pub fn summary(&self) -> String {
        let intended: usize = self.intended.values().sum();
        let mut text = format!(
            "{} lines compared: {} equal, {} differ as intended, {} differ",
            self.compared,
            self.equal,
            intended,
            self.differences.len()
        );
        let (runs, values, noise) = (self.runs, self.values, self.noise);
        write!(text, "; in {runs} runs of strace {values} values and {noise} lines differ").unwrap();
        text
    }

    /// The differences, by call, with a few examples of each.
    pub fn details(&self) -> String {
        const EXAMPLES: usize = 4;
        let mut by_call: BTreeMap<&str, Vec<&Difference>> = BTreeMap::new();
        for difference in &self.differences {
            by_call.entry(&difference.call).or_default().push(difference);
        }
        let mut text = String::new();
        for (call, differences) in by_call {
            writeln!(text, "{call}: {} lines", differences.len()).unwrap();
            for difference in differences.iter().take(EXAMPLES) {
                writeln!(text, "    {}", difference.task).unwrap();
                let missing = "(missing)".to_owned();
                writeln!(text, "    strace  {}", difference.strace.as_ref().unwrap_or(&missing)).unwrap();
                writeln!(text, "    rtrace  {}", difference.rtrace.as_ref().unwrap_or(&missing)).unwrap();
            }
        }
        text
    }
}

fn is_equal(a: &[Token], b: &[Token], differ: &[bool]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).zip(differ).all(|((a, b), differs)| if *differs { a.is_like(b) } else { a == b })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::{Intended, Reader};
    use std::collections::HashMap;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    fn trace(lines: &[&str]) -> Trace {
        read(lines, &[])
    }

    fn read(lines: &[&str], intended: &[Intended]) -> Trace {
        let names = HashMap::new();
        let mut reader = Reader::new(&names, intended);
        let lines = lines.iter().map(|line| reader.read(line, None)).collect();
        let tasks = vec![Task { name: "<root>".to_owned(), lines }];
        Trace { tasks, status: ExitStatus::from_raw(0), printed: Vec::new() }
    }

    fn compared(strace: &[&[&str]], rtrace: &[&str]) -> (usize, usize, usize, usize) {
        let runs: Vec<Trace> = strace.iter().map(|lines| trace(lines)).collect();
        let found = compare(&runs, &trace(rtrace));
        assert_eq!(found.compared, found.equal + found.differences.len());
        (found.equal, found.differences.len(), found.values, found.noise)
    }

    #[test]
    fn a_planted_difference_is_found() {
        let lines: &[&str] = &["close(3) = 0", "read(4, \"a\", 1) = 1", "exit_group(0) = ?"];
        assert_eq!(compared(&[lines, lines], lines), (3, 0, 0, 0));
        assert_eq!(
            compared(&[lines, lines], &["close(3) = 0", "read(4, \"b\", 1) = 1", "exit_group(0) = ?"]).1,
            1
        );
        assert_eq!(
            compared(&[lines, lines], &["close(3) = 0", "exit_group(0) = ?"]).1,
            1,
            "a line is missing"
        );
        let more = ["close(3) = 0", "read(4, \"a\", 1) = 1", "dup(1) = 2", "exit_group(0) = ?"];
        assert_eq!(compared(&[lines, lines], &more).1, 1, "a line too many");
    }

    #[test]
    fn what_differs_between_runs_of_strace_is_compared_by_its_kind() {
        let one: &[&str] = &["getrandom(\"\\x12\", 1) = 1", "close(3) = 0"];
        let two: &[&str] = &["getrandom(\"\\x77\", 1) = 1", "close(3) = 0"];
        assert_eq!(compared(&[one, two], &["getrandom(\"\\x99\", 1) = 1", "close(3) = 0"]), (2, 0, 1, 0));
        assert_eq!(compared(&[one, two], &["getrandom(\"\\x99\", 2) = 1", "close(3) = 0"]).1, 1);
        assert_eq!(compared(&[one, two], &["getrandom(NULL, 1) = 1", "close(3) = 0"]).1, 1);
    }

    #[test]
    fn lines_that_come_and_go_between_runs_of_strace_are_noise() {
        let one: &[&str] = &["futex(1) = 0", "close(3) = 0"];
        let two: &[&str] = &["close(3) = 0"];
        assert_eq!(compared(&[one, two], two), (1, 0, 0, 1));
        assert_eq!(compared(&[two, one], one), (1, 0, 0, 1));
        assert_eq!(compared(&[two, two], one).1, 1);
    }

    #[test]
    fn an_intended_difference_is_what_it_says_and_is_counted_apart() {
        let rewrite = |line: &str| line.contains("0x5").then(|| line.replace("0x5", "SIX"));
        let intended = [Intended { reason: "ours is better", rewrite }];
        let found = compare(&[read(&["f(0x5)"], &intended)], &trace(&["f(SIX)"]));
        assert_eq!((found.compared, found.equal, found.differences.len()), (1, 0, 0));
        assert_eq!(found.intended["ours is better"], 1);
        let found = compare(&[read(&["f(0x5)"], &intended)], &trace(&["f(SEVEN)"]));
        assert_eq!(found.differences.len(), 1);
    }
}
