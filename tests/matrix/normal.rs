//! What differs from run to run taken out of a trace.

use regex::{Captures, Regex};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Patterns, each with what stands for it.
static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    [
        // Numbers of files and of places in directories, which files made anew have, and how much of all is free.
        (r"\b(st_ino|d_ino|d_off|stx_ino|stx_mnt_id|f_bfree|f_bavail|f_ffree)=[0-9a-fx]+", "$1=N"),
        // When they were made, or read.
        (r"\b((?:st|stx)_[abcm]time(?:_nsec)?)=(?:\{[^}]*\}|\d+)(?: /\* [^*]* \*/)?", "$1=T"),
        // How long something took, or has still to go.
        (r"\b((?:si|ru)_[us]time)=(?:\{[^}]*\}|\d+)(?: /\* [^*]* \*/)?", "$1=T"),
        (r"(CPUTIME_ID[^{]*|left |it_value=)\{tv_sec=\d+, tv_n?[us]?sec=\d+\}", "$1{T}"),
        // What the kernel gives by chance, or for the moment.
        (r#"\b(getrandom\()"[^"]*""#, "$1RANDOM"),
        (r"\b(sysinfo\(\{).*\}", "$1NOW}"),
        (r"\b(nl_pid|nlmsg_pid)=-?\d+", "$1=N"),
        (r#"\b(sin6?_port)=(?:"[^"]*"(?: /\* htons\(\d+\) \*/)?|htons\(\d+\))"#, "$1=PORT"),
        (r"(127\.0\.0\.1|\[::1\]):\d+", "$1:PORT"),
        (r"(@.rtrace |(?:ROUTE|GENERIC):)\d+", "${1}PID"),
        (r"\b(tgkill)\(\w+, \w+", "$1(PID, PID"),
        // How long an id is moves the result.
        (r"(\btgkill\(PID, PID.*\)) +=", "$1 ="),
        // The kernel tells strace of a socket that is bound alone since Linux 6.7; rtrace asks the socket.
        (r"(\blisten\(\d+<TCP(?:v6)?:)\[[^>]*>(.*\)) +=", "$1[ENDS]>$2 ="),
        // A child that shares its parent's memory has its new name a moment after the parent goes on.
        (r"((?:clone3?|v?fork)\(.*= \d+)<[^>]*>", "$1<CHILD>"),
        // The whole, where all else in a summary has less digits, would be taken for an id.
        (r"(?m)^100\.00 ", " 99.99 "),
        // Whose child a program is.
        (r"<[sr]trace>", "<TRACER>"),
    ]
    .map(|(pattern, to)| (Regex::new(pattern).unwrap(), to))
    .into()
});

/// What stands before the id of a task.
static IDS: LazyLock<Regex> = LazyLock::new(|| {
    let places = [
        r"^",
        r"(?:clone3?|v?fork)\(.*= ",
        r"(?:get(?:pp|t|p|s)id|set_tid_address|getpg(?:rp|id)|setsid|wait4)\(.*= ",
        r"resumed>.*child_tidptr=.*= ",
        r"si_pid=|PID=|pid:|/proc/|[Pp]rocess |(?:kill|sched_getaffinity|rt_sigqueueinfo|pidfd_open|process_vm_readv)\(",
    ];
    Regex::new(&format!("(?m)({})(?:[1-9][0-9]*|0x[0-9a-f]+)\\b", places.join("|"))).unwrap()
});

/// What stands at the end of a line that another task's has cut.
const CUT: &str = " <unfinished ...>";

/// A number by which the kernel knows a pipe, a socket and the like.
static INODE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[(\d{4,})|->(\d{4,})").unwrap());

/// A text without what differs.
pub fn text(text: &str) -> String {
    let mut text = text.to_owned();
    for (pattern, to) in PATTERNS.iter() {
        text = pattern.replace_all(&text, *to).into_owned();
    }
    // An id may have more digits in one run than in another.
    let column = Regex::new(r"\) +=").unwrap();
    let without_id = |line: &str| match IDS.replace_all(line, "${1}PID") {
        Cow::Borrowed(line) => line.to_owned() + "\n",
        Cow::Owned(line) => column.replace(&line, ") =").into_owned() + "\n",
    };
    text = text.lines().map(without_id).collect();
    let mut seen = Vec::new();
    let mut numbered = |found: &Captures<'_>| {
        let inode = found.iter().skip(1).flatten().next().unwrap().as_str().to_owned();
        let place = seen.iter().position(|known| *known == inode).unwrap_or(seen.len());
        if place == seen.len() {
            seen.push(inode);
        }
        format!("{}INODE{place}", if found[0].starts_with('[') { "[" } else { "->" })
    };
    INODE.replace_all(&text, &mut numbered).into_owned()
}

/// Whether a line depends on who is faster: how the end of a child is told.
pub fn is_by_chance(line: &str) -> bool {
    line.contains("--- SIGCHLD ") || line.contains("rt_sigreturn(")
}

/// The lines of each task, in the order in which they first say something; what was cut in two is whole again.
pub fn tasks(text: &str) -> String {
    let blanks = Regex::new(r"\) += ").unwrap();
    let mut tasks: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    let mut last = 0;
    for line in text.lines() {
        // Dumps and the like belong to the line before them.
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let (id, said) = line.split_at(if line.starts_with(' ') { 0 } else { digits });
        last = id.parse().unwrap_or(last);
        let lines = tasks.entry(last).or_default();
        // What strace has held back it goes on with where another task has cut it, without an id.
        if let Some(cut) = lines.last_mut().filter(|cut| id.is_empty() && cut.ends_with(CUT)) {
            cut.truncate(cut.len() - CUT.len());
            cut.push_str(said);
            continue;
        }
        let said = said.trim_start();
        match said.split_once("<... ").and_then(|(_, said)| said.split_once(" resumed>")) {
            Some((_, end)) => {
                let cut = lines.iter().rposition(|line| line.ends_with(CUT));
                let cut = cut.map(|at| &mut lines[at]).expect(line);
                cut.truncate(cut.len() - CUT.len());
                cut.push_str(end);
            }
            None if is_by_chance(said) => {}
            None => lines.push(said.to_owned()),
        }
    }
    let lines = tasks.into_values().flatten().map(|line| blanks.replace(&line, ") = ").into_owned() + "\n");
    lines.collect()
}

/// Digits as they are in any run.
pub fn without_digits(text: &str) -> String {
    let digits = Regex::new(r" *[0-9]+").unwrap();
    digits.replace_all(text, "0").into_owned()
}
