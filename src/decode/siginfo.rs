//! The siginfo of a signal that is about to be delivered.

use super::decoder::{At, Decoder, Detail, Place, Pool, Scope};
use super::kind::{Kind, Phase};
use super::sink::Sink;
use super::structs::siginfo::SIGINFO;
use crate::arch::Abi;
use crate::event::Outcome;
use crate::memory::Memory;

/// Says a siginfo that the tracer read: it has the layout of rtrace's own ABI, `abi`.
pub fn say(
    info: &[u8; 128],
    abi: Abi,
    detail: Detail,
    memory: &dyn Memory,
    sink: &mut dyn Sink,
    pool: &mut Pool,
) {
    static KIND: Kind = Kind::Struct(&SIGINFO);
    let outcome = Outcome::Returned(0);
    let phase = Phase::Exit;
    let mut decoder = Decoder {
        abi,
        memory,
        detail,
        phase,
        outcome,
        args: [0; 6],
        saved: [0; 6],
        left: 0,
        given: None,
        protocol: None,
        sink,
        pool,
    };
    decoder.show(&KIND, Place { at: At::Memory(info, 0), repr: KIND.repr(), scope: Scope::Call });
}
