//! What the rules can name.

use crate::diagnose::finding::{Certainty, Finding};
use crate::event::{Explanation, Got};

/// A cause of a refused call, by its stable name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Code {
    SeccompFilter,
    NotImplemented,
    Capability,
    UserNamespace,
    Setting,
    Limit,
    FilePermission,
    FileOwner,
    Mount,
    Immutable,
    Sticky,
    ProtectedFile,
    NoNewPrivs,
    Interpreter,
    Busy,
    SymbolicLinks,
    State,
    Process,
    PacketFilter,
    Route,
    DeviceCgroup,
    Landlock,
    SecurityModule,
}

impl Code {
    /// As it is printed, and as data has it.
    pub const fn name(self) -> &'static str {
        match self {
            Code::SeccompFilter => "seccomp-filter",
            Code::NotImplemented => "not-implemented",
            Code::Capability => "capability",
            Code::UserNamespace => "user-namespace",
            Code::Setting => "setting",
            Code::Limit => "limit",
            Code::FilePermission => "file-permission",
            Code::FileOwner => "file-owner",
            Code::Mount => "mount",
            Code::Immutable => "immutable",
            Code::Sticky => "sticky",
            Code::ProtectedFile => "protected-file",
            Code::NoNewPrivs => "no-new-privs",
            Code::Interpreter => "interpreter",
            Code::Busy => "busy",
            Code::SymbolicLinks => "symbolic-links",
            Code::State => "state",
            Code::Process => "process",
            Code::PacketFilter => "packet-filter",
            Code::Route => "route",
            Code::DeviceCgroup => "device-cgroup",
            Code::Landlock => "landlock",
            Code::SecurityModule => "security-module",
        }
    }
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The cause; none where nothing fits.
    pub code: Option<Code>,
    /// Why, how sure, and what helps.
    pub finding: Finding,
    /// What it is about: a file, a process. Verdicts that differ in that alone are alike.
    pub subject: Option<String>,
    /// The program has asked for just that: it is told of once in a trace, and counted after that.
    pub once: bool,
}

impl Verdict {
    /// A cause.
    pub fn of(code: Code, finding: Finding) -> Verdict {
        Verdict { code: Some(code), finding, subject: None, once: false }
    }

    /// About a file or a process, as its sentence names it.
    pub fn about(self, subject: &str) -> Verdict {
        Verdict { subject: Some(subject.to_owned()), ..self }
    }

    /// As it is handed on to whoever prints it.
    pub fn explanation(self, got: Got) -> Explanation {
        let Finding { certainty, because, evidence, advice, .. } = self.finding;
        let alike = match self.subject.filter(|subject| !subject.is_empty()) {
            Some(subject) => because.replace(&subject, "..."),
            None => because.clone(),
        };
        let certainty = if self.code.is_none() { Certainty::Unexplained } else { certainty };
        Explanation {
            got,
            cause: self.code.map(Code::name),
            certainty: certainty.name(),
            because,
            alike,
            evidence: evidence
                .into_iter()
                .map(|item| match item.source {
                    "" => item.fact,
                    source => format!("{} in {source}", item.fact),
                })
                .collect(),
            advice: advice
                .into_iter()
                .map(|way| match way.remark {
                    "" => way.what,
                    remark => format!("{} ({remark})", way.what),
                })
                .collect(),
        }
    }
}
