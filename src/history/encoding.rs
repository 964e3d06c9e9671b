//! Encoding: a [`Value`] as few bytes, exactly. What is decoded is what was encoded.
//!
//! Instants as JavaScript writes them take five bytes instead of twenty. The keys of maps and the short texts within
//! lists and maps are written once and then referred to: a history repeats few words often.

use super::dictionary::Dictionary;
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const INT: u8 = 3;
const FLOAT: u8 = 4;
const TEXT: u8 = 5;
const INSTANT: u8 = 6;
const LIST: u8 = 7;
const MAP: u8 = 8;
const WORD: u8 = 9;

/// Words are short, and there are only so many of them.
const WORD_BYTES: usize = 48;
const WORDS: usize = 1 << 16;

/// Writes a value; `words` are those it may refer to.
pub(super) fn encode(value: &Value, words: &mut Dictionary, out: &mut Vec<u8>) {
    match value {
        Value::Text(text) => match canonical_instant(text) {
            Some(at) => {
                out.push(INSTANT);
                signed(at.unix(), out);
            }
            None => {
                out.push(TEXT);
                sized(text, out);
            }
        },
        other => encode_inner(other, words, out),
    }
}

/// As [`encode`], but a text that is short becomes a word.
fn encode_inner(value: &Value, words: &mut Dictionary, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.push(NULL),
        Value::Bool(flag) => out.push(if *flag { TRUE } else { FALSE }),
        Value::Int(n) => {
            out.push(INT);
            signed(*n, out);
        }
        Value::Float(x) => {
            out.push(FLOAT);
            out.extend_from_slice(&x.to_bits().to_le_bytes());
        }
        Value::Text(text) => match word(text, words) {
            Some(code) if canonical_instant(text).is_none() => {
                out.push(WORD);
                unsigned(u64::from(code), out);
            }
            _ => encode(value, words, out),
        },
        Value::List(items) => {
            out.push(LIST);
            unsigned(items.len() as u64, out);
            items.iter().for_each(|item| encode_inner(item, words, out));
        }
        Value::Map(entries) => {
            out.push(MAP);
            unsigned(entries.len() as u64, out);
            for (key, value) in entries {
                encode_inner(&Value::Text(key.clone()), words, out);
                encode_inner(value, words, out);
            }
        }
    }
}

/// Reads a value back; none if the bytes are not those of one.
pub(super) fn decode(bytes: &[u8], words: &Dictionary) -> Option<Value> {
    Reader { bytes, words }.value()
}

/// The instant that these bytes are the encoding of, if they are that of one.
pub(super) fn decoded_instant(bytes: &[u8]) -> Option<Instant> {
    let (tag, rest) = bytes.split_first()?;
    (*tag == INSTANT).then_some(())?;
    Instant::from_unix(Reader { bytes: rest, words: &Dictionary::default() }.signed()?)
}

fn word(text: &str, words: &mut Dictionary) -> Option<u32> {
    (text.len() <= WORD_BYTES && words.len() < WORDS).then(|| words.code_of(text.as_bytes()))?
}

/// The instant of a text that is written as [`Instant`] writes itself, so that it comes back the same.
fn canonical_instant(text: &str) -> Option<Instant> {
    let looks_so = text.len() == 20 && text.ends_with('Z') && text.as_bytes().get(4) == Some(&b'-');
    Instant::parse(text).filter(|at| looks_so && at.to_string() == text)
}

fn unsigned(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Small numbers of either sign take few bytes.
fn signed(n: i64, out: &mut Vec<u8>) {
    unsigned((n << 1 ^ n >> 63) as u64, out);
}

fn sized(text: &str, out: &mut Vec<u8>) {
    unsigned(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

struct Reader<'a> {
    bytes: &'a [u8],
    words: &'a Dictionary,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Option<Value> {
        Some(match *self.take(1)?.first()? {
            NULL => Value::Null,
            FALSE => Value::Bool(false),
            TRUE => Value::Bool(true),
            INT => Value::Int(self.signed()?),
            FLOAT => Value::Float(f64::from_bits(u64::from_le_bytes(self.take(8)?.try_into().ok()?))),
            INSTANT => Value::Text(Instant::from_unix(self.signed()?)?.to_string()),
            TEXT => {
                let length = self.unsigned()? as usize;
                Value::Text(std::str::from_utf8(self.take(length)?).ok()?.to_owned())
            }
            WORD => {
                let code = u32::try_from(self.unsigned()?).ok()?;
                Value::Text(std::str::from_utf8(self.words.get(code)?).ok()?.to_owned())
            }
            LIST => (0..self.unsigned()?).map(|_| self.value()).collect::<Option<_>>().map(Value::List)?,
            MAP => (0..self.unsigned()?).map(|_| self.entry()).collect::<Option<BTreeMap<_, _>>>().map(Value::Map)?,
            _ => return None,
        })
    }

    fn entry(&mut self) -> Option<(String, Value)> {
        match self.value()? {
            Value::Text(key) => Some((key, self.value()?)),
            _ => None,
        }
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let n = self.unsigned()?;
        Some((n >> 1) as i64 ^ -((n & 1) as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Values of every kind, floats that are whole or not a number among them.
    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            any::<f64>().prop_map(Value::Float),
            ".{0,80}".prop_map(Value::Text),
            (0..4_000_000_000_i64).prop_map(|at| Value::Text(Instant::from_unix(at).unwrap().to_string())),
            "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z".prop_map(Value::Text),
        ];
        leaf.prop_recursive(4, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
                prop::collection::btree_map(".{0,6}", inner, 0..6).prop_map(Value::Map),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_decoded_is_what_was_encoded(value in values()) {
            let (mut words, mut out) = (Dictionary::default(), Vec::new());
            encode(&value, &mut words, &mut out);
            let back = decode(&out, &words);
            prop_assert_eq!(format!("{back:?}"), format!("{:?}", Some(value)));
        }
    }
}
