//! Running a filter on a call of which the arguments aren't known: all ways through it, each with what the arguments
//! must be for it.

use super::{Action, Data, Field, Filter, Malformed, Meaning, Operand, Operation, Register, SCRATCH, Test};
use serde::{Serialize, Serializer};
use std::fmt;

/// What a filter answers to a call, whatever its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Always this.
    Always(Action),
    /// By its arguments.
    ByArguments(Vec<Path>),
    /// By its arguments, in more ways than are worth telling: these actions are among them.
    Manifold(Vec<Action>),
}

/// One way through a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// What it ends with.
    pub action: Action,
    /// What must hold for it, all of it.
    pub when: Vec<Condition>,
}

/// Something that was asked of a call's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    value: Unknown,
    test: Test,
    operand: u32,
    holds: bool,
}

/// More ways through a filter than this are not told one by one.
const MOST_PATHS: usize = 512;

/// What a register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Known(u32),
    Unknown(Unknown),
}

/// A value that depends on the call's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unknown {
    /// These bits of a word.
    Word(Field, u32),
    /// Something computed from a word, and perhaps from others.
    Computed(Field),
}

#[derive(Clone)]
struct State {
    at: usize,
    a: Value,
    x: Value,
    scratch: [Value; SCRATCH],
    when: Vec<Condition>,
}

impl Filter {
    /// What the filter answers to call `number` (with the bit of x32) of `arch`, for all arguments.
    ///
    /// Errors: as [`Filter::run`].
    pub fn answer(&self, arch: u32, number: u32) -> Result<Answer, Malformed> {
        let data = Data { number, arch, ..Data::default() };
        let zero = Value::Known(0);
        let mut open = vec![State { at: 0, a: zero, x: zero, scratch: [zero; SCRATCH], when: Vec::new() }];
        let mut paths: Vec<Path> = Vec::new();
        while let Some(state) = open.pop() {
            if let Some(path) = self.follow(state, &data, &mut open)? {
                paths.push(path);
            }
            if paths.len() + open.len() > MOST_PATHS {
                let mut actions: Vec<Action> = paths.iter().map(|path| path.action).collect();
                actions.sort_by(|a, b| a.precedence(*b).then(a.0.cmp(&b.0)));
                actions.dedup();
                return Ok(Answer::Manifold(actions));
            }
        }
        Ok(match paths.first() {
            Some(first) if paths.iter().all(|path| path.action == first.action) => {
                Answer::Always(first.action)
            }
            _ => {
                simplify(&mut paths);
                Answer::ByArguments(paths)
            }
        })
    }

    /// Goes on to the end of one way; where it forks, the other way is put aside. None: this way is impossible.
    fn follow(
        &self,
        mut state: State,
        data: &Data,
        open: &mut Vec<State>,
    ) -> Result<Option<Path>, Malformed> {
        let ends = |action, when| Ok(Some(Path { action, when }));
        while let Some(instruction) = self.0.get(state.at) {
            let malformed = Malformed(state.at);
            state.at += 1;
            match instruction.meaning().ok_or(malformed)? {
                Meaning::Load(offset) => state.a = load(offset, data).ok_or(malformed)?,
                Meaning::Constant(Register::A, k) => state.a = Value::Known(k),
                Meaning::Constant(Register::X, k) => state.x = Value::Known(k),
                Meaning::Recall(Register::A, slot) => state.a = state.scratch[slot],
                Meaning::Recall(Register::X, slot) => state.x = state.scratch[slot],
                Meaning::Keep(Register::A, slot) => state.scratch[slot] = state.a,
                Meaning::Keep(Register::X, slot) => state.scratch[slot] = state.x,
                Meaning::Compute(operation, operand) => {
                    match compute(operation, state.a, state.of(operand)) {
                        Some(value) => state.a = value,
                        None => return ends(Action::KILL_THREAD, state.when),
                    }
                }
                Meaning::Negate => {
                    state.a = match state.a {
                        Value::Known(a) => Value::Known(a.wrapping_neg()),
                        Value::Unknown(value) => Value::Unknown(Unknown::Computed(value.field())),
                    }
                }
                Meaning::ToX => state.x = state.a,
                Meaning::FromX => state.a = state.x,
                Meaning::Jump(skipped) => state.at += skipped as usize,
                Meaning::Branch(test, operand) => {
                    let (holds, fails) = (usize::from(instruction.jt), usize::from(instruction.jf));
                    match state.decide(test, operand) {
                        _ if holds == fails => state.at += holds,
                        Ok(true) => state.at += holds,
                        Ok(false) => state.at += fails,
                        Err(condition) => {
                            let mut other = state.clone();
                            other.at += fails;
                            other.when.push(Condition { holds: false, ..condition });
                            open.push(other);
                            state.at += holds;
                            state.when.push(condition);
                        }
                    }
                }
                Meaning::Return(action) => return ends(Action(action), state.when),
                Meaning::ReturnA => match state.a {
                    Value::Known(a) => return ends(Action(a), state.when),
                    // An answer made of arguments: no filter does that for a purpose.
                    Value::Unknown(_) => return Err(malformed),
                },
            }
        }
        Err(Malformed(state.at))
    }
}

fn load(offset: u32, data: &Data) -> Option<Value> {
    let field = Field::at(offset)?;
    Some(match field {
        Field::NUMBER | Field::ARCH => Value::Known(data.word(offset)?),
        _ => Value::Unknown(Unknown::Word(field, u32::MAX)),
    })
}

fn compute(operation: Operation, a: Value, b: Value) -> Option<Value> {
    Some(match (a, b) {
        (Value::Known(a), Value::Known(b)) => Value::Known(operation.of(a, b)?),
        (Value::Unknown(Unknown::Word(field, mask)), Value::Known(k)) if operation == Operation::And => {
            match mask & k {
                0 => Value::Known(0),
                mask => Value::Unknown(Unknown::Word(field, mask)),
            }
        }
        (Value::Unknown(value), _) | (_, Value::Unknown(value)) => {
            Value::Unknown(Unknown::Computed(value.field()))
        }
    })
}

impl Unknown {
    fn field(self) -> Field {
        match self {
            Unknown::Word(field, _) | Unknown::Computed(field) => field,
        }
    }
}

impl State {
    fn of(&self, operand: Operand) -> Value {
        match operand {
            Operand::K(k) => Value::Known(k),
            Operand::X => self.x,
        }
    }

    /// Whether a test of A holds; where that depends on arguments, the condition for it.
    fn decide(&self, test: Test, operand: Operand) -> Result<bool, Condition> {
        match (self.a, self.of(operand)) {
            (Value::Known(a), Value::Known(b)) => Ok(test.holds(a, b)),
            (Value::Unknown(value), Value::Known(operand)) => {
                if let (Unknown::Word(_, mask), Test::Any) = (value, test)
                    && mask & operand == 0
                {
                    return Ok(false);
                }
                let condition = Condition { value, test, operand, holds: true };
                match implied(&self.when, &condition) {
                    Some(known) => Ok(known),
                    None => Err(condition),
                }
            }
            (Value::Known(_), Value::Unknown(value)) | (Value::Unknown(value), Value::Unknown(_)) => {
                let value = Unknown::Computed(value.field());
                Err(Condition { value, test, operand: 0, holds: true })
            }
        }
    }
}

/// Whether what is known already decides a condition.
fn implied(known: &[Condition], asked: &Condition) -> Option<bool> {
    let Unknown::Word(field, mask) = asked.value else { return None };
    let (mut least, mut most) = (0, mask);
    for condition in known {
        let Unknown::Word(other, under) = condition.value else { continue };
        if other != field {
            continue;
        }
        let (test, k, holds) = (condition.test, condition.operand, condition.holds);
        if test == Test::Equal && holds && under & mask == mask {
            return Some(asked.test.holds(k & mask, asked.operand));
        }
        if under != mask {
            continue;
        }
        if test == asked.test && k == asked.operand {
            return Some(holds);
        }
        match (test, holds) {
            (Test::Greater, true) => least = least.max(k.saturating_add(1)),
            (Test::Greater, false) => most = most.min(k),
            (Test::AtLeast, true) => least = least.max(k),
            (Test::AtLeast, false) => most = most.min(k.saturating_sub(1)),
            _ => {}
        }
    }
    let k = asked.operand;
    match asked.test {
        Test::Equal if k < least || k > most || k & !mask != 0 => Some(false),
        Test::Greater if least > k => Some(true),
        Test::Greater if most <= k => Some(false),
        Test::AtLeast if least >= k => Some(true),
        Test::AtLeast if most < k => Some(false),
        _ => None,
    }
}

/// Drops from each way what follows from the others of the same action: `a, or not a and b` is `a, or b`.
fn simplify(paths: &mut [Path]) {
    let alone: Vec<(Action, Condition)> = paths
        .iter()
        .filter_map(|path| match path.when[..] {
            [condition] => Some((path.action, condition)),
            _ => None,
        })
        .collect();
    for path in paths.iter_mut().filter(|path| path.when.len() > 1) {
        let action = path.action;
        let against = |condition: &Condition| Condition { holds: !condition.holds, ..*condition };
        let last = path.when.last().copied();
        path.when
            .retain(|condition| Some(*condition) == last || !alone.contains(&(action, against(condition))));
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, mask) = match self.value {
            Unknown::Computed(field) => return write!(f, "what is computed from {}", field.name()),
            Unknown::Word(field, mask) => (field.name(), mask),
        };
        let k = self.operand;
        let sign = match (self.test, self.holds) {
            (Test::Any, true) => return write!(f, "{name} & {:#x} != 0", k & mask),
            (Test::Any, false) => return write!(f, "{name} & {:#x} == 0", k & mask),
            (Test::Equal, true) => "==",
            (Test::Equal, false) => "!=",
            (Test::Greater, true) => ">",
            (Test::Greater, false) => "<=",
            (Test::AtLeast, true) => ">=",
            (Test::AtLeast, false) => "<",
        };
        match mask {
            u32::MAX => write!(f, "{name} {sign} {k:#x}"),
            mask => write!(f, "{name} & {mask:#x} {sign} {k:#x}"),
        }
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
