//! The console and its keyboard (ioctl_console(2)).

use super::text::Letter;
use super::{GET_INT, NONE, Row};
use crate::decode::decoder::{Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Phase, Ref, Repr};
use crate::decode::set::Radix;
use crate::decode::sets::console::*;
use crate::decode::sink::{InHex, Style};
use crate::decode::structs::console::*;

/// A character by its code; from UNI_DIRECT_BASE on by its place in the font.
pub fn unicode(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const DIRECT: u64 = 0xf000;
    const MASK: u64 = 0x1ff;
    let value = place.value(decoder.abi);
    if value & !MASK == DIRECT {
        return decoder.sink.named(value, format_args!("UNI_DIRECT_BASE+{}", InHex(value & MASK)));
    }
    decoder.sink.number(value, Radix::Hex);
}

/// A kind in a word of the argument itself.
const fn word(kind: &'static Kind) -> Kind {
    As(Repr::Ulong, kind)
}

const SET_LED: Kind = As(Repr::U8, &Of(&LEDS));
const MAP: Kind = Own(Repr::Ulong, Phase::Entry, map);
const UNICODE_MAPPING: Kind = Array(&Own(Repr::U16, Phase::Entry, unicode), Len::Is(256));
const COLOURS: Kind = Own(Repr::Ulong, Phase::Entry, colours);
const FONT_DATA: Kind = Own(Repr::Ulong, Phase::Entry, font);

/// The console.
pub static ROWS: &[Row] = &[
    ("GIO_CMAP", Ahead(&Out(&COLOURS))),
    ("GIO_FONT", Ahead(&Out(&FONT_DATA))),
    ("GIO_FONTX", Turns(&At(&Struct(&CONSOLE_FONT_IN)), &At(&Struct(&CONSOLE_FONT)))),
    ("GIO_SCRNMAP", Ahead(&Out(&MAP))),
    ("GIO_UNIMAP", InOut(&UNICODE_MAP_OUT)),
    ("GIO_UNISCRNMAP", Ahead(&Out(&UNICODE_MAPPING))),
    ("KDDISABIO", NONE),
    ("KDENABIO", NONE),
    ("KDFONTOP", After(&At(&Struct(&FONT_OPERATION)), font_changes, font_after)),
    ("KDGETKEYCODE", InOut(&KEY_CODE)),
    ("KDGETLED", Ahead(&Out(&At(&SET_LED)))),
    ("KDGETMODE", Ahead(&Out(&At(&Of(&DISPLAY))))),
    ("KDGKBDIACR", Ahead(&Out(&At(&Struct(&ACCENTS))))),
    ("KDGKBDIACRUC", Ahead(&Out(&At(&Struct(&ACCENTS_UC))))),
    ("KDGKBENT", Both(key_entry)),
    ("KDGKBLED", Ahead(&Out(&At(&Own(Repr::U8, Phase::Exit, leds))))),
    ("KDGKBMETA", Ahead(&Out(&At(&Of(&META))))),
    ("KDGKBMODE", Ahead(&Out(&At(&As(Repr::I32, &Of(&KEYBOARD_MODE)))))),
    ("KDGKBSENT", InOut(&KEY_STRING)),
    ("KDGKBTYPE", Ahead(&Out(&At(&As(Repr::U8, &Of(&KEYBOARD)))))),
    ("KDKBDREP", Change(&At(&Struct(&REPEAT_RATE)))),
    ("KDMAPDISP", NONE),
    ("KDMKTONE", Own(Repr::Ulong, Phase::Entry, tone)),
    ("KDSETKEYCODE", At(&Struct(&KEY_CODE))),
    ("KDSETLED", SET_LED),
    ("KDSETMODE", word(&Of(&DISPLAY))),
    ("KDSIGACCEPT", word(&Signal)),
    ("KDSKBDIACR", At(&Struct(&ACCENTS))),
    ("KDSKBDIACRUC", At(&Struct(&ACCENTS_UC))),
    ("KDSKBENT", Own(Repr::Ulong, Phase::Entry, new_key_entry)),
    ("KDSKBLED", Own(Repr::U8, Phase::Entry, leds)),
    ("KDSKBMETA", word(&Of(&META))),
    ("KDSKBMODE", As(Repr::I32, &Of(&KEYBOARD_MODE))),
    ("KDSKBSENT", At(&Struct(&KEY_STRING))),
    ("KDUNMAPDISP", NONE),
    ("KIOCSOUND", Own(Repr::Ulong, Phase::Entry, sound)),
    ("PIO_CMAP", COLOURS),
    ("PIO_FONT", FONT_DATA),
    ("PIO_FONTRESET", NONE),
    ("PIO_FONTX", At(&Struct(&CONSOLE_FONT))),
    ("PIO_SCRNMAP", MAP),
    ("PIO_UNIMAP", At(&Struct(&UNICODE_MAP))),
    ("PIO_UNIMAPCLR", At(&Struct(&UNICODE_HINT))),
    ("PIO_UNISCRNMAP", UNICODE_MAPPING),
];

/// Virtual terminals (vt.h).
pub static VIRTUAL: &[Row] = &[
    ("VT_ACTIVATE", Ulong),
    ("VT_DISALLOCATE", Ulong),
    ("VT_GETHIFONTMASK", Out(&At(&As(Repr::U16, &Hex)))),
    ("VT_GETMODE", Out(&At(&Struct(&VT_MODES)))),
    ("VT_GETSTATE", Out(&At(&Struct(&VT_STATE)))),
    ("VT_LOCKSWITCH", NONE),
    ("VT_OPENQRY", GET_INT),
    ("VT_RELDISP", Ulong),
    ("VT_RESIZE", At(&Struct(&VT_SIZES))),
    ("VT_RESIZEX", At(&Struct(&VT_CONSIZE))),
    ("VT_SENDSIG", NONE),
    ("VT_SETACTIVATE", At(&Struct(&VT_ACTIVATE))),
    ("VT_SETMODE", At(&Struct(&VT_MODES))),
    ("VT_UNLOCKSWITCH", NONE),
    ("VT_WAITACTIVE", Ulong),
    ("VT_WAITEVENT", Change(&At(&Struct(&VT_EVENTS)))),
];

/// The ticks of the PC's timer in a second, which the kernel takes for this.
const TICKS: u64 = 1_193_182;

/// A tone by its period in ticks.
fn sound(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let ticks = place.value(decoder.abi);
    decoder.sink.number(ticks, Radix::Decimal);
    if (1..=TICKS).contains(&ticks) {
        decoder.sink.gloss(format_args!("{} Hz", TICKS / ticks));
    } else {
        decoder.sink.gloss(format_args!("off"));
    }
}

/// The same in the lower half, and how long it lasts in the upper one.
fn tone(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let (ticks, duration) = (value & 0xffff, value >> 16 & 0xffff);
    match duration {
        0 => decoder.sink.number(ticks, Radix::Decimal),
        _ => decoder.sink.words(value, format_args!("{duration}<<16|{ticks}")),
    }
    if ticks > 0 && duration > 0 {
        decoder.sink.gloss(format_args!("{} Hz, {duration} ms", TICKS / ticks));
    } else {
        decoder.sink.gloss(format_args!("off"));
    }
}

/// Lights now in the lower half, and those by default in the upper one.
fn leds(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    if value & DEFAULTS == 0 {
        return decoder.sink.symbol(value, &LEDS);
    }
    decoder.sink.named(value, format_args!("{}", Leds(value)));
}

const DEFAULTS: u64 = 0x70;

/// Both halves by name, and what has none.
struct Leds(u64);

impl std::fmt::Display for Leds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (now, default, rest) = (self.0 & 7, self.0 >> 4 & 7, self.0 & !(DEFAULTS | 7));
        let mut bar = "";
        for (half, shift) in [(now, ""), (default, "<<4")] {
            for led in LEDS.constants().filter(|led| half & led.value != 0) {
                write!(f, "{bar}{}{shift}", led.name)?;
                bar = "|";
            }
        }
        if rest == 0 { Ok(()) } else { write!(f, "|{rest:#x}") }
    }
}

/// A key, and after the call what it is mapped to; text shows both even where what pointers lead to isn't wanted.
fn key_entry(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    decoder.detail.follow = true;
    match decoder.phase {
        Phase::Entry => decoder.begin(&KEY_ENTRY, addr),
        Phase::Exit => decoder.end(&KEY_ENTRY, addr),
    }
}

/// The same of a key and what it is to be mapped to.
fn new_key_entry(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const ENTRY: Kind = Struct(&KEY_ENTRY);
    decoder.detail.follow = true;
    decoder.behind(&ENTRY, place.value(decoder.abi), place.scope);
}

/// What a key is mapped to.
pub fn keysym(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// Types of which the value is a letter.
    const LETTERS: [&str; 4] = ["KT_LATIN", "KT_META", "KT_LETTER", "KT_DEAD2"];
    let value = place.value(decoder.abi);
    decoder.sink.number(value, Radix::Hex);
    let (of, low) = (value >> 8, value as u8);
    match (KEYSYM.name(value), KEY_TYPE.name(of)) {
        (Some(name), _) => decoder.sink.gloss(format_args!("{name}")),
        (None, Some(of)) if LETTERS.contains(&of) => {
            decoder.sink.gloss(format_args!("K({of}, {})", Letter(low)));
        }
        (None, Some(of)) => decoder.sink.gloss(format_args!("K({of}, {})", InHex(low.into()))),
        (None, None) => decoder.sink.gloss(format_args!("K({}, {})", InHex(of), InHex(low.into()))),
    }
}

/// A function key, by what it is mapped to.
pub fn function(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// KT_FN
    const FUNCTION: u64 = 1 << 8;
    let value = place.value(decoder.abi);
    match KEYSYM.name(FUNCTION | value) {
        Some(name) => decoder.sink.named(value, format_args!("KVAL({name})")),
        None => decoder.sink.number(value, Radix::Hex),
    }
}

/// A map of characters, 256 bytes (E_TABSZ).
fn map(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.contents(place.value(decoder.abi), 256, Style::Hex);
}

/// 16 colours of three bytes.
fn colours(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.contents(place.value(decoder.abi), 48, Style::Hex);
}

/// 256 characters of 32 bytes.
fn font(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.contents(place.value(decoder.abi), 8192, Style::Hex);
}

/// The characters of a font, each 32 bytes, of which `charcount` says the number.
pub fn glyphs(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const GLYPH: u64 = 32;
    let count = decoder.value(Ref(0), place.scope).min(512);
    decoder.contents(place.value(decoder.abi), GLYPH * count, Style::Hex);
}

/// Pairs that the call has written.
pub fn later_glyphs(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const PAIR: Kind = Struct(&UNICODE_PAIR);
    let (addr, Scope::Fields(..)) = (place.value(decoder.abi), place.scope) else { return };
    if decoder.failed() {
        return decoder.sink.address(addr);
    }
    decoder.array(&PAIR, addr, decoder.value(Ref(0), place.scope), place.scope);
}

/// Whether the call gives a font, rather than takes one.
fn font_changes(decoder: &Decoder<'_>, addr: u64) -> bool {
    decoder.number_at(addr, Repr::U32).is_some_and(|operation| operation != 0)
}

fn font_after(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.becomes();
    decoder.structure(&FONT_RESULT, place.value(decoder.abi));
}

/// The characters of a font where the operation has the program give them.
pub fn font_to_set(decoder: &mut Decoder<'_>, place: Place<'_>) {
    font_of(decoder, place, 0);
}

/// The same where the call gives them.
pub fn font_got(decoder: &mut Decoder<'_>, place: Place<'_>) {
    font_of(decoder, place, 1);
}

/// Characters of 32 rows, each as many bytes as its width takes.
fn font_of(decoder: &mut Decoder<'_>, place: Place<'_>, operation: u64) {
    let [op, width, count] = [0, 2, 4].map(|at| decoder.value(Ref(at), place.scope));
    let addr = place.value(decoder.abi);
    if op == operation {
        decoder.contents(addr, 32 * width.div_ceil(8) * count, Style::Hex);
    } else {
        decoder.sink.address(addr);
    }
}
