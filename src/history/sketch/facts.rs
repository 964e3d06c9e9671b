//! Facts: what intake and classification make of each ticket, in columns.
//!
//! They do not look at rules, routes or promises: a policy that differs only in those has the same facts.

use super::bits::Bits;
use crate::history::History;
use crate::history::column::Column;
use crate::history::dictionary::Dictionary;
use crate::history::encoding::{decode, encode};
use crate::journal::Journal;
use crate::policy::Policy;
use crate::policy::print::Print;
use crate::ticket::{Schema, Ticket};
use crate::value::Value;
use crate::{classify, intake};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The words that intake and classification read.
const WORDS: [&str; 8] = ["field", "matrix", "system", "category", "plant", "line", "lexicon", "calendar"];

/// Long, and hardly ever read by a rule: they get a column only if one does.
const LONG: [&str; 2] = ["subject", "description"];

/// What is known of each ticket before any rule has spoken.
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
    /// Whether these are the facts of this many tickets by this policy, and all that it reads.
    pub(super) fn fit(&self, policy: &Policy, count: usize, read: &BTreeSet<String>) -> bool {
        self.count == count && self.print == print(policy) && read.iter().all(|name| self.columns.contains_key(name))
    }

    /// The facts of all tickets. `read` names what conditions read: fields, and those of the host as `fields.name`.
    pub(super) fn of(history: &History, policy: &Policy, read: &BTreeSet<String>) -> Self {
        let schema = &policy.words.schema;
        let names = schema.names().filter(|name| !LONG.contains(name)).map(str::to_owned);
        let mut facts = Self {
            print: print(policy),
            count: history.len(),
            decidable: Bits::none(history.len()),
            columns: names.chain(read.iter().cloned()).map(|name| (name, Column::default())).collect(),
            words: Dictionary::default(),
            nothing: Column::default(),
        };
        let mut decidable = Vec::with_capacity(history.len());
        for row in 0..history.len() {
            let ticket = history.ticket(row).and_then(|ticket| classified(policy, &ticket));
            decidable.push(ticket.is_some());
            if let Some(ticket) = ticket {
                facts.note(row, &ticket, schema);
            }
        }
        facts.decidable = Bits::of(&decidable, |decidable| decidable);
        facts
    }

    fn note(&mut self, row: usize, ticket: &Ticket, schema: &Schema) {
        let mut entry = Vec::new();
        for (name, column) in &mut self.columns {
            let of_host = name.strip_prefix("fields.").filter(|_| schema.id(name).is_none());
            let value = of_host.map_or_else(|| ticket.get(name), |name| ticket.fields.get(name));
            if let Some(value) = value {
                entry.clear();
                encode(value, &mut self.words, &mut entry);
                if let Some(code) = column.code_of(&entry) {
                    column.set(row, code);
                }
            }
        }
    }

    /// The column of a field; an empty one if there is none.
    pub(super) fn column(&self, name: &str) -> &Column {
        self.columns.get(name).unwrap_or(&self.nothing)
    }

    /// An entry of a column as a value.
    pub(super) fn value(&self, entry: &[u8]) -> Option<Value> {
        decode(entry, &self.words)
    }
}

fn classified(policy: &Policy, ticket: &Value) -> Option<Arc<Ticket>> {
    let mut journal = Journal::default();
    let received = intake::receive(policy, ticket, &mut journal.problems).ok()?;
    Some(classify::classify(policy, received, &mut journal))
}

fn print(policy: &Policy) -> Print {
    policy.prints.together(&WORDS)
}
