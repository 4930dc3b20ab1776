//! Calls on clocks and timers.

use super::{Ret, syscalls};
use crate::decode::clock;
use crate::decode::decoder::{Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::sets::time::*;
use crate::decode::structs::Struct;
use crate::decode::structs::clock::*;
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64, TIMEVAL};

const REMAIN: Kind = Own(Repr::Ulong, Phase::Exit, clock::remaining);
const REMAIN64: Kind = Own(Repr::Ulong, Phase::Exit, clock::remaining64);
const EVENT: Kind = Own(Repr::Ulong, Phase::Entry, clock::sigevent);

/// The state of the clock, which a call returned that wrote its structure.
fn state(decoder: &mut Decoder<'_>, place: Place<'_>, addr: Ref, st: &'static Struct) {
    let (state, end) = (place.value(decoder.abi), st.size(decoder.abi) as u64 - 1);
    let last = decoder.value(addr, Scope::Call).wrapping_add(end);
    if STATE.name(state).is_some() && decoder.detail.follow && decoder.number_at(last, Repr::U8).is_some() {
        decoder.sink.open_note("");
        decoder.sink.symbol(state, &STATE);
        decoder.sink.close_note();
    }
}

macro_rules! state {
    ($buf:ident, $st:ident) => {
        Own(Repr::I32, Phase::Exit, |decoder, place| state(decoder, place, $buf, &$st))
    };
}

syscalls! {
    adjtimex(buf: Out(&At(&Struct(&TIMEX)))) -> With(&Ret::Int, &state!(buf, TIMEX)) [clock];
    alarm(seconds: Uint) -> Int;
    clock_adjtime(clockid: Of(&CLOCK), buf: Out(&At(&Struct(&TIMEX)))) -> With(&Ret::Int, &state!(buf, TIMEX)) [clock];
    clock_adjtime64(clockid: Of(&CLOCK), buf: Out(&At(&Struct(&TIMEX64)))) -> With(&Ret::Int,
        &state!(buf, TIMEX64)) [clock];
    clock_getres(clockid: Of(&CLOCK), res: Out(&At(&Struct(&TIMESPEC)))) -> Int [clock];
    clock_getres_time64(clockid: Of(&CLOCK), res: Out(&At(&Struct(&TIMESPEC64)))) -> Int [clock];
    clock_gettime(clockid: Of(&CLOCK), tp: Out(&At(&Struct(&TIMESPEC)))) -> Int [clock];
    clock_gettime64(clockid: Of(&CLOCK), tp: Out(&At(&Struct(&TIMESPEC64)))) -> Int [clock];
    clock_nanosleep(clockid: Of(&CLOCK), flags: Of(&TIMER), request: At(&Struct(&TIMESPEC)), remain: REMAIN)
        -> Int;
    clock_nanosleep_time64(clockid: Of(&CLOCK), flags: Of(&TIMER), request: At(&Struct(&TIMESPEC64)),
        remain: REMAIN64) -> Int;
    clock_settime(clockid: Of(&CLOCK), tp: At(&Struct(&TIMESPEC))) -> Int [clock];
    clock_settime64(clockid: Of(&CLOCK), tp: At(&Struct(&TIMESPEC64))) -> Int [clock];
    getitimer(which: Of(&ITIMER), curr_value: Out(&At(&Struct(&ITIMERVAL)))) -> Int;
    gettimeofday(tv: Out(&At(&Struct(&TIMEVAL))), tz: Out(&At(&Struct(&TIMEZONE)))) -> Int [clock];
    nanosleep(req: At(&Struct(&TIMESPEC)), rem: REMAIN) -> Int;
    setitimer(which: Of(&ITIMER), new_value: At(&Struct(&ITIMERVAL)),
        old_value: Out(&At(&Struct(&ITIMERVAL)))) -> Int;
    settimeofday(tv: At(&Struct(&TIMEVAL)), tz: At(&Struct(&TIMEZONE))) -> Int [clock];
    stime(t: Out(&At(&Time))) -> Time;
    time(tloc: Out(&At(&As(Repr::KLong, &Time)))) -> Time [clock];
    timer_create(clockid: Of(&CLOCK), sevp: EVENT, timerid: Out(&At(&Int))) -> Int;
    timer_delete(timerid: Int) -> Int;
    timer_getoverrun(timerid: Int) -> Int;
    timer_gettime(timerid: Int, curr_value: Out(&At(&Struct(&ITIMERSPEC)))) -> Int;
    timer_gettime64(timerid: Int, curr_value: Out(&At(&Struct(&ITIMERSPEC64)))) -> Int;
    timer_settime(timerid: Int, flags: Of(&TIMER), new_value: At(&Struct(&ITIMERSPEC)),
        old_value: Out(&At(&Struct(&ITIMERSPEC)))) -> Int;
    timer_settime64(timerid: Int, flags: Of(&TIMER), new_value: At(&Struct(&ITIMERSPEC64)),
        old_value: Out(&At(&Struct(&ITIMERSPEC64)))) -> Int;
    timerfd_create(clockid: Of(&CLOCK), flags: Of(&TIMERFD_CREATE)) -> Fd [desc];
    timerfd_gettime(fd: Fd, curr_value: Out(&At(&Struct(&ITIMERSPEC)))) -> Int [desc];
    timerfd_gettime64(fd: Fd, curr_value: Out(&At(&Struct(&ITIMERSPEC64)))) -> Int [desc];
    timerfd_settime(fd: Fd, flags: Of(&TIMERFD_CREATE), new_value: At(&Struct(&ITIMERSPEC)),
        old_value: Out(&At(&Struct(&ITIMERSPEC)))) -> Int [desc];
    timerfd_settime64(fd: Fd, flags: Of(&TIMERFD_CREATE), new_value: At(&Struct(&ITIMERSPEC64)),
        old_value: Out(&At(&Struct(&ITIMERSPEC64)))) -> Int [desc];
    times(buf: Out(&At(&Struct(&TMS)))) -> Int;
}
