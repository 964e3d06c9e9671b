//! Settle: what intake and classification make of one value of one field, if that can be said of the value alone.
//!
//! They are asked, not imitated: a ticket that holds nothing but this value goes through both.

use super::scope::Scope;
use crate::gather::gather;
use crate::journal::Journal;
use crate::policy::Policy;
use crate::ticket::Ticket;
use crate::value::Value;
use crate::{classify, intake};
use std::collections::BTreeMap;

/// An instant at which nothing happens: values that need a real one are not settled.
pub(super) const SOME_INSTANT: &str = "2000-01-01T00:00:00Z";

/// What becomes of a value.
pub(super) enum Settled {
    /// As if the ticket lacked the field.
    Absent,
    /// This value, and nothing else follows from it that matters.
    Plain(Value),
    /// The ticket as a whole decides.
    Open,
}

pub(super) fn settle(policy: &Policy, scope: &Scope, field: &str, value: Value) -> Settled {
    if consequential(policy, scope, field, &value) {
        return Settled::Open;
    }
    let Some(received) = received(policy, field, value) else { return Settled::Open };
    if !received.has(field) {
        return Settled::Absent;
    }
    let mut journal = Journal::default();
    let ticket = classify::classify(policy, received, &mut journal);
    let known = ticket.get(field).filter(|_| journal.problems.is_empty());
    known.map_or(Settled::Open, |value| Settled::Plain(value.clone()))
}

/// A ticket that holds nothing but a value, as intake reads it; none if intake has something to say to it.
pub(super) fn received(policy: &Policy, field: &str, value: Value) -> Option<Ticket> {
    let key = policy.words.schema.camel(field).to_string();
    let mut entries: BTreeMap<_, _> =
        gather([("id".to_owned(), "-".into()), ("openedAt".to_owned(), SOME_INSTANT.into())]);
    entries.insert(key, value);
    let mut problems = Vec::new();
    intake::receive(policy, &Value::Map(entries), &mut problems).ok().filter(|_| problems.is_empty())
}

/// Whether something that matters may follow from a value: from the declaration it stands for, or from a calendar.
fn consequential(policy: &Policy, scope: &Scope, field: &str, value: &Value) -> bool {
    let (words, names, text) = (&policy.words, &policy.names, value.as_text().unwrap_or_default());
    let matters = |said: bool, field: &str| said && scope.contains(field);
    let of_layer = |layer: bool| matters(layer, "layer") || matters(layer, "ownership");
    match field {
        // Which line is meant may hang on the plant.
        "line" => names.lines.called(&words.lines, text).next().is_some(),
        "plant" => names.plants.called(&words.plants, text).next().is_some(),
        "layer" => scope.contains("ownership") && classify::ownership(text).is_some(),
        "system" => names.systems.called(&words.systems, text).any(|system| {
            of_layer(system.layer.is_some())
                || matters(system.category.is_some(), "category")
                || matters(system.ownership.is_some(), "ownership")
                || matters(system.tier.is_some(), "tier")
                || matters(system.zone.is_some(), "zone")
                || matters(system.vendor.is_some(), "vendor")
                || system.impact.is_some()
                || system.urgency.is_some()
        }),
        "category" => names.categories.called(&words.categories, text).any(|category| {
            of_layer(category.layer.is_some())
                || matters(category.tier.is_some(), "tier")
                || category.impact.is_some()
                || category.urgency.is_some()
        }),
        _ => false,
    }
}

/// Whether a ticket without a field gets it from somewhere else.
pub(super) fn filled_in(policy: &Policy, field: &str) -> bool {
    let by_category = field == "category"
        && policy.words.categories.iter().any(|category| category.when.is_some() || category.otherwise);
    // What a plant or a line brings with it, its shift too, is open as soon as one is named.
    by_category || policy.words.during.iter().any(|(told, _)| **told == *field)
}
