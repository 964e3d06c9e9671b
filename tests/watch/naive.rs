//! What most products do: five tickets of one category within a quarter of an hour.

use super::plants::Stream;
use super::score::Suggestion;
use andon::value::Value;
use std::collections::BTreeMap;

const TICKETS: usize = 5;
const SECONDS: f64 = 900.0;

/// Suggestions of the rule; one that goes on is one.
pub fn suggestions(stream: &Stream) -> Vec<Suggestion> {
    let mut recent: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut open: BTreeMap<String, (usize, f64)> = BTreeMap::new();
    let mut found: Vec<Suggestion> = Vec::new();
    for (number, ticket) in stream.tickets.iter().enumerate() {
        let said = ["category", "system"].iter().find_map(|field| ticket.fields.get(*field).and_then(Value::as_text));
        let Some(category) = said.map(str::to_owned) else { continue };
        let list = recent.entry(category.clone()).or_default();
        list.push(number);
        list.retain(|other| ticket.received - stream.tickets[*other].received <= SECONDS);
        match open.get_mut(&category) {
            Some((index, last)) if ticket.received - *last < 3600.0 => {
                found[*index].tickets.push(number);
                *last = ticket.received;
            }
            _ if list.len() >= TICKETS => {
                found.push(Suggestion { at: ticket.received, tickets: list.clone(), text: category.clone() });
                open.insert(category, (found.len() - 1, ticket.received));
            }
            _ => {}
        }
    }
    found
}
