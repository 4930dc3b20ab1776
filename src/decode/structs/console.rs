//! The console and its keyboard: kd.h, vt.h.

use crate::decode::ioctl::console::{font_got, font_to_set, function, glyphs, keysym, later_glyphs};
use crate::decode::ioctl::text::letter;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{U8 as BYTE, U16 as SHORT, Ulong as ULONG};
use crate::decode::sets::console::*;
use crate::decode::structs::{HEX16, HEX32, structs};

const LETTER: Kind = Own(BYTE, Entry, letter);
const MAPPINGS: Kind = Array(&Struct(&UNICODE_PAIR), Len::Arg(crate::decode::kind::Ref(0)));

structs! {
    KEY_ENTRY "kbentry" {
        kb_table: As(BYTE, &Of(&KEY_TABLE)), kb_index: U8, kb_value: Out(&Own(SHORT, Entry, keysym)),
    }
    KEY_STRING "kbsentry" { kb_func: Own(BYTE, Entry, function), kb_string: Out(&Short(512)) }
    ACCENT "kbdiacr" { diacr: LETTER, base: LETTER, result: LETTER }
    ACCENTS "kbdiacrs" { kb_cnt: Uint, kbdiacr: Upto(&Struct(&ACCENT), 256, Len::Arg(kb_cnt)) }
    ACCENT_UC "kbdiacruc" { diacr: HEX32, base: HEX32, result: HEX32 }
    ACCENTS_UC "kbdiacrsuc" { kb_cnt: Uint, kbdiacruc: Upto(&Struct(&ACCENT_UC), 256, Len::Arg(kb_cnt)) }
    KEY_CODE "kbkeycode" { scancode: HEX32, keycode: Again(&HEX32) }
    REPEAT_RATE "kbd_repeat" { delay: Int, period: Int }
    UNICODE_PAIR "unipair" { unicode: HEX16, fontpos: HEX16 }
    UNICODE_MAP "unimapdesc" { entry_ct: U16, entries: MAPPINGS }
    UNICODE_MAP_OUT "unimapdesc" { entry_ct: Union(&U16), again: Late(&Again(&U16)), entries: Late(&Own(ULONG, Entry, later_glyphs)) }
    UNICODE_HINT "unimapinit" { advised_hashsize: U16, advised_hashstep: U16, advised_hashlevel: U16 }
    CONSOLE_FONT "consolefontdesc" { charcount: U16, charheight: U16, chardata: Own(ULONG, Entry, glyphs) }
    CONSOLE_FONT_IN "consolefontdesc" { charcount: U16, charheight: U16, chardata: Addr }
    FONT_OPERATION "console_font_op" {
        op: Of(&FONT), flags: Of(&FONT_FLAGS), width: Uint, height: Uint, charcount: Uint, data: Own(ULONG, Entry, font_to_set),
    }
    FONT_RESULT "console_font_op" {
        op: Hidden(&Uint), flags: Hidden(&Uint), width: Uint, height: Uint, charcount: Uint, data: Own(ULONG, Entry, font_got),
    }
    VT_MODES "vt_mode" {
        mode: As(BYTE, &Of(&VT_MODE)), waitv: U8, relsig: As(SHORT, &Signal), acqsig: As(SHORT, &Signal),
        frsig: As(SHORT, &Signal),
    }
    VT_STATE "vt_stat" { v_active: U16, v_signal: U16, v_state: HEX16 }
    VT_SIZES "vt_sizes" { v_rows: U16, v_cols: U16, v_scrollsize: U16 }
    VT_CONSIZE "vt_consize" { v_rows: U16, v_cols: U16, v_vlin: U16, v_clin: U16, v_vcol: U16, v_ccol: U16 }
    VT_EVENTS "vt_event" { event: Of(&VT_EVENT), oldev: Uint, newev: Uint, pad: Hidden(&Items(&Uint, 4)) }
    VT_ACTIVATE "vt_setactivate" { console: Uint, mode: Struct(&VT_MODES) }
}
