//! Filters, keys, capabilities, Landlock and security modules.

use crate::decode::classic_bpf::SECCOMP_FILTER;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::sets::security::{LANDLOCK_ACCESS, LANDLOCK_NET, LANDLOCK_SCOPE};
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
    DH_PARAMS "keyctl_dh_params" {
        private: KEY,
        prime: KEY,
        base: KEY,
    }
}

/// The serial number of a key.
const KEY: Kind = As(Repr::I32, &Of(&crate::decode::sets::security::KEY_SPEC));
