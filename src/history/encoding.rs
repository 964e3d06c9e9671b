//! Encoding: a [`Value`] as few bytes, exactly. What is decoded is what was encoded.
//!
//! Instants as JavaScript writes them take five bytes instead of twenty. The keys of maps and the short texts within
//! lists and maps are written once and then referred to: a history repeats few words often.

use super::dictionary::Dictionary;
use crate::ticket::Kind;
use crate::time::Instant;
use crate::value::Value;
use chrono::NaiveDate;
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
/// The end of a list or map.
const END: u8 = 10;

/// No text of so few bytes is ever cut.
const PLAIN_BYTES: usize = 1 << 16;

/// Words are short, and there are only so many of them.
const WORD_BYTES: usize = 48;
const WORDS: usize = 1 << 16;

/// Writes values part by part, as they are read.
pub(super) struct Writer<'a> {
    pub(super) words: &'a mut Dictionary,
    pub(super) out: &'a mut Vec<u8>,
    /// How many lists and maps are open: texts within them become words.
    open: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(words: &'a mut Dictionary, out: &'a mut Vec<u8>) -> Self {
        Self { words, out, open: 0 }
    }

    pub(super) fn null(&mut self) {
        self.out.push(NULL);
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.out.push(if flag { TRUE } else { FALSE });
    }

    pub(super) fn whole(&mut self, n: i64) {
        self.out.push(INT);
        signed(n, self.out);
    }

    /// A number as [`Value`] has it, whole or not.
    pub(super) fn number(&mut self, number: &Value) {
        match number {
            Value::Int(n) => self.whole(*n),
            Value::Float(x) => {
                self.out.push(FLOAT);
                self.out.extend_from_slice(&x.to_bits().to_le_bytes());
            }
            _ => self.null(),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(at) = canonical_instant(text) {
            self.out.push(INSTANT);
            return signed(at.unix(), self.out);
        }
        let code = if self.open > 0 { word(text, self.words) } else { None };
        match code {
            Some(code) => {
                self.out.push(WORD);
                unsigned(u64::from(code), self.out);
            }
            None => {
                self.out.push(TEXT);
                unsigned(text.len() as u64, self.out);
                self.out.extend_from_slice(text.as_bytes());
            }
        }
    }

    pub(super) fn begin_list(&mut self) {
        self.open += 1;
        self.out.push(LIST);
    }

    /// Keys and values follow in turn.
    pub(super) fn begin_map(&mut self) {
        self.open += 1;
        self.out.push(MAP);
    }

    pub(super) fn end(&mut self) {
        self.open = self.open.saturating_sub(1);
        self.out.push(END);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(flag) => self.flag(*flag),
            Value::Int(_) | Value::Float(_) => self.number(value),
            Value::Text(text) => self.text(text),
            Value::List(items) => {
                self.begin_list();
                items.iter().for_each(|item| self.value(item));
                self.end();
            }
            Value::Map(entries) => {
                self.begin_map();
                for (key, value) in entries {
                    self.text(key);
                    self.value(value);
                }
                self.end();
            }
        }
    }
}

/// Writes a value; `words` are those it may refer to.
pub(super) fn encode(value: &Value, words: &mut Dictionary, out: &mut Vec<u8>) {
    Writer::new(words, out).value(value);
}

/// Reads a value back; none if the bytes are not those of one.
pub(super) fn decode(bytes: &[u8], words: &Dictionary) -> Option<Value> {
    Reader { bytes, words }.value()
}

/// Whether these bytes are a value of this kind that means just what it says; of the others some may.
pub(super) fn plain(bytes: &[u8], kind: Kind) -> bool {
    // A text neither begins nor ends with what could be trimmed, and is not so long that it would be cut.
    let blank = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_graphic());
    match (kind, bytes.split_first()) {
        (Kind::Bool, Some((tag, _))) => [FALSE, TRUE].contains(tag),
        (Kind::Int | Kind::Number, Some((tag, _))) => *tag == INT,
        (Kind::Instant, Some((tag, _))) => *tag == INSTANT,
        (Kind::Text, Some((&TEXT, rest))) => {
            let start = rest.iter().position(|byte| *byte < 0x80).map_or(0, |last| last + 1);
            rest.len() <= PLAIN_BYTES && !blank(rest.get(start)) && !blank(rest.last())
        }
        _ => false,
    }
}

/// The bytes of the text that these bytes are the encoding of, if they are plainly that of one.
pub(super) fn plain_text(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(&[TEXT])?;
    let length = rest.iter().position(|byte| *byte < 0x80)?;
    rest.get(length + 1..)
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
    let bytes: &[u8; 20] = text.as_bytes().try_into().ok()?;
    let shape = b"0000-00-00T00:00:00Z";
    let fits = |(byte, wanted): (&u8, &u8)| if *wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    bytes.iter().zip(shape).all(fits).then_some(())?;
    let number = |from: usize, to: usize| {
        bytes.get(from..to).map(|digits| digits.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0')))
    };
    let date = NaiveDate::from_ymd_opt(number(0, 4)?.cast_signed(), number(5, 7)?, number(8, 10)?)?;
    let time = date.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    Instant::from_unix(time.and_utc().timestamp())
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
            LIST => {
                let mut items = Vec::new();
                while !self.ends() {
                    items.push(self.value()?);
                }
                Value::List(items)
            }
            MAP => {
                let mut entries = BTreeMap::new();
                while !self.ends() {
                    let Value::Text(key) = self.value()? else { return None };
                    entries.insert(key, self.value()?);
                }
                Value::Map(entries)
            }
            _ => return None,
        })
    }

    /// Whether a list or map ends here; if so, behind its end.
    fn ends(&mut self) -> bool {
        let rest = self.bytes.strip_prefix(&[END]);
        self.bytes = rest.unwrap_or(self.bytes);
        rest.is_some()
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
