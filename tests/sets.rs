//! The named constants of decode::sets, compared with the kernel's headers (crate linux-raw-sys): each constant of a
//! family is there, with its value.

mod common;

use rtrace::decode::prctl::OPTION;
use rtrace::decode::set::Set;
use rtrace::decode::sets::{
    bpf, descriptor, fcntl, file, futex, io, memory, mount, net, netlink, notify, poll, prctl, process,
    ptrace, sched, security, sockaddr, sockopt, system, time,
};
use std::collections::BTreeMap;

/// The constants of a header whose names begin with `prefix`, and the sets that hold them.
struct Family {
    prefix: &'static str,
    sets: &'static [&'static Set],
    /// Constants that carry the prefix and are no member: masks, limits, sums of others, flags of io_uring alone.
    except: &'static [&'static str],
}

const fn family(
    prefix: &'static str,
    sets: &'static [&'static Set],
    except: &'static [&'static str],
) -> Family {
    Family { prefix, sets, except }
}

/// Every family, sorted by prefix.
static FAMILIES: &[Family] = &[
    family("EFD_", &[&descriptor::EVENTFD], &[]),
    family("EPOLL_CTL_", &[&poll::EPOLL_CTL], &[]),
    family("FALLOC_FL_", &[&file::FALLOCATE], &["FALLOC_FL_ALLOCATE_RANGE"]),
    family("FSCONFIG_", &[&mount::FSCONFIG], &[]),
    family("FSMOUNT_", &[&mount::FSMOUNT], &[]),
    family("FSOPEN_", &[&mount::FSOPEN], &[]),
    family("FSPICK_", &[&mount::FSPICK], &[]),
    family("FS_XFLAG_", &[&file::XFLAGS], &[]),
    family("F_SEAL_", &[&fcntl::SEALS], &[]),
    family("IN_", &[&notify::INOTIFY, &notify::INOTIFY_INIT], &["IN_ALL_EVENTS", "IN_CLOSE", "IN_MOVE"]),
    family("IORING_ASYNC_CANCEL_", &[&io::CANCEL], &[]),
    family("IORING_ENTER_", &[&io::IORING_ENTER], &[]),
    family("IORING_FEAT_", &[&io::IORING_FEAT], &[]),
    family("IORING_OP_", &[&io::IORING_OP], &["IORING_OP_LAST"]),
    family(
        "IORING_REGISTER_",
        &[&io::IORING_REGISTER],
        &["IORING_REGISTER_FILES_SKIP", "IORING_REGISTER_LAST"],
    ),
    family("IORING_RESTRICTION_", &[&io::IORING_RESTRICTION], &["IORING_RESTRICTION_LAST"]),
    family("IORING_RSRC_REGISTER_", &[&io::RSRC], &[]),
    family("IORING_SETUP_", &[&io::IORING_SETUP], &[]),
    family("IORING_UNREGISTER_", &[&io::IORING_REGISTER], &[]),
    family("IOU_PBUF_RING_", &[&io::BUFFER_RINGS], &[]),
    family("IO_URING_NAPI_", &[&io::NAPI_OPERATION, &io::NAPI_TRACKING], &[]),
    family("LOCK_", &[&file::FLOCK], &[]),
    family("MNT_", &[&mount::UMOUNT], &["MNT_ID_REQ_SIZE_VER0", "MNT_ID_REQ_SIZE_VER1"]),
    family(
        "MOUNT_ATTR_",
        &[&mount::MOUNT_ATTR],
        &["MOUNT_ATTR_RELATIME", "MOUNT_ATTR_SIZE_VER0", "MOUNT_ATTR__ATIME"],
    ),
    family("MOVE_MOUNT_", &[&mount::MOVE_MOUNT], &["MOVE_MOUNT__MASK"]),
    family("OPEN_TREE_", &[&mount::OPEN_TREE], &[]),
    family("RENAME_", &[&file::RENAME], &[]),
    family("RESOLVE_", &[&file::RESOLVE], &[]),
    family("SPLICE_F_", &[&file::SPLICE], &["SPLICE_F_FD_IN_FIXED"]),
    family("STATMOUNT_", &[&mount::STATMOUNT], &[]),
    family("STATX_", &[&file::STATX, &file::STATX_ATTR], &[]),
    family("XATTR_", &[&file::XATTR], &["XATTR_LIST_MAX", "XATTR_NAME_MAX", "XATTR_SIZE_MAX"]),
];

/// Every family of the network's headers, sorted by prefix.
static NET_FAMILIES: &[Family] = &[
    family("AF_", &[&net::FAMILY], &["AF_MAX"]),
    family("ARPHRD_", &[&sockaddr::ARPHRD], &["ARPHRD_HDLC"]),
    family("ETH_P_", &[&net::ETH_P], &[]),
    family("IPPROTO_", &[&net::IPPROTO], &["IPPROTO_HOPOPTS", "IPPROTO_MAX"]),
    family("IPV6_2292", &[&sockopt::SET_IPV6, &sockopt::GET_IPV6], &[]),
    family("IPV6_ADD", &[&sockopt::SET_IPV6, &sockopt::GET_IPV6], &[]),
    family("IPV6_MULTICAST_", &[&sockopt::SET_IPV6, &sockopt::GET_IPV6], &[]),
    family("IPV6_RECV", &[&sockopt::SET_IPV6, &sockopt::GET_IPV6], &["IPV6_RECVORIGDSTADDR"]),
    family("IP_MULTICAST_", &[&sockopt::SET_IP, &sockopt::GET_IP], &[]),
    family("IP_RECV", &[&sockopt::SET_IP, &sockopt::GET_IP], &["IP_RECVORIGDSTADDR", "IP_RECVRETOPTS"]),
    family("MCAST_", &[&sockopt::SET_IP, &sockopt::GET_IP], &["MCAST_EXCLUDE", "MCAST_INCLUDE"]),
    family("MSG_", &[&net::MSG], &[]),
    family("PACKET_MR_", &[&sockopt::PACKET_MR], &[]),
    family("PACKET_TX_", &[&sockopt::PACKET], &[]),
    family("RTEXT_FILTER_", &[&netlink::RTEXT_FILTER], &[]),
    family("RTN_", &[&netlink::RTN], &[]),
    family("RTPROT_", &[&netlink::RTPROT], &[]),
    family("SHUT_", &[&net::SHUT], &[]),
    family("SOL_", &[&sockopt::LEVEL], &[]),
    family(
        "SO_",
        &[&sockopt::SET_SOCKET, &sockopt::GET_SOCKET, &sockopt::VSOCK],
        &[
            "SO_DETACH_BPF",
            "SO_ORIGINAL_DST",
            "SO_RCVTIMEO",
            "SO_SNDTIMEO",
            "SO_TIMESTAMP",
            "SO_TIMESTAMPING",
            "SO_TIMESTAMPNS",
            "SO_VM_SOCKETS_CONNECT_TIMEOUT",
        ],
    ),
    family("TCP_REPAIR_", &[&sockopt::TCP], &["TCP_REPAIR_OFF", "TCP_REPAIR_OFF_NO_WP", "TCP_REPAIR_ON"]),
    family(
        "XDP_UMEM_",
        &[&sockopt::XDP],
        &[
            "XDP_UMEM_PGOFF_COMPLETION_RING",
            "XDP_UMEM_PGOFF_FILL_RING",
            "XDP_UMEM_TX_METADATA_LEN",
            "XDP_UMEM_TX_SW_CSUM",
            "XDP_UMEM_UNALIGNED_CHUNK_FLAG",
        ],
    ),
];

/// Every family of processes, memory, time and the system, sorted by prefix.
static PROCESS_FAMILIES: &[Family] = &[
    family("CAP_", &[&security::CAPABILITY], &["CAP_LAST_CAP"]),
    family("CLOCK_", &[&time::CLOCK], &["CLOCK_AUX_LAST"]),
    family(
        "CLONE_",
        &[&process::CLONE3],
        &["CLONE_ARGS_SIZE_VER0", "CLONE_ARGS_SIZE_VER1", "CLONE_ARGS_SIZE_VER2", "CLONE_DETACHED"],
    ),
    family("FUTEX2_", &[&futex::FUTEX2_SIZE], &["FUTEX2_SIZE_MASK"]),
    family("FUTEX_OP_", &[&futex::WAKE_OP, &futex::WAKE_COMPARISON], &["FUTEX_OP_OPARG_SHIFT"]),
    family("GRND_", &[&system::RANDOM], &[]),
    family("ITIMER_", &[&time::ITIMER], &[]),
    family("LANDLOCK_ACCESS_FS_", &[&security::LANDLOCK_ACCESS], &[]),
    family("LANDLOCK_ACCESS_NET_", &[&security::LANDLOCK_NET], &[]),
    family("LANDLOCK_CREATE_", &[&security::LANDLOCK_CREATE], &[]),
    family("LANDLOCK_RULE_", &[&security::LANDLOCK_RULE], &[]),
    family("LANDLOCK_SCOPE_", &[&security::LANDLOCK_SCOPE], &[]),
    family("LINUX_REBOOT_CMD_", &[&system::REBOOT], &[]),
    family("LINUX_REBOOT_MAGIC", &[&system::REBOOT_MAGIC1, &system::REBOOT_MAGIC2], &[]),
    family("MADV_", &[&memory::MADVICE], &[]),
    family(
        "MAP_",
        &[&memory::MAP],
        &[
            "MAP_HUGE_16GB",
            "MAP_HUGE_16KB",
            "MAP_HUGE_16MB",
            "MAP_HUGE_1GB",
            "MAP_HUGE_1MB",
            "MAP_HUGE_256MB",
            "MAP_HUGE_2GB",
            "MAP_HUGE_2MB",
            "MAP_HUGE_32MB",
            "MAP_HUGE_512KB",
            "MAP_HUGE_512MB",
            "MAP_HUGE_64KB",
            "MAP_HUGE_8MB",
            "MAP_HUGE_MASK",
            "MAP_TYPE",
        ],
    ),
    family("MCL_", &[&memory::MLOCKALL], &[]),
    family("MEMBARRIER_CMD_", &[&futex::BARRIER, &futex::BARRIER_FLAGS], &[]),
    family("MLOCK_", &[&memory::MLOCK], &["MLOCK_LIMIT"]),
    family("MREMAP_", &[&memory::MREMAP], &[]),
    family("PROT_", &[&memory::PROT], &[]),
    family("PR_CAP_AMBIENT", &[&OPTION, &prctl::AMBIENT], &[]),
    family("PR_GET_", &[&OPTION], &[]),
    family("PR_MCE_KILL", &[&OPTION, &prctl::MCE_KILL, &prctl::MCE_POLICY], &[]),
    family("PR_MDWE_", &[&prctl::MDWE], &[]),
    family("PR_SET_", &[&OPTION, &prctl::SET_MM, &prctl::VMA], &[]),
    family("PR_SHADOW_STACK_", &[&prctl::SHADOW_STACK], &[]),
    family("PTRACE_EVENT_", &[&ptrace::EVENTS], &[]),
    family("PTRACE_O_", &[&ptrace::OPTIONS], &["PTRACE_O_MASK"]),
    family("PTRACE_SYSCALL_INFO_", &[&ptrace::SYSCALL_INFO], &[]),
    family("RLIMIT_", &[&sched::RLIMIT], &[]),
    family(
        "SCHED_FLAG_",
        &[&sched::ATTR],
        &["SCHED_FLAG_ALL", "SCHED_FLAG_KEEP_ALL", "SCHED_FLAG_UTIL_CLAMP"],
    ),
    family("SECCOMP_FILTER_FLAG_", &[&security::SECCOMP_FILTER], &[]),
    family(
        "SECCOMP_RET_",
        &[&security::SECCOMP_ACTION],
        &["SECCOMP_RET_ACTION", "SECCOMP_RET_ACTION_FULL", "SECCOMP_RET_DATA", "SECCOMP_RET_KILL"],
    ),
];

/// The headers of the network, and those of all else.
const NET_HEADERS: &[&str] = &["net", "netlink", "if_packet", "if_ether", "if_arp", "xdp", "vm_sockets"];
const HEADERS: &[&str] = &["general", "io_uring"];
const PROCESS_HEADERS: &[&str] = &["general", "landlock", "prctl", "ptrace", "system"];

/// The constants of the headers, by name: `pub const NAME: u32 = 1;` and the members of enumerations, `NAME = 1,`.
fn headers(names: &[&str]) -> BTreeMap<String, u64> {
    let (source, _) = common::source_of("linux-raw-sys");
    let mut constants = BTreeMap::new();
    for header in names {
        let text =
            std::fs::read_to_string(source.join("src/x86_64").join(header).with_extension("rs")).unwrap();
        for line in text.lines() {
            let Some((name, value)) = line.split_once(" = ") else { continue };
            let name =
                name.strip_prefix("pub const ").and_then(|name| name.split(':').next()).unwrap_or(name);
            let value = value.trim_end_matches([';', ',']).parse::<i128>();
            if let Ok(value) = value {
                constants.insert(name.to_owned(), value as u64);
            }
        }
    }
    constants
}

/// The families, by the headers that have them.
static GROUPS: &[(&[&str], &[Family])] =
    &[(HEADERS, FAMILIES), (NET_HEADERS, NET_FAMILIES), (PROCESS_HEADERS, PROCESS_FAMILIES)];

#[test]
fn each_constant_of_a_family_is_in_its_set() {
    let mut wrong = Vec::new();
    for (names, families) in GROUPS {
        let headers = headers(names);
        for family in *families {
            let members = headers
                .range(family.prefix.to_owned()..)
                .take_while(|(name, _)| name.starts_with(family.prefix))
                .filter(|(name, _)| !family.except.contains(&name.as_str()));
            let mut count = 0;
            for (name, value) in members {
                count += 1;
                let held = family.sets.iter().find_map(|set| set.value(name));
                if held.is_none_or(|held| held as u32 != *value as u32) {
                    wrong.push(format!("{name} = {value:#x}, held as {held:#x?}"));
                }
            }
            assert!(count > 0, "no header has a constant that begins with {}", family.prefix);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn families_are_sorted_and_their_exceptions_exist() {
    for (names, families) in GROUPS {
        assert!(families.is_sorted_by_key(|family| family.prefix));
        let headers = headers(names);
        for name in families.iter().flat_map(|family| family.except) {
            assert!(headers.contains_key(*name), "{name}");
        }
    }
}

/// Enumerations of the C headers, and the sets that hold them. What only counts the members is none of them.
static ENUMERATIONS: &[(&str, &str, &Set)] = &[
    ("bpf.h", "bpf_map_type", &bpf::MAP_TYPE),
    ("bpf.h", "bpf_prog_type", &bpf::PROGRAM_TYPE),
    ("bpf.h", "bpf_attach_type", &bpf::ATTACH_TYPE),
    ("bpf.h", "bpf_task_fd_type", &bpf::FD_TYPE),
    ("bpf.h", "bpf_stats_type", &bpf::STATISTICS),
    ("bpf.h", "bpf_cmd", &security::BPF),
];

/// The members of an enumeration of C: names and values. Members that are said by others don't count on.
fn members(text: &str, name: &str) -> Vec<(String, u64)> {
    let start = text.find(&format!("enum {name} {{")).unwrap_or_else(|| panic!("no enum {name}"));
    let body = &text[start..][..text[start..].find("};").unwrap()];
    let mut next = 0;
    let mut found = Vec::new();
    for line in body.lines().skip(1).map(|line| line.trim().split("/*").next().unwrap_or("").trim()) {
        let Some(member) = line.strip_suffix(',') else { continue };
        let (member, value) =
            member.split_once(" = ").map_or((member, None), |(name, value)| (name, Some(value)));
        let said = match value {
            None => Some(next),
            Some(value) => {
                value.parse().ok().or_else(|| Some(found.iter().find(|(name, _)| name == value)?.1))
            }
        };
        let Some(said) = said else { continue };
        found.push((member.to_owned(), said));
        next = said + 1;
    }
    found.retain(|(name, _)| !name.contains("MAX_"));
    found
}

#[test]
fn each_member_of_an_enumeration_of_the_c_headers_is_in_its_set() {
    let mut wrong = Vec::new();
    for (header, name, set) in ENUMERATIONS {
        let Ok(text) = std::fs::read_to_string(format!("/usr/include/linux/{header}")) else {
            return common::missing("linux-libc-dev");
        };
        let members = members(&text, name);
        assert!(!members.is_empty(), "enum {name} has no member");
        for (member, value) in members {
            // A name that the header gives to the value of another one is a synonym.
            let held = set.value(&member).or_else(|| set.name(value).map(|_| value));
            if held != Some(value) {
                wrong.push(format!("{header}: {member} = {value}, held as {held:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
