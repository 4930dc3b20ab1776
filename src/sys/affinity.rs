//! CPU affinity of single tasks. The mask is as long as the kernel's own (sched_setaffinity(2)), so machines with more
//! than 1,024 CPUs are served.

use nix::errno::Errno;
use nix::unistd::Pid;

/// A set of CPUs, as the kernel has it: one bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cpus(Vec<u64>);

impl Cpus {
    /// One CPU, in a mask as long as this one; None where this one lacks it.
    pub fn only(&self, cpu: usize) -> Option<Cpus> {
        let (word, bit) = (cpu / 64, 1 << (cpu % 64));
        if self.0.get(word)? & bit == 0 {
            return None;
        }
        let mut one = vec![0; self.0.len()];
        *one.get_mut(word)? = bit;
        Some(Cpus(one))
    }

    /// All but that one; None where it is the only one.
    pub fn without(&self, cpu: usize) -> Option<Cpus> {
        let mut others = self.clone();
        if let Some(word) = others.0.get_mut(cpu / 64) {
            *word &= !(1 << (cpu % 64));
        }
        (others.count() > 0).then_some(others)
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// The CPUs that a task may run on.
///
/// Errors: ESRCH, EPERM, and what a seccomp filter answers.
pub fn get(pid: Pid) -> nix::Result<Cpus> {
    // Long enough for the 8,192 CPUs that Linux can be built for.
    let mut mask = vec![0u64; 128];
    // SAFETY: the mask is as long as the call is told. The bare call tells how many bytes it filled.
    let filled = Errno::result(unsafe {
        libc::syscall(libc::SYS_sched_getaffinity, pid.as_raw(), size_of_val(&mask[..]), mask.as_mut_ptr())
    })?;
    mask.truncate((filled as usize).div_ceil(8));
    Ok(Cpus(mask))
}

/// Says which CPUs a task may run on.
///
/// Errors: ESRCH, EPERM, EINVAL where none of them is online, and what a seccomp filter answers.
pub fn set(pid: Pid, cpus: &Cpus) -> nix::Result<()> {
    let mask = &cpus.0[..];
    // SAFETY: the mask is as long as the call is told.
    let result =
        unsafe { libc::syscall(libc::SYS_sched_setaffinity, pid.as_raw(), size_of_val(mask), mask.as_ptr()) };
    Errno::result(result).map(drop)
}

/// The CPU that the caller runs on.
pub fn current() -> Option<usize> {
    // SAFETY: sched_getcpu has no preconditions.
    usize::try_from(unsafe { libc::sched_getcpu() }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_cpu_is_taken_out_of_the_mask_that_has_it() {
        let own = get(Pid::from_raw(0)).unwrap();
        let cpu = current().unwrap();
        assert_eq!(own.only(cpu).unwrap().count(), 1);
        assert_eq!(own.only(1 << 20), None);
        let others = own.without(cpu).map_or(0, |others| others.count());
        assert_eq!(others + 1, own.count());
        assert_eq!(own.only(cpu).unwrap().without(cpu), None);
        assert!(own.count() >= 1);
    }

    #[test]
    fn a_task_that_is_not_there_has_no_mask() {
        assert_eq!(get(Pid::from_raw(i32::MAX)), Err(Errno::ESRCH));
    }
}
