//! Keys, filters and security modules.

use super::syscalls;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;

syscalls! {
    add_key(kind = "type": Str, description: Str, payload: Buffer(Len::Arg(plen)), plen: Ulong, keyring: Int)
        -> Int;
    bpf(cmd: Hex, attr: Addr, size: Uint) -> Int [desc];
    keyctl(operation: Hex, arg2: Hex, arg3: Hex, arg4: Hex, arg5: Hex) -> Int;
    landlock_add_rule(ruleset_fd: Fd, rule_type: Hex, rule_attr: Addr, flags: Hex) -> Int [desc];
    landlock_create_ruleset(attr: Addr, size: Ulong, flags: Hex) -> Fd [desc];
    landlock_restrict_self(ruleset_fd: Fd, flags: Hex) -> Int [desc];
    lsm_get_self_attr(attr: Uint, ctx: Addr, size: Addr, flags: Hex) -> Int;
    lsm_list_modules(ids: Addr, size: Addr, flags: Hex) -> Int;
    lsm_set_self_attr(attr: Uint, ctx: Addr, size: Uint, flags: Hex) -> Int;
    request_key(kind = "type": Str, description: Str, callout_info: Str, dest_keyring: Int) -> Int;
    seccomp(operation: Hex, flags: Hex, args: Addr) -> Int;
}
