//! Input devices: input.h.

use crate::decode::ioctl::input::slots;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, U16 as SHORT};
use crate::decode::kind::When::Is;
use crate::decode::sets::input::*;
use crate::decode::structs::{HEX8, HEX16, structs};

structs! {
    INPUT_ID "input_id" { bustype: U16, vendor: U16, product: U16, version: U16 }
    AXIS "input_absinfo" {
        value: Uint, minimum: Uint, maximum: Full(&Uint), fuzz: Full(&Uint), flat: Full(&Uint), resolution: Full(&Uint),
    }
    /// As kernels had it before 2.6.31.
    AXIS_OLD "input_absinfo" {
        value: Uint, minimum: Uint, maximum: Full(&Uint), fuzz: Full(&Uint), flat: Full(&Uint),
    }
    KEYMAP_ENTRY "input_keymap_entry" {
        flags: U8, len: U8, index: Full(&U16), keycode: Full(&Of(&KEY)), scancode: Full(&Items(&HEX8, 32)),
    }
    FORCE_EFFECT "ff_effect" {
        kind = "type": As(SHORT, &Of(&FORCE)), id: I16, direction: U16,
        trigger: Full(&Struct(&FORCE_TRIGGER)), replay: Full(&Struct(&FORCE_REPLAY)),
        rumble: Full(&If(Is(kind, 0x50), &Union(&Struct(&RUMBLE)))),
        periodic: Full(&If(Is(kind, 0x51), &Union(&Struct(&PERIODIC)))),
        constant: Full(&If(Is(kind, 0x52), &Union(&Struct(&CONSTANT)))),
        ramp: Full(&If(Is(kind, 0x57), &Union(&Struct(&RAMP)))), all: Hidden(&Struct(&PERIODIC)),
    }
    FORCE_TRIGGER "ff_trigger" { button: U16, interval: U16 }
    FORCE_REPLAY "ff_replay" { length: U16, delay: U16 }
    ENVELOPE "ff_envelope" { attack_length: U16, attack_level: U16, fade_length: U16, fade_level: HEX16 }
    CONSTANT "ff_constant_effect" { level: I16, envelope: Struct(&ENVELOPE) }
    RAMP "ff_ramp_effect" { start_level: I16, end_level: I16, envelope: Struct(&ENVELOPE) }
    PERIODIC "ff_periodic_effect" {
        waveform: As(SHORT, &Of(&FORCE)), period: U16, magnitude: I16, offset: I16, phase: U16,
        envelope: Struct(&ENVELOPE), custom_len: Uint, custom_data: Addr,
    }
    RUMBLE "ff_rumble_effect" { strong_magnitude: U16, weak_magnitude: U16 }
    MULTITOUCH_SLOTS "input_mt_request_layout" {
        code: Of(&MULTITOUCH), values: Own(Block(0, 4), Entry, slots),
    }
}
