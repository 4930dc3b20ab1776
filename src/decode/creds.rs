//! What calls on capabilities and groups say that no kind can.

use super::decoder::{Decoder, Place, Scope};
use super::kind::{Kind, Repr};
use super::sets::security::CAPABILITIES;
use super::sink::Group;

/// The version of the header with which there is one word of each set (_LINUX_CAPABILITY_VERSION_1); later ones have
/// two, the upper words behind all lower ones.
const LATER_VERSIONS: [u64; 2] = [0x2007_1026, 0x2008_0522];

/// The sets of capabilities that capget and capset pass.
pub fn capabilities(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    // Without a header that can be read, nobody knows how many.
    let header = decoder.number_at(decoder.args[0], Repr::U32);
    let Some(version) =
        header.filter(|_| decoder.number_at(decoder.args[0].wrapping_add(4), Repr::U32).is_some())
    else {
        return decoder.sink.address(addr);
    };
    let mut words = [0u64; 6];
    let count = if LATER_VERSIONS.contains(&version) { 6 } else { 3 };
    for (i, word) in words.iter_mut().enumerate().take(count) {
        match decoder.number_at(addr.wrapping_add(4 * i as u64), Repr::U32) {
            Some(value) if addr != 0 && decoder.detail.follow && !decoder.failed() => *word = value,
            _ => return decoder.sink.address(addr),
        }
    }
    decoder.sink.open(Group::Struct);
    for (i, name) in ["effective", "permitted", "inheritable"].into_iter().enumerate() {
        decoder.sink.field(name);
        decoder.sink.symbol(words[i] | words[i + 3] << 32, &CAPABILITIES);
    }
    decoder.sink.close(Group::Struct);
}

/// A list of groups, as many as `count`.
fn groups(decoder: &mut Decoder<'_>, place: Place<'_>, count: u64, kind: &'static Kind) {
    /// The most groups that a process can have (NGROUPS_MAX).
    const MOST: u64 = 65536;
    let addr = place.value(decoder.abi);
    if count > MOST || decoder.failed() {
        return decoder.sink.address(addr);
    }
    decoder.array(kind, addr, count, Scope::Call);
}

const GROUP: Kind = Kind::Gid;
const GROUP16: Kind = Kind::As(Repr::U16, &Kind::Gid);

/// The groups that setgroups takes.
pub fn groups_in(decoder: &mut Decoder<'_>, place: Place<'_>) {
    groups(decoder, place, decoder.args[0], &GROUP);
}

/// The same where ids have 16 bits.
pub fn groups16_in(decoder: &mut Decoder<'_>, place: Place<'_>) {
    groups(decoder, place, decoder.args[0], &GROUP16);
}

/// The groups that getgroups gave.
pub fn groups_out(decoder: &mut Decoder<'_>, place: Place<'_>) {
    groups(decoder, place, decoder.returned() as u64, &GROUP);
}

/// The same where ids have 16 bits.
pub fn groups16_out(decoder: &mut Decoder<'_>, place: Place<'_>) {
    groups(decoder, place, decoder.returned() as u64, &GROUP16);
}
