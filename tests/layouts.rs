//! The structures of decode::structs, compared with the kernel's and the C library's: offsets and sizes on this
//! machine's ABI, and sizes on the others.

use rtrace::arch::Abi;
use rtrace::decode::structs::Struct;
use rtrace::decode::structs::{file, mount, poll, stat, time};

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
