//! The structures of decode::structs, compared with the kernel's and the C library's: offsets and sizes on this
//! machine's ABI, and sizes on the others.

use rtrace::arch::Abi;
use rtrace::decode::structs::Struct;
use rtrace::decode::structs::{
    clock, creds, file, io, ipc, memory, mount, net, poll, process, ptrace, sched, security, signal,
    sockaddr, sockopt, stat, system, terminal, time,
};

/// Compares the size of a structure and the offsets of its fields with a type of Rust's. `ours = theirs` names a field
/// that the type calls otherwise.
macro_rules! same {
    ($of:expr, $theirs:ty { $($field:ident $(= $other:ident)?),* $(,)? }) => {
        compare(&$of, std::mem::size_of::<$theirs>(), &[$((
            stringify!($field),
            same!(@ $theirs, $field $($other)?),
        )),*])
    };
    (@ $theirs:ty, $field:ident) => { std::mem::offset_of!($theirs, $field) };
    (@ $theirs:ty, $field:ident $other:ident) => { std::mem::offset_of!($theirs, $other) };
}

fn compare(of: &Struct, size: usize, fields: &[(&str, usize)]) {
    let abi = Abi::own();
    for (field, offset) in fields {
        assert_eq!(of.offset(field, abi), Some(*offset), "{}.{field}", of.name);
    }
    assert_eq!(of.size(abi), size, "{}", of.name);
}

#[test]
fn structures_of_files_lie_as_the_headers_have_them() {
    use linux_raw_sys::general as raw;
    let own_stat = if Abi::own() == Abi::Aarch64 { &stat::STAT_ARM64 } else { &stat::STAT };
    same!(
        *own_stat,
        libc::stat {
            st_dev,
            st_ino,
            st_nlink,
            st_mode,
            st_uid,
            st_gid,
            st_rdev,
            st_size,
            st_blksize,
            st_blocks,
            st_atime,
            st_atime_nsec,
            st_mtime,
            st_mtime_nsec,
            st_ctime,
            st_ctime_nsec,
        }
    );
    same!(
        stat::STATFS,
        raw::statfs {
            f_type,
            f_bsize,
            f_blocks,
            f_bfree,
            f_bavail,
            f_files,
            f_ffree,
            f_fsid,
            f_namelen,
            f_frsize,
            f_flags,
        }
    );
    same!(
        stat::STATX_BUFFER,
        raw::statx {
            stx_mask,
            stx_blksize,
            stx_attributes,
            stx_nlink,
            stx_uid,
            stx_gid,
            stx_mode,
            stx_ino,
            stx_size,
            stx_blocks,
            stx_attributes_mask,
            stx_atime,
            stx_btime,
            stx_ctime,
            stx_mtime,
            stx_rdev_major,
            stx_rdev_minor,
            stx_dev_major,
            stx_dev_minor,
            stx_mnt_id,
            stx_dio_mem_align,
            stx_dio_offset_align,
            stx_subvol,
            stx_atomic_write_unit_min,
            stx_atomic_write_unit_max,
            stx_atomic_write_segments_max,
            stx_dio_read_offset_align,
            stx_atomic_write_unit_max_opt,
        }
    );
    same!(file::OPEN_HOW, raw::open_how { flags, mode, resolve });
    same!(file::FILE_ATTR, raw::file_attr { fa_xflags, fa_extsize, fa_nextents, fa_projid, fa_cowextsize });
    same!(file::XATTR_ARGS, raw::xattr_args { value, size, flags });
    same!(
        file::CACHESTAT,
        raw::cachestat { nr_cache, nr_dirty, nr_writeback, nr_evicted, nr_recently_evicted }
    );
    same!(file::CACHESTAT_RANGE, raw::cachestat_range { off, len });
    same!(file::FLOCK, libc::flock { l_type, l_whence, l_start, l_len, l_pid });
    same!(mount::MOUNT_ATTRIBUTES, raw::mount_attr { attr_set, attr_clr, propagation, userns_fd });
    same!(poll::POLLFD, raw::pollfd { fd, events, revents });
    same!(poll::EPOLL_EVENT, libc::epoll_event { events, data = u64 });
    same!(time::UTIMBUF, libc::utimbuf { actime, modtime });
}

#[test]
fn structures_of_mounts_lie_as_the_headers_have_them() {
    use linux_raw_sys::general as raw;
    same!(mount::MNT_ID_REQ, raw::mnt_id_req { size, spare, mnt_id, param, mnt_ns_id });
    same!(mount::MNT_ID_REQ_LIST, raw::mnt_id_req { size, spare, mnt_id, param, mnt_ns_id });
    same!(
        mount::STATMOUNT_BUFFER,
        raw::statmount {
            size,
            mnt_opts,
            mask,
            sb_dev_major,
            sb_dev_minor,
            sb_magic,
            sb_flags,
            fs_type,
            mnt_id,
            mnt_parent_id,
            mnt_id_old,
            mnt_parent_id_old,
            mnt_attr,
            mnt_propagation,
            mnt_peer_group,
            mnt_master,
            propagate_from,
            mnt_root,
            mnt_point,
            mnt_ns_id,
            fs_subtype,
            sb_source,
            opt_num,
            opt_array,
            opt_sec_num,
            opt_sec_array,
            supported_mask,
            mnt_uidmap_num,
            mnt_uidmap,
            mnt_gidmap_num,
            mnt_gidmap,
            __spare2,
        }
    );
}

#[test]
fn structures_of_terminals_lie_as_the_headers_have_them() {
    use linux_raw_sys::general as raw;
    same!(terminal::TERMIOS, raw::termios { c_iflag, c_oflag, c_cflag, c_lflag, c_line, c_cc });
    same!(
        terminal::TERMIOS2,
        raw::termios2 { c_iflag, c_oflag, c_cflag, c_lflag, c_line, c_cc, c_ispeed, c_ospeed }
    );
    same!(terminal::WINSIZE, raw::winsize { ws_row, ws_col, ws_xpixel, ws_ypixel });
}

/// Sizes that the headers of other ABIs give, in bytes.
const SIZES: &[(&Struct, &[(Abi, usize)])] = &[
    (&file::FLOCK64, &[(Abi::I386, 24), (Abi::Arm, 32)]),
    (
        &poll::EPOLL_EVENT,
        &[(Abi::X86_64, 12), (Abi::X32, 12), (Abi::I386, 12), (Abi::Aarch64, 16), (Abi::Arm, 16)],
    ),
    (&stat::OLD_STAT, &[(Abi::I386, 32)]),
    (&stat::STAT, &[(Abi::X86_64, 144), (Abi::X32, 144)]),
    (&stat::STAT64, &[(Abi::I386, 96), (Abi::Arm, 104)]),
    (&stat::STATFS, &[(Abi::X86_64, 120), (Abi::X32, 120), (Abi::I386, 64), (Abi::Arm, 64)]),
    (&stat::STATFS64, &[(Abi::I386, 84), (Abi::Arm, 84)]),
    (&stat::STAT_32, &[(Abi::I386, 64), (Abi::Arm, 64)]),
    (&stat::STAT_ARM64, &[(Abi::Aarch64, 128)]),
];

#[test]
fn structures_have_their_size_on_every_abi() {
    for (of, sizes) in SIZES {
        for (abi, size) in *sizes {
            assert_eq!(of.size(*abi), *size, "{} on {abi}", of.name);
        }
    }
}

#[test]
fn structures_of_sockets_lie_as_the_headers_have_them() {
    same!(net::IOVEC, libc::iovec { iov_base, iov_len });
    same!(
        net::MSGHDR,
        libc::msghdr { msg_name, msg_namelen, msg_iov, msg_iovlen, msg_control, msg_controllen, msg_flags }
    );
    same!(net::MMSGHDR, libc::mmsghdr { msg_hdr, msg_len });
    same!(net::CMSGHDR, libc::cmsghdr { cmsg_len, cmsg_level, cmsg_type });
    same!(net::UCRED, libc::ucred { pid, uid, gid });
    same!(net::IN_PKTINFO, libc::in_pktinfo { ipi_ifindex, ipi_spec_dst, ipi_addr });
    same!(sockaddr::UNIX, libc::sockaddr_un { sun_family, sun_path });
    same!(sockaddr::INET, libc::sockaddr_in { sin_family, sin_port, sin_addr });
    same!(
        sockaddr::INET6,
        libc::sockaddr_in6 { sin6_family, sin6_port, sin6_flowinfo, sin6_addr, sin6_scope_id }
    );
    same!(sockaddr::NETLINK, libc::sockaddr_nl { nl_family, nl_pid, nl_groups });
    same!(
        sockaddr::PACKET,
        libc::sockaddr_ll {
            sll_family,
            sll_protocol,
            sll_ifindex,
            sll_hatype,
            sll_pkttype,
            sll_halen,
            sll_addr
        }
    );
    same!(sockopt::LINGER, libc::linger { l_onoff, l_linger });
    same!(sockopt::SOCK_FPROG, libc::sock_fprog { len, filter });
    same!(sockopt::IP_MREQ, libc::ip_mreq { imr_multiaddr, imr_interface });
    same!(sockopt::IPV6_MREQ, libc::ipv6_mreq { ipv6mr_multiaddr, ipv6mr_interface });
    same!(sockopt::PACKET_MREQ, libc::packet_mreq { mr_ifindex, mr_type, mr_alen, mr_address });
    same!(sockopt::TPACKET_REQ, libc::tpacket_req { tp_block_size, tp_block_nr, tp_frame_size, tp_frame_nr });
    same!(sockopt::TPACKET_STATS, libc::tpacket_stats { tp_packets, tp_drops });
    same!(sockopt::GROUP_REQ, linux_raw_sys::net::group_req { gr_interface, gr_group });
}

#[test]
fn structures_of_system_v_ipc_lie_as_the_c_library_has_them() {
    // The C library's structures are the kernel's of IPC_64, on 64 bits.
    same!(
        ipc::MSQID,
        libc::msqid_ds {
            msg_perm,
            msg_stime,
            msg_rtime,
            msg_ctime,
            msg_qnum,
            msg_qbytes,
            msg_lspid,
            msg_lrpid
        }
    );
    same!(
        ipc::SHMID,
        libc::shmid_ds {
            shm_perm,
            shm_segsz,
            shm_atime,
            shm_dtime,
            shm_ctime,
            shm_cpid,
            shm_lpid,
            shm_nattch
        }
    );
    let semid = if Abi::own() == Abi::Aarch64 { &ipc::SEMID_AARCH64 } else { &ipc::SEMID };
    same!(*semid, libc::semid_ds { sem_perm, sem_otime, sem_ctime, sem_nsems });
    same!(ipc::PERM, libc::ipc_perm { key = __key, uid, gid, cuid, cgid, mode, seq = __seq });
    same!(ipc::SEMBUF, libc::sembuf { sem_num, sem_op, sem_flg });
    same!(ipc::MQ_ATTR, libc::mq_attr { mq_flags, mq_maxmsg, mq_msgsize, mq_curmsgs });
    for (of, sizes) in [
        (&ipc::MSQID_32, 88),
        (&ipc::SHMID_32, 84),
        (&ipc::SEMID, 64),
        (&ipc::MSGINFO, 32),
        (&ipc::SHMINFO, 36),
        (&ipc::SHM_INFO, 24),
    ] {
        assert_eq!(of.size(Abi::I386), sizes, "{} on i386", of.name);
        assert_eq!(of.size(Abi::Arm), sizes, "{} on arm", of.name);
    }
}

#[test]
fn structures_of_processes_lie_as_the_headers_have_them() {
    use linux_raw_sys::general as raw;
    same!(
        process::CLONE_ARGS,
        raw::clone_args {
            flags,
            pidfd,
            child_tid,
            parent_tid,
            exit_signal,
            stack,
            stack_size,
            tls,
            set_tid,
            set_tid_size,
            cgroup,
        }
    );
    same!(process::RUSAGE, libc::rusage { ru_utime, ru_stime, ru_maxrss, ru_minflt, ru_nvcsw, ru_nivcsw });
    same!(memory::REMOTE_IOVEC, libc::iovec { iov_base, iov_len });
    same!(signal::STACK_T, libc::stack_t { ss_sp, ss_flags, ss_size });
    same!(signal::ACTION_RT, raw::kernel_sigaction { sa_handler = sa_handler_kernel, sa_flags, sa_restorer, sa_mask });
    same!(ptrace::PEEK_ARGS, linux_raw_sys::ptrace::ptrace_peeksiginfo_args { off, flags, nr });
    same!(
        ptrace::RSEQ_CONFIGURATION,
        linux_raw_sys::ptrace::ptrace_rseq_configuration {
            rseq_abi_pointer,
            rseq_abi_size,
            signature,
            flags,
        }
    );
    same!(security::SOCK_FPROG, libc::sock_fprog { len, filter });
    same!(
        security::SECCOMP_SIZES,
        libc::seccomp_notif_sizes { seccomp_notif, seccomp_notif_resp, seccomp_data }
    );
}

#[test]
fn structures_of_time_and_scheduling_lie_as_the_headers_have_them() {
    same!(time::TIMESPEC, libc::timespec { tv_sec, tv_nsec });
    same!(time::TIMEVAL, libc::timeval { tv_sec, tv_usec });
    same!(clock::ITIMERSPEC, libc::itimerspec { it_interval, it_value });
    same!(clock::ITIMERVAL, libc::itimerval { it_interval, it_value });
    same!(
        clock::TIMEX,
        libc::timex {
            modes,
            offset,
            freq,
            maxerror,
            esterror,
            status,
            constant,
            tick,
            ppsfreq,
            shift,
            stabil,
            stbcnt,
            tai
        }
    );
    same!(
        clock::TIMEX64,
        libc::timex { modes, offset, freq, status, constant, tick, shift, stabil, stbcnt, tai }
    );
    same!(clock::TMS, libc::tms { tms_utime, tms_stime, tms_cutime, tms_cstime });
    same!(sched::RLIMIT, libc::rlimit { rlim_cur, rlim_max });
    same!(sched::RLIMIT64, libc::rlimit64 { rlim_cur, rlim_max });
    // The C library's structure is the first version, 48 bytes.
    compare(
        &sched::SCHED_ATTR,
        56,
        &[
            ("sched_flags", std::mem::offset_of!(libc::sched_attr, sched_flags)),
            ("sched_priority", std::mem::offset_of!(libc::sched_attr, sched_priority)),
            ("sched_period", std::mem::offset_of!(libc::sched_attr, sched_period)),
        ],
    );
    same!(sched::FUTEX_WAITER, linux_raw_sys::general::futex_waitv { val, uaddr, flags, __reserved });
    same!(system::UTSNAME, libc::utsname { sysname, nodename, release, version, machine, domainname });
    same!(
        system::SYSINFO,
        libc::sysinfo { uptime, loads, totalram, bufferram, freeswap, procs, totalhigh, mem_unit }
    );
    same!(creds::CAPABILITY_HEADER, linux_raw_sys::general::__user_cap_header_struct { version, pid });
}

#[test]
fn structures_of_processes_have_their_size_on_every_abi() {
    let sizes: &[(&Struct, &[(Abi, usize)])] = &[
        (&clock::TIMEX, &[(Abi::I386, 128), (Abi::Arm, 128), (Abi::X32, 208)]),
        (&process::RUSAGE, &[(Abi::I386, 72), (Abi::Arm, 72), (Abi::X32, 144)]),
        (&signal::ACTION_RT, &[(Abi::I386, 20), (Abi::Arm, 20), (Abi::X32, 20)]),
        (&signal::ACTION_OLD, &[(Abi::I386, 16), (Abi::Arm, 16)]),
        (&signal::STACK_T, &[(Abi::I386, 12), (Abi::Arm, 12), (Abi::X32, 12)]),
        (&system::SYSINFO, &[(Abi::I386, 56), (Abi::Arm, 56)]),
        (&ptrace::USER_REGS_X86_64, &[(Abi::X86_64, 216)]),
        (&ptrace::USER_REGS_I386, &[(Abi::I386, 68)]),
        (&ptrace::USER_REGS_AARCH64, &[(Abi::Aarch64, 272)]),
        (&ptrace::USER_REGS_ARM, &[(Abi::Arm, 72)]),
        (&ptrace::USER_FPREGS, &[(Abi::X86_64, 512)]),
    ];
    for (of, sizes) in sizes {
        for (abi, size) in *sizes {
            assert_eq!(of.size(*abi), *size, "{} on {abi}", of.name);
        }
    }
}

#[test]
fn structures_of_asynchronous_calls_lie_as_the_headers_have_them() {
    use linux_raw_sys::io_uring as raw;
    same!(
        io::PARAMS,
        raw::io_uring_params {
            sq_entries,
            cq_entries,
            flags,
            sq_thread_cpu,
            sq_thread_idle,
            features,
            wq_fd,
            resv,
            sq_off,
            cq_off,
        }
    );
    same!(io::SQ_OFFSETS, raw::io_sqring_offsets { head, array, resv1, user_addr });
    same!(io::CQ_OFFSETS, raw::io_cqring_offsets { head, cqes, flags, resv1, user_addr });
    same!(io::GETEVENTS, raw::io_uring_getevents_arg { sigmask, sigmask_sz, min_wait_usec, ts });
    same!(io::FILES_UPDATE, raw::io_uring_files_update { offset, resv, fds });
    same!(io::PROBE, raw::io_uring_probe { last_op, ops_len, resv, resv2, ops });
    same!(io::PROBE_OPERATION, raw::io_uring_probe_op { op, resv, flags, resv2 });
    same!(io::RESTRICTION, raw::io_uring_restriction { opcode, resv, resv2 });
    same!(io::RESOURCES_FILES, raw::io_uring_rsrc_register { nr, flags, resv2, data, tags });
    same!(io::RESOURCES_BUFFERS, raw::io_uring_rsrc_register { nr, flags, resv2, data, tags });
    same!(io::UPDATE_FILES, raw::io_uring_rsrc_update2 { offset, resv, data, tags, nr, resv2 });
    same!(io::UPDATE_BUFFERS, raw::io_uring_rsrc_update2 { offset, resv, data, tags, nr, resv2 });
    same!(io::RING_FD, raw::io_uring_rsrc_update { offset, resv, data });
    same!(io::BUFFER_RING, raw::io_uring_buf_reg { ring_addr, ring_entries, bgid, flags, min_left = resv });
    same!(io::SYNC_CANCEL, raw::io_uring_sync_cancel_reg { addr, fd, flags, timeout, opcode });
    same!(io::FILE_RANGE, raw::io_uring_file_index_range { off, len, resv });
    same!(io::BUFFER_STATUS, raw::io_uring_buf_status { buf_group, head });
    same!(io::NAPI, raw::io_uring_napi { busy_poll_to, prefer_busy_poll, opcode, op_param, resv });
    same!(io::CLOCK_CHOICE, raw::io_uring_clock_register { clockid });
    same!(io::CLONED_BUFFERS, raw::io_uring_clone_buffers { src_fd, flags, src_off, dst_off, nr });
    same!(io::MEMORY_REGION, raw::io_uring_mem_region_reg { region_uptr, flags });
}
