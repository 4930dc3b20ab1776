//! Named constants: flags, enumerations, and values that mix both.

/// One named value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The value; for a flag, all of its bits.
    pub value: u64,
    /// The name that the kernel's headers give it.
    pub name: &'static str,
}

/// One part of a set, in the order in which it is printed.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The bits under `mask` are one of these values. A name for zero is printed too.
    One {
        /// The bits that hold the value.
        mask: u64,
        /// Its values, in any order.
        names: &'static [Named],
    },
    /// The whole value has the name that this finds: tables too long for a search from the start.
    Lookup(fn(u64) -> Option<&'static str>),
    /// The bits under `mask`, as a number shifted by a constant: `21<<MAP_HUGE_SHIFT`. It comes behind what has no name.
    Shift {
        /// The bits that hold the number.
        mask: u64,
        /// The constant.
        by: Named,
    },
    /// A constant of another set, shifted by a constant: `B9600<<IBSHIFT`. A set that has it has no other parts.
    Scaled {
        /// What it is of.
        of: &'static Set,
        /// The constant.
        by: Named,
    },
    /// The bits under the mask, in octal, behind all else: permissions.
    Octal(u64),
    /// Each of these may be there or not. A name for zero is printed only where the whole value is zero.
    Bits(&'static [Named]),
    /// Like `One`, but bits that are none of its values are a value without a name: `0xf /* MAP_??? */|MAP_FIXED`.
    Choice {
        /// The bits that hold the value.
        mask: u64,
        /// Its values, in any order.
        names: &'static [Named],
        /// What stands for a value without a name.
        unknown: &'static str,
    },
    /// A value of its own, which text writes apart in whatever manner: `0 /* PER_LINUX */|0x40000 /* UNAME26 */`. A
    /// set that has one has no other parts.
    Segment {
        /// The bits that hold it.
        mask: u64,
        /// What they mean.
        set: &'static Set,
        /// When it is there.
        shown: Shown,
    },
}

/// When a segment is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Always.
    Always,
    /// Where it isn't zero.
    UnlessZero,
    /// Where it has a name; else its bits are the next one's.
    IfNamed,
}

/// A family of constants that one argument or field is made of.
#[derive(Debug)]
pub struct Set {
    /// What stands for a value without a name: `O_???`.
    pub unknown: &'static str,
    /// The parts, in the order in which they are printed.
    pub parts: &'static [Part],
    /// How a remainder without a name is written.
    pub rest: Radix,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Radix {
    /// `-1`
    Signed,
    /// `42`
    Decimal,
    /// `0x2a`
    Hex,
    /// `0x2a`, which are the upper 32 bits alone.
    Upper,
    /// `052`
    Octal,
    /// `052`, and zero in three digits, `000`, as strace writes permissions.
    Permissions,
    /// `0x2a`, and zero in two digits: `00`.
    Byte,
    /// In so many columns, here eight: `0x00002a`, `00000000`.
    Columns(u8),
}

/// A piece of a value: the name of some of its bits, or what is left without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bits that have a name.
    Name(&'static str),
    /// A choice that has none, and what stands for it.
    Unknown(u64, &'static str),
    /// The bits that have none.
    Rest(u64),
    /// A number, and the constant that it is shifted by.
    Shifted(u64, &'static str),
    /// A constant, and the one that it is shifted by.
    Scaled(&'static str, &'static str),
    /// Permissions.
    Octal(u64),
}

impl Set {
    /// Calls `each` for every piece of `value`, in print order: names first, then what has none. Zero gives its
    /// name, or `Rest(0)` where it has none.
    pub fn pieces(&self, value: u64, mut each: impl FnMut(Piece)) {
        self.visit(value, &mut each);
    }

    fn visit(&self, value: u64, each: &mut dyn FnMut(Piece)) {
        if self.is_apart() {
            let mut any = false;
            self.segments(value, |set, value| {
                any = true;
                set.visit(value, each);
            });
            if !any {
                each(Piece::Rest(0));
            }
            return;
        }
        let mut left = value & !self.behind();
        let mut any = left != value;
        for part in self.parts {
            match part {
                Part::One { mask, names } => {
                    if let Some(named) = names.iter().find(|n| n.value == left & mask) {
                        each(Piece::Name(named.name));
                        any = true;
                        left &= !mask;
                    } else if self.rest == Radix::Permissions && left & mask != 0 {
                        // A mode with a type that is none is a plain number.
                        return each(Piece::Rest(value));
                    }
                }
                Part::Bits(names) => {
                    for named in *names {
                        if left == 0 && value != 0 {
                            break;
                        }
                        let fits =
                            if named.value == 0 { value == 0 } else { left & named.value == named.value };
                        if fits {
                            each(Piece::Name(named.name));
                            any = true;
                            left &= !named.value;
                            if value == 0 {
                                break;
                            }
                        }
                    }
                }
                Part::Lookup(find) => {
                    if let Some(name) = find(value) {
                        each(Piece::Name(name));
                        any = true;
                        left = 0;
                    }
                }
                Part::Choice { mask, names, unknown } => {
                    let choice = left & mask;
                    match names.iter().find(|n| n.value == choice) {
                        Some(named) => each(Piece::Name(named.name)),
                        None => each(Piece::Unknown(choice, unknown)),
                    }
                    any = true;
                    left &= !mask;
                }
                Part::Scaled { of, by } => of.visit(value >> by.value, &mut |piece| {
                    if let Piece::Name(name) = piece {
                        each(Piece::Scaled(name, by.name));
                        any = true;
                        left = 0;
                    }
                }),
                Part::Shift { .. } | Part::Segment { .. } => {}
                Part::Octal(_) => any = true,
            }
        }
        if left != 0 || !any {
            each(Piece::Rest(left));
        }
        for part in self.parts {
            match part {
                Part::Shift { mask, by } if value & mask != 0 => {
                    each(Piece::Shifted((value & mask) >> by.value, by.name));
                }
                Part::Octal(mask) => each(Piece::Octal(value & mask)),
                _ => {}
            }
        }
    }

    /// The bits that come behind what has no name.
    pub fn behind(&self) -> u64 {
        let masks = self.parts.iter().map(|part| match part {
            Part::Shift { mask, .. } | Part::Octal(mask) => *mask,
            _ => 0,
        });
        masks.fold(0, |all, mask| all | mask)
    }

    /// Whether it consists of segments.
    pub fn is_apart(&self) -> bool {
        matches!(self.parts, [Part::Segment { .. }, ..])
    }

    /// Calls `each` for every segment that is there, with the bits of `value` that are its own.
    pub fn segments(&self, value: u64, mut each: impl FnMut(&'static Set, u64)) {
        let mut passed = 0;
        for part in self.parts {
            let Part::Segment { mask, set, shown } = part else { continue };
            let own = value & (mask | passed);
            match shown {
                Shown::UnlessZero if own == 0 => {}
                Shown::IfNamed if set.name(own).is_none() => passed |= mask,
                _ => each(set, own),
            }
        }
    }

    /// The names of an enumeration; none where the set is something else.
    pub const fn names(&self) -> &'static [Named] {
        match self.parts {
            [Part::One { names, .. }] => names,
            _ => &[],
        }
    }

    /// Whether all of a value is one constant, rather than flags.
    pub fn is_enumeration(&self) -> bool {
        matches!(self.parts, [Part::One { mask: u64::MAX, .. } | Part::Lookup(_)])
    }

    /// A value as text: its names, or what stands for one that has none.
    pub fn say(&'static self, value: u64) -> impl std::fmt::Display {
        Said { set: self, value }
    }

    /// The name of the whole of `value`, where one constant says it.
    pub fn name(&self, value: u64) -> Option<&'static str> {
        let mut found = None;
        let mut pieces = 0;
        self.pieces(value, |piece| {
            pieces += 1;
            if let Piece::Name(name) = piece {
                found = Some(name);
            }
        });
        found.filter(|_| pieces == 1)
    }

    /// All constants of the set, but for those that are looked up.
    pub fn constants(&self) -> impl Iterator<Item = &'static Named> {
        self.parts.iter().flat_map(|part| match part {
            Part::One { names, .. } | Part::Bits(names) | Part::Choice { names, .. } => names.iter(),
            Part::Shift { by, .. } | Part::Scaled { by, .. } => std::slice::from_ref(by).iter(),
            Part::Octal(_) | Part::Lookup(_) => [].iter(),
            Part::Segment { set, .. } => set.own().iter(),
        })
    }

    /// The constants of its first part that has any: all of those of a segment.
    fn own(&self) -> &'static [Named] {
        let names = self.parts.iter().find_map(|part| match part {
            Part::One { names, .. } | Part::Bits(names) | Part::Choice { names, .. } => Some(*names),
            Part::Shift { by, .. } | Part::Scaled { by, .. } => Some(std::slice::from_ref(by)),
            _ => None,
        });
        names.unwrap_or(&[])
    }

    /// The value of a constant by its name.
    pub fn value(&self, name: &str) -> Option<u64> {
        self.constants().find(|c| c.name == name).map(|c| c.value)
    }
}

/// A value of a set, as text.
struct Said {
    set: &'static Set,
    value: u64,
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut first = true;
        let mut result = Ok(());
        self.set.pieces(self.value, |piece| {
            let bar = if first { "" } else { "|" };
            let said = match piece {
                Piece::Name(name) => write!(f, "{bar}{name}"),
                Piece::Unknown(value, unknown) => write!(f, "{bar}{value:#x} /* {unknown} */"),
                Piece::Rest(_) if first => f.write_str(self.set.unknown),
                Piece::Rest(rest) => write!(f, "{bar}{rest:#x}"),
                Piece::Shifted(number, by) => write!(f, "{bar}{number}<<{by}"),
                Piece::Scaled(name, by) => write!(f, "{bar}{name}<<{by}"),
                Piece::Octal(mode) => write!(f, "{bar}{mode:#05o}"),
            };
            first = false;
            result = result.and(said);
        });
        result
    }
}

/// Declares sets of named constants.
///
/// ```text
/// sets! {
///     bits PROT "PROT_???" { PROT_NONE = 0, PROT_READ = 1, PROT_WRITE = 2 }
///     one WHENCE "SEEK_???" { SEEK_SET = 0, SEEK_CUR = 1 }
///     mixed OPEN "O_???" {
///         one(0o3) { O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2 }
///         bits { O_CREAT = 0o100, O_EXCL = 0o200 }
///     }
///     mixed MEMFD "MFD_???" { bits { MFD_HUGETLB = 4 } shift(0xfc000000) { MFD_HUGE_SHIFT = 26 } }
///     shifted SHOW "1<<SHOW_???" { SHOW_NAME = 0, SHOW_PEER = 1 }
///     mixed SHMGET "SHM_???" { bits { SHM_NORESERVE = 0o10000 } octal(0o777) {} }
///     apart PERSONALITY { always(0xff) TYPE, unless_zero(!0xff) FLAGS }
/// }
/// ```
///
/// `choice(mask, "MAP_???")` in the place of `one(mask)` has its own name for what is none of its values.
///
/// `shifted` names flags by the number of their bit, `1<<_UFFDIO_API`. `bits ... else decimal` writes a remainder without
/// a name in that radix: decimal, signed, octal.
macro_rules! sets {
    ($($all:tt)*) => {
        $crate::decode::set::named_sets! { $($all)* }
        $crate::decode::set::list_of_sets! { [] $($all)* }
    };
}
pub(crate) use sets;

/// What [`sets!`] declares, in a list that tests walk: `ALL`.
macro_rules! list_of_sets {
    ([$($set:ident)*]) => {
        /// Every set of this file, by its name here.
        pub static ALL: &[(&str, &$crate::decode::set::Set)] = &[$((stringify!($set), &$set)),*];
    };
    ([$($set:ident)*] apart $next:ident { $($values:tt)* } $($more:tt)*) => {
        $crate::decode::set::list_of_sets! { [$($set)* $next] $($more)* }
    };
    ([$($set:ident)*] $kind:ident $next:ident $unknown:literal $(else $radix:ident)? { $($values:tt)* } $($more:tt)*) => {
        $crate::decode::set::list_of_sets! { [$($set)* $next] $($more)* }
    };
}
pub(crate) use list_of_sets;

/// The sets themselves.
macro_rules! named_sets {
    () => {};
    (bits $set:ident $unknown:literal $(else $radix:ident)? { $($name:ident = $value:expr),* $(,)? } $($more:tt)*) => {
        #[doc = concat!("Flags: ", $unknown)]
        pub static $set: $crate::decode::set::Set = $crate::decode::set::Set {
            unknown: $unknown,
            parts: &[$crate::decode::set::Part::Bits($crate::decode::set::named_sets!(@names $($name = $value),*))],
            rest: $crate::decode::set::named_sets!(@radix $($radix)?),
        };
        $crate::decode::set::named_sets! { $($more)* }
    };
    (shifted $set:ident $unknown:literal { $($name:ident = $value:expr),* $(,)? } $($more:tt)*) => {
        #[doc = concat!("Numbers of bits: ", $unknown)]
        pub static $set: $crate::decode::set::Set = $crate::decode::set::Set {
            unknown: $unknown,
            parts: &[$crate::decode::set::Part::Bits(&[$($crate::decode::set::Named {
                value: 1 << $value,
                name: concat!("1<<", stringify!($name)),
            }),*])],
            rest: $crate::decode::set::Radix::Hex,
        };
        $crate::decode::set::named_sets! { $($more)* }
    };
    (one $set:ident $unknown:literal $(else $radix:ident)? { $($name:ident = $value:expr),* $(,)? } $($more:tt)*) => {
        #[doc = concat!("Values: ", $unknown)]
        pub static $set: $crate::decode::set::Set = $crate::decode::set::Set {
            unknown: $unknown,
            parts: &[$crate::decode::set::Part::One { mask: u64::MAX, names: $crate::decode::set::named_sets!(@names $($name = $value),*) }],
            rest: $crate::decode::set::named_sets!(@radix $($radix)?),
        };
        $crate::decode::set::named_sets! { $($more)* }
    };
    (mixed $set:ident $unknown:literal $(else $radix:ident)? {
        $($part:ident $(($($mask:expr),*))? { $($name:ident = $value:expr),* $(,)? })*
    } $($more:tt)*) => {
        #[doc = concat!("Values and flags: ", $unknown)]
        pub static $set: $crate::decode::set::Set = $crate::decode::set::Set {
            unknown: $unknown,
            parts: &[$($crate::decode::set::named_sets!(@part $part $(($($mask),*))? { $($name = $value),* })),*],
            rest: $crate::decode::set::named_sets!(@radix $($radix)?),
        };
        $crate::decode::set::named_sets! { $($more)* }
    };
    (apart $set:ident { $($shown:ident ($mask:expr) $inner:ident),* $(,)? } $($more:tt)*) => {
        #[doc = "Values side by side."]
        pub static $set: $crate::decode::set::Set = $crate::decode::set::Set {
            unknown: "",
            parts: &[$($crate::decode::set::Part::Segment {
                mask: $mask, set: &$inner, shown: $crate::decode::set::named_sets!(@shown $shown),
            }),*],
            rest: $crate::decode::set::Radix::Hex,
        };
        $crate::decode::set::named_sets! { $($more)* }
    };
    (@shown always) => { $crate::decode::set::Shown::Always };
    (@shown unless_zero) => { $crate::decode::set::Shown::UnlessZero };
    (@shown if_named) => { $crate::decode::set::Shown::IfNamed };
    (@part choice ($mask:expr, $unknown:literal) { $($names:tt)* }) => {
        $crate::decode::set::Part::Choice {
            mask: $mask, names: $crate::decode::set::named_sets!(@names $($names)*), unknown: $unknown,
        }
    };
    (@part one ($mask:expr) { $($names:tt)* }) => {
        $crate::decode::set::Part::One { mask: $mask, names: $crate::decode::set::named_sets!(@names $($names)*) }
    };
    (@part shift ($mask:expr) { $name:ident = $value:expr }) => {
        $crate::decode::set::Part::Shift {
            mask: $mask,
            by: $crate::decode::set::Named { value: $value as u64, name: stringify!($name) },
        }
    };
    (@part octal ($mask:expr) { }) => { $crate::decode::set::Part::Octal($mask) };
    (@part bits { $($names:tt)* }) => { $crate::decode::set::Part::Bits($crate::decode::set::named_sets!(@names $($names)*)) };
    (@names $($name:ident = $value:expr),*) => {
        &[$($crate::decode::set::Named { value: $value as u64, name: stringify!($name) }),*]
    };
    (@radix) => { $crate::decode::set::Radix::Hex };
    (@radix decimal) => { $crate::decode::set::Radix::Decimal };
    (@radix signed) => { $crate::decode::set::Radix::Signed };
    (@radix octal) => { $crate::decode::set::Radix::Octal };
    (@radix permissions) => { $crate::decode::set::Radix::Permissions };
}
pub(crate) use named_sets;

#[cfg(test)]
mod tests {
    use super::*;

    named_sets! {
        bits PROT "PROT_???" { PROT_NONE = 0, PROT_READ = 1, PROT_WRITE = 2 }
        mixed OPEN "O_???" {
            one(0o3) { O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2 }
            bits { O_SYNC = 0o4010000, O_DSYNC = 0o10000, O_CREAT = 0o100 }
        }
    }

    fn pieces(set: &Set, value: u64) -> Vec<Piece> {
        let mut all = Vec::new();
        set.pieces(value, |p| all.push(p));
        all
    }

    #[test]
    fn a_flag_of_several_bits_comes_before_its_parts_and_takes_them() {
        assert_eq!(
            pieces(&OPEN, 0o4010001),
            [Piece::Name("O_WRONLY"), Piece::Name("O_SYNC")],
            "O_DSYNC is a part of O_SYNC"
        );
        assert_eq!(pieces(&OPEN, 0o10000), [Piece::Name("O_RDONLY"), Piece::Name("O_DSYNC")]);
    }

    #[test]
    fn a_constant_that_is_shifted_is_named_with_what_shifts_it() {
        static ACCESS: Set = Set {
            unknown: "",
            parts: &[Part::Scaled { of: &OPEN, by: Named { value: 8, name: "SHIFT" } }],
            rest: Radix::Hex,
        };
        assert_eq!(pieces(&ACCESS, 0x100), [Piece::Scaled("O_WRONLY", "SHIFT")]);
        assert_eq!(ACCESS.say(0x200).to_string(), "O_RDWR<<SHIFT");
    }

    #[test]
    fn zero_is_named_where_it_has_a_name() {
        assert_eq!(pieces(&PROT, 0), [Piece::Name("PROT_NONE")]);
        assert_eq!(pieces(&PROT, 1), [Piece::Name("PROT_READ")]);
    }

    #[test]
    fn bits_without_a_name_are_never_dropped() {
        assert_eq!(pieces(&PROT, 0x81), [Piece::Name("PROT_READ"), Piece::Rest(0x80)]);
        assert_eq!(pieces(&PROT, 0x80), [Piece::Rest(0x80)]);
        assert_eq!(pieces(&OPEN, 3), [Piece::Rest(3)], "an access mode that doesn't exist");
    }
}
