//! `Head`: a phrase that a lexicon looks for, and what its terms say where it stands in a text.
//!
//! Many terms begin alike (`"line {n} stopped"`, `"line {n} is down"`): the phrase up to `{n}` is looked for once, and the
//! identifier behind it is read once.

use crate::value::Value;
use std::borrow::Cow;

/// Where a term stands in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'t> {
    pub(super) term: &'t Term,
    pub(super) start: usize,
    pub(super) end: usize,
    /// There is a star or a number in it: a term that is written out is surer.
    pub(super) is_open: bool,
    /// What stands for `{n}`.
    number: Option<&'t str>,
}

/// What is looked for.
#[derive(Debug)]
pub(super) struct Head {
    length: usize,
    /// It starts or ends inside a word.
    open_start: bool,
    open_end: bool,
    pub(super) terms: Vec<Term>,
}

/// What stands behind a head, and what the whole stands for.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// The field by its number; fields are numbered in the order of their names.
    pub(super) field: usize,
    pub(super) value: Value,
    /// The term has `{n}`: an identifier must follow its head, then these folded words (often none).
    tail: Option<String>,
    /// What stands around each `{n}` of the value.
    around: Vec<String>,
}

impl Head {
    pub(super) fn new(phrase: &str) -> Self {
        let (open_start, open_end) = (!phrase.starts_with(' '), !phrase.ends_with(' '));
        Self { length: phrase.len(), open_start, open_end, terms: Vec::new() }
    }

    /// Adds what the terms come to where the head ends in a folded text.
    pub(super) fn hits<'t>(&'t self, folded: &'t str, end: usize, hits: &mut Vec<Hit<'t>>) {
        let start = end.saturating_sub(self.length);
        let start = if self.open_start { word_start(folded, start) } else { start + 1 };
        let mut identifier = None;
        for term in &self.terms {
            let (end, number) = match &term.tail {
                None if self.open_end => (word_end(folded, end), None),
                None => (end.saturating_sub(1), None),
                Some(tail) => {
                    let found = *identifier.get_or_insert_with(|| identifier_after(folded, end));
                    let Some((end, number)) = found else { continue };
                    let Some(end) = tail_after(folded, end, tail) else { continue };
                    (end, Some(number))
                }
            };
            let is_open = self.open_start || self.open_end || number.is_some();
            hits.push(Hit { term, start, end, is_open, number });
        }
    }
}

impl Term {
    pub(super) fn new(field: usize, value: Value, tail: Option<String>) -> Self {
        let around = match (&value, &tail) {
            (Value::Text(text), Some(_)) => text.split("{n}").map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        Self { field, value, tail, around }
    }
}

impl<'t> Hit<'t> {
    /// `L{n}` and `4` make `L4`; an identifier that brings the letters itself is taken as it is.
    pub(super) fn value(&self) -> Cow<'t, Value> {
        let ([prefix, _, ..], Some(mut bare)) = (self.term.around.as_slice(), self.number) else {
            return Cow::Borrowed(&self.term.value);
        };
        let prefix = prefix.to_lowercase();
        while let Some(rest) = bare.strip_prefix(&*prefix).filter(|_| !prefix.is_empty()) {
            bare = rest;
        }
        Cow::Owned(Value::Text(self.term.around.join(&bare.to_uppercase())))
    }
}

/// The identifier that starts at or right after `from`: at most two letters, then digits, as in `4`, `l4`, `12b`.
fn identifier_after(folded: &str, from: usize) -> Option<(usize, &str)> {
    let blanks = folded.as_bytes().get(from..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let (start, end) = (from + blanks, word_end(folded, from + blanks));
    let word = folded.get(start..end)?;
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let fits = letters <= 2 && word.len() <= 8 && word.as_bytes().get(letters).is_some_and(u8::is_ascii_digit);
    fits.then_some((end, word))
}

/// Where a term ends of which this tail must follow at `from`.
fn tail_after(folded: &str, from: usize, tail: &str) -> Option<usize> {
    if tail.is_empty() {
        return Some(from);
    }
    let end = from + tail.len();
    // Byte by byte: of dozens of tails nearly all differ in the first letter.
    let same = folded.as_bytes().get(from..end)?.iter().zip(tail.as_bytes()).all(|(a, b)| a == b);
    same.then_some(end - 1)
}

fn word_start(folded: &str, at: usize) -> usize {
    let head = folded.as_bytes().get(..at).unwrap_or_default();
    head.iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1)
}

fn word_end(folded: &str, at: usize) -> usize {
    let tail = folded.as_bytes().get(at..).unwrap_or_default();
    tail.iter().position(|byte| *byte == b' ').map_or(folded.len(), |space| at + space)
}
