//! Snapshots: everything the watch remembers, as text that fits in a file, a database or a message.

use super::Memory;
use crate::error::{Place, Problem};

/// Of the format; the first character of every snapshot.
const VERSION: char = '3';
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn write(memory: &Memory) -> String {
    // Serializing plain data into memory does not fail.
    let bytes = postcard::to_allocvec(memory).unwrap_or_default();
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 5);
    text.push(VERSION);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let digit = bits >> (18 - 6 * place) & 63;
            text.push(char::from(DIGITS.get(digit as usize).copied().unwrap_or(b'A')));
        }
    }
    text
}

pub(super) fn read(text: &str) -> Result<Memory, Problem> {
    let bytes = text.strip_prefix(VERSION).and_then(decode);
    let memory = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
    memory.ok_or_else(|| {
        let message = "this is no snapshot of a watch, or one of another version";
        Problem::new("bad-snapshot", Place::path("snapshot"), message.to_owned())
            .help("pass what `snapshot()` gave, or nothing to begin anew")
    })
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for place in 0..4 {
            let digit = match chunk.get(place) {
                Some(byte) => DIGITS.iter().position(|known| known == byte)? as u32,
                None => 0,
            };
            bits = bits << 6 | digit;
        }
        bytes.extend(bits.to_be_bytes().into_iter().skip(1).take(chunk.len() - 1));
    }
    Some(bytes)
}
