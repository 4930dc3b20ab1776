//! Filters, keys, capabilities, Landlock and security modules.

use crate::decode::classic_bpf::SECCOMP_FILTER;
use crate::decode::keyctl::other_information;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr;
use crate::decode::kind::When::{Is, Some};
use crate::decode::sets::security::{LANDLOCK_ACCESS, LANDLOCK_NET, LANDLOCK_SCOPE, LSM_ID, PKEY_SUPPORTS};
use crate::decode::structs::structs;

const ACCESS: Kind = As(Repr::U64, &Of(&LANDLOCK_ACCESS));
const NET: Kind = As(Repr::U64, &Of(&LANDLOCK_NET));

structs! {
    SOCK_FPROG "sock_fprog" {
        len: U16,
        filter: SECCOMP_FILTER,
    }
    SECCOMP_SIZES "seccomp_notif_sizes" {
        seccomp_notif: U16,
        seccomp_notif_resp: U16,
        seccomp_data: U16,
    }
    RULESET "landlock_ruleset_attr" {
        handled_access_fs: ACCESS,
        handled_access_net: NET,
        scoped: As(Repr::U64, &Of(&LANDLOCK_SCOPE)),
    }
    PATH_BENEATH "landlock_path_beneath_attr" packed(X86_64, X32, I386, Aarch64, Arm) {
        allowed_access: ACCESS,
        parent_fd: Fd,
    }
    NET_PORT "landlock_net_port_attr" {
        allowed_access: NET,
        port: U64,
    }
    /// Its context follows.
    LSM_CONTEXT "lsm_ctx" {
        id: As(Repr::U64, &Of(&LSM_ID)),
        flags: As(Repr::U64, &Hex),
        len: U64,
        ctx_len: U64,
    }
    DH_PARAMS "keyctl_dh_params" {
        private: KEY,
        prime: KEY,
        base: KEY,
    }
    KDF_PARAMS "keyctl_kdf_params" {
        hashname: Str,
        otherinfo: Where(Is(otherinfolen, 0), &Addr, &Own(Repr::Ulong, Entry, other_information)),
        otherinfolen: Uint,
        __spare: If(Some(&[s0, s1, s2, s3, s4, s5, s6, s7]), &As(Repr::Block(0, 4), &Items(&HEX, 8))),
        s0: Hidden(&Uint), s1: Hidden(&Uint), s2: Hidden(&Uint), s3: Hidden(&Uint), s4: Hidden(&Uint),
        s5: Hidden(&Uint), s6: Hidden(&Uint), s7: Hidden(&Uint),
    }
    PKEY_QUERY "keyctl_pkey_query" {
        supported_ops: Of(&PKEY_SUPPORTS),
        key_size: Uint,
        max_data_size: U16,
        max_sig_size: U16,
        max_enc_size: U16,
        max_dec_size: U16,
        __spare: If(Some(&[s0, s1, s2, s3, s4, s5, s6, s7, s8, s9]), &As(Repr::Block(0, 4), &Items(&HEX, 10))),
        s0: Hidden(&Uint), s1: Hidden(&Uint), s2: Hidden(&Uint), s3: Hidden(&Uint), s4: Hidden(&Uint),
        s5: Hidden(&Uint), s6: Hidden(&Uint), s7: Hidden(&Uint), s8: Hidden(&Uint), s9: Hidden(&Uint),
    }
    PKEY_PARAMS "keyctl_pkey_params" {
        key_id: KEY,
        in_len: Uint,
        out_len: Uint,
        __spare: If(Some(&[s0, s1, s2, s3, s4, s5, s6]), &As(Repr::Block(0, 4), &Items(&HEX, 7))),
        s0: Hidden(&Uint), s1: Hidden(&Uint), s2: Hidden(&Uint), s3: Hidden(&Uint), s4: Hidden(&Uint),
        s5: Hidden(&Uint), s6: Hidden(&Uint),
    }
    PKEY_PARAMS_VERIFY "keyctl_pkey_params" {
        key_id: KEY,
        in_len: Uint,
        in2_len: Uint,
        __spare: If(Some(&[s0, s1, s2, s3, s4, s5, s6]), &As(Repr::Block(0, 4), &Items(&HEX, 7))),
        s0: Hidden(&Uint), s1: Hidden(&Uint), s2: Hidden(&Uint), s3: Hidden(&Uint), s4: Hidden(&Uint),
        s5: Hidden(&Uint), s6: Hidden(&Uint),
    }
}

/// Words that should be zero.
const HEX: Kind = As(Repr::U32, &Hex);
/// The serial number of a key.
const KEY: Kind = As(Repr::I32, &Of(&crate::decode::sets::security::KEY_SPEC));
