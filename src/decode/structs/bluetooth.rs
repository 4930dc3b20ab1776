//! Bluetooth: the kernel's net/bluetooth headers, which are not made for programs: hci_sock.h, rfcomm.h, bnep.h, cmtp.h,
//! hidp.h.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{U8 as BYTE, U16 as SHORT};
use crate::decode::sets::bluetooth::*;
use crate::decode::structs::{HEX16, HEX32, structs};

const STATE_OF: Kind = As(SHORT, &Of(&STATE));
const ADDRESS: Kind = Hardware(6);

structs! {
    DEVICE_NUMBER "hci_dev_req" { dev_id: U16, dev_opt: Uint }
    DEVICE_FLAGS "hci_dev_req" { dev_id: U16, dev_opt: Of(&DEVICE) }
    DEVICE_SCAN "hci_dev_req" { dev_id: U16, dev_opt: Of(&SCAN) }
    DEVICE_AUTH "hci_dev_req" { dev_id: U16, dev_opt: Of(&SWITCH) }
    DEVICE_ENCRYPT "hci_dev_req" { dev_id: U16, dev_opt: Of(&CIPHER) }
    DEVICE_PACKETS "hci_dev_req" { dev_id: U16, dev_opt: Of(&PACKETS) }
    DEVICE_POLICY "hci_dev_req" { dev_id: U16, dev_opt: Of(&POLICY) }
    DEVICE_MODE "hci_dev_req" { dev_id: U16, dev_opt: Of(&LINK_MODE) }
    /// How long a packet may be, and how many there may be.
    DEVICE_MTU "hci_dev_req" { dev_id: U16, packets: U16, mtu: U16 }
    DEVICES_OF "hci_dev_list_req" { dev_num: U16 }
    DEVICES "hci_dev_list_req" { dev_num: U16, dev_req: Tail(&Struct(&DEVICE_FLAGS), Len::Arg(dev_num)) }
    DEVICE_STATISTICS "hci_dev_stats" {
        err_rx: Uint, err_tx: Uint, cmd_tx: Uint, evt_rx: Uint, acl_tx: Uint, acl_rx: Uint, sco_tx: Uint, sco_rx: Uint,
        byte_rx: Uint, byte_tx: Uint,
    }
    DEVICE_INFORMATION "hci_dev_info" {
        dev_id: U16, name: Out(&Chars(8)), bdaddr: Out(&ADDRESS), flags: Out(&Of(&DEVICE)),
        kind = "type": Out(&As(BYTE, &Of(&BUS))), features: Out(&Raw(8)), pkt_type: Out(&Of(&PACKETS)),
        link_policy: Out(&Of(&POLICY)), link_mode: Out(&Of(&LINK_MODE)), acl_mtu: Out(&U16), acl_pkts: Out(&U16),
        sco_mtu: Out(&U16), sco_pkts: Out(&U16), stat: Out(&Struct(&DEVICE_STATISTICS)),
    }
    CONNECTION "hci_conn_info" {
        handle: U16, bdaddr: ADDRESS, kind = "type": As(BYTE, &Of(&LINK)), out: U8, state: STATE_OF,
        link_mode: Of(&LINK_MODE),
    }
    CONNECTIONS_OF "hci_conn_list_req" { dev_id: U16, conn_num: U16 }
    CONNECTIONS "hci_conn_list_req" order(conn_num, conn_info) {
        dev_id: U16, conn_num: U16, conn_info: Tail(&Struct(&CONNECTION), Len::Arg(conn_num)),
    }
    CONNECTION_OF "hci_conn_info_req" {
        bdaddr: ADDRESS, kind = "type": As(BYTE, &Of(&LINK)), conn_info: Out(&Tail(&Struct(&CONNECTION), Len::Is(1))),
    }
    AUTHENTICATION "hci_auth_info_req" { bdaddr: ADDRESS, kind = "type": Again(&U8) }
    INQUIRY_OF "hci_inquiry_req" {
        dev_id: U16, flags: As(SHORT, &Of(&INQUIRY)), lap: Raw(3), length: U8, num_rsp: U8,
    }
    INQUIRED "hci_inquiry_req" order(num_rsp, inquiry_info) {
        dev_id: U16, flags: U16, lap: Raw(3), length: U8, num_rsp: U8,
        inquiry_info: Tail(&Struct(&FOUND), Len::Arg(num_rsp)),
    }
    FOUND "inquiry_info" packed(X86_64, X32, I386, Aarch64, Arm) {
        bdaddr: ADDRESS, pscan_rep_mode: U8, pscan_period_mode: U8, pscan_mode: U8, dev_class: Raw(3),
        clock_offset: HEX16,
    }

    RFCOMM_REQUEST "rfcomm_dev_req" {
        dev_id: I16, flags: Of(&RFCOMM_DEVICE), src: ADDRESS, dst: ADDRESS, channel: U8,
    }
    RFCOMM_ITEM "rfcomm_dev_info" {
        id: I16, flags: Of(&RFCOMM_DEVICE), state: STATE_OF, src: ADDRESS, dst: ADDRESS, channel: U8,
    }
    RFCOMM_INFORMATION "rfcomm_dev_info" {
        id: I16, flags: Out(&Of(&RFCOMM_DEVICE)), state: Out(&STATE_OF), src: Out(&ADDRESS), dst: Out(&ADDRESS),
        channel: Out(&U8),
    }
    RFCOMM_LIST_OF "rfcomm_dev_list_req" { dev_num: U16 }
    RFCOMM_LIST "rfcomm_dev_list_req" { dev_num: U16, dev_info: Tail(&Struct(&RFCOMM_ITEM), Len::Arg(dev_num)) }

    BNEP_ADD "bnep_connadd_req" { sock: Fd, flags: HEX32, role: HEX16, device: Again(&Chars(16)) }
    BNEP_DELETE "bnep_conndel_req" { flags: HEX32, dst: Hardware(6) }
    BNEP_ITEM "bnep_conninfo" { flags: HEX32, role: HEX16, state: STATE_OF, dst: Hardware(6), device: Chars(16) }
    BNEP_INFORMATION "bnep_conninfo" order(dst, flags, role, state, device) {
        flags: Out(&HEX32), role: Out(&HEX16), state: Out(&STATE_OF), dst: Hardware(6), device: Out(&Chars(16)),
    }
    BNEP_LIST_OF "bnep_connlist_req" { cnum: Uint, ci: Addr }
    BNEP_LIST "bnep_connlist_req" { cnum: Uint, ci: Array(&Struct(&BNEP_ITEM), Len::Arg(cnum)) }

    CMTP_ADD "cmtp_connadd_req" { sock: Fd, flags: HEX32 }
    CMTP_DELETE "cmtp_conndel_req" { bdaddr: ADDRESS, flags: HEX32 }
    CMTP_ITEM "cmtp_conninfo" { bdaddr: ADDRESS, flags: HEX32, state: STATE_OF, num: Int }
    CMTP_INFORMATION "cmtp_conninfo" { bdaddr: ADDRESS, flags: Out(&HEX32), state: Out(&STATE_OF), num: Out(&Int) }
    CMTP_LIST_OF "cmtp_connlist_req" { cnum: Uint, ci: Addr }
    CMTP_LIST "cmtp_connlist_req" { cnum: Uint, ci: Array(&Struct(&CMTP_ITEM), Len::Arg(cnum)) }

    HIDP_ADD "hidp_connadd_req" {
        ctrl_sock: Fd, intr_sock: Fd, parser: HEX16, rd_size: U16, rd_data: Secret(Len::Arg(rd_size)), country: U8,
        subclass: U8, vendor: HEX16, product: HEX16, version: HEX16, flags: HEX32, idle_to: Uint, name: Chars(128),
    }
}
