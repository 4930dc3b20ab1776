//! Which options fit together: what strace refuses, and what it says of options that take no effect. In strace's order,
//! as only the first failure is told, behind the remarks before it.

use super::expressions::{Expressions, Qualifier, in_order};
use super::plan::{Failure, Output};
use super::{Args, Typed};
use crate::filter::CallSet;

/// What the options together are checked against.
pub struct Whole<'a> {
    pub args: &'a Args,
    pub expressions: &'a Expressions,
    pub output: &'a Output,
    /// Whether a process is named to attach to.
    pub attaches: bool,
    /// Whether there is neither a program to trace nor a process, and another errand needs none.
    pub other: bool,
}

const SUMMARY: &str = "(-c/--summary-only or -C/--summary)";

fn misused<T>(text: &str) -> Result<T, Failure> {
    Err(Failure::Misused(text.to_string()))
}

fn twice<T>(short: &str, long: &str) -> Result<T, Failure> {
    Err(Failure::Expression(format!("{short} and {long} cannot be provided simultaneously")))
}

impl Whole<'_> {
    /// Fails where options exclude each other; adds what is to be said of the others to `remarks`.
    pub fn check(&self, remarks: &mut Vec<String>) -> Result<(), Failure> {
        let args = self.args;
        self.commands()?;
        self.spellings()?;
        self.filter(remarks);
        if args.follow_deprecated > 0 {
            remarks.push(if args.follow > 0 {
                "deprecated option -F ignored".to_string()
            } else {
                "option -F is deprecated, please use -f/--follow-forks instead".to_string()
            });
        }
        self.summary(remarks)?;
        if *self.output == Output::Stderr {
            if args.output_separately && args.follow == 0 {
                remarks.push("--output-separately has no effect without -o/--output".to_string());
            }
            if args.output_append_mode {
                remarks.push("-A/--output-append-mode has no effect without -o/--output".to_string());
            }
        }
        if args.successful_only + args.failed_only > 1 {
            let text = "Only the last of -z/--successful-only/-Z/--failed-only options will take effect. \
                        See status qualifier for more complex filters.";
            remarks.push(text.to_string());
        }
        remarks.extend(self.expressions.rules.iter().filter_map(|rule| rule.remark()));
        if args.kill_on_exit && self.attaches {
            let text = "--kill-on-exit and -p/--attach are mutually exclusive options";
            return Err(Failure::Expression(text.to_string()));
        }
        Ok(())
    }

    /// What needs a program, or none.
    fn commands(&self) -> Result<(), Failure> {
        let (args, program) = (self.args, !self.args.command.is_empty());
        let daemonized = args.times("-D");
        let by_name = args.daemonize.len() > daemonized;
        if !program && !self.attaches && !self.other {
            return misused("must have PROG [ARGS] or -p PID");
        }
        if !program && args.argv0.is_some() {
            return misused("PROG [ARGS] must be specified with --argv0");
        }
        if daemonized > 0 && by_name {
            return twice("-D", "--daemonize");
        }
        if !program && !args.daemonize.is_empty() {
            return misused("PROG [ARGS] must be specified with -D/--daemonize");
        }
        if !program && args.user.is_some() && !self.other {
            return misused("PROG [ARGS] must be specified with -u/--user");
        }
        if daemonized > 3 {
            let text = format!("Too many -D's ({daemonized}), maximum supported -D count is 3");
            return misused(&text);
        }
        Ok(())
    }

    /// Options that were given by their letter and by their name.
    fn spellings(&self) -> Result<(), Failure> {
        let args = self.args;
        if args.time > 0 && !args.absolute_timestamps.is_empty() {
            return twice("-t", "--absolute-timestamps");
        }
        if args.hex > 0 && args.strings_in_hex.is_some() {
            return twice("-x", "--strings-in-hex");
        }
        let others: Vec<Typed> =
            args.typed.iter().filter(|typed| typed.id != "descriptors").cloned().collect();
        let says = |qualifier| in_order(&others).iter().any(|(other, _)| *other == qualifier);
        if args.descriptors > 0 && says(Qualifier::DecodeFds) {
            return twice("-y", "--decode-fds");
        }
        if args.times("-f") > 0 && args.times("--follow-forks") > 0 {
            return twice("-f", "--follow-forks");
        }
        if args.times("-f") > 1 && args.output_separately {
            return twice("-ff", "--output-separately");
        }
        if args.quiet > 0 && self.expressions.quiet.is_some() {
            return twice("-q", "-e quiet/--quiet");
        }
        Ok(())
    }

    /// Why no filter in the kernel selects calls though that was asked for.
    fn filter(&self, remarks: &mut Vec<String>) {
        let args = self.args;
        if args.seccomp_bpf != "always" {
            return;
        }
        let mut incompatible = |with: &str| {
            remarks.push(format!("--seccomp-bpf is not enabled because it is not compatible with {with}"));
        };
        if args.follow == 0 && args.follow_deprecated == 0 {
            let text = "--seccomp-bpf cannot be used without -f/--follow-forks, disabling";
            remarks.push(text.to_string());
        } else if !args.detach_on.is_empty() {
            incompatible("-b");
        } else if args.syscall_limit.is_some() {
            incompatible("--syscall-limit");
        } else {
            if self.attaches {
                remarks.push("--seccomp-bpf is not enabled for processes attached with -p".to_string());
            }
            if self.expressions.wanted.calls == CallSet::all(true) {
                let text = "Seccomp filter is requested but there are no syscalls to filter.  \
                            See -e trace to filter syscalls.";
                remarks.push(text.to_string());
            }
        }
    }

    /// What belongs to a summary, and what doesn't.
    fn summary(&self, remarks: &mut Vec<String>) -> Result<(), Failure> {
        let args = self.args;
        let asked = args.summary_only || args.summary;
        let needs = |what: &str| misused(&format!("{what} must be given with {SUMMARY}"));
        if args.summary_only && args.summary {
            return misused("-c/--summary-only and -C/--summary are mutually exclusive");
        }
        if asked && (args.output_separately || args.times("-f") > 1) {
            return misused(&format!("{SUMMARY} and -ff/--output-separately are mutually exclusive"));
        }
        if args.summary_wall_clock && !asked {
            return needs("-w/--summary-wall-clock");
        }
        if !args.summary_columns.is_empty() && !asked {
            return needs("-U/--summary-columns");
        }
        if args.per_process && !asked {
            return needs("--per-process");
        }
        if !args.summary_sort_by.is_empty() && !asked {
            remarks.push(format!("-S/--summary-sort-by has no effect without {SUMMARY}"));
        }
        if !args.summary_only {
            return Ok(());
        }
        for (given, option) in [
            (args.instruction_pointer, "-i/--instruction-pointer"),
            (!args.stack_trace.is_empty(), "-k/--stack-traces"),
            (args.syscall_number, "-n/--syscall-number"),
            (!args.relative.is_empty(), "-r/--relative-timestamps"),
            (args.time > 0 || !args.absolute_timestamps.is_empty(), "-t/--absolute-timestamps"),
            (!args.syscall_times.is_empty(), "-T/--syscall-times"),
            (self.expressions.descriptors != super::Descriptors::default(), "-y/--decode-fds"),
            (self.expressions.secontext.shown, "--secontext"),
        ] {
            if given {
                remarks.push(format!("{option} has no effect with -c/--summary-only"));
            }
        }
        Ok(())
    }
}
