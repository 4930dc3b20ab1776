//! What a cause says when it fits.

use serde::Serialize;

/// How sure a verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Nothing else can have answered so.
    Proved,
    /// It fits, and nothing that was found speaks against it; another reason can't be excluded.
    Likely,
    /// No cause fits.
    Unexplained,
}

impl Certainty {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Certainty::Proved => "proved",
            Certainty::Likely => "likely",
            Certainty::Unexplained => "unexplained",
        }
    }
}

/// A fact, and where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `Seccomp: 2`.
    pub fact: String,
    /// `/proc/self/status`; empty where the fact names the call that told it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub source: &'static str,
}

/// A way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// What to do: a command, or a setting.
    pub what: String,
    /// Where it applies, or what comes with it; may be empty.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub remark: &'static str,
}

/// What a cause has found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// How sure it is.
    pub certainty: Certainty,
    /// What happened, in a sentence without a capital and a full stop.
    pub because: String,
    /// What shows it, the strongest first.
    pub evidence: Vec<Item>,
    /// The wrong guess that this refusal invites, put right.
    #[serde(rename = "not", skip_serializing_if = "Option::is_none")]
    pub wrong_guess: Option<&'static str>,
    /// What helps, the best first.
    pub advice: Vec<Advice>,
}

impl Finding {
    /// A proved one.
    pub fn proved(because: impl Into<String>) -> Finding {
        Finding::new(Certainty::Proved, because)
    }

    /// A likely one.
    pub fn likely(because: impl Into<String>) -> Finding {
        Finding::new(Certainty::Likely, because)
    }

    /// A proved one where `proof` holds, else a likely one.
    pub fn proved_if(proof: bool, because: impl Into<String>) -> Finding {
        Finding::new(if proof { Certainty::Proved } else { Certainty::Likely }, because)
    }

    fn new(certainty: Certainty, because: impl Into<String>) -> Finding {
        let (evidence, advice) = (Vec::new(), Vec::new());
        Finding { certainty, because: because.into(), evidence, wrong_guess: None, advice }
    }

    /// Adds a fact that was read in `source`.
    pub fn read(mut self, fact: impl Into<String>, source: &'static str) -> Finding {
        self.evidence.push(Item { fact: fact.into(), source });
        self
    }

    /// Adds a fact that tells itself where it is from.
    pub fn saw(self, fact: impl Into<String>) -> Finding {
        self.read(fact, "")
    }

    /// Adds a fact where there is one.
    pub fn saw_if(self, fact: Option<impl Into<String>>) -> Finding {
        match fact {
            Some(fact) => self.saw(fact),
            None => self,
        }
    }

    /// No proof any more, where there is a reason to doubt it.
    pub fn doubted(mut self, why: Option<String>) -> Finding {
        if why.is_some() {
            self.certainty = Certainty::Likely;
        }
        self.saw_if(why)
    }

    /// Says what is wrong with the usual guess.
    pub fn not(mut self, guess: &'static str) -> Finding {
        self.wrong_guess = Some(guess);
        self
    }

    /// Adds a way out.
    pub fn advise(mut self, what: impl Into<String>, remark: &'static str) -> Finding {
        self.advice.push(Advice { what: what.into(), remark });
        self
    }

    /// Adds ways out.
    pub fn advise_all(mut self, advice: impl IntoIterator<Item = Advice>) -> Finding {
        self.advice.extend(advice);
        self
    }
}
