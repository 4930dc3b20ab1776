//! Disks, flash memory and what they are made of: hdreg.h, blkpg.h, blkzoned.h, blktrace_api.h, loop.h, sg.h, bsg.h,
//! mtd-abi.h, ubi-user.h.

use crate::decode::ioctl::storage::{answer, drive_answer, input, output, sense, ubi_name, ubi_renamed};
use crate::decode::ioctl::text::letter;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::{Entry, Exit};
use crate::decode::kind::Repr::{
    Block, Bytes, I32 as SINT32, OldDevice, U8 as BYTE, U16 as SHORT, U64 as WORD64, Ulong as ULONG,
};
use crate::decode::kind::When::{FullOr, In};
use crate::decode::kind::{Len, When};
use crate::decode::sets::storage::*;
use crate::decode::structs::{CHAR, HEX8, HEX16, HEX32, HEX64, POINTER64, structs};

/// The directions of SG_IO in which data is written: SG_DXFER_TO_DEV, SG_DXFER_TO_FROM_DEV.
const WRITES: &[u64] = &[-2i64 as u64, -4i64 as u64];
/// The one in which it is read.
const READS: &[u64] = &[-3i64 as u64];
const BOTH: &[u64] = &[-4i64 as u64];
/// Where it isn't said whether the call has succeeded.
const LATE_INT: Kind = Late(&Int);
const LATE_UINT: Kind = Late(&Uint);
const LATE_HEX: Kind = Late(&HEX32);

structs! {
    GEOMETRY "hd_geometry" { heads: U8, sectors: U8, cylinders: U16, start: Ulong }
    DRIVE_COMMAND "hd_drive_cmd_hdr" {
        command: As(BYTE, &Of(&ATA_COMMAND)), sector_number: U8, feature: U8, sector_count: U8,
    }
    DRIVE_ANSWER "hd_drive_cmd_hdr" {
        status: HEX8, error: U8, nsector: U8, sector_count: Hidden(&U8),
        buf: If(When::Some(&[sector_count]), &Own(Block(0, 1), Entry, drive_answer)),
    }
    PARTITION_ARGUMENT "blkpg_ioctl_arg" {
        op: Of(&BLKPG), flags: Int, datalen: Int, data: At(&Struct(&PARTITION)),
    }
    PARTITION "blkpg_partition" {
        start: I64, length: I64, pno: Int, devname: Chars(64), volname: Chars(64),
    }
    TRACE "blk_user_trace_setup" order(act_mask, buf_size, buf_nr, start_lba, end_lba, pid, name) {
        name: Out(&Chars(32)), act_mask: U16, buf_size: Uint, buf_nr: Uint, start_lba: U64, end_lba: U64, pid: Int,
    }
    ZONE_RANGE "blk_zone_range" { sector: U64, nr_sectors: U64 }

    LOOP_INFO "loop_info" {
        lo_number: Int, lo_device: Full(&As(OldDevice, &Device)), lo_inode: Full(&Ulong),
        lo_rdevice: Full(&As(OldDevice, &Device)), lo_offset: HEX32,
        lo_encrypt_type: If(FullOr(&[lo_encrypt_type]), &Of(&LOOP_ENCRYPTION)),
        lo_encrypt_key_size: If(FullOr(&[lo_encrypt_type]), &Uint), lo_flags: Of(&LOOP_FLAGS), lo_name: Chars(64),
        lo_encrypt_key: If(FullOr(&[lo_encrypt_type]), &Held(32, Len::Arg(lo_encrypt_key_size))),
        lo_init: Full(&Items(&As(ULONG, &Hex), 2)), reserved: Full(&Items(&HEX8, 4)),
    }
    LOOP_INFO64 "loop_info64" {
        lo_device: Full(&Device), lo_inode: Full(&U64), lo_rdevice: Full(&Device), lo_offset: HEX64,
        lo_sizelimit: Full(&U64), lo_number: Uint,
        lo_encrypt_type: If(FullOr(&[lo_encrypt_type]), &Of(&LOOP_ENCRYPTION)),
        lo_encrypt_key_size: If(FullOr(&[lo_encrypt_type]), &Uint), lo_flags: Of(&LOOP_FLAGS),
        lo_file_name: Chars(64), lo_crypt_name: If(FullOr(&[lo_encrypt_type]), &Chars(64)),
        lo_encrypt_key: If(FullOr(&[lo_encrypt_type]), &Held(32, Len::Arg(lo_encrypt_key_size))),
        lo_init: Full(&Items(&HEX64, 2)),
    }
    LOOP_CONFIG "loop_config" {
        fd: Fd, block_size: Uint, info: Struct(&LOOP_INFO64),
        __reserved: Spare(&HEX64, 8),
    }

    SCSI_ID "sg_scsi_id" {
        host_no: Int, channel: Int, scsi_id: HEX32, lun: Int, scsi_type: HEX32, h_cmd_per_lun: I16, d_queue_depth: I16,
        unused: Hidden(&Items(&Int, 2)),
    }
    REQUEST_INFO "sg_req_info" {
        req_state: CHAR, orphan: CHAR, sg_io_owned: CHAR, problem: CHAR, pack_id: Int,
        usr_ptr: Addr, duration: Uint, unused: Hidden(&Int),
    }
    /// `interface_id` is 'S'.
    SG_IO3 "sg_io_hdr" order(
        interface_id, dxfer_direction, cmd_len, cmdp, mx_sb_len, iovec_count, dxfer_len, timeout, flags, written, read,
        status, masked_status, msg_status, sb_len_wr, sbp, host_status, driver_status, resid, duration, info,
    ) {
        interface_id: Own(SINT32, Entry, letter), dxfer_direction: As(SINT32, &Of(&SG_DIRECTION)), cmd_len: U8,
        mx_sb_len: U8, iovec_count: U16, dxfer_len: Uint,
        written = "dxferp": If(In(dxfer_direction, WRITES), &Union(&Own(ULONG, Entry, output))),
        again: If(In(dxfer_direction, BOTH), &Union(&Again(&Own(ULONG, Entry, output)))),
        read = "dxferp": If(In(dxfer_direction, READS), &Union(&Own(ULONG, Exit, output))), dxferp: Hidden(&Addr),
        cmdp: Secret(Len::Arg(cmd_len)), sbp: Own(ULONG, Exit, sense), timeout: Uint, flags: Of(&SG_FLAGS),
        pack_id: Int, usr_ptr: Addr, status: Late(&HEX8), masked_status: Late(&HEX8), msg_status: Late(&HEX8),
        sb_len_wr: Late(&U8), host_status: Late(&As(SHORT, &Hex)), driver_status: Late(&As(SHORT, &Hex)), resid: LATE_INT,
        duration: LATE_UINT, info: Late(&Of(&SG_INFO)),
    }
    /// `guard` is 'Q'.
    SG_IO4 "sg_io_v4" order(
        guard, protocol, subprotocol, request_len, request, request_tag, request_attr, request_priority, request_extra,
        max_response_len, dout_iovec_count, dout_xfer_len, din_iovec_count, din_xfer_len, dout_xferp, timeout, flags,
        usr_ptr, written, response, din_xferp, driver_status, transport_status, device_status, retry_delay, info,
        duration, response_len, din_resid, dout_resid, generated_tag,
    ) {
        guard: Own(SINT32, Entry, letter), protocol: Of(&BSG_PROTOCOL), subprotocol: Of(&BSG_SUBPROTOCOL),
        request_len: Uint, request: As(WORD64, &Secret(Len::Arg(request_len))), request_tag: HEX64,
        request_attr: Uint, request_priority: Uint, request_extra: Uint, max_response_len: Uint,
        response: Own(WORD64, Exit, answer), dout_iovec_count: Uint, dout_xfer_len: Uint, din_iovec_count: Uint,
        din_xfer_len: Uint, dout_xferp: Own(WORD64, Entry, output), din_xferp: Own(WORD64, Exit, input), timeout: Uint,
        flags: Of(&BSG_FLAGS), usr_ptr: POINTER64, spare_in: Hidden(&Uint), driver_status: LATE_HEX,
        transport_status: LATE_HEX, device_status: LATE_HEX, retry_delay: LATE_UINT, info: Late(&Of(&SG_INFO)),
        duration: LATE_UINT, written = "response_len": Late(&Union(&Uint)), response_len: LATE_UINT,
        din_resid: LATE_INT, dout_resid: LATE_INT, generated_tag: Late(&HEX64), spare_out: Hidden(&Uint),
        padding: Hidden(&Uint),
    }

    MTD_INFO "mtd_info_user" {
        kind = "type": As(BYTE, &Of(&MTD_TYPE)), flags: Of(&MTD_FLAGS), size: HEX32, erasesize: HEX32,
        writesize: HEX32, oobsize: HEX32, padding: HEX64,
    }
    ERASE_INFO "erase_info_user" { start: HEX32, length: HEX32 }
    ERASE_INFO64 "erase_info_user64" { start: HEX64, length: HEX64 }
    OOB_BUFFER "mtd_oob_buf" { start: HEX32, length: HEX32, ptr: Addr }
    OOB_BUFFER64 "mtd_oob_buf64" { start: HEX64, pad: Hidden(&Uint), length: HEX32, usr_ptr: POINTER64 }
    MTD_WRITE "mtd_write_req" {
        start: HEX64, len: HEX64, ooblen: HEX64, usr_data: POINTER64, usr_oob: POINTER64, mode: As(BYTE, &Of(&MTD_OPERATION)),
        padding: Hidden(&Items(&U8, 7)),
    }
    MTD_READ "mtd_read_req" order(start, len, ooblen, usr_data, usr_oob, mode, ecc_stats) {
        start: HEX64, len: Again(&HEX64), ooblen: HEX64, usr_data: POINTER64, usr_oob: POINTER64,
        mode: As(BYTE, &Of(&MTD_OPERATION)), padding: Items(&U8, 7), ecc_stats: Out(&Struct(&READ_STATS)),
    }
    READ_STATS "mtd_read_req_ecc_stats" { uncorrectable_errors: Uint, corrected_bitflips: Uint, max_bitflips: Uint }
    OTP_INFO "otp_info" { start: HEX32, length: HEX32, locked: Uint }
    REGION_INFO "region_info_user" order(regionindex, offset, erasesize, numblocks) {
        offset: Out(&HEX32), erasesize: Out(&HEX32), numblocks: Out(&HEX32), regionindex: HEX32,
    }
    OOB_INFO "nand_oobinfo" {
        useecc: Of(&MTD_ECC), eccbytes: HEX32, oobfree: Items(&Items(&HEX32, 2), 8), eccpos: Items(&HEX32, 32),
    }
    ECC_LAYOUT "nand_ecclayout_user" {
        eccbytes: HEX32, eccpos: Items(&HEX32, 64), oobavail: HEX32, oobfree: Items(&Struct(&OOB_FREE), 8),
    }
    OOB_FREE "nand_oobfree" { offset: HEX32, length: HEX32 }
    ECC_STATS "mtd_ecc_stats" { corrected: HEX32, failed: HEX32, badblocks: HEX32, bbtblocks: HEX32 }

    UBI_CREATE "ubi_mkvol_req" {
        vol_id: Int, alignment: Int, bytes: I64, vol_type: As(BYTE, &Of(&UBI_VOLUME)), flags: As(BYTE, &Of(&UBI_FLAGS)),
        name_len: I16, padding2: Hidden(&Uint), name: Own(Bytes(128), Entry, ubi_name),
    }
    UBI_RESIZE "ubi_rsvol_req" packed(X86_64, X32, I386, Aarch64, Arm) { bytes: I64, vol_id: Int }
    UBI_RENAME "ubi_rnvol_req" { count: Int, padding: Hidden(&Items(&U8, 12)), ents: Own(Bytes(4352), Entry, ubi_renamed) }
    UBI_RENAMED "ubi_rnvol_req" {
        vol_id: Int, name_len: I16, padding2: Hidden(&Items(&U8, 2)), name: Own(Bytes(128), Entry, ubi_name),
    }
    UBI_ATTACH "ubi_attach_req" {
        ubi_num: Int, mtd_num: Int, vid_hdr_offset: Int, max_beb_per1024: I16, padding: Hidden(&Items(&U8, 10)),
    }
    UBI_CHANGE "ubi_leb_change_req" {
        lnum: Int, bytes: Int, dtype: As(BYTE, &Of(&UBI_DATA)), padding: Hidden(&Items(&U8, 7)),
    }
    UBI_MAP "ubi_map_req" { lnum: Int, dtype: As(BYTE, &Of(&UBI_DATA)), padding: Hidden(&Items(&U8, 3)) }
    UBI_SET_PROPERTY "ubi_set_vol_prop_req" {
        property: As(BYTE, &Of(&UBI_PROPERTY)), padding: Hidden(&Items(&U8, 7)), value: HEX64,
    }
    NVME_COMMAND "nvme_passthru_cmd" {
        opcode: HEX8, flags: HEX8, rsvd1: Hidden(&U16), nsid: HEX32, cdw2: HEX32, cdw3: HEX32, metadata: POINTER64,
        addr: POINTER64, metadata_len: Uint, data_len: Uint, cdw10: HEX32, cdw11: HEX32, cdw12: HEX32, cdw13: HEX32,
        cdw14: HEX32, cdw15: HEX32, timeout_ms: Uint, result: Out(&HEX32),
    }
    NVME_COMMAND64 "nvme_passthru_cmd64" {
        opcode: HEX8, flags: HEX8, rsvd1: Hidden(&U16), nsid: HEX32, cdw2: HEX32, cdw3: HEX32, metadata: POINTER64,
        addr: POINTER64, metadata_len: Uint, data_len: Uint, cdw10: HEX32, cdw11: HEX32, cdw12: HEX32, cdw13: HEX32,
        cdw14: HEX32, cdw15: HEX32, timeout_ms: Uint, rsvd2: Hidden(&Uint), result: Out(&HEX64),
    }
    NVME_IO "nvme_user_io" {
        opcode: HEX8, flags: HEX8, control: HEX16, nblocks: U16, rsvd: Hidden(&U16), metadata: POINTER64, addr: POINTER64,
        slba: U64, dsmgmt: HEX32, reftag: HEX32, apptag: HEX16, appmask: HEX16,
    }
    RESERVATION "pr_reservation" { key: HEX64, kind = "type": Of(&RESERVED_FOR), flags: Of(&RESERVATION_FLAGS) }
    REGISTRATION "pr_registration" {
        old_key: HEX64, new_key: HEX64, flags: Of(&RESERVATION_FLAGS), pad = "__pad": Hidden(&Uint),
    }
    PREEMPTION "pr_preempt" {
        old_key: HEX64, new_key: HEX64, kind = "type": Of(&RESERVED_FOR), flags: Of(&RESERVATION_FLAGS),
    }
    RESERVATION_CLEARED "pr_clear" { key: HEX64, flags: Of(&RESERVATION_FLAGS), pad = "__pad": Hidden(&Uint) }
}
