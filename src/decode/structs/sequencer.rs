//! The sequencer of sound: asequencer.h.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr::{I32 as SINT32, U8 as BYTE};
use crate::decode::kind::When::{Any, Some, Unlike};
use crate::decode::sets::sequencer::*;
use crate::decode::structs::sound::TIMER_ID;
use crate::decode::structs::{CHAR, HEX8, HEX32, structs};

const ADDRESS_OF: Kind = Struct(&ADDRESS);

structs! {
    ADDRESS "snd_seq_addr" { client: U8, port: U8 }
    REAL_TIME "snd_seq_real_time" { tv_sec: Uint, tv_nsec: Uint }
    SYSTEM "snd_seq_system_info" {
        queues: Int, clients: Int, ports: Int, channels: Int, cur_clients: Int, cur_queues: Int,
        reserved: Spare(&HEX8, 24),
    }
    RUNNING "snd_seq_running_info" {
        client: U8, big_endian: U8, cpu_mode: U8, pad: If(Some(&[pad]), &HEX8), reserved: Spare(&HEX8, 12),
    }
    CLIENT "snd_seq_client_info" {
        client: Int, kind = "type": As(SINT32, &Of(&CLIENT_TYPE)), name: Chars(64), filter: Of(&FILTER),
        multicast_filter: Raw(8), event_filter: Raw(32), num_ports: Int, event_lost: Int, card: Int,
        pid: Pid, midi_version: Of(&MIDI_VERSION), group_filter: HEX32, reserved: Spare(&HEX8, 48),
    }
    POOL "snd_seq_client_pool" {
        client: Int, output_pool: Int, input_pool: Int, output_room: Int, output_free: Int, input_free: Int,
        reserved: Spare(&HEX8, 64),
    }
    REMOVAL "snd_seq_remove_events" {
        remove_mode: Of(&REMOVE), tick = "time": If(Any(remove_mode, 0x40), &Union(&Uint)),
        time: If(Unlike(remove_mode, 0x40, 0x40), &Struct(&REAL_TIME)), queue: U8, dest: ADDRESS_OF, channel: U8, kind = "type": Int, tag: CHAR, reserved: Spare(&HEX32, 10),
    }
    PORT "snd_seq_port_info" {
        addr: ADDRESS_OF, name: Chars(64), capability: Of(&PORT_CAP), kind = "type": Of(&PORT_TYPE), midi_channels: Int,
        midi_voices: Int, synth_voices: Int, read_use: Int, write_use: Int, kernel: If(Some(&[kernel]), &Addr),
        flags: Of(&PORT_FLAGS), time_queue: U8, direction: As(BYTE, &Of(&DIRECTION)), ump_group: U8,
        reserved: Spare(&HEX8, 57),
    }
    QUEUE "snd_seq_queue_info" {
        queue: Int, owner: Int, bits = "": Bitfields(BYTE, &[("locked", 1)]), name: Chars(64), flags: Of(&QUEUE_FLAGS),
        reserved: Spare(&HEX8, 60),
    }
    QUEUE_STATUS "snd_seq_queue_status" {
        queue: Int, events: Int, tick: Uint, time: Struct(&REAL_TIME), running: Int, flags: HEX32,
        reserved: Spare(&HEX8, 64),
    }
    TEMPO "snd_seq_queue_tempo" {
        queue: Int, tempo: Uint, ppq: Int, skew_value: Uint, skew_base: Uint, tempo_base: U16,
        reserved: Spare(&HEX8, 22),
    }
    TIMER_ALSA "snd_seq_queue_timer.u.alsa" { id: Struct(&TIMER_ID), resolution: Uint }
    QUEUE_TIMER "snd_seq_queue_timer" {
        queue: Int, kind = "type": As(SINT32, &Of(&TIMER)), u: Struct(&TIMER_ALSA), reserved: Spare(&HEX8, 64),
    }
    QUEUE_CLIENT "snd_seq_queue_client" { queue: Int, client: Int, used: Int, reserved: Spare(&HEX8, 64) }
    SUBSCRIBED "snd_seq_port_subscribe" {
        sender: ADDRESS_OF, dest: ADDRESS_OF, voices: Uint, flags: Of(&SUBSCRIPTION), queue: U8, pad: Hidden(&Raw(3)),
        reserved: Spare(&HEX8, 64),
    }
    QUERIED "snd_seq_query_subs" {
        root: ADDRESS_OF, kind = "type": As(SINT32, &Of(&QUERY)), index: Int, num_subs: Out(&Int),
        addr: Out(&ADDRESS_OF), queue: Out(&U8), flags: Out(&Of(&SUBSCRIPTION)), reserved: Spare(&HEX8, 64),
    }
}
