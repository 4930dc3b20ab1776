//! What calls on memory say that no kind can.

use super::decoder::{Decoder, Place, Scope};
use super::errno;
use super::kind::{Kind, Phase, Ref, Repr};
use super::set::Radix;

/// The length of a page, in bytes.
const PAGE: u64 = 4096;

/// Which pages are in memory, a number for each, as mincore told.
pub fn resident(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// Its lowest bit; the others are reserved.
    const BYTE: Kind = Kind::Own(Repr::U8, Phase::Exit, |decoder, place| {
        decoder.sink.number(place.value(decoder.abi) & 1, Radix::Decimal);
    });
    let addr = place.value(decoder.abi);
    let pages = decoder.args[1].div_ceil(PAGE);
    if decoder.failed() && pages > 0 {
        return decoder.sink.address(addr);
    }
    decoder.array(&BYTE, addr, pages, Scope::Call);
}

/// The offset of mmap2, which counts pages.
pub fn page_offset(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let pages = Repr::U32.narrow(place.value(decoder.abi), decoder.abi);
    decoder.sink.number(pages.wrapping_mul(PAGE), Radix::Hex);
}

/// What move_pages told of each page: its node, or an error.
pub const PAGE_STATUS: Kind = Kind::Own(Repr::I32, Phase::Exit, page_status);

/// The array of what it told of no pages.
pub fn no_status(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.array(&PAGE_STATUS, place.value(decoder.abi), 0, Scope::Call);
}

fn page_status(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let status = place.value(decoder.abi);
    match i32::try_from((status as i64).wrapping_neg()).ok().and_then(errno::name) {
        Some(name) => decoder.sink.signed_expression(status as i64, format_args!("-{name}")),
        None => decoder.sink.number(status, Radix::Signed),
    }
}

/// A mask of nodes, in words; the number of its bits is the argument after it.
fn nodes(decoder: &mut Decoder<'_>, place: Place<'_>, bits: Ref) {
    const WORD: Kind = Kind::Own(Repr::Ulong, Phase::Entry, |decoder, place| {
        let columns = 2 * decoder.abi.word().size() as u8;
        decoder.sink.number(place.value(decoder.abi), Radix::Columns(columns));
    });
    let addr = place.value(decoder.abi);
    let bits_of_word = 8 * decoder.abi.word().size() as u64;
    let bits = decoder.value(bits, Scope::Call);
    // None, and more than can be.
    if bits == 1 || bits > u64::MAX - bits_of_word || (decoder.failed() && bits > 0) {
        return decoder.sink.address(addr);
    }
    decoder.array(&WORD, addr, bits.saturating_sub(1).div_ceil(bits_of_word), Scope::Call);
}

/// A mask of nodes whose number of bits is the second argument.
pub fn nodes_by_second(decoder: &mut Decoder<'_>, place: Place<'_>) {
    nodes(decoder, place, Ref(1));
}

/// A mask of nodes whose number of bits is the third argument.
pub fn nodes_by_third(decoder: &mut Decoder<'_>, place: Place<'_>) {
    nodes(decoder, place, Ref(2));
}

/// A mask of nodes whose number of bits is the fifth argument.
pub fn nodes_by_fifth(decoder: &mut Decoder<'_>, place: Place<'_>) {
    nodes(decoder, place, Ref(4));
}
