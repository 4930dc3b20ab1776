//! Whatever a program passes, and whatever its memory holds, every call of every ABI, and every request of ioctl, can be
//! said: no panic, JSON that parses, text without raw control bytes, and work that is bounded.

mod driver;

use driver::{BASE, Said, Speaker, Stretch, options, requests};
use proptest::prelude::*;
use rtrace::arch::{Abi, Word, numbers};
use rtrace::decode::decoder::Detail;
use rtrace::event::{Entry, Outcome};
use rtrace::output::quote::Hex;
use rtrace::output::{Constants, Descriptors, Manner};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;

/// JSON in which every field has a name, and no two of a structure the same.
#[derive(Debug)]
struct Named;

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Named, D::Error> {
        deserializer.deserialize_any(Named)
    }
}

impl<'de> Visitor<'de> for Named {
    type Value = Named;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("fields with names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named, A::Error> {
        let mut names = HashSet::new();
        while let Some((name, Named)) = map.next_entry::<String, Named>()? {
            if name.is_empty() || !names.insert(name.clone()) {
                return Err(serde::de::Error::custom(format!(
                    "a field named {name:?} once more, or without a name"
                )));
            }
        }
        Ok(Named)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Named, A::Error> {
        while items.next_element::<Named>()?.is_some() {}
        Ok(Named)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Named, E> {
        Ok(Named)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Named, E> {
        Ok(Named)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Named, E> {
        Ok(Named)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Named, E> {
        Ok(Named)
    }

    fn visit_str<E>(self, _: &str) -> Result<Named, E> {
        Ok(Named)
    }

    fn visit_unit<E>(self) -> Result<Named, E> {
        Ok(Named)
    }
}

/// What must be true of every call, the names of its fields included.
fn check(said: Result<Said, String>) -> Result<(), String> {
    let said = said?;
    match said.raw.lines().try_for_each(|line| serde_json::from_str::<Named>(line).map(|_| ())) {
        Ok(()) => Ok(()),
        Err(error) => Err(format!("{error}: {}", said.raw)),
    }
}

/// A value as programs pass them: small numbers, flags, addresses that can be read, the ends of what can be, and others.
fn word() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 0u64..40,
        2 => (0u32..64).prop_map(|bit| 1 << bit),
        4 => (0u64..0x3000).prop_map(|at| BASE + at),
        1 => prop_oneof![Just(u64::MAX), Just(u64::MAX - 99), Just(1 << 31), Just(u64::from(u32::MAX)), Just(1 << 63)],
        1 => any::<u64>(),
        1 => any::<u32>().prop_map(u64::from),
    ]
}

/// Memory in which words of both widths are as above, and some bytes are anything.
fn memory() -> impl Strategy<Value = Vec<u8>> {
    let long = word().prop_map(|word| word.to_le_bytes().to_vec());
    let short = word().prop_map(|word| (word as u32).to_le_bytes().to_vec());
    let half = (0u16..300).prop_map(|half| half.to_le_bytes().to_vec());
    let raw = prop::collection::vec(any::<u8>(), 0..64);
    let zeros = (0usize..64).prop_map(|count| vec![0; count]);
    let piece = prop_oneof![4 => long, 4 => short, 2 => half, 1 => raw, 1 => zeros];
    prop::collection::vec(piece, 200..2000).prop_map(|pieces| pieces.concat())
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        4 => word().prop_map(|value| Outcome::Returned(value as i64)),
        2 => (0i64..4096).prop_map(Outcome::Returned),
        2 => (1i32..600).prop_map(Outcome::Failed),
        1 => Just(Outcome::Unavailable),
    ]
}

fn detail() -> impl Strategy<Value = Detail> {
    let string = prop_oneof![Just(32usize), Just(0), Just(1), Just(4096)];
    let follow = prop_oneof![8 => Just(true), 1 => Just(false)];
    (string, any::<[bool; 2]>(), follow).prop_map(|(string, [full, deep], follow)| Detail {
        string,
        full,
        follow,
        deep,
    })
}

fn manner() -> impl Strategy<Value = Manner> {
    let constants = prop_oneof![Just(Constants::Abbrev), Just(Constants::Raw), Just(Constants::Verbose)];
    let hex =
        prop_oneof![4 => Just(Hex::No), 1 => Just(Hex::Chars), 1 => Just(Hex::NonAscii), 1 => Just(Hex::All)];
    let all = Descriptors { path: true, socket: true, dev: true, pidfd: true, eventfd: true, signalfd: true };
    let descriptors = prop_oneof![
        Just(Descriptors { path: true, ..Descriptors::default() }),
        Just(all),
        Just(Descriptors { path: false, ..all }),
        Just(Descriptors::default()),
    ];
    (constants, hex, descriptors, any::<[bool; 3]>()).prop_map(
        |(constants, hex, descriptors, [commands, translations, argument_names])| Manner {
            constants,
            hex,
            descriptors,
            commands,
            translations,
            argument_names,
            ..Manner::default()
        },
    )
}

/// Each number that an ABI has, and some that it hasn't.
fn calls(abi: Abi) -> impl Iterator<Item = u64> {
    let known = numbers::table(abi).iter().map(|(number, _)| u64::from(*number));
    known.chain([9999, u64::from(u32::MAX)])
}

/// Registers as an ABI has them.
fn registers(abi: Abi, args: [u64; 6]) -> [u64; 6] {
    match abi.word() {
        Word::W64 => args,
        Word::W32 => args.map(|arg| arg & 0xffff_ffff),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_call_can_be_said_whatever_is_passed_and_returned(
        bytes in memory(),
        words in prop::collection::vec(word(), 12),
        outcomes in prop::collection::vec(outcome(), 5),
        detail in detail(),
        manner in manner(),
    ) {
        let tracee = Stretch::new(bytes);
        let mut speaker = Speaker::new(options(detail, manner), &tracee);
        for abi in Abi::ALL {
            for (i, number) in calls(abi).enumerate() {
                // Each call gets other registers of the same few, so that all see all kinds of values.
                let args = registers(abi, std::array::from_fn(|n| words[(n + i) % words.len()]));
                let entry = Entry { abi, number, args, ip: 0, sp: 0 };
                let said = check(speaker.say(&tracee, &entry, outcomes[i % outcomes.len()]));
                prop_assert!(said.is_ok(), "{:?}", said.err());
            }
        }
        speaker.end(&tracee);
    }
}

proptest! {
    // Each is tens of thousands of calls.
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn every_request_of_ioctl_can_be_said_whatever_it_points_to(
        bytes in memory(),
        pointers in prop::collection::vec(prop_oneof![4 => (0u64..0x800).prop_map(|at| BASE + 8 * at), 1 => word()], 7),
        outcomes in prop::collection::vec(outcome(), 5),
        detail in detail(),
        manner in manner(),
    ) {
        let tracee = Stretch::new(bytes);
        let mut speaker = Speaker::new(options(detail, manner), &tracee);
        for abi in Abi::ALL {
            let number = numbers::number(abi, "ioctl").unwrap().into();
            for (i, request) in requests(abi).enumerate() {
                let args = registers(abi, [3, request, pointers[i % pointers.len()], 0, 0, 0]);
                let entry = Entry { abi, number, args, ip: 0, sp: 0 };
                let said = check(speaker.say(&tracee, &entry, outcomes[i % outcomes.len()]));
                prop_assert!(said.is_ok(), "{request:#x}: {:?}", said.err());
            }
        }
        speaker.end(&tracee);
    }
}

#[test]
fn calls_by_chance_can_be_said_and_signals_and_calls_that_never_end() {
    // The fuzz target goes on where this ends.
    const SEEDS: u64 = 3000;
    let mut bytes = vec![0; 4096];
    for seed in 0..SEEDS {
        let length = driver::by_chance(seed, &mut bytes);
        assert_eq!(driver::fuzz(&bytes[..length]), Ok(()), "seed {seed}");
    }
}

/// The line of one call, on memory that begins with `bytes` at [`BASE`].
fn line(abi: Abi, name: &str, args: [u64; 6], outcome: Outcome, bytes: &[u8]) -> String {
    line_in(Detail::default(), abi, name, args, outcome, bytes)
}

/// The same, in this detail.
fn line_in(detail: Detail, abi: Abi, name: &str, args: [u64; 6], outcome: Outcome, bytes: &[u8]) -> String {
    let options = driver::options(detail, Manner::default());
    let tracee = Stretch::new(bytes.to_vec());
    let number = numbers::number(abi, name).unwrap().into();
    let entry = Entry { abi, number, args, ip: 0, sp: 0 };
    Speaker::new(options, &tracee).say(&tracee, &entry, outcome).unwrap().text
}

#[test]
fn addresses_of_sockets_are_what_their_family_says() {
    let inet6 = b"\x0a\0\0\x50\0\0\0\0\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x07\0\0\0";
    let cases: &[(&[u8], &str)] = &[
        (b"\x01\0/run/x\0yz", r#"{sa_family=AF_UNIX, sun_path="/run/x"}"#),
        (b"\x01\0\0abc\0d", r#"{sa_family=AF_UNIX, sun_path=@"abc\0d"}"#),
        (b"\x01\0", "{sa_family=AF_UNIX}"),
        (
            b"\x02\0\0\x50\x7f\0\0\x01\0\0\0\0\0\0\0\0",
            r#"{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}"#,
        ),
        (b"\x02\0\0\x50\x7f", r#"{sa_family=AF_INET, sa_data="\0P\177"}"#),
        (
            inet6,
            r#"{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "fe80::1", &sin6_addr), sin6_scope_id=7}"#,
        ),
        (b"\xff\xff\x01", r#"{sa_family=0xffff /* AF_??? */, sa_data="\1"}"#),
        (
            b"\x1e\0\x01\x02\x07\0\0\0\x01\0\0\0\x02\0\0\0",
            "{sa_family=AF_TIPC, addrtype=TIPC_SERVICE_RANGE, scope=TIPC_CLUSTER_SCOPE, \
             addr={nameseq={type=7, lower=1, upper=2}}}",
        ),
        (
            b"\x1e\0\x02\xfd\x07\0\0\0\x01\0\0\0\x02\0\0\0",
            "{sa_family=AF_TIPC, addrtype=TIPC_SERVICE_ADDR, scope=-TIPC_NODE_SCOPE, \
             addr={name={name={type=7, instance=1}, domain=0x2}}}",
        ),
        (
            b"\x1e\0\x03\0\x07\0\0\0\x01\0\0\0\0\0\0\0",
            "{sa_family=AF_TIPC, addrtype=TIPC_SOCKET_ADDR, scope=0 /* TIPC_???_SCOPE */, addr={id={ref=7, node=0x1}}}",
        ),
        (
            b"\x1e\0\x04\x02abcdefghijkl",
            r#"{sa_family=AF_TIPC, addrtype=0x4 /* TIPC_ADDR_??? */, scope=TIPC_CLUSTER_SCOPE, addr="abcdefghijkl"}"#,
        ),
    ];
    for (bytes, shown) in cases {
        let length = bytes.len() as u64;
        let said = line(Abi::X86_64, "connect", [3, BASE, length, 0, 0, 0], Outcome::Returned(0), bytes);
        assert_eq!(said.replace(" = 0\n", "").trim_end(), format!("connect(3, {shown}, {length})"));
    }
}

#[test]
fn options_of_sockets_are_said_where_bytes_are_not_enough() {
    let peer = |room: usize| [&[2, 0, 0, 80, 192, 0, 2, 1][..], &vec![0; room - 8]].concat();
    let filter =
        [[224, 0, 0, 1], [0; 4], [1, 0, 0, 0], [2, 0, 0, 0], [192, 0, 2, 1], [192, 0, 2, 2]].concat();
    let signature = [&peer(128)[..], &[1, 24, 3, 0, 0, 0, 0, 0], b"key", &[0; 77]].concat();
    let key = [&peer(128)[..], &[0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 32, 7, 8, 1, 2, 2]].concat();
    let counted = [&[4, 0, 0, 0, 0, 0, 7, 8][..], &[1, 0, 0, 0, 0, 0, 0, 0], &[0; 32]].concat();
    let path = [&[9, 0, 0, 0][..], &peer(128), &[2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0]]
        .concat();
    let status =
        [&[9, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 6, 0, 0, 0][..], &path].concat();
    let group = [[18, 0, 0, 0], [7, 0, 0, 0], [2, 0, 0, 0], [1, 0, 0, 0]].concat();
    let revision = [&b"tcp"[..], &[0; 26], &[1]].concat();

    let deep = Detail { deep: true, ..Detail::default() };
    let timeout = [5u64, 250_000].map(u64::to_le_bytes).concat();
    let request = b"\0\0\0\0\xe0\0\0\x01\x7f\0\0\x01\x7f\0\0\x02";
    let info = [&[1, 0, 0, 0, 0, 7, 0x87, 3][..], &1000u32.to_le_bytes()].concat();
    let cases: &[(&str, u64, u64, &[u8], &str)] = &[
        ("setsockopt", 1, 20, &timeout, "SOL_SOCKET, SO_RCVTIMEO_OLD, {tv_sec=5, tv_usec=250000}, 16"),
        (
            "setsockopt",
            0,
            39,
            &request[4..],
            "SOL_IP, IP_ADD_SOURCE_MEMBERSHIP, {imr_multiaddr=inet_addr(\"224.0.0.1\"), \
             imr_interface=inet_addr(\"127.0.0.1\"), imr_sourceaddr=inet_addr(\"127.0.0.2\")}, 12",
        ),
        (
            "getsockopt",
            6,
            11,
            &info,
            "SOL_TCP, TCP_INFO, {tcpi_state=TCP_ESTABLISHED, tcpi_ca_state=TCP_CA_Open, tcpi_retransmits=0, \
             tcpi_probes=0, tcpi_backoff=0, tcpi_options=TCPI_OPT_TIMESTAMPS|TCPI_OPT_SACK|TCPI_OPT_WSCALE, \
             tcpi_snd_wscale=7, tcpi_rcv_wscale=8, tcpi_delivery_rate_app_limited=1, tcpi_fastopen_client_fail=1, \
             tcpi_rto=1000}, [12]",
        ),
        (
            "setsockopt",
            0,
            41,
            &filter,
            r#"SOL_IP, IP_MSFILTER, {imsf_multiaddr=inet_addr("224.0.0.1"), imsf_interface=inet_addr("0.0.0.0"), imsf_fmode=MCAST_INCLUDE, imsf_numsrc=2, imsf_slist_flex=[inet_addr("192.0.2.1"), inet_addr("192.0.2.2")]}, 24"#,
        ),
        (
            "setsockopt",
            6,
            14,
            &signature,
            r#"SOL_TCP, TCP_MD5SIG, {tcpm_addr={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("192.0.2.1")}, tcpm_flags=TCP_MD5SIG_FLAG_PREFIX, tcpm_prefixlen=24, tcpm_keylen=3, tcpm_ifindex=0, tcpm_key="key"}, 216"#,
        ),
        (
            "setsockopt",
            6,
            39,
            &key,
            r#"SOL_TCP, TCP_AO_DEL_KEY, {addr={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("192.0.2.1")}, ifindex=0, set_current=1, set_rnext=0, del_async=1, reserved=0, reserved2=0, prefix=32, sndid=7, rcvid=8, current_key=1, rnext=2, keyflags=TCP_AO_KEYF_EXCLUDE_OPT}, 144"#,
        ),
        (
            "getsockopt",
            6,
            40,
            &counted,
            r#"SOL_TCP, TCP_AO_INFO, {set_current=0, set_rnext=0, ao_required=1, set_counters=0, accept_icmps=0, reserved=0, reserved2=0, current_key=7, rnext=8, pkt_good=1, pkt_bad=0, pkt_key_not_found=0, pkt_ao_required=0, pkt_dropped_icmp=0}, [48]"#,
        ),
        (
            "getsockopt",
            132,
            14,
            &status,
            r#"SOL_SCTP, SCTP_STATUS, {sstat_assoc_id=9, sstat_state=SCTP_ESTABLISHED, sstat_rwnd=5, sstat_unackdata=1, sstat_penddata=2, sstat_instrms=3, sstat_outstrms=4, sstat_fragmentation_point=6, sstat_primary={spinfo_assoc_id=9, spinfo_address={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("192.0.2.1")}, spinfo_state=SCTP_ACTIVE, spinfo_cwnd=1, spinfo_srtt=2, spinfo_rto=3, spinfo_mtu=4}}, [176]"#,
        ),
        (
            "setsockopt",
            132,
            22,
            &[2, 0, 0, 0, 1, 0, 3, 0],
            r#"SOL_SCTP, SCTP_HMAC_IDENT, {shmac_num_idents=2, shmac_idents=[1, 3]}, 8"#,
        ),
        (
            "setsockopt",
            132,
            123,
            &[0, 0, 0, 0, 2, 0, 0, 0],
            r#"SOL_SCTP, SCTP_STREAM_SCHEDULER, {assoc_id=0, assoc_value=2}, 8"#,
        ),
        (
            "setsockopt",
            263,
            18,
            &[7, 0, 1, 0x80, 4, 0, 0, 0],
            r#"SOL_PACKET, PACKET_FANOUT, {id=7, type_flags=PACKET_FANOUT_LB|PACKET_FANOUT_FLAG_DEFRAG, max_num_members=4}, 8"#,
        ),
        (
            "setsockopt",
            271,
            135,
            &group,
            r#"SOL_TIPC, TIPC_GROUP_JOIN, {type=18, instance=7, scope=TIPC_CLUSTER_SCOPE, flags=TIPC_GROUP_LOOPBACK}, 16"#,
        ),
        (
            "getsockopt",
            0,
            66,
            &revision,
            r#"SOL_IP, IPT_SO_GET_REVISION_MATCH, {name="tcp", revision=1}, [30]"#,
        ),
    ];
    for (call, level, name, value, shown) in cases {
        let memory = [value, &(value.len() as u32).to_le_bytes()[..]].concat();
        let length = match *call {
            "setsockopt" => value.len() as u64,
            _ => BASE + value.len() as u64,
        };
        let args = [3, *level, *name, BASE, length, 0];
        let said = line_in(deep, Abi::X86_64, call, args, Outcome::Returned(0), &memory);
        assert!(said.starts_with(&format!("{call}(3, {shown})")), "{said}{shown}");
        let said = line(Abi::X86_64, call, args, Outcome::Returned(0), &memory);
        assert!(said.contains(", \""), "{said}");
    }
}

/// Attributes whose kind another says: what strace leaves as bytes.
#[test]
fn attributes_of_netlink_are_what_others_beside_them_say() {
    fn attribute(kind: u16, payload: &[u8]) -> Vec<u8> {
        let length = (4 + payload.len() as u16).to_le_bytes();
        let mut attribute = [&length[..], &kind.to_le_bytes(), payload].concat();
        attribute.resize(attribute.len().next_multiple_of(4), 0);
        attribute
    }
    fn message(kind: u16, sequence: u32, parts: &[Vec<u8>]) -> Vec<u8> {
        let payload = parts.concat();
        let length = (16 + payload.len() as u32).to_le_bytes();
        [&length[..], &kind.to_le_bytes(), &[0, 0], &sequence.to_le_bytes(), &[0; 4], &payload].concat()
    }
    let generic = |command: u8| vec![command, 1, 0, 0];
    let wrap = [attribute(1, &[0, 0, 0, 0, 0, 0, 0, 7]), attribute(2, &[192, 0, 2, 1])].concat();
    let segments = [&[0, 0, 0, 0, 41, 2, 4, 0, 0, 0, 0, 9][..], &[0; 15], &[1]].concat();
    let keys = [[0, 0, 0, 1, 0, 0, 0, 2, 12, 0, 0, 0, 0, 0, 0, 0], [0; 16]].concat();
    let selector = [&[1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &keys].concat();
    let pedit = [&[0; 20][..], &[1, 0, 0, 0], &[7, 0, 0, 0], &[0; 20]].concat();
    let action = [attribute(1, b"pedit\0"), attribute(2, &attribute(4, &pedit))].concat();
    let counted: Vec<u8> =
        [0_u32, 1, 2, 3, 4, 5, 6, 7, 8, 9].iter().flat_map(|word| word.to_le_bytes()).collect();
    let route = vec![2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let traffic = vec![0; 20];
    let cases: &[(i32, Vec<u8>, &str)] = &[
        (
            0,
            message(24, 1, &[route.clone(), attribute(22, &wrap), attribute(21, &[2, 0])]),
            r#"[[{RTA_ENCAP}, [[{LWTUNNEL_IP_ID}, htobe64(7)], [{LWTUNNEL_IP_DST}, inet_addr("192.0.2.1")]]], [{RTA_ENCAP_TYPE}, LWTUNNEL_ENCAP_IP]]"#,
        ),
        (
            0,
            message(24, 1, &[route, attribute(22, &attribute(1, &segments)), attribute(21, &[5, 0])]),
            r#"[[{RTA_ENCAP}, [{SEG6_IPTUNNEL_SRH}, {mode=SEG6_IPTUN_MODE_INLINE, nexthdr=IPPROTO_IPV6, hdrlen=2, type=4, segments_left=0, first_segment=0, flags=0, tag=htons(9), segments=[inet_pton(AF_INET6, "::1")]}]], [{RTA_ENCAP_TYPE}, LWTUNNEL_ENCAP_SEG6]]"#,
        ),
        (
            0,
            message(36, 1, &[traffic.clone(), attribute(1, b"fq_codel\0"), attribute(4, &counted)]),
            r#"[[{TCA_KIND}, "fq_codel"], [{TCA_XSTATS}, {type=TCA_FQ_CODEL_XSTATS_QDISC, qdisc_stats={maxpacket=1, drop_overlimit=2, ecn_mark=3, new_flow_count=4, new_flows_len=5, old_flows_len=6, ce_mark=7, memory_usage=8, drop_overmemory=9}}]]"#,
        ),
        (
            0,
            message(
                44,
                1,
                &[traffic.clone(), attribute(1, b"u32\0"), attribute(2, &attribute(5, &selector))],
            ),
            r#"[[{TCA_KIND}, "u32"], [{TCA_OPTIONS}, [{TCA_U32_SEL}, {flags=1, offshift=0, nkeys=2, offmask=htons(0), off=0, offoff=0, hoff=0, hmask=htonl(0), keys=[{mask=htonl(1), val=htonl(2), off=12, offmask=0}, {mask=htonl(0), val=htonl(0), off=0, offmask=0}]}]]]"#,
        ),
        (
            0,
            message(48, 1, &[vec![0; 4], attribute(1, &attribute(1, &action))]),
            r#"[{TCA_ROOT_TAB}, [{0x1}, [[{TCA_ACT_KIND}, "pedit"], [{TCA_ACT_OPTIONS}, [{TCA_PEDIT_PARMS_EX}, {index=0, capab=0, action=0, refcnt=0, bindcnt=0, nkeys=1, flags=0, keys=[{mask=7, val=0, off=0, at=0, offmask=0, shift=0}]}]]]]]"#,
        ),
        (
            12,
            message(
                0xa12,
                1,
                &[vec![2, 0, 0, 0], attribute(3, &[0, 0, 0, 8]), attribute(4, &attribute(1, b"a\0"))],
            ),
            r#"[[{NFTA_OBJ_TYPE}, NFT_OBJECT_SECMARK], [{NFTA_OBJ_DATA}, [{NFTA_SECMARK_CTX}, "a"]]]"#,
        ),
        (
            16,
            message(23, 0, &[generic(1), attribute(1, &[7, 0, 0, 0]), attribute(9, &[0, 80])]),
            r#"{cmd=MPTCP_EVENT_CREATED, version=1}, [[{MPTCP_ATTR_TOKEN}, 7], [{MPTCP_ATTR_SPORT}, htons(80)]]"#,
        ),
        (
            16,
            message(23, 5, &[generic(1), attribute(1, &attribute(5, &[80, 0]))]),
            r#"{cmd=MPTCP_PM_CMD_ADD_ADDR, version=1}, [{MPTCP_PM_ENDPOINT_ADDR}, [{MPTCP_PM_ADDR_ATTR_PORT}, 80]]"#,
        ),
        (
            16,
            message(24, 5, &[generic(2), attribute(1, &attribute(1, b"eth:a\0"))]),
            r#"{cmd=TIPC_NL_BEARER_DISABLE, version=1}, [{TIPC_NLA_BEARER}, [{TIPC_NLA_BEARER_NAME}, "eth:a"]]"#,
        ),
        (
            16,
            message(25, 5, &[generic(1), attribute(1, &[3, 0, 0, 0])]),
            r#"{cmd=NCSI_CMD_PKG_INFO, version=1}, [{NCSI_ATTR_IFINDEX}, 3]"#,
        ),
        (
            16,
            message(26, 5, &[generic(1), attribute(2, b"1\0")]),
            r#"{cmd=BATADV_CMD_GET_MESH, version=1}, [{BATADV_ATTR_ALGO_NAME}, "1"]"#,
        ),
    ];
    let deep = Detail { deep: true, ..Detail::default() };
    let head = regex::Regex::new(r"\{nla_len=\w+, nla_type=(\w+)\}").unwrap();
    for (fd, bytes, shown) in cases {
        let args = [*fd as u64, BASE, bytes.len() as u64, 0, 0, 0];
        let said = line_in(deep, Abi::X86_64, "sendto", args, Outcome::Returned(0), bytes);
        let said = head.replace_all(&said, "{$1}");
        let (_, said) = said.split_once("nlmsg_pid=0}, ").unwrap();
        assert!(said.contains(shown), "{said}{shown}");
    }
}

/// Kernels often lack that protocol, so strace can't be asked: these are the lines of its own tests.
#[test]
fn algorithms_of_netlink_are_said_in_the_words_of_strace() {
    const CRYPTO: u64 = 21;
    fn name(text: &str, size: usize) -> Vec<u8> {
        let mut name = text.as_bytes().to_vec();
        name.resize(size, 0);
        name
    }
    fn message(kind: u16, flags: u16, payload: &[u8]) -> Vec<u8> {
        let mut bytes = (16 + payload.len() as u32).to_le_bytes().to_vec();
        bytes.extend([kind, flags].iter().flat_map(|half| half.to_le_bytes()));
        bytes.extend([0; 8]);
        bytes.extend(payload);
        bytes
    }
    let numbers = [0xabcd_fabcu32, 0xfeda_bacd, 7, 0].map(u32::to_le_bytes).concat();
    let algorithm = [name("abcd", 64), name("efgh", 64), name(&"9".repeat(64), 64), numbers].concat();
    let attribute = |kind: u16, payload: Vec<u8>| {
        let length = 4 + payload.len() as u16;
        [&algorithm[..], &length.to_le_bytes(), &kind.to_le_bytes(), &payload].concat()
    };
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    let alg = format!(
        "{{cru_name=\"abcd\", cru_driver_name=\"efgh\", cru_module_name=\"{}\"..., cru_type=0xabcdfabc, \
         cru_mask=0xfedabacd, cru_refcnt=7, cru_flags=0}}",
        "9".repeat(63)
    );
    let head = "nlmsg_seq=0, nlmsg_pid=0}";
    let cases: Vec<(Vec<u8>, String)> = vec![
        (
            message(17, 0x108, &[]),
            format!(
                "{{nlmsg_len=16, nlmsg_type=CRYPTO_MSG_DELALG, nlmsg_flags=NLM_F_ECHO|NLM_F_NONREC, {head}"
            ),
        ),
        (
            message(18, 0x100, &[]),
            format!(
                "{{nlmsg_len=16, nlmsg_type=CRYPTO_MSG_UPDATEALG, nlmsg_flags=0x100 /* NLM_F_??? */, {head}"
            ),
        ),
        (
            message(16, 1, &algorithm),
            format!(
                "[{{nlmsg_len=224, nlmsg_type=CRYPTO_MSG_NEWALG, nlmsg_flags=NLM_F_REQUEST, {head}, {alg}]"
            ),
        ),
        (
            message(0xffff, 1, b"abcd"),
            format!(
                "[{{nlmsg_len=20, nlmsg_type=0xffff /* CRYPTO_MSG_??? */, nlmsg_flags=NLM_F_REQUEST, {head}, \
                 \"\\x61\\x62\\x63\\x64\"]"
            ),
        ),
        (
            message(
                19,
                0x300,
                &attribute(5, [name("abcd", 64), name("efgh", 64), words(&[16, 8, 12])].concat()),
            ),
            format!(
                "[{{nlmsg_len=368, nlmsg_type=CRYPTO_MSG_GETALG, nlmsg_flags=NLM_F_DUMP, {head}, {alg}, \
                 [{{nla_len=144, nla_type=CRYPTOCFGA_REPORT_AEAD}}, {{type=\"abcd\", geniv=\"efgh\", blocksize=16, \
                 maxauthsize=8, ivsize=12}}]]"
            ),
        ),
        (
            message(19, 0x300, &attribute(3, [name("efgh", 64), words(&[64, 20])].concat())),
            format!(
                "[{{nlmsg_len=300, nlmsg_type=CRYPTO_MSG_GETALG, nlmsg_flags=NLM_F_DUMP, {head}, {alg}, \
                 [{{nla_len=76, nla_type=CRYPTOCFGA_REPORT_HASH}}, {{type=\"efgh\", blocksize=64, digestsize=20}}]]"
            ),
        ),
    ];
    for (bytes, shown) in cases {
        let length = bytes.len() as u64;
        let args = [CRYPTO, BASE, length, 0, 0, 0];
        let said = line(Abi::X86_64, "sendto", args, Outcome::Returned(length as i64), &bytes);
        assert!(said.starts_with(&format!("sendto(21, {shown}, {length}, 0")), "{said}{shown}");
    }
}

#[test]
fn attributes_that_stand_in_each_other_without_end_are_bytes_at_last() {
    // TASKSTATS_TYPE_AGGR_PID, which holds what it stands in.
    const LEVELS: u16 = 16_000;
    let mut message = (20 + 4 * u32::from(LEVELS)).to_le_bytes().to_vec();
    message.extend([22, 0, 0, 0].iter().chain(&[0; 8]).chain(&[2, 1, 0, 0]));
    for level in (1..=LEVELS).rev() {
        message.extend((4 * level).to_le_bytes());
        message.extend(4u16.to_le_bytes());
    }
    let length = message.len() as u64;
    let args = [16, BASE, length, 0, 0, 0];
    let said = line(Abi::X86_64, "sendto", args, Outcome::Returned(length as i64), &message);
    assert!(said.contains("nla_type=TASKSTATS_TYPE_AGGR_PID}, \"\\x"), "{said}");
}

#[test]
fn what_descriptors_give_is_what_they_are() {
    let fault = [0x12u64, 1, 0x7000, 42].map(u64::to_le_bytes).concat();
    let key = [[7u64, 8].map(u64::to_le_bytes).concat(), b"\x01\0\x1e\0\x01\0\0\0".to_vec()].concat();
    let answer = [5u32, 2].map(u32::to_le_bytes).concat();
    let error =
        b"\x24\0\0\0\x03\0\x18\0\0\x80\0\0\0\0\0\0\xff\xff\xff\xff\x07\0\0\0\x05\0\x0c\0\x05\0\0\0\x01\0\0\0";
    let mount = b"\x28\0\0\0\x03\0\x18\0\0\0\0\x01\0\0\0\0\xff\xff\xff\xff\x07\0\0\0\x07\0\x10\0\0\0\0\0\x09\0\0\0\0\0\0\0";
    let cut = b"\x01\0\0\0\0\x01\0\0\0\0\0\0\x20\0\0\0";
    let event = "vers=3, metadata_len=24, mask=";
    let cases: &[(&str, usize, &[u8], String)] = &[
        (
            "read",
            4,
            &fault,
            "[{event=UFFD_EVENT_PAGEFAULT, arg={flags=UFFD_PAGEFAULT_FLAG_WRITE, address=0x7000, ptid=42}}]"
                .to_owned(),
        ),
        ("read", 5, &key, "[{sec=7, usec=8, type=EV_KEY, code=KEY_A, value=1}]".to_owned()),
        ("write", 1, &answer, "[{fd=5, response=FAN_DENY}]".to_owned()),
        (
            "read",
            1,
            error,
            format!(
                "[{{event_len=36, {event}FAN_FS_ERROR, fd=FAN_NOFD, pid=7, \
                 info=[{{info_type=FAN_EVENT_INFO_TYPE_ERROR, len=12, error=EIO, error_count=1}}]}}]"
            ),
        ),
        (
            "read",
            1,
            mount,
            format!(
                "[{{event_len=40, {event}FAN_MNT_ATTACH, fd=FAN_NOFD, pid=7, \
                 info=[{{info_type=FAN_EVENT_INFO_TYPE_MNT, len=16, mnt_id=9}}]}}]"
            ),
        ),
        // An event that isn't whole is bytes, and so is what another descriptor gives.
        ("read", 0, cut, r#""\1\0\0\0\0\1\0\0\0\0\0\0 \0\0\0""#.to_owned()),
        ("read", 6, &answer, r#""\5\0\0\0\2\0\0\0""#.to_owned()),
    ];
    for (call, fd, bytes, shown) in cases {
        let (fd, length) = (*fd as u64, bytes.len() as u64);
        let deep = Detail { deep: true, ..Detail::default() };
        let args = [fd, BASE, length, 0, 0, 0];
        let said = line_in(deep, Abi::X86_64, call, args, Outcome::Returned(length as i64), bytes);
        assert!(said.starts_with(&format!("{call}({fd}, {shown}, {length})")), "{said}{shown}");
    }
}

/// Of kernels newer than those that tests run on, and than strace 6.1.
#[test]
fn requests_of_ptrace_that_are_new_are_said_by_what_they_take() {
    let entry: Vec<u8> = [1_u64 | 0xc000_003e << 32, 0x1000, 0x2000, 39, 1, 2, 3, 4, 5, 6]
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .collect();
    let dispatch: Vec<u8> =
        [1_u64, 0x1000, 0x2000, 0x3000].iter().flat_map(|word| word.to_le_bytes()).collect();
    let cases: &[(u64, &[u8], &str)] = &[
        (
            0x4212,
            &entry,
            "PTRACE_SET_SYSCALL_INFO, 7, 80, {op=PTRACE_SYSCALL_INFO_ENTRY, arch=AUDIT_ARCH_X86_64, instruction_pointer=0x1000, stack_pointer=0x2000, entry={nr=39, args=[0x1, 0x2, 0x3, 0x4, 0x5, 0x6]}",
        ),
        (
            0x4210,
            &dispatch,
            "PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG, 7, 32, {mode=PR_SYS_DISPATCH_ON, selector=0x1000, offset=0x2000, len=0x3000",
        ),
        (
            0x4211,
            &dispatch,
            "PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG, 7, 32, {mode=PR_SYS_DISPATCH_ON, selector=0x1000, offset=0x2000, len=0x3000",
        ),
    ];
    for (request, bytes, shown) in cases {
        let args = [*request, 7, bytes.len() as u64, BASE, 0, 0];
        let said = line(Abi::X86_64, "ptrace", args, Outcome::Returned(0), bytes);
        assert_eq!(said.trim_end(), format!("ptrace({shown}}}) = 0"));
    }
}

#[test]
fn calls_behind_a_multiplexer_are_said_as_themselves() {
    // socketcall(SYS_SOCKET, [AF_INET, SOCK_STREAM, IPPROTO_IP])
    let block = [2u32, 1, 0].map(u32::to_le_bytes).concat();
    let said = line(Abi::I386, "socketcall", [1, BASE, 0, 0, 0, 0], Outcome::Returned(3), &block);
    assert!(said.starts_with("socket(AF_INET, SOCK_STREAM, IPPROTO_IP)"), "{said}");
    // ipc(MSGRCV): the message and its type lie behind the pointer where the version is 0, and not where it is 1.
    let message = [BASE as u32 + 8, 5, 7].map(u32::to_le_bytes).concat();
    let memory = [message.as_slice(), b"text"].concat();
    let said = line(Abi::I386, "ipc", [12, 1, 4, 0, BASE, 0], Outcome::Returned(4), &memory);
    assert!(said.starts_with(r#"msgrcv(1, {mtype=7, mtext="text"}, 4, 5, 0)"#), "{said}");
    let said = line(Abi::I386, "ipc", [0x1_000c, 1, 4, 0, BASE + 8, 9], Outcome::Returned(4), &memory);
    assert!(said.starts_with(r#"msgrcv(1, {mtype=7, mtext="text"}, 4, 9, 0)"#), "{said}");
}

#[test]
fn what_bpf_takes_is_what_its_command_says() {
    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
    let cases: &[(u64, &[u32], i64, &str)] = &[
        (
            0,
            &[1],
            3,
            "BPF_MAP_CREATE, {map_type=BPF_MAP_TYPE_HASH, key_size=0, value_size=0, max_entries=0}, 4",
        ),
        (
            1,
            &[3, 0, 0, 0, 16, 0, 4, 0],
            0,
            "BPF_MAP_LOOKUP_ELEM, {map_fd=3, key=NULL, value=0x10, flags=BPF_F_LOCK}, 32",
        ),
        (12, &[0, 0, 0], 0, "BPF_MAP_GET_NEXT_ID, {start_id=0, next_id=0, open_flags=0}, 12"),
        (
            28,
            &[3, 4, 46, 0, 5, 0, 7, 0],
            6,
            "BPF_LINK_CREATE, {link_create={prog_fd=3, target_fd=4, attach_type=BPF_TCX_INGRESS, flags=0, \
             tcx={relative_fd=5, expected_revision=7}}}, 32",
        ),
        (34, &[3, 0, 1], 0, "BPF_LINK_DETACH, {link_detach={link_fd=3}, ...}, 12"),
        (36, &[0, 3], 4, "BPF_TOKEN_CREATE, {token_create={flags=0, bpffs_fd=3}}, 8"),
        (99, &[0, 3], 4, "0x63 /* BPF_??? */, 0x10000000, 8"),
    ];
    for (command, memory, returned, shown) in cases {
        let memory = words(memory);
        for abi in Abi::ALL {
            let args = [*command, BASE, memory.len() as u64, 0, 0, 0];
            let said = line(abi, "bpf", args, Outcome::Returned(*returned), &memory);
            let (call, result) = said.trim_end().rsplit_once(") ").unwrap();
            assert_eq!(call, format!("bpf({shown}"), "{abi}");
            assert_eq!(result.trim(), format!("= {returned}"), "{abi}");
        }
    }
}
