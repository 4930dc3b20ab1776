//! Keys, filters and security modules.

use super::{Ret, syscalls};
use crate::decode::bpf;
use crate::decode::keyctl::{KEY_ARG2, KEY_ARG3, KEY_ARG4, KEY_ARG5, KEYRING};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Phase, Repr};
use crate::decode::security;
use crate::decode::sets::security::*;
use crate::decode::structs::security::*;

/// What seccomp takes by operation.
const SECCOMP_FLAGS: [(u64, Kind); 1] = [(1, Of(&SECCOMP_FILTER))];
const SECCOMP_ARGS: [(u64, Kind); 3] =
    [(1, At(&Struct(&SOCK_FPROG))), (2, At(&Of(&SECCOMP_ACTION))), (3, Out(&At(&Struct(&SECCOMP_SIZES))))];

/// The attributes of a rule, by its type.
const RULES: [(u64, Kind); 2] = [(1, At(&Struct(&PATH_BENEATH))), (2, At(&Struct(&NET_PORT)))];

/// With these flags landlock_create_ruleset returns a number, no descriptor.
const VERSIONS: [(u64, Ret); 2] = [(1, Ret::Int), (2, Ret::Hex)];

/// The number of a security module.
const MODULE_ID: Kind = As(Repr::U64, &Of(&LSM_ID));

/// What a ruleset handles, in as many bytes as the program has, which are one word at least.
const RULESET_ATTR: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| {
    const LEAST: u64 = 8;
    let (addr, size) = (place.value(decoder.abi), decoder.args[1]);
    match size < LEAST {
        true => decoder.sink.address(addr),
        false => decoder.sized_or_more(&RULESET, addr, size),
    }
});

syscalls! {
    add_key(kind = "type": Str, description: Str, payload: Buffer(Len::Arg(plen)), plen: Ulong,
        keyring: KEYRING) -> Int;
    bpf(cmd: Of(&BPF), attr: bpf::ATTR, size: Uint) -> Int [desc];
    keyctl(operation: Of(&KEYCTL), arg2: KEY_ARG2, arg3: KEY_ARG3, arg4: KEY_ARG4, arg5: KEY_ARG5) -> Int;
    landlock_add_rule(ruleset_fd: Fd, rule_type: Of(&LANDLOCK_RULE),
        rule_attr: Switch(rule_type, &RULES, &Addr), flags: Of(&LANDLOCK_ADD)) -> Int [desc];
    landlock_create_ruleset(attr: RULESET_ATTR, size: Ulong, flags: Of(&LANDLOCK_CREATE))
        -> Switch(flags, &VERSIONS, &Ret::Fd) [desc];
    landlock_restrict_self(ruleset_fd: Fd, flags: Of(&LANDLOCK_RESTRICT)) -> Int [desc];
    lsm_get_self_attr(attr: Of(&LSM_ATTRIBUTE), ctx: Own(Repr::Ulong, Phase::Exit, security::contexts), size: Length,
        flags: Of(&LSM)) -> Int;
    lsm_list_modules(ids: Array(&MODULE_ID, Len::Ret), size: Length, flags: As(Repr::U32, &Hex)) -> Int;
    lsm_set_self_attr(attr: Of(&LSM_ATTRIBUTE), ctx: Own(Repr::Ulong, Phase::Entry, security::context), size: Uint,
        flags: As(Repr::U32, &Hex)) -> Int;
    request_key(kind = "type": Str, description: Str, callout_info: Str, dest_keyring: KEYRING) -> Int;
    seccomp(operation: Of(&SECCOMP), flags: Switch(operation, &SECCOMP_FLAGS, &As(Repr::U32, &Hex)),
        args: Switch(operation, &SECCOMP_ARGS, &Addr)) -> Int;
}
