//! Classic BPF: the codes of instructions, class by class, and what a socket filter can ask beside the packet
//! (linux/bpf_common.h, linux/filter.h; names that extended BPF gave to the codes that classic BPF has no use for:
//! linux/bpf.h).

use crate::decode::set::sets;

sets! {
    // BPF_LD, BPF_LDX.
    mixed LOAD "BPF_???" {
        one(0x07) { BPF_LD = 0, BPF_LDX = 1 }
        one(0x18) { BPF_W = 0, BPF_H = 0x08, BPF_B = 0x10, BPF_DW = 0x18 }
        one(0xe0) {
            BPF_IMM = 0, BPF_ABS = 0x20, BPF_IND = 0x40, BPF_MEM = 0x60, BPF_LEN = 0x80, BPF_MSH = 0xa0, BPF_XADD = 0xc0,
        }
    }
    // BPF_ST, BPF_STX.
    mixed STORE "BPF_???" {
        one(0x07) { BPF_ST = 2, BPF_STX = 3 }
    }
    mixed ALU "BPF_???" {
        one(0x07) { BPF_ALU = 4 }
        one(0x08) { BPF_K = 0, BPF_X = 0x08 }
        one(0xf0) {
            BPF_ADD = 0, BPF_SUB = 0x10, BPF_MUL = 0x20, BPF_DIV = 0x30, BPF_OR = 0x40, BPF_AND = 0x50, BPF_LSH = 0x60,
            BPF_RSH = 0x70, BPF_NEG = 0x80, BPF_MOD = 0x90, BPF_XOR = 0xa0, BPF_MOV = 0xb0, BPF_ARSH = 0xc0,
            BPF_END = 0xd0,
        }
    }
    mixed JMP "BPF_???" {
        one(0x07) { BPF_JMP = 5 }
        one(0x08) { BPF_K = 0, BPF_X = 0x08 }
        one(0xf0) {
            BPF_JA = 0, BPF_JEQ = 0x10, BPF_JGT = 0x20, BPF_JGE = 0x30, BPF_JSET = 0x40, BPF_JNE = 0x50, BPF_JSGT = 0x60,
            BPF_JSGE = 0x70, BPF_CALL = 0x80, BPF_EXIT = 0x90, BPF_JLT = 0xa0, BPF_JLE = 0xb0, BPF_JSLT = 0xc0,
            BPF_JSLE = 0xd0,
        }
    }
    mixed RET "BPF_???" {
        one(0x07) { BPF_RET = 6 }
        choice(0x18, "BPF_???") { BPF_K = 0, BPF_X = 0x08, BPF_A = 0x10 }
    }
    mixed MISC "BPF_???" {
        one(0x07) { BPF_MISC = 7 }
        choice(0xf8, "BPF_???") { BPF_TAX = 0, BPF_TXA = 0x80 }
    }
    one AD "SKF_AD_???" {
        SKF_AD_PROTOCOL = 0, SKF_AD_PKTTYPE = 4, SKF_AD_IFINDEX = 8, SKF_AD_NLATTR = 12, SKF_AD_NLATTR_NEST = 16,
        SKF_AD_MARK = 20, SKF_AD_QUEUE = 24, SKF_AD_HATYPE = 28, SKF_AD_RXHASH = 32, SKF_AD_CPU = 36,
        SKF_AD_ALU_XOR_X = 40, SKF_AD_VLAN_TAG = 44, SKF_AD_VLAN_TAG_PRESENT = 48, SKF_AD_PAY_OFFSET = 52,
        SKF_AD_RANDOM = 56, SKF_AD_VLAN_TPID = 60,
    }
}
