//! What a thread tells the kernel of itself once, by address: restartable sequences and robust lists. strace shows the
//! addresses, and so does text unless it is asked for more.

mod driver;

use driver::{BASE, Speaker, Stretch, options};
use rtrace::arch::{Abi, numbers};
use rtrace::decode::decoder::Detail;
use rtrace::event::{Entry, Outcome};
use rtrace::output::Manner;

/// What text says of a call that succeeded, on memory with these words.
fn say(abi: Abi, name: &str, args: [u64; 4], words: &[u32], deep: bool) -> String {
    say_in(Detail { deep, ..Detail::default() }, abi, name, args, words)
}

/// The same, in such detail.
fn say_in(detail: Detail, abi: Abi, name: &str, args: [u64; 4], words: &[u32]) -> String {
    let tracee = Stretch::new(words.iter().flat_map(|word| word.to_le_bytes()).collect());
    let number = numbers::number(abi, name).unwrap().into();
    let [a, b, c, d] = args;
    let entry = Entry { abi, number, args: [a, b, c, d, 0, 0], ip: 0, sp: 0 };
    let mut speaker = Speaker::new(options(detail, Manner::default()), &tracee);
    let text = speaker.say(&tracee, &entry, Outcome::Returned(0)).unwrap().text;
    text.lines().last().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_restartable_sequence_is_said_with_its_critical_section() {
    let section = BASE as u32 + 32;
    let words = [3, u32::MAX, section, 0, 0x10, 1, 2, 0, 0, 4, 0x400, 0, 0x20, 0, 0x500, 0];
    for abi in Abi::ALL {
        let said = say(abi, "rseq", [BASE, 32, 0, 0x5305_3053], &words, true);
        assert_eq!(
            said,
            "rseq({cpu_id_start=3, cpu_id=RSEQ_CPU_ID_UNINITIALIZED, rseq_cs={version=0, \
             flags=RSEQ_CS_FLAG_NO_RESTART_ON_MIGRATE, start_ip=0x400, post_commit_offset=0x20, abort_ip=0x500}, \
             flags=RSEQ_CS_FLAG_SLICE_EXT_AVAILABLE, node_id=1, mm_cid=2}, 0x20, 0, 0x53053053) = 0",
            "{abi}"
        );
        // Of a shorter one, what the program has.
        let short = say(abi, "rseq", [BASE, 20, 1, 0], &[0, 1, 0, 0, 0], true);
        assert_eq!(
            short,
            "rseq({cpu_id_start=0, cpu_id=1, rseq_cs=NULL, flags=0}, 0x14, RSEQ_FLAG_UNREGISTER, 0) = 0"
        );
        let plain = say(abi, "rseq", [BASE, 32, 0, 0], &words, false);
        assert_eq!(plain, "rseq(0x10000000, 0x20, 0, 0) = 0");
    }
}

#[test]
fn a_robust_list_is_said_as_the_abi_has_it() {
    let said = "{list={next=0x10000000}, futex_offset=-32, list_op_pending=NULL}";
    let wide = [BASE as u32, 0, -32i32 as u32, u32::MAX, 0, 0];
    let narrow = [BASE as u32, -32i32 as u32, 0];
    for (abi, words) in [
        (Abi::X86_64, &wide[..]),
        (Abi::Aarch64, &wide),
        (Abi::X32, &narrow),
        (Abi::I386, &narrow),
        (Abi::Arm, &narrow),
    ] {
        let size = words.len() as u64 * 4;
        assert_eq!(
            say(abi, "set_robust_list", [BASE, size, 0, 0], words, true),
            format!("set_robust_list({said}, {size}) = 0"),
            "{abi}"
        );
        assert_eq!(
            say(abi, "set_robust_list", [BASE, size, 0, 0], words, false),
            format!("set_robust_list(0x10000000, {size}) = 0")
        );
    }
}

#[test]
fn the_robust_list_of_another_thread_stays_an_address() {
    // The head lies behind the pointer and the length.
    let words = [BASE as u32 + 16, 0, 24, 0, BASE as u32 + 16, 0, 0, 0, 0, 0];
    let get = |pid, deep| say(Abi::X86_64, "get_robust_list", [pid, BASE, BASE + 8, 0], &words, deep);
    assert_eq!(
        get(0, true),
        "get_robust_list(0, [{list={next=0x10000010}, futex_offset=0, list_op_pending=NULL}], [24]) = 0"
    );
    assert_eq!(get(5, true), "get_robust_list(5, [0x10000010], [24]) = 0");
    assert_eq!(get(0, false), "get_robust_list(0, [0x10000010], [24]) = 0");
}

#[test]
fn what_rings_of_io_uring_register_is_said_by_its_opcode() {
    let register = |opcode, count, words: &[u32]| {
        let said = say(Abi::X86_64, "io_uring_register", [3, opcode, BASE, count], words, true);
        said.strip_suffix(&format!(", {count}) = 0")).unwrap().split_once(", ").unwrap().1.to_owned()
    };
    let at = |offset: u32| BASE as u32 + offset;
    let region = [at(32), 0, 1, 0, 0, 0, 0, 0, 0x5000, 0, 4096, 0, 1, 2, 0x800, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(
        register(34, 1, &region),
        "IORING_REGISTER_MEM_REGION, {region_uptr={user_addr=0x5000, size=4096, flags=IORING_MEM_REGION_TYPE_USER, \
         id=2, mmap_offset=0x800}, flags=IORING_MEM_REGION_REG_WAIT_ARG}"
    );
    let mut message = [0; 16];
    (message[0], message[1], message[2], message[6], message[8]) = (40, 4, 9, 5, 7);
    assert_eq!(
        register(31, 1, &message),
        "IORING_REGISTER_SEND_MSG_RING, {opcode=IORING_OP_MSG_RING, flags=0, fd=4, off=0x9, addr=IORING_MSG_DATA, \
         len=5, user_data=0x7}"
    );
    let mut query = [0; 48];
    (query[0], query[2], query[5]) = (at(96), at(48), 48);
    (query[12], query[13], query[14], query[20]) = (65, 38, 1, 2);
    (query[24 + 4], query[24 + 5], query[24 + 6]) = (99, 8, -22i32 as u32);
    assert_eq!(
        register(35, 0, &query),
        "IORING_REGISTER_QUERY, [{next_entry=0x10000060, query_data={nr_request_opcodes=65, nr_register_opcodes=38, \
         feature_flags=IORING_FEAT_SINGLE_MMAP, ring_setup_flags=0, enter_flags=0, sqe_flags=IOSQE_IO_DRAIN, \
         nr_query_opcodes=0}, query_op=IO_URING_QUERY_OPCODES, size=48, result=0}, {next_entry=NULL, \
         query_data=NULL, query_op=0x63 /* IO_URING_QUERY_??? */, size=8, result=-EINVAL}]"
    );
    let control = [1, 1, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let said = "{zcrx_id=1, op=ZCRX_CTRL_EXPORT, zc_export={zcrx_fd=5}}";
    assert_eq!(register(36, 0, &control), format!("IORING_REGISTER_ZCRX_CTRL, {said} => {said}"));
    let mut filter = [0; 24];
    (filter[0], filter[2], filter[3], filter[4], filter[5]) = (1, 18, 1, 1, 8);
    (filter[6], filter[18], filter[19]) = (at(72), 6, 0);
    assert_eq!(
        register(37, 1, &filter),
        "IORING_REGISTER_BPF_FILTER, {cmd_type=IO_URING_BPF_CMD_FILTER, cmd_flags=0, filter={opcode=IORING_OP_OPENAT, \
         flags=IO_URING_BPF_FILTER_DENY_REST, filter_len=1, pdu_size=8, filter_ptr=[BPF_STMT(BPF_RET|BPF_K, 0)]}}"
    );
    let mut queue = [0; 44];
    (queue[0], queue[1], queue[2], queue[3]) = (9999, 3, 64, 2);
    (queue[4], queue[28], queue[30]) = (at(112), 0x1000, 4096);
    let said = "{if_idx=9999, if_rxq=3, rq_entries=64, flags=ZCRX_REG_NODEV, area_ptr={addr=0x1000, len=4096, \
                rq_area_token=0, flags=0}, region_ptr=NULL, offsets={head=0, tail=0, rqes=0}, zcrx_id=0, rx_buf_len=0, \
                event_desc=NULL}";
    assert_eq!(register(32, 1, &queue), format!("IORING_REGISTER_ZCRX_IFQ, {said} => {said}"));
    let task = [1 << 16, 0, 0, 0, 0x17 << 16 | 1, 0, 0, 0];
    let said = say(Abi::X86_64, "io_uring_register", [u64::from(u32::MAX), 11, BASE, 1], &task, true);
    assert_eq!(
        said,
        "io_uring_register(-1, IORING_REGISTER_RESTRICTIONS, {flags=0, nr_res=1, \
         restrictions=[{opcode=IORING_RESTRICTION_SQE_OP, sqe_op=IORING_OP_WRITE}]}, 1) = 0"
    );
}

#[test]
fn an_array_is_cut_where_the_next_item_can_be_read_and_no_further() {
    let detail = Detail { string: 1, ..Detail::default() };
    assert_eq!(
        say_in(detail, Abi::X86_64, "io_uring_register", [3, 19, BASE, 3], &[4, 5]),
        "io_uring_register(3, IORING_REGISTER_IOWQ_MAX_WORKERS, [[IO_WQ_BOUND]=4, ...] => [[IO_WQ_BOUND]=4, ...], 3) = 0"
    );
}

#[test]
fn a_filter_that_is_longer_than_the_kernel_takes_is_cut() {
    let mut words = vec![0; 10_004];
    (words[0], words[2]) = (5000, BASE as u32 + 16);
    let detail = Detail { full: true, ..Detail::default() };
    let said = say_in(detail, Abi::X86_64, "seccomp", [1, 0, BASE, 0], &words);
    assert!(said.ends_with(", ...]}) = 0"), "{}", &said[said.len() - 100..]);
    assert_eq!(said.matches("BPF_STMT").count(), 4096);
}
