//! `Lexicon`: which words in a text say what about which field.
//!
//! In: terms such as `"sap*"`, `"linie steht"`, `"linie {n}"`, each with the field and value it stands for.
//! Out: for a text, the value of each field that its words settle, with the words that did it.
//! All terms are looked for in one pass. No inference beyond the terms.

use super::fold::fold;
use super::search::Search;
use crate::gather::gather;
use crate::value::Value;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a text says about one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'t> {
    /// The field, in snake_case.
    pub field: &'t str,
    /// The value the words stand for.
    pub value: Cow<'t, Value>,
    /// The words as they stand in the folded text.
    pub words: &'t str,
}

/// Where a term stands in a text.
#[derive(Clone, Copy, Debug)]
struct Hit<'t> {
    term: &'t Term,
    start: usize,
    end: usize,
    /// What stands for `{n}`.
    number: Option<&'t str>,
}

/// A term as the lexicon keeps it.
#[derive(Clone, Debug)]
struct Term {
    /// The length of what is looked for.
    length: usize,
    /// Its number; fields are numbered in the order of their names.
    field: usize,
    value: Value,
    /// The term has `{n}`: an identifier must follow its head, then these folded words (often none). The identifier
    /// stands for `{n}` in the value.
    tail: Option<String>,
    /// The term starts or ends inside a word.
    open_start: bool,
    open_end: bool,
}

/// Collects terms.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    patterns: Vec<String>,
    terms: Vec<(String, Term)>,
    owners: BTreeMap<(String, String), Value>,
}

/// Why a term cannot be taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// Nothing is left of it after folding.
    Empty,
    /// `{n}` stands first, or twice.
    Number,
    /// It already stands for this other value of the same field.
    Taken(Value),
}

impl LexiconBuilder {
    /// Adds a term for a value of a field; the value [`Value::Null`] takes the phrase out of the game.
    pub fn add(&mut self, field: &str, value: &Value, term: &str) -> Result<(), Refused> {
        let (head, tail) = match term.split_once("{n}") {
            Some((head, tail)) if fold(head).is_empty() || tail.contains("{n}") => return Err(Refused::Number),
            Some((head, tail)) => (head, Some(fold(tail))),
            None => (term, None),
        };
        let plain = head.trim();
        let (open_start, open_end) = (plain.starts_with('*'), plain.ends_with('*'));
        let folded = fold(plain);
        if folded.is_empty() {
            return Err(Refused::Empty);
        }
        let start = if open_start { folded.trim_start() } else { &folded };
        let pattern = if open_end { start.trim_end() } else { start }.to_owned();
        match self.owners.insert((field.into(), format!("{pattern}{tail:?}")), value.clone()) {
            Some(other) if other != *value => return Err(Refused::Taken(other)),
            Some(_) => return Ok(()),
            None => {}
        }
        let length = pattern.len();
        self.patterns.push(pattern);
        let term = Term { length, field: 0, value: value.clone(), tail, open_start, open_end };
        self.terms.push((field.into(), term));
        Ok(())
    }

    /// The lexicon of the terms so far; none if there are none, or if the library refuses them (too many).
    pub fn build(self) -> Option<Lexicon> {
        if self.terms.is_empty() {
            return None;
        }
        let fields: BTreeSet<&String> = gather(self.terms.iter().map(|(field, _)| field));
        let fields: Vec<String> = fields.into_iter().cloned().collect();
        let numbered =
            |(name, term): (String, Term)| Term { field: fields.partition_point(|known| *known < name), ..term };
        let terms = self.terms.into_iter().map(numbered).collect();
        Some(Lexicon { search: Search::new(self.patterns)?, terms, fields })
    }
}

/// Few texts have more terms in them.
const USUAL: usize = 32;

/// A policy's words.
#[derive(Debug)]
pub struct Lexicon {
    search: Search,
    terms: Vec<Term>,
    fields: Vec<String>,
}

impl Lexicon {
    /// What a folded text says, one finding for each field, in field order.
    ///
    /// Where terms of one field overlap, the longer wins (`line not stopped` beats `stopped`), of equals the one without
    /// a star; of those that remain, the first in the text.
    pub fn read<'t>(&'t self, folded: &'t str) -> Vec<Found<'t>> {
        let mut hits = Vec::with_capacity(USUAL);
        self.search.each_end(folded, |term, end| {
            let term = self.terms.get(term);
            hits.extend(term.and_then(|term| term.hit(folded, end.checked_sub(term.length)?, end)));
        });
        // As they come in the text, where nothing else tells them apart.
        hits.sort_by_key(|hit| (hit.term.field, Reverse(hit.end - hit.start), hit.term.is_open(), hit.start));
        let by_field = hits.chunk_by_mut(|a, b| a.term.field == b.term.field);
        by_field.filter_map(first_of_longest).filter_map(|hit| self.found(folded, hit)).collect()
    }

    fn found<'t>(&'t self, folded: &'t str, hit: Hit<'t>) -> Option<Found<'t>> {
        let value = match hit.number {
            Some(number) => Cow::Owned(with_number(&hit.term.value, number)),
            None => Cow::Borrowed(&hit.term.value),
        };
        Some(Found { field: self.fields.get(hit.term.field)?, value, words: folded.get(hit.start..hit.end)? })
    }
}

impl Term {
    fn hit<'t>(&'t self, folded: &'t str, start: usize, end: usize) -> Option<Hit<'t>> {
        let start = if self.open_start { word_start(folded, start) } else { start + 1 };
        let (end, number) = match (&self.tail, self.open_end) {
            (Some(tail), _) => {
                let (end, number) = identifier_after(folded, end)?;
                let rest = folded.get(end..)?.strip_prefix(tail.as_str())?;
                let after = if tail.is_empty() { end } else { folded.len() - rest.len() - 1 };
                (after, Some(number))
            }
            (None, true) => (word_end(folded, end), None),
            (None, false) => (end.saturating_sub(1), None),
        };
        Some(Hit { term: self, start, end, number })
    }

    /// A star or a number: a term that is written out is surer.
    fn is_open(&self) -> bool {
        self.open_start || self.open_end || self.tail.is_some()
    }
}

/// The first of those hits that no longer one overlaps. They come with the longest first.
fn first_of_longest<'t>(hits: &mut [Hit<'t>]) -> Option<Hit<'t>> {
    let mut kept = 0;
    for at in 0..hits.len() {
        let candidate = *hits.get(at)?;
        if hits.iter().take(kept).all(|k| candidate.end <= k.start || k.end <= candidate.start) {
            hits.swap(kept, at);
            kept += 1;
        }
    }
    let kept = hits.iter().take(kept);
    kept.filter(|hit| hit.term.value != Value::Null).min_by_key(|hit| hit.start).copied()
}

/// The identifier that starts at or right after `from`: at most two letters, then digits, as in `4`, `l4`, `12b`.
fn identifier_after(folded: &str, from: usize) -> Option<(usize, &str)> {
    let rest = folded.get(from..)?;
    let skipped = rest.len() - rest.trim_start().len();
    let word = rest.trim_start().split(' ').next()?;
    let number = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let fits = number.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 8 && word.len() - number.len() <= 2;
    fits.then_some((from + skipped + word.len(), word))
}

/// `L{n}` and `4` make `L4`; an identifier that brings the letters itself is taken as it is.
fn with_number(value: &Value, number: &str) -> Value {
    match value {
        Value::Text(text) => {
            let prefix = text.split("{n}").next().unwrap_or_default();
            let bare = number.trim_start_matches(prefix.to_lowercase().as_str());
            Value::Text(text.replace("{n}", &bare.to_uppercase()))
        }
        other => other.clone(),
    }
}

fn word_start(folded: &str, at: usize) -> usize {
    let head = folded.as_bytes().get(..at).unwrap_or_default();
    head.iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1)
}

fn word_end(folded: &str, at: usize) -> usize {
    let tail = folded.as_bytes().get(at..).unwrap_or_default();
    tail.iter().position(|byte| *byte == b' ').map_or(folded.len(), |space| at + space)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(terms: &[(&str, Value, &str)]) -> Lexicon {
        let mut builder = LexiconBuilder::default();
        for (field, value, term) in terms {
            builder.add(field, value, term).unwrap();
        }
        builder.build().unwrap()
    }

    fn read(lexicon: &Lexicon, text: &str) -> Vec<(String, String, String)> {
        lexicon.read(&fold(text)).into_iter().map(|f| (f.field.into(), f.value.to_string(), f.words.into())).collect()
    }

    #[test]
    fn a_bare_mail_is_understood() {
        let lexicon = lexicon(
            &[
                ("system", "ERP".into(), "sap"),
                ("line", "L{n}".into(), "linie {n}"),
                ("production_stopped", Value::Bool(true), "linie {n} steht"),
                ("production_stopped", Value::Bool(true), "steht"),
            ][..2],
        );
        assert_eq!(
            read(&lexicon, "SAP geht nicht, Linie 4 steht"),
            [("line".into(), "L4".into(), "linie 4".into()), ("system".into(), "ERP".into(), "sap".into())]
        );
    }

    #[test]
    fn the_longer_term_wins_where_two_overlap() {
        let lexicon = lexicon(&[
            ("production_stopped", Value::Bool(true), "line stopped"),
            ("production_stopped", Value::Bool(false), "no line stopped"),
        ]);
        assert_eq!(read(&lexicon, "there is no line stopped")[0].1, "false");
        assert_eq!(read(&lexicon, "Line stopped!")[0].1, "true");
    }

    #[test]
    fn a_phrase_can_be_taken_out_of_the_game() {
        let lexicon = lexicon(&[("line", "L{n}".into(), "line {n}"), ("line", Value::Null, "phone line {n}")]);
        assert!(read(&lexicon, "phone line 4 is dead").is_empty());
        assert_eq!(read(&lexicon, "phone line 4 is dead, line 2 runs")[0].1, "L2");
    }

    #[test]
    fn stars_open_a_word() {
        let lexicon = lexicon(&[("category", "Label printing".into(), "*etikettendruck*")]);
        assert_eq!(read(&lexicon, "Der Zebra-Etikettendrucker streikt")[0].2, "etikettendrucker");
        assert_eq!(read(&lexicon, "Hauptetikettendrucker")[0].2, "hauptetikettendrucker");
    }

    #[test]
    fn a_term_written_out_beats_one_with_a_star() {
        let lexicon = lexicon(&[("system", "office".into(), "*printer"), ("system", "label".into(), "labelprinter")]);
        assert_eq!(read(&lexicon, "labelprinter")[0].1, "label");
        assert_eq!(read(&lexicon, "deskprinter")[0].1, "office");
    }

    #[test]
    fn whole_words_only() {
        let lexicon = lexicon(&[("system", "ERP".into(), "erp")]);
        assert!(read(&lexicon, "enterprise").is_empty());
        assert_eq!(read(&lexicon, "erp").len(), 1);
    }

    #[test]
    fn identifiers_are_short_and_hold_a_digit() {
        let lexicon = lexicon(&[("line", "L{n}".into(), "line {n}")]);
        assert_eq!(read(&lexicon, "line l4")[0].1, "L4");
        assert_eq!(read(&lexicon, "line 12b")[0].1, "L12B");
        assert!(read(&lexicon, "line manager").is_empty());
    }

    #[test]
    fn one_term_cannot_mean_two_values() {
        let mut builder = LexiconBuilder::default();
        builder.add("system", &"ERP".into(), "SAP").unwrap();
        assert_eq!(builder.add("system", &"MES".into(), "sap"), Err(Refused::Taken("ERP".into())));
        assert_eq!(builder.add("system", &"MES".into(), "--"), Err(Refused::Empty));
    }
}
