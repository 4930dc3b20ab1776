//! The rules that ARCHITECTURE.md states and the compiler doesn't check: who may import whom, where `unsafe` and
//! `cfg(target_arch)` may stand, what code outside tests may not do, and how long a file may be.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::path::{Path, PathBuf};

/// Each module at the top of the crate, and what it may import from the others. A path allows what is below it.
const IMPORTS: &[(&str, &[&str])] = &[
    ("arch", &[]),
    ("memory", &[]),
    ("sys", &[]),
    ("event", &["arch", "memory", "sys"]),
    ("decode", &["arch", "memory", "event"]),
    ("filter", &["arch", "event", "decode"]),
    ("inject", &["arch", "event", "decode::table", "filter"]),
    ("unwind", &["arch", "event", "memory"]),
    ("tracer", &["sys", "arch", "event", "memory", "filter", "inject"]),
    ("notify", &["sys", "arch", "event", "memory", "filter", "tracer"]),
    ("output", &["arch", "memory", "event", "decode"]),
    ("diagnose", &["sys", "arch", "event", "memory", "decode::table"]),
    ("cli", &["filter", "inject"]),
    (
        "run",
        &[
            "arch", "memory", "sys", "event", "decode", "filter", "inject", "tracer", "notify", "output",
            "diagnose", "cli", "unwind",
        ],
    ),
    ("lib", &[]),
    ("main", &[]),
];

/// The only module with `unsafe`.
const UNSAFE: &str = "sys";

/// The only module that asks what it is compiled for.
const TARGET: &str = "arch";

/// Methods and macros that end the program, or were meant to go before a commit.
const METHODS: &[&str] = &["unwrap", "expect"];
const MACROS: &[&str] = &["panic", "todo", "unimplemented", "dbg"];

/// The most lines that a file may have, tests aside.
const LINES: usize = 500;

/// Tables: data, one row a line, however many.
const TABLES: &[&str] =
    &["arch/numbers/", "decode/netlink/tables/", "decode/table/", "decode/sets/", "decode/structs/"];

/// The name of a file of tests, declared under `#[cfg(test)]`: what tests may do, it may do.
const TESTS: &str = "tests.rs";

/// Reads one source file and collects what breaks a rule.
struct Checker<'a> {
    /// The file's name below src.
    file: &'a str,
    /// Where the code being read stands: the modules from the crate's root.
    module: Vec<String>,
    findings: Vec<String>,
}

impl<'a> Checker<'a> {
    fn check(file: &'a str, text: &str) -> Vec<String> {
        let mut module: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if module.len() > 1 && module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        let mut checker = Checker { file, module, findings: Vec::new() };
        if !IMPORTS.iter().any(|(name, _)| *name == checker.top()) {
            checker.find(1, format!("module {} is not on the map", checker.top()));
        }
        checker.read(text.parse().unwrap());
        checker.count_lines(text);
        checker.findings
    }

    fn top(&self) -> &str {
        &self.module[0]
    }

    fn find(&mut self, line: usize, what: String) {
        self.findings.push(format!("src/{}:{line}: {what}", self.file));
    }

    fn count_lines(&mut self, text: &str) {
        let lines = text.lines().take_while(|line| *line != "#[cfg(test)]").count();
        if lines > LINES && !TABLES.iter().any(|table| self.file.starts_with(table)) {
            self.find(lines, format!("{lines} lines, more than {LINES}"));
        }
    }

    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if is_test_attribute(&tokens[at..]) {
                at = after_item(&tokens, at + 2);
                continue;
            }
            if let Some((path, supers)) = path_from_root(&tokens, at) {
                self.import(&tokens, path, supers);
            }
            self.word(&tokens, at);
            if let TokenTree::Group(group) = &tokens[at] {
                let inline = (at >= 2 && is_word(&tokens[at - 2], "mod")).then(|| tokens[at - 1].to_string());
                self.module.extend(inline.clone());
                self.read(group.stream());
                if inline.is_some() {
                    self.module.pop();
                }
            }
            at += 1;
        }
    }

    /// A path that starts at the crate's root or `supers` modules above this one, and continues at `from`.
    fn import(&mut self, tokens: &[TokenTree], from: usize, supers: Option<usize>) {
        let line = tokens[from].span().start().line;
        let base = match supers {
            None => Vec::new(),
            Some(up) => self.module[..self.module.len().saturating_sub(up)].to_vec(),
        };
        for names in trees(&tokens[from..]) {
            let path = [base.as_slice(), &names].concat();
            let path = path.join("::");
            let own = self.top().to_owned();
            let allowed =
                IMPORTS.iter().find(|(name, _)| *name == own).map_or(&[][..], |(_, allowed)| allowed);
            let on_the_map = IMPORTS.iter().any(|(name, _)| is_below(&path, name));
            if on_the_map && !is_below(&path, &own) && !allowed.iter().any(|allowed| is_below(&path, allowed))
            {
                self.find(line, format!("{own} must not import {path}"));
            }
        }
    }

    /// One token and its neighbours.
    fn word(&mut self, tokens: &[TokenTree], at: usize) {
        let TokenTree::Ident(word) = &tokens[at] else { return };
        let (word, line) = (word.to_string(), word.span().start().line);
        let before = |punct| at > 0 && is_punct(&tokens[at - 1], punct);
        let after = tokens.get(at + 1);
        let called = after.is_some_and(
            |token| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis),
        );
        if word == "unsafe" && self.top() != UNSAFE {
            self.find(line, format!("unsafe outside src/{UNSAFE}"));
        }
        if word == "target_arch" && self.top() != TARGET {
            self.find(line, format!("target_arch outside src/{TARGET}"));
        }
        if METHODS.contains(&word.as_str()) && before('.') && called {
            self.find(line, format!(".{word}() outside tests"));
        }
        if MACROS.contains(&word.as_str()) && after.is_some_and(|token| is_punct(token, '!')) {
            self.find(line, format!("{word}! outside tests"));
        }
        if word == "fn" && self.file == "lib.rs" {
            self.find(line, "lib.rs is a map and has no logic".to_owned());
        }
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == punct)
}

/// Whether `path` is `above` or something in it.
fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Whether `#[cfg(test)]` or `#[test]` stands here.
fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    match tokens {
        [hash, TokenTree::Group(group), ..] if is_punct(hash, '#') => {
            matches!(group.stream().to_string().replace(' ', "").as_str(), "cfg(test)" | "test")
        }
        _ => false,
    }
}

/// Where the item that starts at `at` has ended: after its body or its semicolon.
fn after_item(tokens: &[TokenTree], at: usize) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        other => is_punct(other, ';'),
    };
    tokens[at..].iter().position(is_end).map_or(tokens.len(), |end| at + end + 1)
}

/// Whether a path to elsewhere in the crate starts at `at`: where it goes on, and the number of `super`s, or None
/// where it starts with `crate`.
fn path_from_root(tokens: &[TokenTree], at: usize) -> Option<(usize, Option<usize>)> {
    let is_start = at == 0 || !is_punct(&tokens[at - 1], ':');
    let separator =
        |at: usize| tokens.get(at..at + 2).is_some_and(|two| two.iter().all(|t| is_punct(t, ':')));
    if is_word(&tokens[at], "crate") && separator(at + 1) {
        return Some((at + 3, None));
    }
    let mut supers = 0;
    let mut next = at;
    while is_start && tokens.get(next).is_some_and(|token| is_word(token, "super")) && separator(next + 1) {
        supers += 1;
        next += 3;
    }
    (supers > 0).then_some((next, Some(supers)))
}

/// The paths of a use tree: `a::{b, c::d}` is `a::b` and `a::c::d`. Ends where the path ends.
fn trees(tokens: &[TokenTree]) -> Vec<Vec<String>> {
    match tokens {
        [TokenTree::Ident(name), colon, _, rest @ ..] if is_punct(colon, ':') => {
            let below = trees(rest);
            below.into_iter().map(|path| [vec![name.to_string()], path].concat()).collect()
        }
        [TokenTree::Ident(name), ..] => vec![vec![name.to_string()]],
        [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Brace => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            inside
                .split(|token| is_punct(token, ','))
                .filter(|tree| !tree.is_empty())
                .flat_map(trees)
                .collect()
        }
        _ => vec![Vec::new()],
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `dir`.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Whether this is Rust, and not tests alone.
fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "rs") && path.file_name().is_none_or(|name| name != TESTS)
}

#[test]
fn the_source_keeps_the_rules() {
    let source = root().join("src");
    let mut findings = Vec::new();
    let mut checked = 0;
    for path in files(&source).iter().filter(|path| is_source(path)) {
        let name = path.strip_prefix(&source).unwrap().to_str().unwrap();
        findings.extend(Checker::check(name, &std::fs::read_to_string(path).unwrap()));
        checked += 1;
    }
    assert!(checked > 10, "only {checked} files");
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn no_file_names_a_path_of_the_machine_it_was_written_on() {
    let home = std::env::var("HOME").unwrap_or_default();
    let paths = [root().to_str().unwrap().to_owned(), format!("{home}/.")];
    let folders = ["src", "tests", "fixtures", ".ci", ".config"].map(|folder| root().join(folder));
    let mut texts: Vec<PathBuf> =
        folders.iter().filter(|folder| folder.exists()).flat_map(|at| files(at)).collect();
    texts.extend(std::fs::read_dir(root()).unwrap().map(|e| e.unwrap().path()).filter(|path| path.is_file()));
    for file in texts {
        // A file that is no text names no path that anybody reads.
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        for path in paths.iter().filter(|path| path.len() > 3) {
            assert!(!text.contains(path.as_str()), "{} names {path}", file.display());
        }
    }
}

/// What the checker says of `text` in `file`, without the place.
fn said(file: &str, text: &str) -> Vec<String> {
    let findings = Checker::check(file, text);
    findings.iter().map(|finding| finding.splitn(3, ':').nth(2).unwrap().trim().to_owned()).collect()
}

#[test]
fn a_planted_import_is_found_however_it_is_written() {
    let forbidden = ["tracer must not import output::Line"];
    assert_eq!(said("tracer/mod.rs", "use crate::output::Line;"), forbidden);
    assert_eq!(said("tracer/mod.rs", "use crate::{event::Event, output::Line};"), forbidden);
    assert_eq!(said("tracer/stop.rs", "use super::super::output::Line;"), forbidden);
    assert_eq!(said("tracer/mod.rs", "mod inner { use super::super::output::Line; }"), forbidden);
    assert_eq!(said("tracer/mod.rs", "fn f() -> u8 { crate::output::Line::new() }").len(), 1);
    assert_eq!(said("tracer/mod.rs", "fn f() { assert_eq!(crate::output::Line, 1) }"), forbidden);
    assert_eq!(
        said("diagnose/mod.rs", "use crate::decode::{table::Row, sink::Sink};"),
        ["diagnose must not import decode::sink::Sink"]
    );
    assert_eq!(said("output.rs", "use super::cli::Options;"), ["output must not import cli::Options"]);
    assert_eq!(said("nowhere/mod.rs", ""), ["module nowhere is not on the map"]);
}

#[test]
fn planted_violations_are_found_at_their_line() {
    let text = "fn f() {\n    unsafe { g() };\n    x.unwrap();\n    if cfg!(target_arch = \"x86_64\") { panic!() }\n}\n";
    assert_eq!(
        Checker::check("decode/mod.rs", text),
        [
            "src/decode/mod.rs:2: unsafe outside src/sys",
            "src/decode/mod.rs:3: .unwrap() outside tests",
            "src/decode/mod.rs:4: target_arch outside src/arch",
            "src/decode/mod.rs:4: panic! outside tests",
        ]
    );
    assert_eq!(said("run.rs", "fn f() { x.expect(\"\"); todo!() }").len(), 2);
    assert_eq!(said("lib.rs", "pub fn f() {}").len(), 1);
    assert_eq!(said("run.rs", &"\n".repeat(LINES + 1)), ["501 lines, more than 500"]);
}

#[test]
fn what_the_rules_allow_is_not_found() {
    assert_eq!(said("sys/mod.rs", "fn f() { unsafe { g() } }"), [""; 0]);
    assert_eq!(said("arch/mod.rs", "#[cfg(target_arch = \"x86_64\")] mod x;"), [""; 0]);
    assert_eq!(
        said("tracer/mod.rs", "use crate::{event::{Event, Handler}, sys, tracer::stop::Stop};"),
        [""; 0]
    );
    assert_eq!(said("decode/table/file.rs", "use super::super::kind::Kind; pub(crate) fn f() {}"), [""; 0]);
    assert_eq!(said("decode/table/file.rs", &"\n".repeat(LINES + 1)), [""; 0]);
    let tests = "#[cfg(test)]\nmod tests {\n    use crate::output::Line;\n    fn f() { x.unwrap() }\n}\n";
    assert_eq!(said("tracer/mod.rs", tests), [""; 0]);
    let after = format!("{tests}fn g() {{ x.unwrap() }}");
    assert_eq!(said("tracer/mod.rs", &after), [".unwrap() outside tests"]);
    assert_eq!(
        said("run.rs", "/// Like unsafe panic!() and x.unwrap(), in words.\nfn f() { x.unwrap_or(1); }"),
        [""; 0]
    );
}
