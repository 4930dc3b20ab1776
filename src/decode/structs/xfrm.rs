//! Netlink's xfrm: IPsec (xfrm.h).

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::netlink::xfrm::{address, counted};
use crate::decode::sets::net::{FAMILY, IPPROTO};
use crate::decode::sets::xfrm::*;
use crate::decode::structs::{HEX32, structs};

const FAMILY16: Kind = As(Repr::U16, &Of(&FAMILY));
const PROTOCOL8: Kind = As(Repr::U8, &Of(&IPPROTO));
const MODE8: Kind = As(Repr::U8, &Of(&MODE));
const SHARE8: Kind = As(Repr::U8, &Of(&SHARE));
const SPI: Kind = As(Repr::Be32, &Hex);
const NAME: Kind = Chars(64);

/// An address whose family, two bytes, stands so far behind the beginning of the structure that it is in.
const fn at<const FAMILY: usize>() -> Kind {
    Own(Repr::Block(16, 4), Phase::Entry, address::<FAMILY>)
}

structs! {
    SELECTOR "xfrm_selector" {
        daddr: at::<40>(),
        saddr: at::<40>(),
        dport: Network(None),
        dport_mask: As(Repr::Be16, &Hex),
        sport: Network(None),
        sport_mask: As(Repr::Be16, &Hex),
        family: FAMILY16,
        prefixlen_d: U8,
        prefixlen_s: U8,
        proto: PROTOCOL8,
        ifindex: Interface,
        user: Uid,
    }
    /// Of an association: its family stands behind it.
    ID "xfrm_id" {
        daddr: at::<156>(),
        spi: SPI,
        proto: PROTOCOL8,
    }
    /// Of a template.
    TEMPLATE_ID "xfrm_id" {
        daddr: at::<24>(),
        spi: SPI,
        proto: PROTOCOL8,
    }
    /// Of what is to be acquired.
    ACQUIRE_ID "xfrm_id" {
        daddr: at::<80>(),
        spi: SPI,
        proto: PROTOCOL8,
    }
    LIFETIME_CFG "xfrm_lifetime_cfg" {
        soft_byte_limit: LIMIT,
        hard_byte_limit: LIMIT,
        soft_packet_limit: LIMIT,
        hard_packet_limit: LIMIT,
        soft_add_expires_seconds: U64,
        hard_add_expires_seconds: U64,
        soft_use_expires_seconds: U64,
        hard_use_expires_seconds: U64,
    }
    LIFETIME_CUR "xfrm_lifetime_cur" {
        bytes: U64,
        packets: U64,
        add_time: U64,
        use_time: U64,
    }
    REPLAY_STATE "xfrm_replay_state" {
        oseq: Uint,
        seq: Uint,
        bitmap: HEX32,
    }
    REPLAY_STATE_ESN "xfrm_replay_state_esn" {
        bmp_len: Uint,
        oseq: Uint,
        seq: Uint,
        oseq_hi: Uint,
        seq_hi: Uint,
        replay_window: Uint,
    }
    ALGO "xfrm_algo" {
        alg_name: NAME,
        alg_key_len: Uint,
        alg_key: Own(Repr::Bytes(0), Phase::Entry, counted::<64>),
    }
    ALGO_AUTH "xfrm_algo_auth" {
        alg_name: NAME,
        alg_key_len: Uint,
        alg_trunc_len: Uint,
        alg_key: Own(Repr::Bytes(0), Phase::Entry, counted::<64>),
    }
    ALGO_AEAD "xfrm_algo_aead" {
        alg_name: NAME,
        alg_key_len: Uint,
        alg_icv_len: Uint,
        alg_key: Own(Repr::Bytes(0), Phase::Entry, counted::<64>),
    }
    STATS "xfrm_stats" {
        replay_window: Uint,
        replay: Uint,
        integrity_failed: Uint,
    }
    USER_SEC_CTX "xfrm_user_sec_ctx" {
        len: U16,
        exttype: U16,
        ctx_alg: U8,
        ctx_doi: U8,
        ctx_len: U16,
    }
    USER_TMPL "xfrm_user_tmpl" {
        id: Struct(&TEMPLATE_ID),
        family: FAMILY16,
        saddr: at::<24>(),
        reqid: Uint,
        mode: MODE8,
        share: SHARE8,
        optional: U8,
        aalgos: HEX32,
        ealgos: HEX32,
        calgos: HEX32,
    }
    ENCAP_TMPL "xfrm_encap_tmpl" {
        encap_type: As(Repr::U16, &Of(&ENCAP_TYPE)),
        encap_sport: Network(None),
        encap_dport: Network(None),
        encap_oa: As(Repr::Block(16, 4), &Raw(16)),
    }
    USERPOLICY_TYPE "xfrm_userpolicy_type" {
        kind = "type": As(Repr::U8, &Of(&POLICY_TYPE)),
        reserved1: Hidden(&U16),
        reserved2: Hidden(&U8),
    }
    MARK "xfrm_mark" {
        v: HEX32,
        m: HEX32,
    }
    USERSA_INFO "xfrm_usersa_info" {
        sel: Struct(&SELECTOR),
        id: Struct(&ID),
        saddr: at::<212>(),
        lft: Struct(&LIFETIME_CFG),
        curlft: Struct(&LIFETIME_CUR),
        stats: Struct(&STATS),
        seq: Uint,
        reqid: Uint,
        family: FAMILY16,
        mode: MODE8,
        replay_window: U8,
        flags: As(Repr::U8, &Of(&STATE)),
    }
    USERSA_ID "xfrm_usersa_id" {
        daddr: at::<20>(),
        spi: SPI,
        family: FAMILY16,
        proto: PROTOCOL8,
    }
    AEVENT_ID "xfrm_aevent_id" {
        sa_id: Struct(&USERSA_ID),
        saddr: at::<20>(),
        flags: Of(&AE),
        reqid: Uint,
    }
    USERSPI_INFO "xfrm_userspi_info" {
        info: Struct(&USERSA_INFO),
        min: HEX32,
        max: HEX32,
    }
    USERPOLICY_INFO "xfrm_userpolicy_info" {
        sel: Struct(&SELECTOR),
        lft: Struct(&LIFETIME_CFG),
        curlft: Struct(&LIFETIME_CUR),
        priority: Uint,
        index: Uint,
        dir: As(Repr::U8, &Of(&DIRECTION)),
        action: As(Repr::U8, &Of(&ACTION)),
        flags: As(Repr::U8, &Of(&POLICY_FLAGS)),
        share: SHARE8,
    }
    USERPOLICY_ID "xfrm_userpolicy_id" {
        sel: Struct(&SELECTOR),
        index: Uint,
        dir: As(Repr::U8, &Of(&DIRECTION)),
    }
    USER_ACQUIRE "xfrm_user_acquire" {
        id: Struct(&ACQUIRE_ID),
        saddr: at::<80>(),
        sel: Struct(&SELECTOR),
        policy: Struct(&USERPOLICY_INFO),
        aalgos: HEX32,
        ealgos: HEX32,
        calgos: HEX32,
        seq: Uint,
    }
    USER_EXPIRE "xfrm_user_expire" {
        state: Struct(&USERSA_INFO),
        hard: U8,
    }
    USER_POLEXPIRE "xfrm_user_polexpire" {
        pol: Struct(&USERPOLICY_INFO),
        hard: U8,
    }
    USERSA_FLUSH "xfrm_usersa_flush" {
        proto: PROTOCOL8,
    }
    USER_REPORT "xfrm_user_report" {
        proto: PROTOCOL8,
        sel: Struct(&SELECTOR),
    }
    USER_KMADDRESS "xfrm_user_kmaddress" {
        local: at::<36>(),
        remote: at::<36>(),
        reserved: Hidden(&Uint),
        family: FAMILY16,
    }
    USER_MIGRATE "xfrm_user_migrate" {
        old_daddr: at::<72>(),
        old_saddr: at::<72>(),
        new_daddr: at::<74>(),
        new_saddr: at::<74>(),
        proto: PROTOCOL8,
        mode: MODE8,
        reserved: Hidden(&U16),
        reqid: Uint,
        old_family: FAMILY16,
        new_family: FAMILY16,
    }
    USER_MAPPING "xfrm_user_mapping" {
        id: Struct(&USERSA_ID),
        reqid: Uint,
        old_saddr: at::<20>(),
        new_saddr: at::<20>(),
        old_sport: Network(None),
        new_sport: Network(None),
    }
    ADDRESS_FILTER "xfrm_address_filter" {
        saddr: at::<32>(),
        daddr: at::<32>(),
        family: FAMILY16,
        splen: U8,
        dplen: U8,
    }
    USER_OFFLOAD "xfrm_user_offload" {
        ifindex: Interface,
        flags: As(Repr::U8, &Of(&OFFLOAD)),
    }
    USERPOLICY_DEFAULT "xfrm_userpolicy_default" {
        input = "in": As(Repr::U8, &Of(&USERPOLICY)),
        fwd: As(Repr::U8, &Of(&USERPOLICY)),
        out: As(Repr::U8, &Of(&USERPOLICY)),
    }
    FLAGS "__u32" {
        flags: HEX32,
    }
    SADHINFO "xfrmu_sadhinfo" {
        sadhcnt: Uint,
        sadhmcnt: Uint,
    }
    SPDINFO "xfrmu_spdinfo" {
        incnt: Uint,
        outcnt: Uint,
        fwdcnt: Uint,
        inscnt: Uint,
        outscnt: Uint,
        fwdscnt: Uint,
    }
    SPDHINFO "xfrmu_spdhinfo" {
        spdhcnt: Uint,
        spdhmcnt: Uint,
    }
    SPDHTHRESH "xfrmu_spdhthresh" {
        lbits: U8,
        rbits: U8,
    }
}

/// A number of which the largest means that there is no limit.
const LIMIT: Kind = As(Repr::U64, &Of(&INFINITE));
