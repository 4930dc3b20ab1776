//! One line of a trace as tokens, so that lines of two runs can be compared where only the run differs.

use std::collections::HashMap;
use std::time::{SystemTime, UNIX_EPOCH};

/// What two lines are compared by.
#[derive(Debug, Clone)]
pub enum Token {
    /// A name, punctuation, or blanks.
    Word(String),
    /// A decimal number, and the name of the process that has it as its id.
    Number(String, Option<String>),
    /// A hexadecimal number, and its place among the different ones of its process, by first appearance.
    Address(String, usize),
    /// A quoted string as printed, and the same with the ids of processes replaced by their names.
    Quoted(String, String),
    /// A number that depends on the moment: seconds about now, a date, or the value of a field in [`MOMENTARY`].
    Moment,
}

/// A difference that is meant to be.
pub struct Intended {
    /// Why, for the report.
    pub reason: &'static str,
    /// What rtrace writes where strace writes this line, or None where the difference isn't about it.
    pub rewrite: fn(&str) -> Option<String>,
}

/// A line of one process's trace.
#[derive(Debug, Clone)]
pub struct Line {
    /// As the tracer printed it.
    pub text: String,
    /// The call's name, or the kind of line where it isn't a call (`---`, `+++`).
    pub call: String,
    /// What is the same in every run, as far as one line can tell: the key for aligning two traces.
    pub shape: String,
    pub tokens: Vec<Token>,
    /// Why rtrace writes another line than strace, which has been rewritten to be that line.
    pub intended: Option<&'static str>,
}

/// The names of processes by id, and the addresses seen so far in the process that is being read.
pub struct Reader<'a> {
    names: &'a HashMap<String, String>,
    addresses: HashMap<String, usize>,
    now: u64,
    intended: &'a [Intended],
}

/// The column in which strace's `=` stands, unless the call is too long.
const RESULT_COLUMN: usize = 40;

/// Fields whose values depend on the moment: of siginfo and of sysinfo.
const MOMENTARY: &[&str] =
    &["si_utime", "si_stime", "uptime", "loads", "freeram", "sharedram", "bufferram", "freeswap", "procs"];

impl<'a> Reader<'a> {
    pub fn new(names: &'a HashMap<String, String>, intended: &'a [Intended]) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Self { names, addresses: HashMap::new(), now, intended }
    }

    /// `prefixed` is the length of what stood before the call in its line (`-f` prints the process id there), or
    /// None where the line was put together from two, so that the result's column tells nothing.
    pub fn read(&mut self, text: &str, prefixed: Option<usize>) -> Line {
        let mut aligned = align_result(text, prefixed);
        let mut intended = None;
        for known in self.intended {
            if let Some(rewritten) = (known.rewrite)(&aligned) {
                aligned = rewritten;
                intended = Some(known.reason);
            }
        }
        let mut tokens = Vec::new();
        let mut rest = aligned.as_str();
        while let Some(length) = next_length(rest) {
            let (token, after) = rest.split_at(length);
            tokens.push(self.token(token));
            rest = after;
            if MOMENTARY.contains(&token)
                && let Some(length) = value_length(rest)
            {
                tokens.push(Token::Moment);
                rest = &rest[length..];
            }
        }
        let call = aligned.split(['(', ' ']).next().unwrap_or_default().to_owned();
        let shape = tokens.iter().map(Token::shape).collect();
        Line { text: text.to_owned(), call, shape, tokens, intended }
    }

    fn token(&mut self, text: &str) -> Token {
        if text.starts_with('"') {
            return Token::Quoted(text.to_owned(), self.rename(text));
        }
        if text.starts_with("0x") {
            let next = self.addresses.len();
            return Token::Address(text.to_owned(), *self.addresses.entry(text.to_owned()).or_insert(next));
        }
        if !text.starts_with(|first: char| first.is_ascii_digit()) {
            return Token::Word(text.to_owned());
        }
        let about_now = |seconds: u64| seconds.abs_diff(self.now) < 2 * 24 * 3600;
        if text.contains('T') || text.parse().is_ok_and(about_now) {
            return Token::Moment;
        }
        Token::Number(text.to_owned(), self.names.get(text).cloned())
    }

    /// Replaces the ids of processes in a string by their names.
    fn rename(&self, text: &str) -> String {
        let is_digit = |c: char| c.is_ascii_digit();
        let mut renamed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_digit) {
            renamed.push_str(&rest[..start]);
            let end = rest[start..].find(|c| !is_digit(c)).map_or(rest.len(), |length| start + length);
            let number = &rest[start..end];
            renamed.push_str(self.names.get(number).map_or(number, String::as_str));
            rest = &rest[end..];
        }
        renamed + rest
    }
}

/// Takes the blanks before the result away where they are what strace's format asks for: the `=` in column 40, or
/// after one blank where the call is longer. Other blanks stay and will differ.
fn align_result(text: &str, prefixed: Option<usize>) -> String {
    let Some(at) = text.rfind(" = ") else { return text.to_owned() };
    let call = text[..at].trim_end_matches(' ');
    let right = prefixed.is_none_or(|prefix| (prefix + at + 1) == RESULT_COLUMN.max(prefix + call.len() + 1));
    if right { format!("{call}{}", &text[at..]) } else { text.to_owned() }
}

/// The length of the first token of `text`, or None at the end.
fn next_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let while_true = |wanted: fn(char) -> bool| text.find(|c| !wanted(c)).unwrap_or(text.len());
    Some(match first {
        '"' => quoted_length(text),
        '0' if text.starts_with("0x") => {
            2 + text[2..].find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(text.len() - 2)
        }
        // A date and time is one token: 2026-01-31T12:00:00.5+0100.
        '0'..='9' => match date_length(text) {
            Some(length) => length,
            None => while_true(|c| c.is_ascii_digit()),
        },
        'a'..='z' | 'A'..='Z' | '_' => while_true(|c| c.is_ascii_alphanumeric() || c == '_'),
        ' ' => while_true(|c| c == ' '),
        other => other.len_utf8(),
    })
}

/// The length of a momentary field's value: `=5`, `=[1, 2, 3]`, or clock ticks with the seconds that they are.
fn value_length(text: &str) -> Option<usize> {
    let value = text.strip_prefix('=')?;
    if value.starts_with('[') {
        return text.find(']').map(|end| end + 1);
    }
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let ticks: u64 = value[..digits].parse().ok()?;
    let seconds = format!(" /* {}.{:02} s */", ticks / 100, ticks % 100);
    let said = ticks > 0 && value[digits..].starts_with(&seconds);
    Some(1 + digits + if said { seconds.len() } else { 0 })
}

fn quoted_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    let end = end.map_or(text.len(), |(at, _)| at + 1);
    if text[end..].starts_with("...") { end + 3 } else { end }
}

fn date_length(text: &str) -> Option<usize> {
    let is_date = text.get(..11)?.bytes().zip("dddd-dd-ddT".bytes()).all(|(byte, pattern)| match pattern {
        b'd' => byte.is_ascii_digit(),
        other => byte == other,
    });
    let end = || text[11..].find(|c: char| !(c.is_ascii_digit() || ":.+-".contains(c)));
    is_date.then(|| end().map_or(text.len(), |length| 11 + length))
}

impl Token {
    fn shape(&self) -> String {
        match self {
            Token::Word(word) => word.clone(),
            Token::Number(_, Some(name)) => name.clone(),
            Token::Number(number, None) => number.clone(),
            Token::Address(..) => "<address>".to_owned(),
            Token::Quoted(_, renamed) => renamed.clone(),
            Token::Moment => "<moment>".to_owned(),
        }
    }

    /// Whether both are of one kind, so that one may stand for the other where values differ from run to run.
    pub fn is_like(&self, other: &Token) -> bool {
        match (self, other) {
            (Token::Word(a), Token::Word(b)) => a == b,
            (Token::Number(..) | Token::Moment, Token::Number(..) | Token::Moment) => true,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl PartialEq for Token {
    /// Two tokens are the same as printed, or as the same process, or as the same address in order of appearance.
    fn eq(&self, other: &Token) -> bool {
        match (self, other) {
            (Token::Word(a), Token::Word(b)) => a == b,
            (Token::Number(a, a_name), Token::Number(b, b_name)) => {
                a == b || (a_name.is_some() && a_name == b_name)
            }
            (Token::Address(a, a_order), Token::Address(b, b_order)) => a == b || a_order == b_order,
            (Token::Quoted(a, a_renamed), Token::Quoted(b, b_renamed)) => a == b || a_renamed == b_renamed,
            (Token::Moment, Token::Moment) => true,
            _ => false,
        }
    }
}

#[test]
fn a_line_is_split_into_what_can_differ_from_run_to_run() {
    let names = HashMap::from([("812".to_owned(), "<child>".to_owned())]);
    let mut reader = Reader::new(&names, &[]);
    let line = reader.read(r#"readlink("/proc/812/\"fd", 0x7ffe12, 812) = 812"#, Some(0));
    assert_eq!(line.call, "readlink");
    assert_eq!(line.shape, r#"readlink("/proc/<child>/\"fd", <address>, <child>) = <child>"#);
    let line = reader.read("utime([2026-01-31T12:00:00.5+0100, 7]) = ?", Some(0));
    assert_eq!(line.shape, "utime([<moment>, 7]) = ?");
    let line = reader.read("{si_utime=12 /* 0.12 s */, si_stime=3 /* 3 s */, loads=[1, 2]}", None);
    assert_eq!(line.shape, "{si_utime<moment>, si_stime<moment> /* 3 s */, loads<moment>}");
}

#[test]
fn blanks_before_a_result_must_be_what_the_format_asks_for() {
    let names = HashMap::new();
    let read = |text: &str, prefix| Reader::new(&names, &[]).read(text, prefix).shape;
    assert_eq!(read("close(3)                                = 0", Some(0)), "close(3) = 0");
    assert_eq!(read("close(3)                          = 0", Some(6)), "close(3) = 0");
    assert_eq!(
        read("close(3)                               = 0", Some(0)),
        "close(3)                               = 0"
    );
    let long = "a".repeat(50);
    assert_eq!(read(&format!("{long}() = 0"), Some(0)), format!("{long}() = 0"));
    assert_eq!(read(&format!("{long}()  = 0"), Some(0)), format!("{long}()  = 0"));
}

#[test]
fn tokens_of_two_runs_are_equal_where_only_the_run_differs() {
    let (one, two) = (
        HashMap::from([("100".to_owned(), "<root>".to_owned())]),
        HashMap::from([("222".to_owned(), "<root>".to_owned())]),
    );
    let a = Reader::new(&one, &[]).read("kill(100, 9, 0xaaaa, 0xbbbb, 0xaaaa) = 0", Some(0));
    let b = Reader::new(&two, &[]).read("kill(222, 9, 0xcccc, 0xdddd, 0xcccc) = 0", Some(0));
    assert_eq!(a.tokens, b.tokens);
    let c = Reader::new(&two, &[]).read("kill(222, 9, 0xcccc, 0xdddd, 0xdddd) = 0", Some(0));
    assert_ne!(a.tokens, c.tokens);
    let d = Reader::new(&two, &[]).read("kill(100, 9, 0xcccc, 0xdddd, 0xcccc) = 1", Some(0));
    assert_ne!(a.tokens, d.tokens);
}
