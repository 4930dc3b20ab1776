//! The calls that a filter refuses, for each ABI.

use super::{Action, Answer, Condition, Filter, Malformed};
use crate::arch::abi::X32_BIT;
use crate::arch::{Abi, numbers};
use serde::Serialize;
use std::fmt;

/// What a filter refuses of one ABI's calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusals {
    /// The ABI's name.
    pub abi: &'static str,
    /// What it answers to a number that no call has.
    pub unknown: Action,
    /// The calls, by number.
    pub calls: Vec<Refused>,
    /// There is no call that it permits.
    pub all: bool,
}

/// A call that is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Its name.
    pub name: &'static str,
    /// Its number, without the bit of x32.
    pub number: u32,
    /// What happens instead. Only where the filter decides in too many ways to tell, there are several.
    pub actions: Vec<Action>,
    /// For which arguments: one of these, of each all. Empty: for all arguments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Vec<Condition>>,
    /// It depends on the arguments in more ways than are told.
    #[serde(skip_serializing_if = "is_false")]
    pub manifold: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A number that no ABI gives to a call.
const NO_CALL: u32 = 0x0fff_ffff;

impl Filter {
    /// What the filter refuses of the calls of `abi`. A tracer or a supervisor to which it hands a call may let that
    /// run; it is listed with the action that says so.
    ///
    /// Errors: as [`Filter::run`].
    pub fn refusals(&self, abi: Abi) -> Result<Refusals, Malformed> {
        let bit = if abi == Abi::X32 { X32_BIT as u32 } else { 0 };
        let mut calls = Vec::new();
        let mut permitted = false;
        for &(number, name) in numbers::table(abi) {
            match self.answer(abi.audit(), number | bit)? {
                Answer::Always(action) if action.permits() => permitted = true,
                Answer::Always(action) => calls.push(Refused {
                    name,
                    number,
                    actions: vec![action],
                    when: Vec::new(),
                    manifold: false,
                }),
                Answer::ByArguments(paths) => {
                    permitted |= paths.iter().any(|path| path.action.permits());
                    let mut actions: Vec<Action> = paths.iter().map(|path| path.action).collect();
                    actions.retain(|action| !action.permits());
                    actions.sort_by(|a, b| a.precedence(*b).then(a.0.cmp(&b.0)));
                    actions.dedup();
                    calls.extend(actions.into_iter().map(|action| {
                        Refused {
                            name,
                            number,
                            actions: vec![action],
                            when: paths
                                .iter()
                                .filter(|path| path.action == action)
                                .map(|path| path.when.clone())
                                .collect(),
                            manifold: false,
                        }
                    }));
                }
                Answer::Manifold(mut actions) => {
                    permitted = true;
                    actions.retain(|action| !action.permits());
                    calls.push(Refused { name, number, actions, when: Vec::new(), manifold: true });
                }
            }
        }
        let unknown = match self.answer(abi.audit(), NO_CALL | bit)? {
            Answer::Always(action) => action,
            Answer::ByArguments(paths) => paths.first().map_or(Action::ALLOW, |path| path.action),
            Answer::Manifold(actions) => actions.first().copied().unwrap_or(Action::ALLOW),
        };
        Ok(Refusals { abi: abi.name(), unknown, all: !permitted && !unknown.permits(), calls })
    }
}

/// The width that lists of names are broken at.
const WIDTH: usize = 96;

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let same = self.calls.iter().all(|call| call.when.is_empty() && call.actions[..] == [self.unknown]);
        if self.all && same {
            return writeln!(f, "  refuses every call of {}: {}", self.abi, self.unknown);
        }
        if self.calls.is_empty() && self.unknown.permits() {
            return writeln!(f, "  refuses no call of {}", self.abi);
        }
        writeln!(f, "  refuses of {}:", self.abi)?;
        let mut actions: Vec<Action> = Vec::new();
        for call in self.calls.iter().filter(|call| call.plain()) {
            if let [action] = call.actions[..]
                && !actions.contains(&action)
            {
                actions.push(action);
            }
        }
        for action in actions {
            let named = self.calls.iter().filter(|call| call.plain() && call.actions[..] == [action]);
            write!(f, "    {action}:")?;
            let mut column = WIDTH;
            for (index, call) in named.enumerate() {
                if index > 0 {
                    f.write_str(",")?;
                }
                if column + call.name.len() + 2 > WIDTH {
                    f.write_str("\n      ")?;
                    column = 6;
                } else {
                    f.write_str(" ")?;
                }
                f.write_str(call.name)?;
                column += call.name.len() + 2;
            }
            writeln!(f)?;
        }
        for call in self.calls.iter().filter(|call| !call.plain()) {
            let actions: Vec<String> = call.actions.iter().map(Action::to_string).collect();
            write!(f, "    {}: {}", actions.join(", "), call.name)?;
            if call.manifold {
                writeln!(f, " by its arguments, in many ways")?;
                continue;
            }
            let ways: Vec<String> = call
                .when
                .iter()
                .map(|way| way.iter().map(Condition::to_string).collect::<Vec<_>>().join(" and "))
                .collect();
            writeln!(f, " where {}", ways.join(", or "))?;
        }
        match self.unknown.permits() {
            true => Ok(()),
            false => writeln!(f, "    {}: any number that rtrace knows no call for", self.unknown),
        }
    }
}

impl Refused {
    /// Whatever the arguments.
    fn plain(&self) -> bool {
        self.when.is_empty() && !self.manifold
    }
}
