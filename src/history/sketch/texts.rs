//! Texts: what the words of tickets say, read once for each pair of subject and description.

use super::facts::Facts;
use super::names::is_phrase;
use super::situations::Situations;
use crate::history::column::{ABSENT, Column};
use crate::history::columns::Columns;
use crate::intake::folded_text;
use crate::policy::Policy;
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The codes that each pair of texts has in a column, which is made of them.
#[derive(Default)]
struct Said {
    column: Column,
    codes: Vec<u32>,
}

/// Fills in what the lexicon finds, and notes which tickets have the phrases among what is `asked`.
pub(super) fn read(facts: &mut Facts, tickets: &Columns, policy: &Policy, asked: &BTreeSet<String>) {
    let phrases = phrases(asked);
    if policy.lexicon.is_none() && phrases.is_empty() {
        return;
    }
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    let situations = each_text(facts, tickets, policy, |facts, at, text| {
        for found in policy.lexicon.iter().flat_map(|lexicon| lexicon.read(text)) {
            note(said.entry(found.field.to_owned()).or_default(), at, &facts.entry(&found.value));
        }
        mark(facts, &mut said, &phrases, at, text);
    });
    let declared = said.into_iter().filter(|(name, _)| is_phrase(name) || policy.words.schema.get(name).is_some());
    for (name, said) in declared {
        facts.receive(tickets, policy, &name);
        let column = facts.column(&name).clone().or(facts.count, &spread(said, &situations));
        facts.put(&name, column);
    }
    phrases.iter().for_each(|phrase| facts.receive(tickets, policy, phrase));
}

/// Notes which tickets have the phrases among what is `asked`.
pub(super) fn find(facts: &mut Facts, tickets: &Columns, policy: &Policy, asked: &BTreeSet<String>) {
    let phrases = phrases(asked);
    if phrases.is_empty() {
        return;
    }
    let mut said = BTreeMap::new();
    let situations = each_text(facts, tickets, policy, |facts, at, text| mark(facts, &mut said, &phrases, at, text));
    said.into_iter().for_each(|(phrase, said)| facts.put(&phrase, spread(said, &situations)));
}

/// Hands over each pair of subject and description, folded, with its number.
fn each_text(
    facts: &mut Facts,
    tickets: &Columns,
    policy: &Policy,
    mut each: impl FnMut(&mut Facts, usize, &str),
) -> Situations {
    let columns = ["subject", "description"].map(|name| {
        facts.receive(tickets, policy, name);
        facts.column(name).clone()
    });
    let situations = Situations::of(facts.count, &columns.each_ref());
    for (at, row) in situations.examples.iter().enumerate() {
        let texts = columns.each_ref().map(|column| facts.value(column.entry(*row)?));
        let text = folded_text(texts.each_ref().map(|text| text.as_ref().and_then(Value::as_text)));
        if !text.trim().is_empty() {
            each(facts, at, &text);
        }
    }
    situations
}

fn mark(facts: &mut Facts, said: &mut BTreeMap<String, Said>, phrases: &[&str], at: usize, text: &str) {
    for phrase in phrases.iter().filter(|phrase| text.contains(**phrase)) {
        note(said.entry((*phrase).to_owned()).or_default(), at, &facts.entry(&Value::Bool(true)));
    }
}

fn note(said: &mut Said, at: usize, entry: &[u8]) {
    said.codes.resize(at, ABSENT);
    said.codes.push(said.column.code_of(entry).unwrap_or(ABSENT));
}

/// What was said by each text, for the tickets that have it.
fn spread(mut said: Said, situations: &Situations) -> Column {
    let code = |situation: &u32| said.codes.get(*situation as usize).copied().unwrap_or(ABSENT);
    let codes: Vec<u32> = situations.of.iter().map(code).collect();
    said.column.recode(codes.into_iter());
    said.column
}

fn phrases(names: &BTreeSet<String>) -> Vec<&str> {
    names.iter().map(String::as_str).filter(|name| is_phrase(name)).collect()
}
