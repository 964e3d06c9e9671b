//! Facts: what intake and classification make of each ticket, in columns.
//!
//! They do not look at rules, routes or promises: a policy that differs only in those has the same facts. No ticket is
//! put together: what a value is understood as is asked once for each value, and what follows from names once for each
//! combination of names.

use super::bits::Bits;
use super::received;
use crate::history::column::{ABSENT, Column};
use crate::history::columns::Columns;
use crate::history::dictionary::Dictionary;
use crate::history::encoding::{decode, encode};
use crate::policy::Policy;
use crate::policy::print::Print;
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The words that intake and classification read.
const WORDS: [&str; 8] = ["field", "matrix", "system", "category", "plant", "line", "lexicon", "calendar"];

/// What is known of each ticket before any rule has spoken.
///
/// A column has the name of its field, of a host's own field `fields.name`, or of a phrase: the phrase as it is folded,
/// which begins with a space as no field does.
#[derive(Clone, Debug)]
pub(in crate::history) struct Facts {
    print: Print,
    /// How many tickets there are.
    pub(super) count: usize,
    /// Tickets that can be decided.
    pub(super) decidable: Bits,
    columns: BTreeMap<String, Column>,
    words: Dictionary,
    nothing: Column,
}

impl Facts {
    /// Whether these are the facts of this many tickets by this policy.
    pub(super) fn fit(&self, policy: &Policy, count: usize) -> bool {
        self.count == count && self.print == print(policy)
    }

    /// Whether these are the same facts, though more columns of them may be known to one.
    pub(super) fn same(&self, other: &Self) -> bool {
        (self.count, self.print) == (other.count, other.print)
    }

    /// Nothing is known yet but which tickets can be decided.
    pub(super) fn new(tickets: &Columns, policy: &Policy) -> Self {
        let mut words = tickets.words().clone();
        let mut known = vec![true; tickets.len()];
        for name in ["id", "opened_at"] {
            let column = received::received(tickets, policy, name, &mut words);
            column.each(&mut known, |_, known, code| *known &= code != ABSENT);
        }
        Self {
            print: print(policy),
            count: tickets.len(),
            decidable: Bits::of(&known, |known| known),
            columns: BTreeMap::new(),
            words,
            nothing: Column::default(),
        }
    }

    /// The names of the columns that are known.
    pub(super) fn names(&self) -> BTreeSet<String> {
        self.columns.keys().cloned().collect()
    }

    /// Whether a column is known.
    pub(super) fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    /// Whether a column of this is not known yet.
    pub(super) fn lack(&self, read: &BTreeSet<String>) -> bool {
        read.iter().any(|name| !self.has(name))
    }

    /// Adds the column of what tickets themselves say, unless it is there.
    pub(super) fn receive(&mut self, tickets: &Columns, policy: &Policy, name: &str) {
        if !self.has(name) {
            let column = received::received(tickets, policy, name, &mut self.words);
            self.columns.insert(name.to_owned(), column);
        }
    }

    /// Puts a column in the place of another.
    pub(super) fn put(&mut self, name: &str, column: Column) {
        self.columns.insert(name.to_owned(), column);
    }

    /// The column of a field; an empty one if there is none.
    pub(super) fn column(&self, name: &str) -> &Column {
        self.columns.get(name).unwrap_or(&self.nothing)
    }

    /// An entry of a column as a value.
    pub(super) fn value(&self, entry: &[u8]) -> Option<Value> {
        decode(entry, &self.words)
    }

    /// A value as an entry of a column.
    pub(super) fn entry(&mut self, value: &Value) -> Vec<u8> {
        let mut entry = Vec::new();
        encode(value, &mut self.words, &mut entry);
        entry
    }
}

fn print(policy: &Policy) -> Print {
    policy.prints().together(&WORDS)
}
