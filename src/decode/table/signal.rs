//! Calls on signals.

use super::{Ret, Via, syscalls};
use crate::arch::Abi;
use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Phase, Repr, When};
use crate::decode::sets::common::SIGNALS;
use crate::decode::sets::signal::{HANDLER, HOW, SIGNALFD};
use crate::decode::siginfo::SIGINFO;
use crate::decode::sink::Group;
use crate::decode::structs::signal::{ACTION_OLD, ACTION_RT, STACK_T};
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64};

/// The size of the masks of the calls before the real-time ones, which only 32-bit ABIs have.
const OLD: Len = Len::Is(4);

/// The signals that are pending: of the set, as many bytes as are asked for.
const PENDING: Kind = Own(Repr::Ulong, Phase::Exit, |decoder, place| {
    let (addr, size) = (place.value(decoder.abi), decoder.args[1]);
    let mut raw = [0; 8];
    let wanted = addr != 0 && !decoder.failed() && decoder.detail.follow && (1..=8).contains(&size);
    if wanted && decoder.memory.read_exact(addr, &mut raw[..size as usize]) {
        decoder.signals(u64::from_le_bytes(raw), 8 * size as u32);
    } else {
        decoder.sink.address(addr);
    }
});

const MASK: Kind = Own(Repr::Ulong, Phase::Exit, |decoder, place| mask("mask", decoder, place));
const OLD_MASK: Kind = Own(Repr::Ulong, Phase::Exit, |decoder, place| mask("old mask", decoder, place));
const FORMER_HANDLER: Kind = Own(Repr::Ulong, Phase::Exit, former_handler);

/// The mask that a call returned.
fn mask(label: &'static str, decoder: &mut Decoder<'_>, place: Place<'_>) {
    let mask = place.value(decoder.abi);
    decoder.sink.open_note(label);
    decoder.signals(mask, 32);
    decoder.sink.close_note();
}

/// The handler that signal replaced, where it was none.
fn former_handler(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let handler = place.value(decoder.abi);
    if HANDLER.name(handler).is_some() {
        decoder.sink.open_note("");
        decoder.sink.symbol(handler, &HANDLER);
        decoder.sink.close_note();
    }
}

/// Where the mask stands in the frame that rt_sigreturn takes off the stack, from the stack pointer on: what lies
/// before the ucontext (arguments and siginfo where it lies between), and `uc_sigmask` in it.
fn mask_of_frame(abi: Abi) -> u64 {
    match abi {
        Abi::X86_64 => 296,
        Abi::X32 => 280,
        Abi::I386 => 3 * 4 + 128 + 108,
        Abi::Aarch64 => 128 + 40,
        Abi::Arm => 128 + 104,
    }
}

/// The same for sigreturn of ARM; where the frame itself is for that of i386.
fn old_frame(abi: Abi) -> u64 {
    match abi {
        Abi::Arm => 104,
        _ => 0,
    }
}

const FRAME: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| {
    let addr = place.value(decoder.abi);
    frame(decoder, |decoder| decoder.sigset(addr, 8));
});

const OLD_FRAME: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| {
    // i386 has the mask in two places: `oldmask` in `struct sigcontext_32`, and behind the state of the coprocessor.
    const PLACES: [u64; 2] = [80, 88 + 624];
    let addr = place.value(decoder.abi);
    if decoder.abi == Abi::Arm {
        return frame(decoder, |decoder| decoder.sigset(addr, 8));
    }
    let word = |place| decoder.number_at(addr.wrapping_add(place), Repr::U32);
    match PLACES.map(word) {
        [Some(low), Some(high)] if decoder.detail.follow => {
            frame(decoder, |decoder| decoder.signals(low | high << 32, 64))
        }
        _ => decoder.sink.address(addr),
    }
});

/// What is said of a frame: the mask that the call sets again.
fn frame(decoder: &mut Decoder<'_>, mask: impl FnOnce(&mut Decoder<'_>)) {
    decoder.sink.open(Group::Struct);
    decoder.sink.field("mask");
    mask(decoder);
    decoder.sink.close(Group::Struct);
}

syscalls! {
    kill(pid: Pid, sig: Signal) -> Int [process signal];
    pause() -> Int [signal];
    restart_syscall() -> Int;
    rt_sigaction(signum: Signal, act: At(&Struct(&ACTION_RT)), oldact: Out(&At(&Struct(&ACTION_RT))),
        sigsetsize: Ulong) -> Int [signal];
    rt_sigpending(set: PENDING, sigsetsize: Ulong) -> Int [signal];
    rt_sigprocmask(how: Of(&HOW), set: Sigset(Len::Arg(sigsetsize)),
        oldset: Out(&Sigset(Len::Arg(sigsetsize))), sigsetsize: Ulong) -> Int [signal];
    rt_sigqueueinfo(pid: Pid, sig: Signal, info: At(&SIGINFO)) -> Int [process signal];
    rt_sigreturn(frame: FRAME) via(Via::Stack(mask_of_frame)) -> Int [signal];
    rt_sigsuspend(mask: Sigset(Len::Arg(sigsetsize)), sigsetsize: Ulong) -> Int [signal];
    rt_sigtimedwait(set: Sigset(Len::Arg(sigsetsize)), info: Where(When::Some(&[info]), &Out(&At(&SIGINFO)), &Addr),
        timeout: At(&Struct(&TIMESPEC)), sigsetsize: Ulong) -> Noted(&Ret::Int, &SIGNALS) [signal];
    rt_sigtimedwait_time64(set: Sigset(Len::Arg(sigsetsize)), info: Where(When::Some(&[info]), &Out(&At(&SIGINFO)), &Addr),
        timeout: At(&Struct(&TIMESPEC64)), sigsetsize: Ulong) -> Noted(&Ret::Int, &SIGNALS) [signal];
    rt_tgsigqueueinfo(tgid: Pid, tid: Pid, sig: Signal, info: At(&SIGINFO)) -> Int [process signal];
    sgetmask() -> With(&Ret::Hex, &MASK) [signal];
    sigaction(signum: Signal, act: At(&Struct(&ACTION_OLD)), oldact: Out(&At(&Struct(&ACTION_OLD))))
        -> Int [signal];
    sigaltstack(ss: At(&Struct(&STACK_T)), old_ss: Out(&At(&Struct(&STACK_T)))) -> Int [signal];
    signal(signum: Signal, handler: As(Repr::Ulong, &Of(&HANDLER))) -> With(&Ret::Hex,
        &FORMER_HANDLER) [signal];
    signalfd(fd: Fd, mask: Sigset(Len::Arg(sizemask)), sizemask: Ulong) -> Fd [desc signal];
    signalfd4(fd: Fd, mask: Sigset(Len::Arg(sizemask)), sizemask: Ulong, flags: Of(&SIGNALFD))
        -> Fd [desc signal];
    sigpending(set: Out(&Sigset(OLD))) -> Int [signal];
    sigprocmask(how: Of(&HOW), set: Sigset(OLD), oldset: Out(&Sigset(OLD))) -> Int [signal];
    sigreturn(frame: OLD_FRAME) via(Via::Stack(old_frame)) -> Int [signal];
    sigsuspend(unused1: Hidden(&Hex), unused2: Hidden(&Hex), mask: As(Repr::Ulong, &Signals)) -> Int [signal];
    ssetmask(newmask: As(Repr::Ulong, &Signals)) -> With(&Ret::Hex, &OLD_MASK) [signal];
    tgkill(tgid: Pid, tid: Pid, sig: Signal) -> Int [process signal];
    tkill(tid: Pid, sig: Signal) -> Int [process signal];
}
