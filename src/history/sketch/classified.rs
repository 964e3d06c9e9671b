//! Classified: what follows from the names in tickets, found once for each combination of them.

use super::facts::Facts;
use super::names::suppose;
use super::situations::Situations;
use crate::classify;
use crate::history::column::{ABSENT, Column};
use crate::journal::Journal;
use crate::policy::Policy;
use crate::ticket::Ticket;
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Names that classification settles, or that it draws conclusions from.
const TELLING: [&str; 5] = ["plant", "line", "system", "category", "layer"];

/// What it fills in where a ticket does not say it, and does not look at else.
const TOLD: [&str; 5] = ["area", "zone", "ownership", "tier", "vendor"];

/// Where a category that the policy does not know is kept.
const STATED: &str = "fields.category";

/// All that it reads or writes.
pub(super) const INPUTS: [&str; 11] =
    ["plant", "line", "system", "category", "layer", "area", "zone", "ownership", "tier", "vendor", STATED];

/// Classifies all tickets; `asked` is what the conditions of categories read.
pub(super) fn classify(facts: &mut Facts, policy: &Policy, asked: &BTreeSet<String>) {
    let telling: BTreeSet<&str> = TELLING.into_iter().chain(asked.iter().map(String::as_str)).collect();
    let columns: Vec<(&str, Column)> = telling.iter().map(|name| (*name, facts.column(name).clone())).collect();
    let situations = Situations::of(facts.count, &columns.iter().map(|(_, column)| column).collect::<Vec<_>>());
    let known = |row: &usize| {
        let mut ticket = Ticket::new(Instant::MIN, &policy.words.schema);
        for (name, column) in &columns {
            suppose(&mut ticket, name, column.entry(*row).and_then(|entry| facts.value(entry)));
        }
        classify::by_names(policy, ticket, &mut Journal::default())
    };
    let classified: Vec<Arc<Ticket>> = situations.examples.iter().map(known).collect();
    for name in TELLING.into_iter().chain(TOLD).chain([STATED]) {
        let value = |ticket: &Arc<Ticket>| match name.strip_prefix("fields.") {
            Some(name) => ticket.fields.get(name).cloned(),
            None => ticket.get(name).cloned(),
        };
        let values: Vec<Option<Value>> = classified.iter().map(value).collect();
        settle(facts, name, telling.contains(name), &situations, &values);
    }
}

/// Writes what classification comes to. What it did not know a ticket to say, the ticket says still.
fn settle(facts: &mut Facts, name: &str, telling: bool, situations: &Situations, values: &[Option<Value>]) {
    let mut column = facts.column(name).clone();
    let code = |value: &Option<Value>| {
        let entry = value.as_ref().map(|value| facts.entry(value));
        entry.and_then(|entry| column.code_of(&entry)).unwrap_or(ABSENT)
    };
    let found: Vec<u32> = values.iter().map(code).collect();
    let mut codes: Vec<u32> = situations.of.clone();
    column.each(&mut codes, |_, cell, stated| {
        let found = found.get(*cell as usize).copied().unwrap_or(ABSENT);
        *cell = if telling || stated == ABSENT { found } else { stated };
    });
    column.recode(codes.into_iter());
    facts.put(name, column);
}
