//! What is wrong with a command line: each part that strace refuses is refused in its words, with status 1, before
//! anything is started; and what strace says of options that take no effect is said.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

const RTRACE: &str = env!("CARGO_BIN_EXE_rtrace");

/// Arguments, separated by bars, and the message. Its second line is where the help is.
const WITH_HELP: &[(&str, &str)] = &[
    ("", "must have PROG [ARGS] or -p PID"),
    ("--foo|true", "unrecognized option '--foo'"),
    ("-fJ|true", "invalid option -- 'J'"),
    ("-r=ms|true", "invalid option -- '='"),
    ("-o", "option requires an argument -- 'o'"),
    ("--trace-path", "option '--trace-path' requires an argument"),
    ("--syscall-n=1|true", "option '--syscall-number' doesn't allow an argument"),
    (
        "--tra=close|true",
        "option '--tra=close' is ambiguous; possibilities: '--trace' '--trace-path' '--trace-fds' '--trace-fd'",
    ),
    ("--absolute-timestamps", "must have PROG [ARGS] or -p PID"),
    ("--absolute-timestamps=", "must have PROG [ARGS] or -p PID"),
    ("--absolute-timestamps=,s", "must have PROG [ARGS] or -p PID"),
    ("--timestamps=us,precision:ms,UNIX,precision:ns", "must have PROG [ARGS] or -p PID"),
    ("--absolute-timestamps=ss", "invalid --absolute-timestamps argument: 'ss'"),
    ("--timestamps=format:s", "invalid --timestamps argument: 'format:s'"),
    ("--timestamps=s,non", "invalid --timestamps argument: 's,non'"),
    ("--timestamps=precision:none", "invalid --timestamps argument: 'precision:none'"),
    ("--tips=id", "invalid --tips argument: 'id'"),
    ("--tips=2,3,radomm,4", "invalid --tips argument: '2,3,radomm,4'"),
    ("--tips=id:random,23|-a|-42", "invalid -a argument: '-42'"),
    ("--argv0=sample|-p|1", "PROG [ARGS] must be specified with --argv0"),
    ("-D|-p|1", "PROG [ARGS] must be specified with -D/--daemonize"),
    ("-DDDD|-p|1", "PROG [ARGS] must be specified with -D/--daemonize"),
    ("--daemonize=Pgrp|-p|1", "PROG [ARGS] must be specified with -D/--daemonize"),
    ("--daemonised=SESSION|-p|1", "PROG [ARGS] must be specified with -D/--daemonize"),
    ("-DDDD|/bin/true", "Too many -D's (4), maximum supported -D count is 3"),
    ("--daemonize=pgr", "invalid --daemonize argument: 'pgr'"),
    ("-c|-C|true", "-c/--summary-only and -C/--summary are mutually exclusive"),
    ("--summary|--summary-only|true", "-c/--summary-only and -C/--summary are mutually exclusive"),
    ("-C|-ff|true", "(-c/--summary-only or -C/--summary) and -ff/--output-separately are mutually exclusive"),
    (
        "--summary-wall-clock|true",
        "-w/--summary-wall-clock must be given with (-c/--summary-only or -C/--summary)",
    ),
    ("-U|name|true", "-U/--summary-columns must be given with (-c/--summary-only or -C/--summary)"),
    ("-o|!|-ff|true", "piping the output and -ff/--output-separately are mutually exclusive"),
    ("-O|-42", "invalid -O argument: '-42'"),
    ("-s|-42", "invalid -s argument: '-42'"),
    ("--string-limit=1073741824", "invalid --string-limit argument: '1073741824'"),
    ("--columns=x", "invalid --columns argument: 'x'"),
    ("-f|--output-separately", "must have PROG [ARGS] or -p PID"),
    ("-I|0x1", "invalid -I argument: '0x1'"),
    ("-I5", "invalid -I argument: '5'"),
    ("-I=never", "invalid -I argument: '=never'"),
    ("-Inev", "invalid -I argument: 'nev'"),
    ("-I|Always", "must have PROG [ARGS] or -p PID"),
    ("-Inever_tstp", "must have PROG [ARGS] or -p PID"),
    ("--interruptible=nevertheless", "invalid --interruptible argument: 'nevertheless'"),
    ("--relative-timestamps=NS", "must have PROG [ARGS] or -p PID"),
    ("--relative-timestamps=n", "invalid --relative-timestamps argument: 'n'"),
    ("--syscall-times=ss", "invalid --syscall-times argument: 'ss'"),
    ("--strings-in-hex=ALL", "must have PROG [ARGS] or -p PID"),
    ("--strings-in-hex=al", "invalid --strings-in-hex argument: 'al'"),
    ("--syscall-limit|-5", "invalid --syscall-limit argument: '-5'"),
    ("--syscall-limit=0", "invalid --syscall-limit argument: '0'"),
    ("--quiet=exit,exits,personality", "must have PROG [ARGS] or -p PID"),
    ("-P|.", "must have PROG [ARGS] or -p PID"),
    ("-c|-U|time_percent,total_time,time_avg,count,error,syscall_name", "must have PROG [ARGS] or -p PID"),
    ("-S|time_total", "must have PROG [ARGS] or -p PID"),
    ("-S|syscall_names", "invalid sortby: 'syscall_names'"),
    ("--summary-columns=non", "unknown column name: 'non'"),
    ("-U|time,,name", "unknown column name: ''"),
    (
        "-U|time,time_percent,time_total",
        "call summary column has been provided more than once: 'time_percent' (-U option residual: 'time_percent,time_total')",
    ),
    ("-Xtest", "invalid -X argument: 'test'"),
    ("--const-print-style=abbreviated", "invalid --const-print-style argument: 'abbreviated'"),
    ("--decode-fds=!path", "must have PROG [ARGS] or -p PID"),
    ("-e|trace=getcwd@", "incorrect personality designator '' in qualification 'getcwd@'"),
    ("-e|trace=gettid,getcwd@42", "incorrect personality designator '42' in qualification 'getcwd@42'"),
    ("-e|trace=23@42,123", "incorrect personality designator '42' in qualification '23@42'"),
    ("-e|trace=/getcwd@ohmy", "incorrect personality designator 'ohmy' in qualification '/getcwd@ohmy'"),
    ("-e|inject=getcwd@42:error=1", "incorrect personality designator '42' in qualification 'getcwd@42'"),
    ("--decode-pid=pidns,comm", "must have PROG [ARGS] or -p PID"),
    ("-Y|-e|decode-pids=!comm,pidns", "must have PROG [ARGS] or -p PID"),
    ("-e|trace-fd=1,2,3", "must have PROG [ARGS] or -p PID"),
    ("-e|fds=!0,2147483647", "must have PROG [ARGS] or -p PID"),
    ("-e|trace=getcwd@64", "must have PROG [ARGS] or -p PID"),
    ("-e|trace=!!getcwd", "must have PROG [ARGS] or -p PID"),
    ("--secontext", "must have PROG [ARGS] or -p PID"),
    ("-e|kvm=vcpu|--kvm=vcpu+|--namespace=new", "must have PROG [ARGS] or -p PID"),
    ("-p|", "must have PROG [ARGS] or -p PID"),
    ("--format=x", "invalid --format argument: 'x'"),
    ("--color=x", "invalid --color argument: 'x'"),
    ("--max-depth=x", "invalid --max-depth argument: 'x'"),
    ("--generate=x", "invalid --generate argument: 'x'"),
    ("--stack-trace-frame-limit=0|true", "invalid --stack-trace-frame-limit argument: '0'"),
];

/// The same, where the message says all.
const ALONE: &[(&str, &str)] = &[
    ("-p|0", "Invalid process id: '0'"),
    ("--attach=-42", "Invalid process id: '-42'"),
    ("-p|7.", "Invalid process id: '7.'"),
    ("-p|1,a", "Invalid process id: 'a'"),
    ("-b|execve|-b|chdir", "Syscall 'chdir' for -b isn't supported"),
    ("-t|--timestamps|-p|1", "-t and --absolute-timestamps cannot be provided simultaneously"),
    ("--absolute-timestamps|-ttt|-p|1", "-t and --absolute-timestamps cannot be provided simultaneously"),
    ("--daemonize|-v|-D|/bin/true", "-D and --daemonize cannot be provided simultaneously"),
    ("-f|--follow-forks|-p|1", "-f and --follow-forks cannot be provided simultaneously"),
    ("--output-separately|-ff|-p|1", "-ff and --output-separately cannot be provided simultaneously"),
    ("-x|--strings-in-hex|-p|1", "-x and --strings-in-hex cannot be provided simultaneously"),
    ("-y|--decode-fds|-p|1", "-y and --decode-fds cannot be provided simultaneously"),
    ("-e|decode-fd=all|-yy|-p|1", "-y and --decode-fds cannot be provided simultaneously"),
    ("-q|--quiet=fds|-p|1", "invalid quiet 'fds'"),
    ("-q|-e|silent=attach,personality|-p|1", "-q and -e quiet/--quiet cannot be provided simultaneously"),
    ("--kill-on-exit|-p|1|true", "--kill-on-exit and -p/--attach are mutually exclusive options"),
    ("-y|--decode-fds=device|-p|1", "invalid decode-fds 'device'"),
    ("--decode-fds=path,name|-p|1", "invalid decode-fds 'name'"),
    ("--secontext=", "invalid secontext ''"),
    ("-e|secontext=full,ss,mismatch", "invalid secontext 'ss'"),
    ("--secontext=!full,mismatch,ss", "invalid secontext 'ss'"),
    ("-e|kvm=chdir", "invalid -e kvm= argument: 'chdir'"),
    ("--kvm=", "invalid -e kvm= argument: ''"),
    ("--namespace=old", "invalid -e namespace= argument: 'old'"),
    ("-e|decode-pids=", "invalid decode-pids ''"),
    ("-e|decode-pid=comm,gettid", "invalid decode-pids 'gettid'"),
    ("--trace-fds=-1", "invalid descriptor '-1'"),
    ("--trace-fd=2147483648", "invalid descriptor '2147483648'"),
    ("-e|read=1,!", "invalid descriptor '!'"),
    ("-e|write=,,", "invalid descriptor ',,'"),
    ("-e|trace=%", "invalid system call '%'"),
    ("-e|trace=1,none", "invalid system call 'none'"),
    ("-e|verbose=0x", "invalid system call '0x'"),
    ("-e|inject=32767::", "invalid system call '32767'"),
    ("-e|fault=!nonsense,%desc:when=4", "invalid system call 'nonsense'"),
    ("-e|fault=chdir:42:when=7", "invalid fault argument 'chdir:42:when=7'"),
    ("-e|inject=chdir:error=3+:when=14", "invalid inject argument 'chdir:error=3+:when=14'"),
    ("rtrace-nothing", "Can't stat 'rtrace-nothing': No such file or directory"),
    ("/nonexistent/program", "Can't stat '/nonexistent/program': No such file or directory"),
    ("-e|kvm=vcpu++", "invalid -e kvm= argument: 'vcpu++'"),
    ("-u|:nosuchuser:|true", "Cannot find user ':nosuchuser:'"),
    ("-o|/nonexistent/file|true", "Can't fopen '/nonexistent/file': No such file or directory"),
    ("-o|/|true", "Can't fopen '/': Is a directory"),
    ("-ff|-o|/nonexistent/file|true", "Can't fopen '/nonexistent/file.PID': No such file or directory"),
];

/// What is said of options that take no effect, before the failure that ends it all.
const REMARKS: &[(&str, &[&str])] = &[
    (
        "-cinrtTyzZ|--secontext",
        &[
            "-i/--instruction-pointer has no effect with -c/--summary-only",
            "-n/--syscall-number has no effect with -c/--summary-only",
            "-r/--relative-timestamps has no effect with -c/--summary-only",
            "-t/--absolute-timestamps has no effect with -c/--summary-only",
            "-T/--syscall-times has no effect with -c/--summary-only",
            "-y/--decode-fds has no effect with -c/--summary-only",
            "--secontext has no effect with -c/--summary-only",
            "Only the last of -z/--successful-only/-Z/--failed-only options will take effect. See status qualifier for more complex filters.",
        ],
    ),
    ("-c|-k", &["-k/--stack-traces has no effect with -c/--summary-only"]),
    (
        "-F|--seccomp-bpf|-b|execve",
        &[
            "--seccomp-bpf is not enabled because it is not compatible with -b",
            "option -F is deprecated, please use -f/--follow-forks instead",
        ],
    ),
    ("-fF", &["deprecated option -F ignored"]),
    ("--seccomp-bpf", &["--seccomp-bpf cannot be used without -f/--follow-forks, disabling"]),
    (
        "--seccomp-bpf|-f|--syscall-limit=1",
        &["--seccomp-bpf is not enabled because it is not compatible with --syscall-limit"],
    ),
    (
        "--output-separately|-A",
        &[
            "--output-separately has no effect without -o/--output",
            "-A/--output-append-mode has no effect without -o/--output",
        ],
    ),
    ("-ff", &[]),
    ("-S|name", &["-S/--summary-sort-by has no effect without (-c/--summary-only or -C/--summary)"]),
    (
        "-P|///|-P|/.",
        &["Requested path \"///\" resolved into \"/\"", "Requested path \"/.\" resolved into \"/\""],
    ),
    ("-e|quiet=path-resolution|-P|///", &[]),
    (
        "-e|inject=getuid:retval=-5",
        &["Inadvertent injection of error 5 is possible for retval=18446744073709551611"],
    ),
    (
        "-e|inject=getuid:retval=4294967295",
        &["Inadvertent injection of error 1 is possible in compat personality for retval=4294967295"],
    ),
];

/// The status, and what is written to standard error.
fn rtrace(program: &str, words: &str) -> (Option<i32>, String) {
    let args = words.split('|').filter(|_| !words.is_empty());
    let output = Command::new(program).args(args).stdin(Stdio::null()).env("LC_ALL", "C").output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn what_is_wrong_is_named_in_straces_words() {
    let help = "Try 'rtrace -h' for more information.\n";
    let mut wrong = Vec::new();
    let all = WITH_HELP.iter().map(|row| (row, help)).chain(ALONE.iter().map(|row| (row, "")));
    for ((words, message), help) in all {
        let (status, text) = rtrace(RTRACE, words);
        let expected = format!("rtrace: {message}\n{help}");
        if status != Some(1) || text != expected {
            wrong.push(format!("{words}: {status:?}\n  {text}  instead of\n  {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn options_without_effect_are_told_before_the_failure() {
    for (words, remarks) in REMARKS {
        let (status, text) = rtrace(RTRACE, &format!("{words}|-u|:nosuchuser:|true"));
        let lines: String = remarks.iter().map(|remark| format!("rtrace: {remark}\n")).collect();
        assert_eq!(text, format!("{lines}rtrace: Cannot find user ':nosuchuser:'\n"), "{words}");
        assert_eq!(status, Some(1), "{words}");
    }
}

#[test]
fn names_that_are_too_long_are_told_before_the_start() {
    let long = " ".repeat(4096);
    assert_eq!(rtrace(RTRACE, &long), (Some(1), "rtrace: exec: File name too long\n".to_owned()));
    let words = format!("-ff|-o|{}|true", &long[..4084]);
    let expected = format!("rtrace: {}: File name too long\n", &long[..4084]);
    assert_eq!(rtrace(RTRACE, &words), (Some(1), expected));
}

#[test]
fn a_link_named_strace_speaks_as_strace_does() {
    let dir = tempfile::tempdir().unwrap();
    let link = dir.path().join("strace");
    symlink(RTRACE, &link).unwrap();
    let name = link.to_str().unwrap();
    let (_, text) = rtrace(name, "-w|true");
    assert_eq!(
        text,
        format!(
            "{name}: -w/--summary-wall-clock must be given with (-c/--summary-only or -C/--summary)\n\
             Try '{name} -h' for more information.\n"
        )
    );
    let other = dir.path().join("tracer");
    symlink(RTRACE, &other).unwrap();
    assert!(
        rtrace(other.to_str().unwrap(), "-p|x").1.starts_with("tracer: Invalid process id"),
        "its own name"
    );
}

#[test]
fn a_pattern_that_cannot_be_read_is_told_with_the_reason() {
    for pattern in ["+id", "*id", "{id", "(id", "[id"] {
        let (status, text) = rtrace(RTRACE, &format!("-e|trace=/{pattern}"));
        assert_eq!(status, Some(1), "{text}");
        let reason = text.strip_prefix(&format!("rtrace: regcomp: {pattern}: "));
        assert!(reason.is_some_and(|reason| reason.starts_with(|c: char| c.is_alphabetic())), "{text}");
    }
}
