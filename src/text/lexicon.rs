//! `Lexicon`: which words in a text say what about which field.
//!
//! In: terms such as `"sap*"`, `"linie steht"`, `"linie {n}"`, each with the field and value it stands for.
//! Out: for a text, the value of each field that its words settle, with the words that did it.
//! All terms are looked for in one pass. No inference beyond the terms.

use super::fold::fold;
use super::head::{Head, Hit, Term};
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
    /// The field by its place in [`Lexicon::fields`].
    pub number: usize,
    /// The value the words stand for.
    pub value: Cow<'t, Value>,
    /// The words as they stand in the folded text.
    pub words: &'t str,
}

/// Collects terms.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    terms: Vec<NewTerm>,
    owners: BTreeMap<(String, String), Value>,
}

#[derive(Debug)]
struct NewTerm {
    head: String,
    field: String,
    value: Value,
    tail: Option<String>,
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
        let folded = fold(plain);
        if folded.is_empty() {
            return Err(Refused::Empty);
        }
        let start = if plain.starts_with('*') { folded.trim_start() } else { &folded };
        let head = if plain.ends_with('*') { start.trim_end() } else { start }.to_owned();
        match self.owners.insert((field.into(), format!("{head}{tail:?}")), value.clone()) {
            Some(other) if other != *value => return Err(Refused::Taken(other)),
            Some(_) => return Ok(()),
            None => {}
        }
        self.terms.push(NewTerm { head, field: field.into(), value: value.clone(), tail });
        Ok(())
    }

    /// The lexicon of the terms so far; none if there are none, or if the library refuses them (too many).
    pub fn build(self) -> Option<Lexicon> {
        if self.terms.is_empty() { None } else { self.indexed() }
    }

    /// A function of its own: WebAssembly compiles it for policies only that have terms.
    #[inline(never)]
    fn indexed(self) -> Option<Lexicon> {
        let fields: BTreeSet<&String> = gather(self.terms.iter().map(|term| &term.field));
        let fields: Vec<String> = fields.into_iter().cloned().collect();
        let (mut places, mut phrases, mut heads) = (BTreeMap::new(), Vec::new(), Vec::new());
        for NewTerm { head, field, value, tail } in self.terms {
            let place = *places.entry(head).or_insert_with_key(|head| {
                phrases.push(head.clone());
                heads.push(Head::new(head));
                heads.len() - 1
            });
            let field = fields.partition_point(|known| *known < field);
            heads.get_mut(place)?.terms.push(Term::new(field, value, tail));
        }
        Some(Lexicon { search: Search::new(phrases)?, heads, fields })
    }
}

/// Few texts have more terms in them.
const USUAL: usize = 16;

/// A policy's words.
#[derive(Debug)]
pub struct Lexicon {
    search: Search,
    heads: Vec<Head>,
    fields: Vec<String>,
}

impl Lexicon {
    /// The fields that its words tell of, in order.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// What a folded text says, one finding for each field, in field order.
    ///
    /// Where terms of one field overlap, the longer wins (`line not stopped` beats `stopped`), of equals the one without
    /// a star; of those that remain, the first in the text.
    pub fn read<'t>(&'t self, folded: &'t str) -> Vec<Found<'t>> {
        let mut hits = Vec::with_capacity(USUAL);
        self.search.each_end(folded, |head, end| {
            self.heads.get(head).into_iter().for_each(|head| head.hits(folded, end, &mut hits));
        });
        // As they come in the text, where nothing else tells them apart.
        hits.sort_by_key(|hit| (hit.term.field, Reverse(hit.end - hit.start), hit.is_open, hit.start));
        let by_field = hits.chunk_by_mut(|a, b| a.term.field == b.term.field);
        by_field.filter_map(first_of_longest).filter_map(|hit| self.found(folded, hit)).collect()
    }

    fn found<'t>(&'t self, folded: &'t str, hit: Hit<'t>) -> Option<Found<'t>> {
        Some(Found {
            field: self.fields.get(hit.term.field)?,
            number: hit.term.field,
            value: hit.value(),
            words: folded.get(hit.start..hit.end)?,
        })
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
    kept.filter(|hit| !matches!(hit.term.value, Value::Null)).min_by_key(|hit| hit.start).copied()
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
    fn terms_that_begin_alike_are_told_apart_by_what_follows_the_identifier() {
        let lexicon = lexicon(&[
            ("line", "L{n}".into(), "line {n}"),
            ("production_stopped", Value::Bool(true), "line {n} stopped"),
            ("production_stopped", Value::Bool(false), "line {n} stopped briefly"),
        ]);
        let values = |text: &str| read(&lexicon, text).into_iter().map(|(_, value, _)| value).collect::<Vec<_>>();
        assert_eq!(values("Line 4 stopped!"), ["L4", "true"]);
        assert_eq!(values("line L4 stopped briefly"), ["L4", "false"]);
        assert_eq!(values("line 4 is stopped"), ["L4"]);
    }

    #[test]
    fn one_term_cannot_mean_two_values() {
        let mut builder = LexiconBuilder::default();
        builder.add("system", &"ERP".into(), "SAP").unwrap();
        assert_eq!(builder.add("system", &"MES".into(), "sap"), Err(Refused::Taken("ERP".into())));
        assert_eq!(builder.add("system", &"MES".into(), "--"), Err(Refused::Empty));
    }
}
