//! Seccomp filters: the witness proves them.

use crate::table::{Table, scene};

const PROVED: &str = "seccomp-filter, proved";

#[test]
fn a_filter_is_proved_whatever_it_answers() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    for (errno, calls) in [
        (1, "keyctl 0 -3 0"),
        (13, "socket 2 1 0"),
        (38, "io_uring_setup 0 0"),
        (1, "mount none / tmpfs 0 0"),
        (38, "personality 0"),
        (1, "sched_yield"),
    ] {
        let call = calls.split(' ').next().unwrap();
        let inside = format!("{{denied}} filter errno:{errno} {call} --");
        let said = table.refused(&inside, calls, PROVED, None);
        table.check(call, said.contains("from outside"), || said.clone());
    }
    // As a user, rtrace needs no_new_privs for its witness.
    let inside = "{denied} filter errno:1 keyctl -- {denied} user 65501 65501 --";
    table.refused(inside, "keyctl 0 -3 0", PROVED, Some("{denied} user 65501 65501 --"));
    table.end();
}

#[test]
fn a_filter_that_the_program_brought_is_told_from_one_from_outside() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let command = "{denied} filter errno:1 keyctl -- {refused} keyctl 0 -3 0";
    let said = table.explained("", command, "keyctl", PROVED);
    table.check("keyctl", said.contains("of its own"), || said.clone());
    table.end();
}

#[test]
fn what_the_kernel_itself_refuses_is_no_filter_s_doing() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    // A filter is there, and lets the call pass.
    let inside = "{denied} filter errno:1 keyctl -- {denied} user 65501 65501 --";
    table.refused(inside, "sethostname x 1", "capability, proved", None);
    table.end();
}

/// With a limit rtrace lets go in the end, so the program runs without a witness.
const LIMIT: &str = "--syscall-limit=100000";

#[test]
fn without_a_witness_the_filters_themselves_are_run_on_the_call() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    for (filter, calls) in [("keyctl", "keyctl 0 -3 0"), ("socket=17", "socket 17 3 0")] {
        let call = calls.split(' ').next().unwrap();
        let command = format!("{LIMIT} {{denied}} filter errno:1 {filter} -- {{refused}} {calls}");
        let said = table.explained("", &command, call, PROVED);
        table.check(call, said.contains("run on the call, answer EPERM"), || said.clone());
    }
    let command = format!(
        "{LIMIT} {{denied}} filter errno:1 socket=17 -- {{denied}} user 65501 65501 -- {{refused}} socket 2 3 1"
    );
    table.explained("", &command, "socket", "capability, proved");
    table.end();
}

#[test]
fn where_they_can_t_be_had_a_harmless_call_under_the_same_filter_makes_it_likely() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let command = format!("{LIMIT} {{refused}} keyctl 0 -3 0");
    let said =
        table.explained("{denied} filter errno:1 keyctl --", &command, "keyctl", "seccomp-filter, likely");
    table.check("keyctl", said.contains("a harmless keyctl"), || said.clone());
    // The filter is on another call: what is missing is a capability, and that is only likely now.
    let inside = "{denied} filter errno:1 unshare -- {denied} user 65501 65501 --";
    let command = format!("{LIMIT} {{refused}} sethostname x 1");
    table.explained(inside, &command, "sethostname", "capability, likely");
    table.end();
}

#[test]
fn where_a_supervisor_may_have_let_the_call_go_on_nothing_is_proved() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let filters = "{denied} deaf vhangup -- {denied} filter errno:1 keyctl --";
    let said = table.refused(filters, "keyctl 0 -3 0", "seccomp-filter, likely", None);
    table.check("keyctl", said.contains("SECCOMP_RET_USER_NOTIF"), || said.clone());
    // The same filters, brought by the program: root can read them, and they answer by themselves.
    table.explained("", &format!("{filters} {{refused}} keyctl 0 -3 0"), "keyctl", PROVED);
    table.end();
}
