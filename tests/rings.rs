//! Requests and completions of io_uring, which lie in memory that programs share with the kernel.

mod common;
mod driver;

use driver::{BASE, Speaker, Stretch, options};
use rtrace::arch::{Abi, numbers};
use rtrace::decode::decoder::Detail;
use rtrace::event::{Entry, Outcome};
use rtrace::output::Manner;
use std::process::Command;

/// What the fixture is asked for: `fixtures/rings.rs` says what that is.
const KINDS: [&str; 4] = ["plain", "large", "own", "registered"];

/// Traces the fixture; returns the trace, and the lines that it has printed.
fn trace(kind: &str, options: &[&str]) -> (String, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("trace");
    let printed = Command::new(common::rtrace())
        .args(options)
        .args(["-qq", "-o"])
        .arg(&output)
        .arg("--")
        .args([common::fixture("rings").as_os_str(), kind.as_ref()])
        .output()
        .unwrap();
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let lines = String::from_utf8(printed.stdout).unwrap().lines().map(str::to_owned).collect();
    (std::fs::read_to_string(output).unwrap(), lines)
}

/// Reports where the kernel has no such rings.
fn lacks(kind: &str) {
    common::report(&format!("rings: the kernel makes no ring that is {kind}, or lets none be used"));
}

#[test]
fn requests_and_completions_are_said_where_that_is_asked_for() {
    let mut count = 0;
    for kind in KINDS {
        let (trace, printed) = trace(kind, &["--deep", "-e", "trace=/^io_uring"]);
        let mut rest = trace.lines();
        for line in &printed {
            assert!(rest.any(|said| said == line), "{kind}: {line}\n{trace}");
        }
        count += printed.len();
        if printed.is_empty() {
            lacks(kind);
        }
    }
    common::report(&format!("rings: {count} calls show their requests and completions"));
}

#[test]
fn a_ring_whose_making_was_not_seen_is_told_by_what_is_in_it() {
    for kind in ["plain", "large"] {
        let (trace, printed) = trace(kind, &["--deep", "-e", "trace=io_uring_enter"]);
        if printed.is_empty() {
            lacks(kind);
            continue;
        }
        assert!(trace.lines().eq(&printed), "{kind}\n{trace}\n{}", printed.join("\n"));
    }
}

#[test]
fn what_is_no_ring_is_not_read_as_one() {
    let (trace, _) = trace("file", &["--deep", "-e", "trace=io_uring_enter"]);
    let called = trace.lines().next().unwrap();
    assert!(called.starts_with("io_uring_enter(3, 1, 0, 0, NULL, 8) "), "{trace}");
}

#[test]
fn without_being_asked_text_shows_numbers_as_strace_does() {
    let (trace, printed) = trace("plain", &["-e", "trace=io_uring_enter"]);
    let cut = |line: &String| {
        let plain = regex::Regex::new(r" sqes=\[.*\], (\d+, IORING)| \(cqes .*").unwrap();
        plain
            .replace_all(line, |found: &regex::Captures<'_>| {
                found.get(1).map_or(String::new(), |rest| format!(" {}", rest.as_str()))
            })
            .into_owned()
    };
    assert!(trace.lines().eq(printed.iter().map(cut)), "{trace}");
}

#[test]
fn json_has_the_fields_of_requests_and_completions() {
    let (trace, printed) = trace("plain", &["--format=json", "-e", "trace=io_uring_enter"]);
    let calls: Vec<serde_json::Value> =
        trace.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let calls: Vec<_> = calls.iter().filter(|call| call["type"] == "call").collect();
    assert_eq!(calls.len(), printed.len());
    let Some(open) = calls.get(1) else { return lacks("plain") };
    let request = &open["args"]["sqes"][0];
    assert_eq!(request["opcode"]["names"][0], "IORING_OP_OPENAT");
    assert_eq!(request["addr"], "/no/such/file");
    assert_eq!(open["detail"]["cqes"][0]["res"]["text"], "-ENOENT");
}

/// A request: opcode, flags, `ioprio`, `fd`, `off`, `addr`, `len`, its own flags, `buf_index`, `file_index`, `addr3`.
struct Request(u8, u8, u16, i32, u64, u64, u32, u32, u16, u32, u64);

impl Request {
    fn bytes(&self) -> Vec<u8> {
        let Request(opcode, flags, priority, fd, off, addr, len, own, buffer, file, addr3) = self;
        [
            &[*opcode, *flags][..],
            &priority.to_le_bytes(),
            &fd.to_le_bytes(),
            &off.to_le_bytes(),
            &addr.to_le_bytes(),
            &len.to_le_bytes(),
            &own.to_le_bytes(),
            &7u64.to_le_bytes(),
            &buffer.to_le_bytes(),
            &[0, 0],
            &file.to_le_bytes(),
            &addr3.to_le_bytes(),
            &[0; 8],
        ]
        .concat()
    }
}

/// Where the memory of [`say`] has a text, a structure of two numbers of 64 bits, and an address of a socket.
const TEXT: u64 = BASE + 0x400;
const PAIR: u64 = BASE + 0x410;
const ADDRESS: u64 = BASE + 0x430;

/// What text says that io_uring_enter hands over, where those bytes are in the ring.
fn say(ring: u64, count: u64, entries: &[u8]) -> String {
    let mut bytes = vec![0; 0x500];
    bytes[..entries.len()].copy_from_slice(entries);
    bytes[0x400..0x404].copy_from_slice(b"name");
    bytes[0x410..0x420].copy_from_slice(&[1u64.to_le_bytes(), 2u64.to_le_bytes()].concat());
    bytes[0x430..0x440].copy_from_slice(b"\x02\0\0\x50\x7f\0\0\x01\0\0\0\0\0\0\0\0");
    let tracee = Stretch::new(bytes);
    let number = numbers::number(Abi::X86_64, "io_uring_enter").unwrap().into();
    let entry = Entry { abi: Abi::X86_64, number, args: [ring, count, 0, 0, 0, 8], ip: 0, sp: 0 };
    let detail = Detail { deep: true, ..Detail::default() };
    let mut speaker = Speaker::new(options(detail, Manner::default()), &tracee);
    let said = speaker.say(&tracee, &entry, Outcome::Failed(9)).unwrap().text;
    let sqes = said.split_once("sqes=[").unwrap().1;
    sqes.split_once("], 0, 0, NULL, 8)").unwrap().0.to_owned()
}

#[test]
fn each_opcode_says_what_its_fields_are() {
    let at = |opcode, addr| Request(opcode, 0, 0, 3, 0, addr, 0, 0, 0, 0, 0);
    #[rustfmt::skip]
    let rows = [
        (at(0, 0), "{opcode=IORING_OP_NOP, flags=0, user_data=0x7}"),
        (Request(0, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0), "{opcode=IORING_OP_NOP, flags=0, len=5, nop_flags=IORING_NOP_INJECT_RESULT, user_data=0x7}"),
        (Request(1, 1, 0x4000, 3, 8, PAIR, 1, 1, 0, 0, 0), "{opcode=IORING_OP_READV, flags=IOSQE_FIXED_FILE, ioprio=IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 0), fd=3, off=8, addr=[{iov_base=0x1, iov_len=2}], len=1, rw_flags=RWF_HIPRI, user_data=0x7}"),
        (Request(3, 2, 0, 3, 0, 0, 0, 1, 0, 0, 0), "{opcode=IORING_OP_FSYNC, flags=IOSQE_IO_DRAIN, fd=3, off=0, len=0, fsync_flags=IORING_FSYNC_DATASYNC, user_data=0x7}"),
        (Request(5, 0, 0, 3, 0, TEXT, 4, 0, 9, 0, 0), "{opcode=IORING_OP_WRITE_FIXED, flags=0, fd=3, off=0, addr=\"name\", len=4, user_data=0x7, buf_index=9}"),
        (Request(6, 0, 0, 3, 0, 0, 1, 1, 0, 0, 0), "{opcode=IORING_OP_POLL_ADD, flags=0, fd=3, len=IORING_POLL_ADD_MULTI, poll32_events=POLLIN, user_data=0x7}"),
        (Request(7, 0, 0, -1, 8, 9, 4, 0, 0, 0, 0), "{opcode=IORING_OP_POLL_REMOVE, flags=0, fd=-1, off=0x8, addr=0x9, len=IORING_POLL_UPDATE_USER_DATA, user_data=0x7}"),
        (Request(8, 0, 0, 3, 1, 0, 2, 2, 0, 0, 0), "{opcode=IORING_OP_SYNC_FILE_RANGE, flags=0, fd=3, off=1, len=2, sync_range_flags=SYNC_FILE_RANGE_WRITE, user_data=0x7}"),
        (Request(10, 0, 2, 3, 0, PAIR + 0x50, 1, 0, 0, 0, 0), "{opcode=IORING_OP_RECVMSG, flags=0, ioprio=IORING_RECV_MULTISHOT, fd=3, addr={msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, msg_control=NULL, msg_controllen=0, msg_flags=0}, len=1, user_data=0x7}"),
        (Request(11, 0, 0, -1, 1, PAIR, 1, 0x40, 0, 0, 0), "{opcode=IORING_OP_TIMEOUT, flags=0, fd=-1, off=1, addr={tv_sec=1, tv_nsec=2}, len=1, timeout_flags=IORING_TIMEOUT_MULTISHOT, user_data=0x7}"),
        (Request(11, 0, 0, -1, 0, 500, 1, 0x80, 0, 0, 0), "{opcode=IORING_OP_TIMEOUT, flags=0, fd=-1, addr=500, len=1, timeout_flags=IORING_TIMEOUT_IMMEDIATE_ARG, user_data=0x7}"),
        (Request(12, 0, 0, -1, PAIR, 9, 0, 2, 0, 0, 0), "{opcode=IORING_OP_TIMEOUT_REMOVE, flags=0, fd=-1, addr2={tv_sec=1, tv_nsec=2}, addr=0x9, timeout_flags=IORING_TIMEOUT_UPDATE, user_data=0x7}"),
        (Request(13, 0, 1, 3, PAIR, ADDRESS, 0, 0o2000000, 0, u32::MAX, 0), "{opcode=IORING_OP_ACCEPT, flags=0, ioprio=IORING_ACCEPT_MULTISHOT, fd=3, addr2=[1], addr=0x10000430, accept_flags=SOCK_CLOEXEC, user_data=0x7, file_index=IORING_FILE_INDEX_ALLOC}"),
        (Request(14, 0, 0, 3, 0, 9, 22, 34, 0, 0, 0), "{opcode=IORING_OP_ASYNC_CANCEL, flags=0, fd=3, addr=0x9, len=IORING_OP_READ, cancel_flags=IORING_ASYNC_CANCEL_FD|IORING_ASYNC_CANCEL_OP, user_data=0x7}"),
        (Request(16, 0, 0, 3, 16, ADDRESS, 0, 0, 0, 0, 0), "{opcode=IORING_OP_CONNECT, flags=0, fd=3, addr2=16, addr={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, user_data=0x7}"),
        (Request(17, 0, 0, 3, 1, 2, 1, 0, 0, 0, 0), "{opcode=IORING_OP_FALLOCATE, flags=0, fd=3, off=1, addr=2, len=FALLOC_FL_KEEP_SIZE, user_data=0x7}"),
        (Request(18, 0, 0, -100, 0, TEXT, 0, 0, 0, 4, 0), "{opcode=IORING_OP_OPENAT, flags=0, fd=AT_FDCWD, addr=\"name\", open_flags=O_RDONLY, user_data=0x7, file_index=4}"),
        (at(19, 0), "{opcode=IORING_OP_CLOSE, flags=0, fd=3, user_data=0x7}"),
        (Request(20, 0, 0, 0, 1, PAIR, 2, 0, 0, 0, 0), "{opcode=IORING_OP_FILES_UPDATE, flags=0, off=1, addr=[1, 0], len=2, user_data=0x7}"),
        (Request(21, 0, 0, -100, 64, TEXT, 0x7ff, 0x100, 0, 0, 0), "{opcode=IORING_OP_STATX, flags=0, fd=AT_FDCWD, addr2=0x40, addr=\"name\", len=STATX_BASIC_STATS, statx_flags=AT_STATX_SYNC_AS_STAT|AT_SYMLINK_NOFOLLOW, user_data=0x7}"),
        (Request(22, 0x20, 0, 3, 0, 0, 9, 0, 5, 0, 0), "{opcode=IORING_OP_READ, flags=IOSQE_BUFFER_SELECT, fd=3, off=0, addr=NULL, len=9, user_data=0x7, buf_group=5}"),
        (Request(24, 0, 0, 3, 1, 0, 2, 3, 0, 0, 0), "{opcode=IORING_OP_FADVISE, flags=0, fd=3, off=1, len=2, fadvise_advice=POSIX_FADV_WILLNEED, user_data=0x7}"),
        (Request(25, 0, 0, 0, 0, 0x1000, 4096, 4, 0, 0, 0), "{opcode=IORING_OP_MADVISE, flags=0, addr=0x1000, len=4096, fadvise_advice=MADV_DONTNEED, user_data=0x7}"),
        (Request(26, 0, 1, -1, ADDRESS, TEXT, 4, 0x4000, 0, 16, 0), "{opcode=IORING_OP_SEND, flags=0, ioprio=IORING_RECVSEND_POLL_FIRST, fd=-1, addr2={sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, addr=\"name\", len=4, msg_flags=MSG_NOSIGNAL, user_data=0x7, addr_len=16}"),
        (Request(27, 0, 0, 3, 0, TEXT, 4, 0, 0, 0, 0), "{opcode=IORING_OP_RECV, flags=0, fd=3, addr=0x10000400, len=4, user_data=0x7}"),
        (Request(28, 0, 0, -100, PAIR + 0x50, TEXT, 24, 0, 0, 0, 0), "{opcode=IORING_OP_OPENAT2, flags=0, fd=AT_FDCWD, addr2={flags=O_RDONLY, resolve=0}, addr=\"name\", len=24, user_data=0x7}"),
        (Request(29, 0, 0, 3, 4, PAIR, 1, 0, 0, 0, 0), "{opcode=IORING_OP_EPOLL_CTL, flags=0, fd=3, off=4, addr={events=EPOLLIN, data={u32=0, u64=8589934592}}, len=EPOLL_CTL_ADD, user_data=0x7}"),
        (Request(30, 0, 0, 3, u64::MAX, u64::MAX, 5, 1, 0, 4, 0), "{opcode=IORING_OP_SPLICE, flags=0, fd=3, off=-1, splice_off_in=-1, len=5, splice_flags=SPLICE_F_MOVE, user_data=0x7, splice_fd_in=4}"),
        (Request(31, 0, 0, 8, 1, 0x1000, 64, 0, 5, 0, 0), "{opcode=IORING_OP_PROVIDE_BUFFERS, flags=0, fd=8, off=1, addr=0x1000, len=64, user_data=0x7, buf_group=5}"),
        (Request(34, 0, 0, 3, 0, 0, 2, 0, 0, 0, 0), "{opcode=IORING_OP_SHUTDOWN, flags=0, fd=3, len=SHUT_RDWR, user_data=0x7}"),
        (Request(35, 0, 0, 3, TEXT, TEXT, 4, 1, 0, 0, 0), "{opcode=IORING_OP_RENAMEAT, flags=0, fd=3, addr2=\"name\", addr=\"name\", len=4, rename_flags=RENAME_NOREPLACE, user_data=0x7}"),
        (Request(36, 0, 0, 3, 0, TEXT, 0, 0x200, 0, 0, 0), "{opcode=IORING_OP_UNLINKAT, flags=0, fd=3, addr=\"name\", unlink_flags=AT_REMOVEDIR, user_data=0x7}"),
        (Request(37, 0, 0, 3, 0, TEXT, 0o755, 0, 0, 0, 0), "{opcode=IORING_OP_MKDIRAT, flags=0, fd=3, addr=\"name\", len=0755, user_data=0x7}"),
        (Request(40, 0, 0, 3, 9, 0, 5, 0, 0, 0, 0), "{opcode=IORING_OP_MSG_RING, flags=0, fd=3, off=0x9, addr=IORING_MSG_DATA, len=5, user_data=0x7}"),
        (Request(42, 0, 0, 0, TEXT, TEXT, 4, 1, 0, 0, TEXT), "{opcode=IORING_OP_SETXATTR, flags=0, addr2=\"name\", addr=\"name\", len=4, xattr_flags=XATTR_CREATE, user_data=0x7, addr3=\"name\"}"),
        (Request(45, 0, 0, 2, 1, 0, 6, 0, 0, 0, 0), "{opcode=IORING_OP_SOCKET, flags=0, fd=AF_INET, off=SOCK_STREAM, len=IPPROTO_TCP, user_data=0x7}"),
        (Request(46, 0, 0, 3, 5, 0, 0, 1, 2, 0, 0x102), "{opcode=IORING_OP_URING_CMD, flags=0, fd=3, off=0x5, uring_cmd_flags=IORING_URING_CMD_FIXED, user_data=0x7, buf_index=2, cmd=\"\\x02\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"}"),
        (Request(50, 0, 0, 12, 64, 0, 1, 0, 0, 4, 0), "{opcode=IORING_OP_WAITID, flags=0, fd=12, addr2=0x40, len=P_PID, user_data=0x7, file_index=WEXITED}"),
        (Request(51, 0, 0, 0x82, 5, 0x1000, 0, 0, 0, 0, 0xffff), "{opcode=IORING_OP_FUTEX_WAIT, flags=0, fd=FUTEX2_SIZE_U32|FUTEX2_PRIVATE, addr2=0x5, addr=0x1000, user_data=0x7, addr3=0xffff}"),
        (Request(54, 1, 0, 3, 0, 0, 0, 1, 0, 0, 0), "{opcode=IORING_OP_FIXED_FD_INSTALL, flags=IOSQE_FIXED_FILE, fd=3, install_fd_flags=IORING_FIXED_FD_NO_CLOEXEC, user_data=0x7}"),
        (Request(55, 0, 0, 3, 9, 0, 0, 0, 0, 0, 0), "{opcode=IORING_OP_FTRUNCATE, flags=0, fd=3, off=9, user_data=0x7}"),
        (Request(57, 0, 0, 3, 0, 0, 128, 0, 0, 0, 0), "{opcode=IORING_OP_LISTEN, flags=0, fd=3, len=128, user_data=0x7}"),
        (Request(62, 0, 0, 0, 0, 64, 0, 0o2000000, 0, 0, 0), "{opcode=IORING_OP_PIPE, flags=0, addr=0x40, pipe_flags=O_CLOEXEC, user_data=0x7}"),
        (at(200, 5), "{opcode=200 /* IORING_OP_??? */, flags=0, fd=3, off=0, addr=0x5, len=0, rw_flags=0, user_data=0x7}"),
        // What an opcode doesn't use is shown nevertheless.
        (Request(19, 0x80, 1, 3, 2, 3, 4, 5, 6, 7, 8), "{opcode=IORING_OP_CLOSE, flags=0x80 /* IOSQE_??? */, ioprio=0x1, fd=3, off=0x2, addr=0x3, len=4, rw_flags=0x5, user_data=0x7, buf_index=6, file_index=7, addr3=0x8}"),
    ];
    for (request, line) in rows {
        assert_eq!(say(4, 1, &request.bytes()), line);
    }
}

#[test]
fn entries_of_twice_the_size_and_of_mixed_sizes_are_told_apart() {
    let nop = Request(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).bytes();
    let command = Request(46, 0, 0, 3, 0, 0, 0, 0, 0, 0, 1).bytes();
    let wide = Request(64, 0, 0, 3, 0, 0, 0, 0, 0, 0, 1).bytes();
    let data = |length: usize| format!("\\x01{}", "\\x00".repeat(length - 1));
    let said = "{opcode=IORING_OP_NOP, flags=0, user_data=0x7}";
    let of_command = |name: &str, length| {
        format!("{{opcode={name}, flags=0, fd=3, off=0, user_data=0x7, cmd=\"{}\"}}", data(length))
    };
    let large = [command.clone(), vec![0; 64], nop.clone(), vec![0; 64]].concat();
    assert_eq!(say(1, 2, &large), format!("{}, {said}", of_command("IORING_OP_URING_CMD", 80)));
    let mixed = [command, wide, vec![0; 64], nop].concat();
    let both = [of_command("IORING_OP_URING_CMD", 16), of_command("IORING_OP_URING_CMD128", 80)].join(", ");
    assert_eq!(say(2, 4, &mixed), format!("{both}, {said}"));
}
