//! Programs under strace and under rtrace with many options: what both write is equal, byte for byte, but for what differs
//! from run to run.
//!
//! A row of the table is tried on the programs that it names. `RTRACE_MATRIX=all` tries every row on every program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
mod normal;
mod table;

use std::fs::{self, FileTimes};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// How many run at a time.
const AT_ONCE: usize = 2;

/// A program of 32 bits, where the compiler can make one.
const COMPAT: &str = r#"
    #include <fcntl.h>
    #include <signal.h>
    #include <stdio.h>
    #include <sys/stat.h>
    #include <unistd.h>
    static void handler(int signal) { (void) signal; }
    int main(void) {
        char bytes[100];
        struct stat st;
        sigset_t set;
        int fd = open("text", O_RDONLY);
        read(fd, bytes, sizeof bytes);
        stat("missing", &st);
        fstat(fd, &st);
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, 40);
        sigprocmask(SIG_BLOCK, &set, 0);
        signal(SIGUSR1, handler);
        raise(SIGUSR1);
        write(1, bytes, 4);
        return 0;
    }
"#;

/// The folder that programs run in, as it is before each of them.
fn prepare(folder: &Path, compat: Option<&Path>) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.join("folder")).unwrap();
    fs::write(folder.join("text"), "some lines\nof text,\nand \"the\" last\n").unwrap();
    let bytes: Vec<u8> = (0..=255u8).chain(*b"\\0041\x007end").collect();
    fs::write(folder.join("bytes"), bytes).unwrap();
    fs::write(folder.join("folder/inner"), "inner").unwrap();
    fs::write(folder.join("folder/n\u{e4}me \"<x>\"\t"), "").unwrap();
    symlink("text", folder.join("link")).unwrap();
    for name in ["text", "bytes", "folder/inner"] {
        let file = fs::File::options().write(true).open(folder.join(name)).unwrap();
        let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        file.set_times(FileTimes::new().set_accessed(then).set_modified(then)).unwrap();
    }
    if let Some(compat) = compat {
        fs::hard_link(compat, folder.join("compat")).unwrap();
    }
}

/// What is seen of a run.
#[derive(PartialEq, Eq)]
struct Seen {
    status: Option<i32>,
    trace: String,
    messages: String,
    printed: String,
}

/// Runs a program under a tracer, in a folder of its own.
fn run(tracer: &Path, options: &str, program: &str, folder: &Path, compat: Option<&Path>) -> Seen {
    let work = folder.join("work");
    prepare(&work, compat);
    let traces = folder.join("traces");
    let _ = fs::remove_dir_all(&traces);
    fs::create_dir(&traces).unwrap();
    let (program, arguments) = program.split_once('|').unwrap_or((program, ""));
    let program = program.strip_prefix('@').map_or(program.into(), common::fixture);
    let arguments = arguments.split('|').filter(|word| !word.is_empty());
    let written = ["printed", "messages"].map(|name| folder.join(name));
    let [out, err] = written.each_ref().map(|path| fs::File::create(path).unwrap());
    let status = Command::new("setarch")
        .arg("-R")
        .arg(tracer)
        .arg("-o")
        .arg(traces.join("trace"))
        .args(options.split('|'))
        .arg(program)
        .args(arguments)
        .current_dir(&work)
        .env("LC_ALL", "C")
        .env_remove("LD_LIBRARY_PATH")
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .status()
        .unwrap();
    let [printed, messages] =
        written.map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
    let mut files: Vec<_> = fs::read_dir(&traces).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort_by_key(|path| path.extension().map(|id| id.to_str().unwrap().parse::<u32>().unwrap()));
    let texts: Vec<_> =
        files.iter().map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()).collect();
    let followed = options.split('|').any(|option| option == "-f") && !options.contains("-c|");
    let separate = options.split('|').any(|option| option == "-ff");
    let trace = texts.iter().map(|text| {
        let whole = if followed { normal::tasks(text) } else { text.clone() };
        let mut lines: Vec<&str> = whole.lines().collect();
        if separate {
            lines.retain(|line| !normal::is_by_chance(line));
        }
        // What a tracer launches it gives an environment of its own.
        if lines.first().is_some_and(|line| line.contains("execve(")) {
            lines.remove(0);
        }
        normal::text(&(lines.join("\n") + "\n"))
    });
    let name = tracer.file_name().unwrap().to_str().unwrap();
    let mut messages: Vec<_> = messages.lines().map(|line| line.replace(name, "TRACER")).collect();
    if followed || separate {
        // Whose come first depends on who is faster.
        messages.sort();
    }
    Seen {
        status: status.code(),
        trace: trace.collect(),
        messages: normal::text(&messages.join("\n")),
        printed: normal::text(&printed),
    }
}

/// Tries each row on its programs.
fn compare(rows: &[(&str, &[&str])], normal: fn(&str) -> String) {
    for tool in ["strace", "setarch"] {
        if !common::is_there(tool) {
            return common::missing(tool);
        }
    }
    let version = Command::new("strace").arg("-V").output().unwrap();
    if !version.stdout.starts_with(b"strace -- version 6.1\n") {
        return common::missing("strace 6.1");
    }
    let dir = tempfile::tempdir().unwrap();
    let compat = compile(dir.path());
    let all = std::env::var_os("RTRACE_MATRIX").is_some();
    let names: Vec<&str> = table::PROGRAMS.iter().map(|(name, _)| *name).collect();
    let pairs: Vec<(&str, &str)> = rows
        .iter()
        .flat_map(|(options, programs)| {
            let programs = if all { &names[..] } else { programs };
            programs.iter().map(|program| (*options, *program))
        })
        .filter(|(_, program)| *program != "compat" || compat.is_some())
        .collect();
    let (next, differences) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for worker in 0..AT_ONCE {
            let (pairs, next, differences, compat) = (&pairs, &next, &differences, &compat);
            let folder = dir.path().join(format!("{worker}"));
            fs::create_dir(&folder).unwrap();
            scope.spawn(move || {
                while let Some((options, name)) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let known = table::PROGRAMS.iter().find(|(known, _)| known == name);
                    let program = known.unwrap_or_else(|| panic!("no program {name}")).1;
                    let [strace, rtrace] = [Path::new("strace"), &common::rtrace()].map(|tracer| {
                        let seen = run(tracer, options, program, &folder, compat.as_deref());
                        Seen { trace: normal(&seen.trace), messages: normal(&seen.messages), ..seen }
                    });
                    if strace != rtrace {
                        let all = |seen: &Seen| {
                            format!("{:?}\n{}{}\n{}", seen.status, seen.trace, seen.messages, seen.printed)
                        };
                        let mut lines = common::difference(&all(&strace), &all(&rtrace));
                        lines.truncate(20);
                        differences
                            .lock()
                            .unwrap()
                            .push(format!("== {options} {name}\n{}", lines.join("\n")));
                    }
                }
            });
        }
    });
    let mut differences = differences.into_inner().unwrap();
    differences.sort();
    common::report(&format!("matrix: {} of {} as strace", pairs.len() - differences.len(), pairs.len()));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The program of 32 bits.
fn compile(dir: &Path) -> Option<std::path::PathBuf> {
    let (source, program) = (dir.join("compat.c"), dir.join("compat"));
    fs::write(&source, COMPAT).unwrap();
    // Debian's strace for arm64 has no structures of 32-bit ARM, and says so among its messages.
    if cfg!(target_arch = "aarch64") {
        return None;
    }
    let made = Command::new("cc").args(["-m32", "-static", "-w", "-o"]).arg(&program).arg(&source).output();
    made.is_ok_and(|output| output.status.success()).then_some(program)
}

#[test]
fn programs_read_as_in_strace_whatever_is_asked_for() {
    compare(table::OPTIONS, str::to_owned);
}

#[test]
fn times_stand_where_strace_has_them() {
    compare(table::TIMED, normal::without_digits);
}
