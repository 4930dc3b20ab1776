//! What requests of ioctl take that strace 6.1 leaves as an address: exact lines, on memory that a test makes up. And JSON
//! of every request has what its text has: each field by name, each number.

mod driver;

use driver::{BASE, Said, Speaker, Stretch, options, requests};
use regex::Regex;
use rtrace::arch::{Abi, numbers};
use rtrace::decode::decoder::Detail;
use rtrace::event::{Entry, Outcome};
use rtrace::output::{Constants, Manner};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// An address that lies so many bytes behind the start of memory.
const fn at(offset: u32) -> u32 {
    BASE as u32 + offset
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Memory of several pieces, each at its offset.
fn memory(pieces: &[(usize, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0; pieces.iter().map(|(at, piece)| at + piece.len()).max().unwrap_or(0)];
    pieces.iter().for_each(|(at, piece)| bytes[*at..at + piece.len()].copy_from_slice(piece));
    bytes
}

fn say(abi: Abi, request: u64, argument: u64, outcome: Outcome, manner: Manner, bytes: Vec<u8>) -> Said {
    let tracee = Stretch::new(bytes);
    let number = numbers::number(abi, "ioctl").unwrap().into();
    let entry = Entry { abi, number, args: [3, request, argument, 0, 0, 0], ip: 0, sp: 0 };
    Speaker::new(options(Detail::default(), manner), &tracee).say(&tracee, &entry, outcome).unwrap()
}

/// What a request that succeeds is said to take: all behind its name.
fn takes(request: u64, bytes: Vec<u8>) -> String {
    let said = say(Abi::X86_64, request, BASE, Outcome::Returned(0), Manner::default(), bytes);
    let call = said.text.trim_end().strip_suffix(" = 0").unwrap().trim_end().strip_suffix(')').unwrap();
    call.strip_prefix("ioctl(3, ").unwrap().to_owned()
}

#[test]
fn requests_of_graphics_are_said_by_what_they_ask_and_get() {
    let capability = words(&[5, 0, 3, 0]);
    assert_eq!(
        takes(0xc010_640c, capability),
        "DRM_IOCTL_GET_CAP, {capability=DRM_CAP_PRIME, value=DRM_PRIME_CAP_IMPORT|DRM_PRIME_CAP_EXPORT}"
    );
    let mut version = words(&[1, 2, 3, 0, 4, 0]);
    version.extend(words(&[at(0x80), 0, 2, 0, at(0x90), 0, 3, 0, at(0xa0), 0]));
    let version = memory(&[(0, &version), (0x80, b"vkms"), (0x90, b"20"), (0xa0, b"abc")]);
    assert_eq!(
        takes(0xc040_6400, version),
        r#"DRM_IOCTL_VERSION, {version_major=1, version_minor=2, version_patchlevel=3, name_len=4, name="vkms", date_len=2, date="20", desc_len=3, desc="abc"}"#
    );
    let commit = words(&[0x201, 2, at(64), 0, at(72), 0, at(80), 0, at(96), 0, 0, 0, 9, 0, 0, 0]);
    let parts = words(&[31, 32, 1, 2, 100, 101, 102, 0, 1, 0, 2, 0, 3, 0]);
    assert_eq!(
        takes(0xc038_64bc, memory(&[(0, &commit), (64, &parts)])),
        "DRM_IOCTL_MODE_ATOMIC, {flags=DRM_MODE_PAGE_FLIP_EVENT|DRM_MODE_ATOMIC_NONBLOCK, count_objs=2, \
         objs_ptr=[31, 32], count_props_ptr=[1, 2], props_ptr=[100, 101, 102], prop_values_ptr=[1, 2, 3], \
         user_data=0x9}"
    );
    let frame = words(&[7, 640, 480, 0x3432_5258, 2, 5, 0, 0, 0, 2560]);
    assert_eq!(
        takes(0xc068_64b8, memory(&[(0, &frame), (103, &[0])])),
        "DRM_IOCTL_MODE_ADDFB2, {width=640, height=480, pixel_format=fourcc_code('X', 'R', '2', '4') /* \
         DRM_FORMAT_XRGB8888 */, flags=DRM_MODE_FB_MODIFIERS, handles=[5, 0, 0, 0], pitches=[2560, 0, 0, 0], \
         offsets=[0, 0, 0, 0], modifier=[DRM_FORMAT_MOD_LINEAR, DRM_FORMAT_MOD_LINEAR, DRM_FORMAT_MOD_LINEAR, \
         DRM_FORMAT_MOD_LINEAR], fb_id=7}"
    );
    let property = words(&[at(64), 0, at(80), 0, 9, 8]);
    let property = memory(&[
        (0, &property),
        (24, b"type"),
        (56, &words(&[1, 1, 5, 0])),
        (80, &words(&[5, 0])),
        (88, b"Primary"),
        (119, &[0]),
    ]);
    assert_eq!(
        takes(0xc040_64aa, property),
        r#"DRM_IOCTL_MODE_GETPROPERTY, {prop_id=9, flags=DRM_MODE_PROP_ENUM, name="type", count_values=1, values_ptr=[5], count_enum_blobs=1, enum_blob_ptr=[{value=5, name="Primary"}]}"#
    );
    // A structure that has grown is read as long as the request's number says.
    let wait = words(&[at(64), 0, 1000, 0, 2, 1, 1, 0, 77, 0]);
    let wait = memory(&[(0, &wait), (64, &words(&[8, 9]))]);
    let said = "handles=[8, 9], timeout_nsec=1000, count_handles=2, flags=DRM_SYNCOBJ_WAIT_FLAGS_WAIT_ALL";
    assert_eq!(
        takes(0xc020_64c3, wait.clone()),
        format!("DRM_IOCTL_SYNCOBJ_WAIT, {{{said}, first_signaled=1}}")
    );
    assert_eq!(
        takes(0xc028_64c3, wait),
        format!("DRM_IOCTL_SYNCOBJ_WAIT, {{{said}, deadline_nsec=77, first_signaled=1}}")
    );
}

#[test]
fn what_processes_and_binder_say_to_each_other_is_said_command_by_command() {
    let exchange = words(&[80, 0, 80, 0, at(64), 0, 256, 0, 76, 0, at(0x200), 0]);
    let mut sent = words(&[0x630c, 0x4004_6304, 7, 0x4040_6300, 1, 0, 0, 0, 5, 0x10, 0, 0, 12, 0, 8, 0]);
    sent.extend(words(&[at(0x100), 0, at(0x120), 0]));
    let text = b"\x85*hs\x00\x01\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00";
    let mut received = words(&[0x720c, 0x7206, 0x8040_7203, 0, 0, 0, 0, 9, 0, 42, 1000, 4, 0, 0, 0]);
    received.extend(words(&[at(0x120), 0, 0, 0]));
    let bytes =
        memory(&[(0, &exchange), (64, &sent), (0x100, text), (0x120, &words(&[0, 0])), (0x200, &received)]);
    // What has been taken before isn't said again: so nothing of it is taken yet.
    let mut bytes = bytes;
    bytes[8] = 0;
    assert_eq!(
        takes(0xc030_6201, bytes),
        "BINDER_WRITE_READ, {write_size=80, write_consumed=0, write_buffer=[{cmd=BC_ENTER_LOOPER}, {cmd=BC_INCREFS, \
         data=[7]}, {cmd=BC_TRANSACTION, data={target={handle=1}, cookie=0, code=5, flags=TF_ACCEPT_FDS, \
         data_size=12, offsets_size=8, buffer=\"\\205*hs\\0\\1\\0\\0\\7\\0\\0\\0\", offsets=[0], \
         objects=[{hdr={type=BINDER_TYPE_HANDLE}, flags=FLAT_BINDER_FLAG_ACCEPTS_FDS, handle=7, cookie=0}]}}], \
         read_size=256, read_consumed=76, read_buffer=0x10000200} => {write_consumed=0, read_consumed=76, \
         read_buffer=[{cmd=BR_NOOP}, {cmd=BR_TRANSACTION_COMPLETE}, {cmd=BR_REPLY, data={target={ptr=0}, cookie=0, \
         code=9, flags=0, sender_pid=42, sender_euid=1000, data_size=4, offsets_size=0, buffer=\"\\0\\0\\0\\0\", \
         offsets=NULL}}]}"
    );
}

#[test]
fn requests_of_bluetooth_are_said_by_what_they_ask_and_get() {
    let device = b"\x01\0hci1\0\0\0\0\x11\x22\x33\x44\x55\x66\x05\0\0\0\x01";
    let said = takes(0x8004_48d3, memory(&[(0, device), (91, &[0])]));
    let shown = r#"HCIGETDEVINFO, {dev_id=1, name="hci1", bdaddr=11:22:33:44:55:66, flags=1<<HCI_UP|1<<HCI_RUNNING, type=HCI_USB, "#;
    assert!(said.starts_with(shown), "{said}");
    let list = memory(&[(0, b"\x02\0"), (4, &words(&[0, 1, 1, 0]))]);
    assert_eq!(
        takes(0x8004_48d2, list),
        "HCIGETDEVLIST, {dev_num=2} => {dev_num=2, dev_req=[{dev_id=0, dev_opt=1<<HCI_UP}, {dev_id=1, dev_opt=0}]}"
    );
    assert_eq!(takes(0x4004_48dd, words(&[3, 2])), "HCISETSCAN, {dev_id=3, dev_opt=SCAN_PAGE}");
}

#[test]
fn requests_of_devices_on_buses_are_said_by_what_they_send_and_get() {
    let control = memory(&[
        (0, b"\x80\x06\0\x01\0\0\x12\0\xe8\x03\0\0"),
        (16, &words(&[at(64), 0])),
        (64, b"\x12\x01"),
        (127, &[0]),
    ]);
    let said = say(Abi::X86_64, 0xc018_5500, BASE, Outcome::Returned(2), Manner::default(), control);
    let shown = r#"ioctl(3, USBDEVFS_CONTROL, {bRequestType=0x80, bRequest=0x6, wValue=0x100, wIndex=0, wLength=18, timeout=1000, data="\22\1"}) = 2"#;
    assert_eq!(said.text.split_whitespace().collect::<Vec<_>>().join(" "), shown);
    let mut transfer = words(&[at(32), 0, 2, 0]);
    transfer.resize(32, 0);
    transfer.extend(words(&[0x50, 1, at(96), 0, 0x1_0050, 2, at(100), 0]));
    let transfer = memory(&[(0, &transfer), (96, b"\x01"), (100, b"\xaa\xbb")]);
    assert_eq!(
        takes(0x707, transfer),
        r#"I2C_RDWR, {msgs=[{addr=0x50, flags=0, len=1, buf="\x01"}, {addr=0x50, flags=I2C_M_RD, len=2, buf=0x10000064}], nmsgs=2} => {msgs=[{addr=0x50, flags=0, len=1, buf=0x10000060}, {addr=0x50, flags=I2C_M_RD, len=2, buf="\xaa\xbb"}]}"#
    );
    let buffer = words(&[4096, 0, 7, 0x80002, 0, 0]);
    assert_eq!(
        takes(0xc018_4800, buffer),
        "DMA_HEAP_IOCTL_ALLOC, {len=4096, fd_flags=O_RDWR|O_CLOEXEC, heap_flags=0, fd=7}"
    );
}

#[test]
fn requests_of_descriptors_of_newer_kernels_are_said_by_what_they_ask_and_get() {
    let mut known = words(&[3, 0, 9, 0, 42, 42, 1]);
    known.extend([1000u32; 8].map(u32::to_le_bytes).concat());
    let shown = "pid=42, tgid=42, ppid=1, ruid=1000, rgid=1000, euid=1000, egid=1000, suid=1000, sgid=1000, \
                 fsuid=1000, fsgid=1000, exit_code=0";
    let begins = "PIDFD_GET_INFO, {mask=PIDFD_INFO_PID|PIDFD_INFO_CREDS} => {mask=PIDFD_INFO_PID|PIDFD_INFO_CREDS, cgroupid=9";
    // As many bytes as the request says: the structure has grown.
    assert_eq!(takes(0xc040_ff0b, memory(&[(0, &known), (63, &[0])])), format!("{begins}, {shown}}}"));
    let known = memory(&[(0, &known), (64, &words(&[1, 11])), (95, &[0])]);
    assert_eq!(
        takes(0xc048_ff0b, known),
        format!("{begins}, {shown}, coredump_mask=PIDFD_COREDUMPED, coredump_signal=SIGSEGV}}")
    );
    assert_eq!(
        takes(0x8008_8a02, b"\x40\0\0\0\x08\0\x01\0".to_vec()),
        "EPIOCGPARAMS, {busy_poll_usecs=64, busy_poll_budget=8, prefer_busy_poll=1}"
    );
    assert_eq!(
        takes(0x8010_b70a, words(&[16, 12, 5, 0])),
        "NS_MNT_GET_INFO, {size=16, nr_mounts=12, mnt_ns_id=0x5}"
    );
}

#[test]
fn requests_for_virtual_machines_are_said_by_what_they_ask_and_get() {
    let table = memory(&[(0, &words(&[1, 0])), (8, &words(&[0x1000, 0, 0x2000, 0, at(0), 0, 0, 0]))]);
    assert_eq!(
        takes(0x4008_af03, table),
        "VHOST_SET_MEM_TABLE, {nregions=1, regions=[{guest_phys_addr=0x1000, memory_size=0x2000, \
         userspace_addr=0x10000000}]}"
    );
    assert_eq!(
        takes(0x3b6e, words(&[28, 0x24, 2, 0, 2, 7, 8])),
        "VFIO_DEVICE_SET_IRQS, {argsz=28, flags=VFIO_IRQ_SET_DATA_EVENTFD|VFIO_IRQ_SET_ACTION_TRIGGER, index=2, \
         start=0, count=2, data=[7, 8]}"
    );
    assert_eq!(
        takes(0x3b6b, words(&[20, 2, 9, 5, 0])),
        "VFIO_DEVICE_GET_INFO, {argsz=20, flags=VFIO_DEVICE_FLAGS_PCI, num_regions=9, num_irqs=5, cap_offset=0}"
    );
}

#[test]
fn requests_of_sound_are_said_by_what_they_ask_and_get() {
    let mut parameters = vec![0; 608];
    let mut set =
        |at: usize, values: &[u32]| parameters[at..at + 4 * values.len()].copy_from_slice(&words(values));
    set(4, &[8]);
    set(36, &[4]);
    set(68, &[1]);
    // Of the ranges the third is that of channels, and the fourth that of the rate.
    set(260 + 2 * 12, &[2, 2, 4]);
    set(260 + 3 * 12, &[44100, 48000, 1]);
    let said = takes(0xc260_4111, parameters);
    for shown in [
        "access=1<<SNDRV_PCM_ACCESS_RW_INTERLEAVED, format=1<<SNDRV_PCM_FORMAT_S16_LE, subformat=1<<SNDRV_PCM_SUBFORMAT_STD",
        "channels={min=2, max=2, openmin=0, openmax=0, integer=1, empty=0}",
        "rate={min=44100, max=48000, openmin=1, openmax=0, integer=0, empty=0}",
    ] {
        assert!(said.contains(shown), "{said}");
    }
    assert_eq!(
        takes(0x4018_4150, words(&[99, 0, at(0), 0, 1024, 0])),
        "SNDRV_PCM_IOCTL_WRITEI_FRAMES, {buf=0x10000000, frames=1024, result=99}"
    );
}

#[test]
fn what_no_table_knows_is_said_in_bytes_where_all_is_wanted() {
    let bytes = b"\xfe\xed\xfa\xce\xde\xad\xbe\xef";
    let said = |detail, request, argument, outcome| {
        let tracee = Stretch::new(bytes.to_vec());
        let number = numbers::number(Abi::X86_64, "ioctl").unwrap().into();
        let entry = Entry { abi: Abi::X86_64, number, args: [3, request, argument, 0, 0, 0], ip: 0, sp: 0 };
        let said = Speaker::new(options(detail, Manner::default()), &tracee).say(&tracee, &entry, outcome);
        let text = said.unwrap().text;
        text.split_once(" = ").unwrap().0.trim_end().strip_prefix("ioctl(3, ").unwrap().to_owned()
    };
    let full = Detail { full: true, ..Detail::default() };
    let shown = r#""\xfe\xed\xfa\xce\xde\xad\xbe\xef""#;
    let (read, write, none) = (0x8008_dead, 0x4008_dead, 0x0008_dead);
    for outcome in [Outcome::Returned(0), Outcome::Failed(9)] {
        assert_eq!(said(full, read, BASE, outcome), format!("_IOC(_IOC_READ, 0xde, 0xad, 0x8), {shown})"));
        assert_eq!(said(full, write, BASE, outcome), format!("_IOC(_IOC_WRITE, 0xde, 0xad, 0x8), {shown})"));
        assert_eq!(
            said(full, read | write, BASE, outcome),
            format!("_IOC(_IOC_READ|_IOC_WRITE, 0xde, 0xad, 0x8), {shown} => {shown})")
        );
        assert_eq!(
            said(full, none, BASE, outcome),
            format!("_IOC(_IOC_NONE, 0xde, 0xad, 0x8), {shown} => {shown})")
        );
    }
    let failed = Outcome::Failed(9);
    for request in [read, write, read | write, none] {
        assert!(said(Detail::default(), request, BASE, failed).ends_with(&format!(" 0x8), {BASE:#x})")));
        assert!(said(full, request, u64::MAX, failed).ends_with(" 0x8), 0xffffffffffffffff)"));
        assert!(said(full, request, 0, failed).ends_with(" 0x8), NULL)"));
    }
    // A number that tells no size, one that has a name, and one of those of which strace has a decoder.
    assert_eq!(said(full, 0x4000_de00, BASE, failed), format!("_IOC(_IOC_WRITE, 0xde, 0, 0), {BASE:#x})"));
    assert_eq!(said(full, 0x8008_6d01, BASE, failed), format!("MMTIMER_GETRES, {shown})"));
    assert_eq!(
        said(full, 0x8008_12ee, BASE, failed),
        format!("_IOC(_IOC_READ, 0x12, 0xee, 0x8), {BASE:#x})")
    );
}

#[test]
fn requests_of_one_driver_are_said_where_no_other_driver_has_them() {
    let query = words(&[at(64), 0, 4, 0x16, 0, 0, 0, 0]);
    assert_eq!(
        takes(0x4020_6445, memory(&[(0, &query), (64, &[1, 2, 3, 4])])),
        r#"DRM_IOCTL_AMDGPU_INFO or DRM_IOCTL_SIS_FB_FREE, {return_size=4, query=AMDGPU_INFO_DEV_INFO, return_pointer="\x01\x02\x03\x04"}"#
    );
    let parameter = words(&[4, 0, at(64), 0]);
    assert_eq!(
        takes(0xc010_6446, memory(&[(0, &parameter), (64, &words(&[0x1912]))])),
        "DRM_IOCTL_I915_GETPARAM, {param=I915_PARAM_CHIPSET_ID, value=[6418]}"
    );
    let execute = words(&[at(64), 0, 1, 0, 8, 0, 0, 1, at(128), 0, 0x80002, 0, 3, 0, 0, 0]);
    let object = words(&[7, 0, 0, 0, 0x1000, 0, 0, 1, 0x14, 0, 0, 0, 0, 0]);
    let fences = words(&[5, 2]);
    assert_eq!(
        takes(0x4040_6469, memory(&[(0, &execute), (64, &object), (128, &fences)])),
        "DRM_IOCTL_I915_GEM_EXECBUFFER2, {buffers_ptr=[{handle=7, relocation_count=0, relocs_ptr=NULL, \
         alignment=0x1000, offset=0x100000000, flags=EXEC_OBJECT_WRITE|EXEC_OBJECT_PINNED}], buffer_count=1, \
         batch_start_offset=0, batch_len=8, DR1=0, DR4=0, num_cliprects=1, cliprects_ptr=[{handle=5, \
         flags=I915_EXEC_FENCE_SIGNAL}], flags=I915_EXEC_BSD|I915_EXEC_FENCE_ARRAY, rsvd1=0x3}"
    );
    let bind = words(&[0, 0, 1, 0, 0, 2, at(64), 0]);
    let bind =
        memory(&[(0, &bind), (135, &[0]), (64, &words(&[0, 0, 9, 2, 0, 0, 0x4000, 0])), (64 + 159, &[0])]);
    let operation = |obj, pat, offset, range, op| {
        format!(
            "{{extensions=NULL, obj={obj}, pat_index={pat}, obj_offset={offset}, range={range}, addr=0, op={op}, \
             flags=0, prefetch_mem_region_instance=0}}"
        )
    };
    assert_eq!(
        takes(0x4088_6445, bind),
        format!(
            "DRM_IOCTL_XE_VM_BIND, {{extensions=NULL, vm_id=1, exec_queue_id=0, num_binds=2, vector_of_binds=[{}, {}], \
             num_syncs=0, syncs=NULL}}",
            operation(9, 2, "0", "0x4000", "DRM_XE_VM_BIND_OP_MAP"),
            operation(0, 0, "0", "0", "DRM_XE_VM_BIND_OP_MAP"),
        )
    );
    // AMDGPU_CTX is a request of five drivers more.
    assert!(takes(0xc010_6442, words(&[1, 0, 0, 0])).ends_with(&format!("DRM_IOCTL_VC4_WAIT_BO, {BASE:#x}")));
}

#[test]
fn requests_of_disc_drives_sequencers_and_automounters_are_said_by_what_they_ask_and_get() {
    assert_eq!(
        takes(0x5306, vec![1, 0x14, 2, 0, 0, 2, 16, 0, 0, 0, 0, 0]),
        "CDROMREADTOCENTRY, {cdte_track=1, cdte_format=CDROM_MSF, cdte_adr=4, cdte_ctrl=1, cdte_addr={minute=0, \
         second=2, frame=16}, cdte_datamode=0}"
    );
    assert_eq!(takes(0x5320, vec![]), format!("CDROM_SET_OPTIONS, {BASE:#x} /* CDO_??? */"));
    let port = memory(&[(0, &[14, 0]), (2, b"Port-0"), (68, &words(&[0x63, 2])), (0xa7, &[0])]);
    assert!(takes(0x40a8_5323, port).starts_with(
        "SNDRV_SEQ_IOCTL_SET_PORT_INFO, {addr={client=14, port=0}, name=\"Port-0\", \
             capability=SNDRV_SEQ_PORT_CAP_READ|SNDRV_SEQ_PORT_CAP_WRITE|SNDRV_SEQ_PORT_CAP_SUBS_READ|\
             SNDRV_SEQ_PORT_CAP_SUBS_WRITE, type=SNDRV_SEQ_PORT_TYPE_MIDI_GENERIC, midi_channels=0, "
    ));
    let mounted = memory(&[(0, &words(&[1, 1, 33, 5, 4, 0])), (24, b"/misc/cd\0")]);
    assert_eq!(
        takes(0xc018_937e, mounted),
        "AUTOFS_DEV_IOCTL_ISMOUNTPOINT, {ver_major=1, ver_minor=1, size=33, ioctlfd=5, \
         ismountpoint.in={type=AUTOFS_TYPE_OFFSET}, path=\"/misc/cd\", ismountpoint.out={devid=makedev(0, 0x4), \
         magic=0}}"
    );
}

#[test]
fn requests_of_virtual_machines_and_their_memory_are_said_for_each_architecture() {
    let mapped = words(&[40, 7, 1, 0, at(0x100), 0, 0x2000, 0, 0x10_0000, 0]);
    assert_eq!(
        takes(0x3b85, mapped),
        format!(
            "IOMMU_IOAS_MAP, {{size=40, flags=IOMMU_IOAS_MAP_FIXED_IOVA|IOMMU_IOAS_MAP_WRITEABLE|\
             IOMMU_IOAS_MAP_READABLE, ioas_id=1, user_va={:#x}, length=0x2000, iova=0x100000 => 0x100000}}",
            at(0x100)
        )
    );
    let routing = memory(&[(0, &words(&[1, 0, 5, 2, 1, 0, 0xfee0_0000, 0, 0x4041, 3])), (55, &[0])]);
    assert_eq!(
        takes(0x4008_ae6a, routing),
        "KVM_SET_GSI_ROUTING, {nr=1, flags=0, entries=[{gsi=5, type=KVM_IRQ_ROUTING_MSI, flags=KVM_MSI_VALID_DEVID, \
         u={address_lo=0xfee00000, address_hi=0, data=0x4041, devid=0x3}}]}"
    );
    let events = |abi| {
        let bytes = memory(&[(0, &[1, 14, 1, 0]), (63, &[0])]);
        say(abi, 0x8040_ae9f, BASE, Outcome::Returned(0), Manner::default(), bytes).text
    };
    assert!(events(Abi::X86_64).contains("{exception={injected=1, nr=14, has_error_code=1, pending=0, "));
    assert!(events(Abi::Aarch64).contains("{serror_pending=1, serror_has_esr=14, ext_dabt_pending=1, "));
    let registers = memory(&[(0, &[1]), (0x35f, &[0])]);
    let said = say(Abi::Aarch64, 0x8360_ae81, BASE, Outcome::Returned(0), Manner::default(), registers).text;
    assert!(said.contains("KVM_GET_REGS, {sp=0, pc=0, pstate=0, sp_el1=0, "), "{said}");
}

#[test]
fn requests_of_file_systems_and_proc_are_said_by_what_they_ask_and_get() {
    let mut scan =
        words(&[96, 0, 1, 0, 0x1000, 0, 0x9000, 0, 0x9000, 0, at(96), 0, 4, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0]);
    scan.extend(words(&[0x1000, 0, 0x2000, 0, 2, 0]));
    let said = say(Abi::X86_64, 0xc060_6610, BASE, Outcome::Returned(1), Manner::default(), scan).text;
    assert!(
        said.contains(
            "PAGEMAP_SCAN, {size=96, flags=PM_SCAN_WP_MATCHING, start=0x1000, end=0x9000, vec_len=4, max_pages=0, \
             category_inverted=0, category_mask=PAGE_IS_WRITTEN, category_anyof_mask=0, \
             return_mask=PAGE_IS_WPALLOWED|PAGE_IS_WRITTEN, walk_end=0x9000, vec=[{start=0x1000, end=0x2000, \
             categories=PAGE_IS_WRITTEN}]}"
        ),
        "{said}"
    );
    let uuid: Vec<u8> = (16..=33).collect();
    assert_eq!(
        takes(0x8011_1500, uuid),
        "FS_IOC_GETFSUUID, {len=16, uuid=11121314-1516-1718-191a-1b1c1d1e1f20}"
    );
}

/// The names of fields, and the numbers, of a text, but for what is in quotes and in comments, and for addresses and the
/// like that are written in pieces.
fn pieces(text: &str) -> (BTreeSet<String>, BTreeSet<u64>) {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#""(?:[^"\\]|\\.)*"\.{0,3}|/\*.*?\*/|\[(?:0x[0-9a-f]+|\d+)\]=|\b[0-9a-f]+(?:[:-][0-9a-f]+)+\b|'(?:[^'\\]|\\.)+'"#).unwrap()
    });
    static NAMES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b([A-Za-z_][\w.]*)=").unwrap());
    // What is written in parts is one number: `0x8|0x1000<<0x10|0`.
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        let number = r"-?(?:0x[0-9a-f]+|\d+)";
        Regex::new(&format!(r"(?:^|[ =\[|<(])({number}(?:(?:\||<<){number})*)\b")).unwrap()
    });
    let plain = ASIDE.replace_all(text, "_");
    let number = |found: &str| match found.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => found.parse::<i128>().ok().map(|value| value as u64),
    };
    let whole = |found: &str| {
        found.split('|').try_fold(0, |all, part| {
            let (value, by) = part.split_once("<<").unwrap_or((part, "0"));
            Some(all | number(value)?.checked_shl(number(by)? as u32)?)
        })
    };
    (
        NAMES.captures_iter(&plain).map(|found| found[1].to_owned()).collect(),
        NUMBERS.captures_iter(&plain).filter_map(|found| whole(&found[1])).collect(),
    )
}

/// The same of JSON.
fn walk(value: &serde_json::Value, names: &mut BTreeSet<String>, numbers: &mut BTreeSet<u64>) {
    match value {
        serde_json::Value::Object(all) => all.iter().for_each(|(name, value)| {
            names.insert(name.clone());
            walk(value, names, numbers);
            // Of a device text has the number.
            if let (Some(major), Some(minor)) = (all.get("major"), all.get("minor")) {
                let (major, minor) = (major.as_u64().unwrap_or(0), minor.as_u64().unwrap_or(0));
                numbers.insert(
                    (minor & 0xff)
                        | ((major & 0xfff) << 8)
                        | ((minor & !0xff) << 12)
                        | ((major & !0xfff) << 32),
                );
            }
        }),
        serde_json::Value::Array(all) => all.iter().for_each(|value| walk(value, names, numbers)),
        serde_json::Value::Number(number) => {
            numbers.extend(number.as_u64().or(number.as_i64().map(|value| value as u64)));
        }
        serde_json::Value::String(text) => {
            numbers.extend(text.strip_prefix("0x").and_then(|hex| u64::from_str_radix(hex, 16).ok()));
        }
        _ => {}
    }
}

#[test]
fn json_of_a_request_has_each_field_and_each_number_of_its_text() {
    let manner = Manner { constants: Constants::Raw, ..Manner::default() };
    let mut wrong = Vec::new();
    let (mut fields, mut values) = (0, 0);
    for seed in [1u64, 2, 3] {
        let bytes: Vec<u8> = (0..0x800u64)
            .flat_map(|i| {
                match (i * seed) % 7 {
                    0..=2 => (i % 6) << ((seed % 2) * 32) | (i % 5),
                    3 => BASE + 8 * (i % 64),
                    4 => i << (i % 60),
                    _ => (i % 13) << 32 | (i % 3),
                }
                .to_le_bytes()
            })
            .collect();
        for request in requests(Abi::X86_64) {
            let said = say(Abi::X86_64, request, BASE, Outcome::Returned(0), manner, bytes.clone());
            let (names, numbers) = pieces(said.text.trim_end().rsplit_once(" = ").unwrap().0);
            let (mut known, mut held) = (BTreeSet::new(), BTreeSet::new());
            said.json.iter().for_each(|event| walk(event, &mut known, &mut held));
            let narrow: BTreeSet<u64> = held.iter().map(|value| u64::from(*value as u32)).collect();
            let lost = |value: &&u64| {
                !held.contains(value) && !narrow.contains(value) && !held.contains(&u64::from(**value as u32))
            };
            let unnamed: Vec<_> = names.iter().filter(|name| !known.contains(*name)).collect();
            let lost: Vec<_> = numbers.iter().filter(lost).collect();
            if !unnamed.is_empty() || !lost.is_empty() {
                wrong.push(format!("{unnamed:?} {lost:x?}: {} {}", said.text.trim_end(), said.json[0]));
            }
            fields += names.len();
            values += numbers.len();
        }
    }
    assert!(fields > 5_000 && values > 10_000, "{fields} fields, {values} numbers");
    assert!(wrong.is_empty(), "{} requests:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn requests_of_further_devices_are_said_by_what_they_take() {
    let nvme = [words(&[6, 1, 0, 0, 0, 0, at(0), 0, 0, 4096, 1]), vec![0; 28]].concat();
    let wait = [words(&[5, 0, at(40), 0, 2, 1, 1, 7, 0, 0]), words(&[8, 9])].concat();
    let command = words(&[at(24), 0, 3, 0, 0, 0, 0x6_0000, 2]);
    let command = [
        &words(&[at(56), 0, 3, 0])[..],
        &words(&[7, 0]),
        &[6, 1, 2, 0, 0, 0, 0, 0],
        &words(&[at(60), 0]),
        &command[..8],
        &[0; 8],
        b"abcd",
        b"ef",
    ]
    .concat();
    let cases: &[(u64, Vec<u8>, &str)] = &[
        (
            0xc048_4e41,
            nvme,
            r#"NVME_IOCTL_ADMIN_CMD, {opcode=0x6, flags=0, nsid=0x1, cdw2=0, cdw3=0, metadata=NULL, addr=0x10000000, metadata_len=0, data_len=4096, cdw10=0x1, cdw11=0, cdw12=0, cdw13=0, cdw14=0, cdw15=0, timeout_ms=0, result=0}"#,
        ),
        (
            0xc028_4e82,
            wait,
            r#"NTSYNC_IOC_WAIT_ANY, {timeout=5, objs=[8, 9], count=2, flags=NTSYNC_WAIT_REALTIME, owner=7, alert=0, index=1}"#,
        ),
        (
            0x4010_70c9,
            words(&[0x10, 0, 3, 1]),
            r#"IOC_PR_RESERVE, {key=0x10, type=PR_WRITE_EXCLUSIVE_REG_ONLY, flags=PR_FL_IGNORE_KEY}"#,
        ),
        (0x4004_7459, words(&[0x100_0041]), r#"PPPIOCSFLAGS, [SC_COMP_PROT|SC_CCP_OPEN|SC_RCV_B7_0]"#),
        (0x4008_744b, words(&[0x21, 3]), r#"PPPIOCSNPMODE, {protocol=0x21, mode=NPMODE_QUEUE}"#),
        (
            0xc038_6106,
            [vec![0; 16], words(&[2, 0, 1, 0]), vec![0xf, 0x36], vec![0; 15], vec![1], vec![0; 6]].concat(),
            r#"CEC_RECEIVE, {tx_ts=0, rx_ts=0, len=2, timeout=0, sequence=1, flags=0, msg=[0xf, 0x36], reply=0, rx_status=CEC_RX_STATUS_OK, tx_status=0, tx_arb_lost_cnt=0, tx_nack_cnt=0, tx_low_drive_cnt=0, tx_error_cnt=0} => {tx_ts=0, rx_ts=0, len=2, timeout=0, sequence=1, flags=0, msg=[0xf, 0x36], reply=0, rx_status=CEC_RX_STATUS_OK, tx_status=0, tx_arb_lost_cnt=0, tx_nack_cnt=0, tx_low_drive_cnt=0, tx_error_cnt=0}"#,
        ),
        (
            0x8028_690d,
            command,
            r#"IPMICTL_SEND_COMMAND, {addr="abc", addr_len=3, msgid=7, msg={netfn=0x6, cmd=0x1, data_len=2, data="ef"}}"#,
        ),
        (
            0xc040_565e,
            words(&[1, 0x101, 1, 4, 5, 6, 7]).into_iter().chain(vec![0; 36]).collect(),
            r#"VIDIOC_G_SELECTION, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, target=V4L2_SEL_TGT_COMPOSE_DEFAULT, flags=V4L2_SEL_FLAG_GE, r={left=4, top=5, width=6, height=7}}"#,
        ),
        (0x4004_7211, words(&[0x21]), r#"FAT_IOCTL_SET_ATTRIBUTES, [ATTR_RO|ATTR_ARCH]"#),
    ];
    for (request, bytes, shown) in cases {
        let said = takes(*request, bytes.clone());
        assert_eq!(said, *shown);
    }
}
