//! The tape itself: what is written, and how. What a word means is the other half of `pkg/deciding.mjs`.

use super::kept::{Found, Kept};
use super::shapes::Shapes;
use serde::Serialize;
use std::fmt::{self, Display, Write};

/// The lowest three bits of a word say what the others are.
const KEPT: i32 = 0; // a slot
const TOLD: i32 = 1; // a slot, and the length of its text follows
const TEXT: i32 = 2; // the length of a text
const WHOLE: i32 = 3; // a whole number
const NUMBER: i32 = 4; // the two halves of a double follow
const LIST: i32 = 5; // how many values follow
const OBJECT: i32 = 6; // a shape; its values follow
const OTHER: i32 = 7; // one of these:

const NULL: i32 = 0; // and what JSON has no number for
const TRUE: i32 = 1;
const FALSE: i32 = 2;
const EMPTY: i32 = 3;
const BARE: i32 = 4; // an object without keys
const RECORD: i32 = 5; // how many keys with their values follow

const fn word(tag: i32, payload: i32) -> i32 {
    payload << 3 | tag
}

/// Which tape this is, and address and length of the texts.
const HEAD: usize = 3;

/// What a tape is written with.
#[derive(Debug, Default)]
pub(super) struct Writer {
    words: Vec<i32>,
    /// New texts, one after the other. Their lengths are in UTF-16 units, as the other side counts.
    text: String,
    kept: Kept,
    shapes: Shapes,
    written: i32,
    /// What is written into before it is known to be new.
    shown: String,
}

impl Writer {
    /// Writes an answer for a reader that has read the tape `read` last, and gives the tape's address.
    pub(super) fn write(&mut self, answer: &impl Serialize, read: i32) -> Result<usize, fmt::Error> {
        if read != self.written || read == 0 {
            self.kept.forget();
        }
        self.written = self.written.checked_add(1).unwrap_or(1);
        self.text.clear();
        self.words.clear();
        self.words.resize(HEAD, 0);
        answer.serialize(&mut *self)?;
        let head = [self.written, number(self.text.as_ptr() as usize)?, number(self.text.len())?];
        self.words.iter_mut().zip(head).for_each(|(word, value)| *word = value);
        Ok(self.words.as_ptr() as usize)
    }

    /// The keys of a shape.
    pub(super) fn keys(&self, shape: usize) -> Vec<String> {
        self.shapes.keys(shape)
    }

    fn push(&mut self, tag: i32, payload: usize) -> Result<(), fmt::Error> {
        self.words.push(word(tag, number(payload)?));
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), fmt::Error> {
        if text.is_empty() {
            self.words.push(word(OTHER, EMPTY));
            return Ok(());
        }
        match self.kept.find(text) {
            Found::There(slot) => return self.push(KEPT, slot),
            Found::New(slot) => {
                self.push(TOLD, slot)?;
                self.words.push(units(text)?);
            }
            Found::Nowhere => self.words.push(word(TEXT, units(text)?)),
        }
        self.text.push_str(text);
        Ok(())
    }

    /// A text that is yet to be put together.
    pub(super) fn shown(&mut self, value: &(impl Display + ?Sized)) -> Result<(), fmt::Error> {
        let mut text = std::mem::take(&mut self.shown);
        text.clear();
        write!(text, "{value}")?;
        let written = self.text(&text);
        self.shown = text;
        written
    }

    pub(super) fn null(&mut self) {
        self.words.push(word(OTHER, NULL));
    }

    pub(super) fn bool(&mut self, value: bool) {
        self.words.push(word(OTHER, if value { TRUE } else { FALSE }));
    }

    pub(super) fn whole(&mut self, value: i64) {
        match i32::try_from(value) {
            Ok(small) if small << 3 >> 3 == small => self.words.push(word(WHOLE, small)),
            _ => self.number(value as f64),
        }
    }

    pub(super) fn number(&mut self, x: f64) {
        if !x.is_finite() {
            return self.null();
        }
        let bits = x.to_bits();
        self.words.extend([word(NUMBER, 0), bits as i32, (bits >> 32) as i32]);
    }

    /// Begins a list or object.
    pub(super) fn open(&mut self, kind: Kind) -> Open<'_> {
        if kind == Kind::Record {
            self.words.push(word(OTHER, RECORD));
        }
        let at = self.words.len();
        self.words.push(0);
        Open { writer: self, kind, at, count: 0, shape: None }
    }
}

fn number(number: usize) -> Result<i32, fmt::Error> {
    i32::try_from(number).map_err(|_| fmt::Error)
}

fn units(text: &str) -> Result<i32, fmt::Error> {
    number(if text.is_ascii() { text.len() } else { text.encode_utf16().count() })
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    List,
    Object,
    /// An object whose keys are anybody's.
    Record,
}

/// A list or object that is being written.
pub(super) struct Open<'a> {
    writer: &'a mut Writer,
    kind: Kind,
    /// The word that waits for what is known at the end.
    at: usize,
    count: usize,
    shape: Option<usize>,
}

impl Open<'_> {
    /// Its next value.
    pub(super) fn add(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), fmt::Error> {
        self.count += 1;
        value.serialize(&mut *self.writer)
    }

    /// The name of the next value, where names are part of the shape.
    pub(super) fn field(&mut self, key: &'static str) {
        self.shape = Some(self.writer.shapes.step_by_field(self.shape, key));
    }

    /// The same of a name that only a map knows.
    pub(super) fn key(&mut self, key: &(impl Serialize + ?Sized)) -> Result<(), fmt::Error> {
        if self.kind == Kind::Record {
            return key.serialize(&mut *self.writer);
        }
        let mut next = Next { shapes: &mut self.writer.shapes, shape: self.shape };
        write!(next, "{}", Key(key))?;
        self.shape = next.shape;
        Ok(())
    }

    pub(super) fn close(self) -> Result<(), fmt::Error> {
        let word = match (self.kind, self.shape) {
            (Kind::List, _) => word(LIST, number(self.count)?),
            (Kind::Object, Some(shape)) => word(OBJECT, number(shape)?),
            (Kind::Object, None) => word(OTHER, BARE),
            (Kind::Record, _) => number(self.count)?,
        };
        self.writer.words.get_mut(self.at).map(|place| *place = word).ok_or(fmt::Error)
    }
}

/// A key, which serde hands over as any value: a formatter takes it if it is text, and writes it in one piece.
struct Key<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Display for Key<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

/// Where that piece goes.
struct Next<'a> {
    shapes: &'a mut Shapes,
    shape: Option<usize>,
}

impl Write for Next<'_> {
    fn write_str(&mut self, key: &str) -> fmt::Result {
        self.shape = Some(self.shapes.step(self.shape, key));
        Ok(())
    }
}
