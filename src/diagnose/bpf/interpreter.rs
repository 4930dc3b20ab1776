//! Running a filter on one call, as the kernel does.

use super::{Action, Data, Filter, Malformed, Meaning, Operand, Register, SCRATCH};

impl Filter {
    /// What the filter answers to a call.
    ///
    /// Errors: an instruction that no kernel would have taken, or an end without an answer.
    pub fn run(&self, data: &Data) -> Result<Action, Malformed> {
        let (mut a, mut x) = (0_u32, 0_u32);
        let mut scratch = [0; SCRATCH];
        let mut at = 0;
        // Jumps lead forward only, so this ends.
        while let Some(instruction) = self.0.get(at) {
            let malformed = Malformed(at);
            at += 1;
            let value = |operand| match operand {
                Operand::K(k) => k,
                Operand::X => x,
            };
            match instruction.meaning().ok_or(malformed)? {
                Meaning::Load(offset) => a = data.word(offset).ok_or(malformed)?,
                Meaning::Constant(Register::A, k) => a = k,
                Meaning::Constant(Register::X, k) => x = k,
                Meaning::Recall(Register::A, slot) => a = scratch[slot],
                Meaning::Recall(Register::X, slot) => x = scratch[slot],
                Meaning::Keep(Register::A, slot) => scratch[slot] = a,
                Meaning::Keep(Register::X, slot) => scratch[slot] = x,
                Meaning::Compute(operation, operand) => match operation.of(a, value(operand)) {
                    Some(result) => a = result,
                    None => return Ok(Action::KILL_THREAD),
                },
                Meaning::Negate => a = a.wrapping_neg(),
                Meaning::ToX => x = a,
                Meaning::FromX => a = x,
                Meaning::Jump(skipped) => at += skipped as usize,
                Meaning::Branch(test, operand) => {
                    let holds = test.holds(a, value(operand));
                    at += usize::from(if holds { instruction.jt } else { instruction.jf });
                }
                Meaning::Return(action) => return Ok(Action(action)),
                Meaning::ReturnA => return Ok(Action(a)),
            }
        }
        Err(Malformed(at))
    }

    /// What filters that are in force together answer, the newest first, and which of them it is: all are run, and the
    /// action of the highest precedence counts; of equal ones the newest's.
    ///
    /// Errors: as [`Filter::run`].
    pub fn run_all(filters: &[Filter], data: &Data) -> Result<(Action, Option<usize>), Malformed> {
        let mut found = (Action::ALLOW, None);
        for (index, filter) in filters.iter().enumerate() {
            let action = filter.run(data)?;
            if action.precedence(found.0).is_lt() {
                found = (action, Some(index));
            }
        }
        Ok(found)
    }
}
