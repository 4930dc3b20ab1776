//! All bytes that a call has read or written, in hex and as text (`-e read=`, `-e write=`).

use super::{Choice, Way};
use crate::decode::driver::Call;
use crate::event::{Outcome, Tracee};
use std::io::Write;

/// Bytes in a row.
const ROW: usize = 16;

/// Bytes that are read from the tracee at once.
const CHUNK: usize = 64 * 1024;

/// The most parts that a vector has (UIO_MAXIOV), and the most messages in a call.
const MAX_PARTS: u64 = 1024;

/// Where a call's bytes are.
enum Bytes {
    /// At the second argument: as many as were transferred, or as the third says.
    Plain,
    /// In the vector at the second argument; the third says how many parts it has.
    Vector,
    /// In the message at the second argument.
    Message,
    /// In the messages at the second argument; the result says how many.
    Messages,
}

fn shape(name: &str) -> Option<(Way, Bytes)> {
    Some(match name {
        "read" | "pread64" | "recv" | "recvfrom" | "mq_timedreceive" | "mq_timedreceive_time64" => {
            (Way::In, Bytes::Plain)
        }
        "readv" | "preadv" | "preadv2" => (Way::In, Bytes::Vector),
        "recvmsg" => (Way::In, Bytes::Message),
        "recvmmsg" | "recvmmsg_time64" => (Way::In, Bytes::Messages),
        "write" | "pwrite64" | "send" | "sendto" | "mq_timedsend" | "mq_timedsend_time64" => {
            (Way::Out, Bytes::Plain)
        }
        "writev" | "pwritev" | "pwritev2" | "vmsplice" => (Way::Out, Bytes::Vector),
        "sendmsg" => (Way::Out, Bytes::Message),
        "sendmmsg" => (Way::Out, Bytes::Messages),
        _ => return None,
    })
}

/// Appends the bytes of a call that has ended, where they are wanted.
pub fn dump(call: &Call, outcome: Outcome, choice: &dyn Choice, tracee: &dyn Tracee, out: &mut Vec<u8>) {
    let Some((way, bytes)) = shape(call.row.name) else { return };
    let result = match outcome {
        Outcome::Returned(result) => result,
        // The bytes were there to be written, whatever became of them. How many messages there were to send strace tells
        // from the result, and so runs on beyond them where that is an error.
        Outcome::Failed(_) if way == Way::Out && !matches!(bytes, Bytes::Messages) => 0,
        _ => return,
    };
    let [fd, addr, count, ..] = call.args;
    if !choice.dumps(fd as i32, way) {
        return;
    }
    // What is received is as long as the result says; what is sent is shown whole.
    let most = if way == Way::In { result.max(0) as u64 } else { u64::MAX };
    let dump = Dump { tracee, word: call.entry.abi.word().size() as u64 };
    match bytes {
        Bytes::Plain => dump.plain(addr, if way == Way::In { most } else { count }, out),
        Bytes::Vector => dump.vector(addr, count, most, out),
        Bytes::Message => dump.message(addr, most, out),
        Bytes::Messages => {
            let size = if dump.word == 8 { 64 } else { 32 };
            for i in 0..(result.max(0) as u64).min(MAX_PARTS) {
                let at = addr.wrapping_add(i * size);
                // The length of a message stands behind its header.
                let length = dump.number(at + size - dump.word, 4);
                let vectors = dump.number(at + 3 * dump.word, dump.word);
                // Writing to a Vec can't fail.
                _ = writeln!(out, " = {vectors} buffers in vector {i}");
                dump.message(at, if way == Way::In { length } else { u64::MAX }, out);
            }
        }
    }
}

struct Dump<'a> {
    tracee: &'a dyn Tracee,
    /// The size of a pointer in bytes.
    word: u64,
}

impl Dump<'_> {
    /// The number of this many bytes at `addr`; 0 where it can't be read.
    fn number(&self, addr: u64, size: u64) -> u64 {
        let mut raw = [0; 8];
        let there = self.tracee.read_exact(addr, &mut raw[..size as usize]);
        if there { u64::from_le_bytes(raw) } else { 0 }
    }

    /// `struct msghdr`: its vector stands behind the name and the name's length.
    fn message(&self, addr: u64, most: u64, out: &mut Vec<u8>) {
        let vector = self.number(addr.wrapping_add(2 * self.word), self.word);
        let count = self.number(addr.wrapping_add(3 * self.word), self.word);
        self.vector(vector, count, most, out);
    }

    fn vector(&self, addr: u64, count: u64, most: u64, out: &mut Vec<u8>) {
        let mut left = most;
        for i in 0..count.min(MAX_PARTS) {
            let at = addr.wrapping_add(2 * self.word * i);
            let base = self.number(at, self.word);
            let length = self.number(at.wrapping_add(self.word), self.word).min(left);
            left -= length;
            // As strace does: what stands behind an empty part isn't shown.
            if length == 0 {
                break;
            }
            _ = writeln!(out, " * {length} bytes in buffer {i}");
            self.plain(base, length, out);
        }
    }

    fn plain(&self, addr: u64, length: u64, out: &mut Vec<u8>) {
        let mut chunk = vec![0; CHUNK.min(length as usize)];
        let mut done = 0;
        while done < length {
            let wanted = chunk.len().min((length - done) as usize);
            let read = self.tracee.read(addr.wrapping_add(done), &mut chunk[..wanted]);
            for (i, row) in chunk[..read].chunks(ROW).enumerate() {
                line(done as usize + i * ROW, row, length as usize, out);
            }
            if read < wanted {
                return;
            }
            done += read as u64;
        }
    }
}

/// ` | 00010  74 75 ...  tuvwxyz          |`
fn line(offset: usize, row: &[u8], length: usize, out: &mut Vec<u8>) {
    // The offsets of one dump are all as wide as the last one.
    let digits = format!("{:x}", length.saturating_sub(1)).len().max(5);
    _ = write!(out, " | {offset:0digits$x} ");
    for i in 0..ROW {
        _ = match row.get(i) {
            Some(byte) => write!(out, " {byte:02x}"),
            None => write!(out, "   "),
        };
        if i == ROW / 2 - 1 {
            out.push(b' ');
        }
    }
    out.extend(b"  ");
    out.extend(
        (0..ROW).map(|i| row.get(i).map_or(b' ', |byte| if (32..127).contains(byte) { *byte } else { b'.' })),
    );
    out.extend(b" |\n");
}
