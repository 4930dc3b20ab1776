//! Calls on processes, signals, memory and time, from recorded registers and memory: the lines that strace writes.

use nix::unistd::Pid;
use rtrace::arch::{Abi, numbers};
use rtrace::event::{Entry, Event, Handler, Moment, Origin, Outcome, Still};
use rtrace::memory::Recorded;
use rtrace::output::{Destination, Manner, Options, Target, Text};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes of 32-bit words.
fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Bytes of 64-bit words.
fn longs(longs: &[u64]) -> Vec<u8> {
    longs.iter().flat_map(|long| long.to_le_bytes()).collect()
}

/// The line of a call, with `memory` at 0x1000.
fn line(abi: Abi, name: &str, args: &[u64], memory: Vec<u8>, outcome: Outcome) -> String {
    let page = Page::default();
    let target = Target::One { writer: Box::new(page.clone()), prompt: true };
    let destination = Destination::new(target, "rtrace".to_owned(), "page".to_owned());
    let options = Options { manner: Manner { column: 0, ..Manner::default() }, ..Options::default() };
    let mut text = Text::new(options, destination, false, "rtrace".to_owned());
    let task = Still { pid: Pid::from_raw(1), memory: Recorded::new().with(0x1000, memory) };
    let mut registers = [0; 6];
    registers[..args.len()].copy_from_slice(args);
    let number = numbers::number(abi, name).expect("a call of the ABI").into();
    let entry = Entry { abi, number, args: registers, ip: 0, sp: 0x1000 };
    text.event(&task, Moment::default(), Event::Attached(Origin::Launched));
    text.event(&task, Moment::default(), Event::Entered(&entry));
    text.event(&task, Moment::default(), Event::Exited(outcome));
    drop(text);
    let line = String::from_utf8(page.0.borrow().clone()).expect("text");
    line.lines().last().unwrap_or_default().to_owned()
}

fn returned(abi: Abi, name: &str, args: &[u64], memory: Vec<u8>, value: i64) -> String {
    line(abi, name, args, memory, Outcome::Returned(value))
}

#[test]
fn clone_is_said_the_same_whatever_the_order_of_its_registers() {
    let flags = 0x3d0f00;
    let expected = "clone(child_stack=0x8000, flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD\
                    |CLONE_SYSVSEM|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_CLEARTID, parent_tid=[77], \
                    tls=0x5000, child_tidptr=0x6000) = 77";
    let tid = words(&[77]);
    let x86 = returned(Abi::X86_64, "clone", &[flags, 0x8000, 0x1000, 0x6000, 0x5000], tid.clone(), 77);
    let arm = returned(Abi::Aarch64, "clone", &[flags, 0x8000, 0x1000, 0x5000, 0x6000], tid, 77);
    assert_eq!(x86, expected);
    assert_eq!(arm, expected);
}

#[test]
fn a_wait_status_is_said_in_the_words_of_its_macros() {
    let wait = |status: u32| returned(Abi::X86_64, "wait4", &[5, 0x1000, 0, 0], words(&[status]), 5);
    assert_eq!(wait(0x300), "wait4(5, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 5");
    assert_eq!(wait(9), "wait4(5, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], 0, NULL) = 5");
    assert_eq!(
        wait(0x86),
        "wait4(5, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGABRT && WCOREDUMP(s)}], 0, NULL) = 5"
    );
    assert_eq!(wait(0x137f), "wait4(5, [{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}], 0, NULL) = 5");
    assert_eq!(wait(0xffff), "wait4(5, [{WIFCONTINUED(s)}], 0, NULL) = 5");
    let nothing = returned(Abi::X86_64, "wait4", &[5, 0x1000, 1, 0], words(&[0x300]), 0);
    assert_eq!(nothing, "wait4(5, 0x1000, WNOHANG, NULL) = 0", "no child changed, so nothing was written");
}

#[test]
fn a_set_of_most_signals_is_said_by_what_it_lacks() {
    let mask = |mask: u64| returned(Abi::X86_64, "rt_sigsuspend", &[0x1000, 8], longs(&[mask]), 0);
    assert_eq!(mask(6), "rt_sigsuspend([INT QUIT], 8) = 0");
    assert_eq!(mask(!(3 << 31)), "rt_sigsuspend(~[RTMIN RT_1], 8) = 0");
    assert_eq!(mask(u64::MAX), "rt_sigsuspend(~[], 8) = 0");
}

#[test]
fn the_old_sigaction_has_a_mask_of_one_word() {
    let action = words(&[2, !3, 0, 0]);
    assert_eq!(
        returned(Abi::I386, "sigaction", &[2, 0x1000, 0], action, 0),
        "sigaction(SIGINT, {sa_handler=0x2, sa_mask=~[HUP INT], sa_flags=0}, NULL) = 0"
    );
}

#[test]
fn the_mask_that_sigreturn_restores_is_read_off_the_stack() {
    let mut frame = vec![0; 400];
    frame[296] = 2;
    assert_eq!(
        returned(Abi::X86_64, "rt_sigreturn", &[], frame.clone(), 0),
        "rt_sigreturn({mask=[INT]}) = 0"
    );
    frame[168] = 4;
    assert_eq!(returned(Abi::Aarch64, "rt_sigreturn", &[], frame, 0), "rt_sigreturn({mask=[QUIT]}) = 0");
}

#[test]
fn siginfo_lies_where_the_abi_has_it() {
    let info = |abi, memory| returned(abi, "rt_sigqueueinfo", &[1, 17, 0x1000], memory, 0);
    let expected = "rt_sigqueueinfo(1, SIGCHLD, {si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=5, si_uid=6, \
                    si_status=SIGKILL, si_utime=7 /* 0.07 s */, si_stime=0}) = 0";
    let mut wide = words(&[17, 0, 2, 0, 5, 6, 9, 0, 7, 0]);
    wide.resize(128, 0);
    let mut narrow = words(&[17, 0, 2, 5, 6, 9, 7]);
    narrow.resize(128, 0);
    assert_eq!(info(Abi::X86_64, wide.clone()), expected);
    assert_eq!(info(Abi::Aarch64, wide), expected);
    assert_eq!(info(Abi::I386, narrow.clone()), expected);
    assert_eq!(info(Abi::X32, narrow), expected, "64-bit times at an alignment of four");
}

#[test]
fn the_rest_of_a_sleep_is_read_only_where_a_signal_cut_it_short() {
    let sleep = |outcome| line(Abi::X86_64, "nanosleep", &[0x1000, 0x1010], longs(&[1, 0, 0, 5]), outcome);
    assert_eq!(sleep(Outcome::Returned(0)), "nanosleep({tv_sec=1, tv_nsec=0}, 0x1010) = 0");
    assert_eq!(
        sleep(Outcome::Failed(516)),
        "nanosleep({tv_sec=1, tv_nsec=0}, {tv_sec=0, tv_nsec=5}) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)"
    );
}

#[test]
fn the_old_mmap_takes_its_arguments_from_memory_and_mmap2_counts_pages() {
    let block = words(&[0, 4096, 3, 0x22, u32::MAX, 0x2000]);
    assert_eq!(
        returned(Abi::I386, "mmap", &[0x1000], block, 0x5000),
        "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0x2000) = 0x5000"
    );
    assert_eq!(
        returned(Abi::I386, "mmap2", &[0, 4096, 1, 2, 3, 2], Vec::new(), 0x5000),
        "mmap2(NULL, 4096, PROT_READ, MAP_PRIVATE, 3, 0x2000) = 0x5000"
    );
}

#[test]
fn limits_are_said_in_kib_and_by_name() {
    assert_eq!(
        returned(Abi::X86_64, "prlimit64", &[0, 3, 0, 0x1000], longs(&[8 << 20, u64::MAX]), 0),
        "prlimit64(0, RLIMIT_STACK, NULL, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}) = 0"
    );
}

#[test]
fn each_futex_operation_has_its_own_arguments() {
    let futex =
        |op, val3| returned(Abi::X86_64, "futex", &[0x9000, op, 1, 0x1000, 0x9004, val3], longs(&[1, 2]), 0);
    assert_eq!(futex(129, 0), "futex(0x9000, FUTEX_WAKE_PRIVATE, 1) = 0");
    assert_eq!(
        futex(393, 0xffff_ffff),
        "futex(0x9000, FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME, 1, {tv_sec=1, tv_nsec=2}, \
         FUTEX_BITSET_MATCH_ANY) = 0"
    );
    assert_eq!(
        futex(5, 1 << 28 | 2 << 24 | 5 << 12 | 7),
        "futex(0x9000, FUTEX_WAKE_OP, 1, 4096, 0x9004, FUTEX_OP_ADD<<28|0x5<<12|FUTEX_OP_CMP_LT<<24|0x7) = 0"
    );
}
