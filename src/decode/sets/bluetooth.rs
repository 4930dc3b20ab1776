//! Bluetooth: the kernel's net/bluetooth headers (hci.h, hci_sock.h, rfcomm.h), of which none is made for programs.

use crate::decode::set::sets;

sets! {
    shifted DEVICE "1<<HCI_???" {
        HCI_UP = 0, HCI_INIT = 1, HCI_RUNNING = 2, HCI_PSCAN = 3, HCI_ISCAN = 4, HCI_AUTH = 5, HCI_ENCRYPT = 6,
        HCI_INQUIRY = 7, HCI_RAW = 8, HCI_RESET = 9,
    }
    one SCAN "SCAN_???" { SCAN_DISABLED = 0, SCAN_INQUIRY = 1, SCAN_PAGE = 2, SCAN_INQUIRY_PAGE = 3 }
    one SWITCH "AUTH_???" { AUTH_DISABLED = 0, AUTH_ENABLED = 1 }
    one CIPHER "ENCRYPT_???" { ENCRYPT_DISABLED = 0, ENCRYPT_P2P = 1, ENCRYPT_BOTH = 2 }
    bits POLICY "HCI_LP_???" { HCI_LP_RSWITCH = 1, HCI_LP_HOLD = 2, HCI_LP_SNIFF = 4, HCI_LP_PARK = 8 }
    bits LINK_MODE "HCI_LM_???" {
        HCI_LM_ACCEPT = 0x8000, HCI_LM_MASTER = 1, HCI_LM_AUTH = 2, HCI_LM_ENCRYPT = 4, HCI_LM_TRUSTED = 8,
        HCI_LM_RELIABLE = 0x10, HCI_LM_SECURE = 0x20, HCI_LM_FIPS = 0x40,
    }
    bits PACKETS "HCI_???" {
        HCI_2DH1 = 2, HCI_3DH1 = 4, HCI_DM1 = 8, HCI_DH1 = 0x10, HCI_HV1 = 0x20, HCI_HV2 = 0x40, HCI_HV3 = 0x80,
        HCI_2DH3 = 0x100, HCI_3DH3 = 0x200, HCI_DM3 = 0x400, HCI_DH3 = 0x800, HCI_2DH5 = 0x1000,
        HCI_3DH5 = 0x2000, HCI_DM5 = 0x4000, HCI_DH5 = 0x8000,
    }
    one LINK "???_LINK" {
        SCO_LINK = 0, ACL_LINK = 1, ESCO_LINK = 2, LE_LINK = 0x80, CIS_LINK = 0x82, BIS_LINK = 0x83, PA_LINK = 0x84,
    }
    one BUS "HCI_???" {
        HCI_VIRTUAL = 0, HCI_USB = 1, HCI_PCCARD = 2, HCI_UART = 3, HCI_RS232 = 4, HCI_PCI = 5, HCI_SDIO = 6,
        HCI_SPI = 7, HCI_I2C = 8, HCI_SMD = 9, HCI_VIRTIO = 10, HCI_IPC = 11,
    }
    bits INQUIRY "IREQ_???" { IREQ_CACHE_FLUSH = 1 }
    one STATE "BT_???" {
        BT_CONNECTED = 1, BT_OPEN = 2, BT_BOUND = 3, BT_LISTEN = 4, BT_CONNECT = 5, BT_CONNECT2 = 6, BT_CONFIG = 7,
        BT_DISCONN = 8, BT_CLOSED = 9,
    }
    shifted RFCOMM_DEVICE "1<<RFCOMM_???" {
        RFCOMM_REUSE_DLC = 0, RFCOMM_RELEASE_ONHUP = 1, RFCOMM_HANGUP_NOW = 2, RFCOMM_TTY_ATTACHED = 3,
    }
}
