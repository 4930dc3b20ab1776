//! Netlink: the heads of messages.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Repr;
use crate::decode::sets::net::FAMILY;
use crate::decode::sets::netlink::{IFA_F, IFF, NTF, NUD, RT_SCOPE, RT_TABLE, RTM_F, RTN, RTPROT};
use crate::decode::sets::sockaddr::ARPHRD;
use crate::decode::structs::structs;

structs! {
    NLMSGHDR "nlmsghdr" {
        nlmsg_len: Uint,
        nlmsg_type: U16,
        nlmsg_flags: U16,
        nlmsg_seq: Uint,
        nlmsg_pid: Int,
    }
    IFINFOMSG "ifinfomsg" {
        ifi_family: As(Repr::U8, &Of(&FAMILY)),
        __ifi_pad: Hidden(&U8),
        ifi_type: As(Repr::U16, &Of(&ARPHRD)),
        ifi_index: Interface,
        ifi_flags: Of(&IFF),
        ifi_change: As(Repr::U32, &Hex),
    }
    IFADDRMSG "ifaddrmsg" {
        ifa_family: As(Repr::U8, &Of(&FAMILY)),
        ifa_prefixlen: U8,
        ifa_flags: As(Repr::U8, &Of(&IFA_F)),
        ifa_scope: As(Repr::U8, &Of(&RT_SCOPE)),
        ifa_index: Interface,
    }
    RTMSG "rtmsg" {
        rtm_family: As(Repr::U8, &Of(&FAMILY)),
        rtm_dst_len: U8,
        rtm_src_len: U8,
        rtm_tos: As(Repr::U8, &Hex),
        rtm_table: As(Repr::U8, &Of(&RT_TABLE)),
        rtm_protocol: As(Repr::U8, &Of(&RTPROT)),
        rtm_scope: As(Repr::U8, &Of(&RT_SCOPE)),
        rtm_type: As(Repr::U8, &Of(&RTN)),
        rtm_flags: Of(&RTM_F),
    }
    NDMSG "ndmsg" {
        ndm_family: As(Repr::U8, &Of(&FAMILY)),
        ndm_pad1: Hidden(&U8),
        ndm_pad2: Hidden(&U16),
        ndm_ifindex: Interface,
        ndm_state: As(Repr::U16, &Of(&NUD)),
        ndm_flags: As(Repr::U8, &Of(&NTF)),
        ndm_type: As(Repr::U8, &Of(&RTN)),
    }
    IFA_CACHEINFO "ifa_cacheinfo" {
        ifa_prefered: Uint,
        ifa_valid: Uint,
        cstamp: Uint,
        tstamp: Uint,
    }
    NDA_CACHEINFO "nda_cacheinfo" {
        ndm_confirmed: Uint,
        ndm_used: Uint,
        ndm_updated: Uint,
        ndm_refcnt: Uint,
    }
}
