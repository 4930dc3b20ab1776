//! What a row of the capability table says, and when it applies.

use super::evidence::Refusal;

/// Something that a call may do only with a capability.
pub struct Need {
    /// The calls that it is about.
    pub calls: &'static [&'static str],
    /// With which arguments.
    pub when: When,
    /// What is asked for, in words: `to mount and unmount`.
    pub what: &'static str,
    /// The capabilities of which one is enough, the first the narrowest.
    pub any_of: &'static [u8],
    /// The user namespace in which it is needed.
    pub over: Over,
    /// The errnos that the kernel answers with.
    pub errnos: &'static [i32],
    /// What else decides.
    pub setting: Option<Setting>,
    /// A limit that makes the capability unnecessary, by its name in /proc/PID/limits.
    pub limit: Option<&'static str>,
    /// Whether such a call, without the capability, fails so for no other reason than its lack.
    pub sure: bool,
    /// Whether security modules are asked before the capability is, and answer with the same errno: where one may
    /// confine the task, nothing is sure.
    pub hooked: Hook,
}

/// Which security modules have a say before the kernel looks for the capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// None.
    No,
    /// Those that label tasks.
    Labels,
    /// Landlock, too.
    Landlock,
}

/// Which user namespace a capability is needed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The one that the machine started with: `capable()`.
    Machine,
    /// The task's own: `ns_capable(current_user_ns())`.
    Own,
    /// The one that owns the task's namespace of this kind, by its name in /proc/PID/ns.
    Owner(&'static str),
    /// That of the process that the call is aimed at.
    Target,
}

/// A file of /proc/sys that decides, too.
#[derive(Clone, Copy)]
pub struct Setting {
    /// Its path below /proc/sys.
    pub path: &'static str,
    /// With which values the capability is asked for; with others this row doesn't apply.
    pub asks: fn(i64) -> bool,
    /// With which values not even the capability helps.
    pub never: fn(i64) -> bool,
    /// The value that opens it for all.
    pub opens: &'static str,
}

/// A condition on arguments.
pub enum When {
    /// None.
    Always,
    /// Any of these bits is set in argument `.0`.
    Bits(usize, u64),
    /// None of these bits is.
    Lacks(usize, u64),
    /// Argument `.0`, as 32 bits, is one of these.
    Is(usize, &'static [u64]),
    /// Argument `.0`, as 32 bits, is none of these.
    Not(usize, &'static [u64]),
    /// The lower bits (the mask) of argument `.0` are this.
    Masked(usize, u64, u64),
    /// The word behind argument `.0`, at this offset, of this width, has any of these bits.
    BitsBehind(usize, usize, usize, u64),
    /// The same, with none of these bits.
    LacksBehind(usize, usize, usize, u64),
    /// The text behind argument `.0` begins so.
    Text(usize, &'static str),
    /// All of these hold.
    All(&'static [When]),
    /// Any of these holds.
    Any(&'static [When]),
    /// What only code can say.
    Fits(fn(&Refusal) -> bool),
}

impl When {
    /// Whether it holds.
    pub fn holds(&self, refusal: &Refusal) -> bool {
        let arg = |i: usize| refusal.args.get(i).copied().unwrap_or(0);
        let behind = |i, offset, width| refusal.word(i, offset, width);
        match *self {
            When::Always => true,
            When::Bits(i, bits) => arg(i) & bits != 0,
            When::Lacks(i, bits) => arg(i) & bits == 0,
            When::Is(i, values) => values.contains(&(arg(i) & 0xffff_ffff)),
            When::Not(i, values) => !values.contains(&(arg(i) & 0xffff_ffff)),
            When::Masked(i, mask, value) => arg(i) & mask == value,
            When::BitsBehind(i, offset, width, bits) => {
                behind(i, offset, width).is_some_and(|v| v & bits != 0)
            }
            When::LacksBehind(i, offset, width, bits) => {
                behind(i, offset, width).is_some_and(|v| v & bits == 0)
            }
            When::Text(i, start) => refusal.text(i).starts_with(start.as_bytes()),
            When::All(all) => all.iter().all(|when| when.holds(refusal)),
            When::Any(any) => any.iter().any(|when| when.holds(refusal)),
            When::Fits(fits) => fits(refusal),
        }
    }
}

impl Need {
    /// Calls that need a capability whatever their arguments, in the machine's user namespace, and answer EPERM.
    pub const fn of(calls: &'static [&'static str], what: &'static str, any_of: &'static [u8]) -> Need {
        Need {
            calls,
            when: When::Always,
            what,
            any_of,
            over: Over::Machine,
            errnos: &[libc::EPERM],
            setting: None,
            limit: None,
            sure: true,
            hooked: Hook::No,
        }
    }

    /// With these arguments only.
    pub const fn when(self, when: When) -> Need {
        Need { when, ..self }
    }

    /// In another user namespace.
    pub const fn over(self, over: Over) -> Need {
        Need { over, ..self }
    }

    /// With other errnos.
    pub const fn answers(self, errnos: &'static [i32]) -> Need {
        Need { errnos, ..self }
    }

    /// A setting decides, too.
    pub const fn setting(self, setting: Setting) -> Need {
        Need { setting: Some(setting), ..self }
    }

    /// A limit makes the capability unnecessary.
    pub const fn limit(self, limit: &'static str) -> Need {
        Need { limit: Some(limit), ..self }
    }

    /// Security modules are asked before.
    pub const fn hooked(self, hooked: Hook) -> Need {
        Need { hooked, ..self }
    }

    /// The call can fail so for other reasons.
    pub const fn unsure(self) -> Need {
        Need { sure: false, ..self }
    }
}
