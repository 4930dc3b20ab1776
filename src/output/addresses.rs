//! Addresses and their parts in strace's text: what C would make them with, or their bytes (`-X`).

use super::descriptors;
use super::palette::Part;
use super::quote;
use super::words::{Constants, Words};
use crate::decode::set::Set;
use crate::decode::sink::{Group, Seen, Sink};
use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

impl Words<'_> {
    /// `htons(80)`
    pub(super) fn in_network_order(&mut self, bits: u8, value: u64, set: Option<&'static Set>) {
        self.out().extend(match bits {
            16 => &b"htons("[..],
            64 => b"htobe64(",
            _ => b"htonl(",
        });
        match set {
            Some(set) => self.symbol(value, set),
            None => self.integer(value),
        }
        self.out().push(b')');
    }

    /// The same, but its bytes where constants are numbers.
    pub(super) fn part_of_address(&mut self, bits: u8, value: u64, set: Option<&'static Set>) {
        let size = usize::from(bits / 8).min(8);
        self.meant(&value.to_be_bytes()[8 - size..], |words| {
            words.by_name = true;
            words.in_network_order(bits, value, set);
            words.by_name = false;
        });
    }

    /// `htobs(L2CAP_PSM_SDP)`, `htobs(L2CAP_CID_DYN_START+1)`
    pub(super) fn htobs(&mut self, value: u64, set: Option<&'static Set>, from: Option<u64>) {
        self.out().extend(b"htobs(");
        match (set, from) {
            (None, _) => self.integer(value),
            (Some(set), None) => self.symbol(value, set),
            (Some(set), Some(from)) => self.counted(value, set, from),
        }
        self.out().push(b')');
    }

    /// `N0CALL-1`
    pub(super) fn ax25(&mut self, name: Seen<'_>, raw: Seen<'_>) {
        if self.constants() == Constants::Abbrev {
            return self.bytes(name);
        }
        let text = String::from_utf8_lossy(name.bytes);
        self.open(Group::Struct);
        self.field("ax25_call");
        self.bytes(raw);
        self.close(Group::Struct);
        self.gloss(format_args!("{text}"));
    }

    /// `if_nametoindex("lo")`
    pub(super) fn index_of_interface(&mut self, index: u32) {
        let mut name = Vec::new();
        if index == 0 || !self.tracee.interface(index, &mut name) {
            return self.integer(index);
        }
        let hex = self.manner.hex;
        self.with_meaning(
            |words| words.integer(index),
            |words| {
                words.out().extend(b"if_nametoindex(");
                quote::quote(&name, hex, words.out());
                words.out().push(b')');
            },
        );
    }

    /// `inet_addr("127.0.0.1")`, at the start of a field.
    pub(super) fn ipv4(&mut self, address: Ipv4Addr, field: &[u8]) {
        self.meant(field, |words| {
            words.out().extend(b"inet_addr(");
            words.quoted_as(|text| _ = write!(text, "{address}"));
            words.out().push(b')');
        });
    }

    /// `inet_pton(AF_INET6, "::1", &sin6_addr)`; in no field without its name.
    pub(super) fn ipv6(&mut self, field: &'static str, address: Ipv6Addr) {
        let within = !field.is_empty() && self.constants() == Constants::Abbrev;
        if within {
            self.separate();
        } else if !field.is_empty() {
            self.field(field);
        }
        self.meant(&address.octets(), |words| {
            words.out().extend(b"inet_pton(AF_INET6, ");
            words.quoted_as(|text| descriptors::inet6(address, text));
            if within {
                words.out().extend(b", &");
                words.line.paint(&words.manner.palette, Part::Field, field.as_bytes());
            }
            words.out().push(b')');
        });
    }
}
