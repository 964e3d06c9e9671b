//! Classify: what kind of incident is it? Fills in what the ticket does not say, each fact with its source.
//!
//! In: the ticket as received. Out: the same ticket knowing its system, category, layer, place and shift, as far as
//! its own fields, its words, the policy's declarations and the plant's calendars tell. What the ticket says itself
//! is never overruled.

use crate::error::{Place, Problem, did_you_mean};
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::names::Index;
use crate::policy::reader::Named;
use crate::policy::words::Declared;
use crate::schedule::{self, On};
use crate::ticket::{Source, Ticket};
use crate::value::Value;
use std::sync::Arc;

/// The ticket with everything that can be known about it.
pub(crate) fn classify(policy: &Policy, mut ticket: Ticket, journal: &mut Journal) -> Arc<Ticket> {
    read_text(policy, &mut ticket);
    let mut ticket = by_names(policy, ticket, journal);
    from_calendars(policy, Arc::make_mut(&mut ticket));
    ticket
}

/// What the names in the ticket tell, and the category: all that needs neither its text nor a calendar.
pub(crate) fn by_names(policy: &Policy, mut ticket: Ticket, journal: &mut Journal) -> Arc<Ticket> {
    settle_names(policy, &mut ticket, journal);
    from_line(policy, &mut ticket);
    from_system(policy, &mut ticket);
    let mut ticket = Arc::new(ticket);
    choose_category(policy, &mut ticket, journal);
    let known = Arc::make_mut(&mut ticket);
    from_category(policy, known);
    from_layer(known);
    ticket
}

/// What the lexicon finds in subject and description.
fn read_text(policy: &Policy, ticket: &mut Ticket) {
    let Some(lexicon) = policy.lexicon.as_ref().filter(|_| !ticket.text.trim().is_empty()) else { return };
    let text = std::mem::take(&mut ticket.text);
    for found in lexicon.read(&text) {
        ticket.suppose(found.field, found.value, Source::Text, found.words);
    }
    ticket.text = text;
}

/// Names as the policy spells them: `sap erp` is the system `ERP`, `L4` the line `MTY-L4`.
fn settle_names(policy: &Policy, ticket: &mut Ticket, journal: &mut Journal) {
    let (words, names) = (&policy.words, &policy.names);
    settle(ticket, "plant", &names.plants, &words.plants, |_| true);
    let plant = ticket.text_of("plant").map(str::to_owned);
    settle(ticket, "line", &names.lines, &words.lines, |line| match (&plant, &line.plant) {
        (Some(known), Some(named)) => *known == named.name,
        _ => true,
    });
    settle(ticket, "system", &names.systems, &words.systems, |_| true);
    settle(ticket, "category", &names.categories, &words.categories, |_| true);
    refuse_unknown_category(policy, ticket, journal);
}

/// Systems, lines and assets that the policy does not know are ordinary values; a category is the policy's own.
fn refuse_unknown_category(policy: &Policy, ticket: &mut Ticket, journal: &mut Journal) {
    let Some(stated) = ticket.text_of("category").map(str::to_owned) else { return };
    if policy.names.categories.knows(&stated) {
        return;
    }
    if journal.unread {
        ticket.forget("category");
        ticket.fields.entry("category".into()).or_insert_with(|| Value::Text(stated));
        return;
    }
    let known: Vec<&str> = policy.words.categories.iter().map(|category| category.header.id.as_str()).collect();
    ticket.forget("category");
    ticket.fields.entry("category".into()).or_insert_with(|| Value::Text(stated.clone()));
    let help = did_you_mean(&stated, known.iter().copied(), || {
        "declare it, or add it to the `aliases` of the category it belongs to".into()
    });
    let message = format!("unknown category `{}`; one is chosen from the rest of the ticket", Value::Text(stated));
    journal.problems.push(Problem::new("unknown-category", Place::path("category"), message).help(help));
}

/// The name as the policy spells it, if only one can be meant: two lines that people call `L4` are not settled by
/// guessing.
fn settle<T: Declared>(ticket: &mut Ticket, field: &str, index: &Index, list: &[T], fits: impl Fn(&T) -> bool) {
    let Some(stated) = ticket.text_of(field).filter(|stated| !index.knows(stated)) else { return };
    let mut candidates = index.called(list, stated).filter(|item| fits(item));
    let (meant, other) = (candidates.next(), candidates.next());
    drop(candidates);
    if let (Some(meant), None) = (meant, other) {
        ticket.replace(field, &meant.header().id.as_str().into());
    }
}

fn from_line(policy: &Policy, ticket: &mut Ticket) {
    let Some(line) = policy.line_of(ticket) else { return };
    suppose_name(ticket, "plant", line.plant.as_ref(), Source::Line, &line.name);
    suppose_text(ticket, "area", line.area.as_ref(), Source::Line, &line.name);
    suppose_text(ticket, "zone", line.zone.as_ref(), Source::Line, &line.name);
}

fn from_system(policy: &Policy, ticket: &mut Ticket) {
    let Some(system) = policy.system_of(ticket) else { return };
    suppose_name(ticket, "category", system.category.as_ref(), Source::System, &system.name);
    suppose_name(ticket, "layer", system.layer.as_ref(), Source::System, &system.name);
    for (field, value) in
        [("ownership", &system.ownership), ("tier", &system.tier), ("zone", &system.zone), ("vendor", &system.vendor)]
    {
        suppose_text(ticket, field, value.as_ref(), Source::System, &system.name);
    }
}

/// The first category whose condition holds, or the default, for a ticket that names none.
fn choose_category(policy: &Policy, ticket: &mut Arc<Ticket>, journal: &mut Journal) {
    let categories = &policy.words.categories;
    if !ticket.has("category") {
        let chosen = categories
            .iter()
            .filter(|category| category.when.is_some())
            .find(|category| journal.holds(Stage::Classify, &category.header, category.when.as_ref(), policy, ticket))
            .or_else(|| categories.iter().find(|category| category.otherwise));
        if let Some(category) = chosen {
            let detail = if category.otherwise { "no other category fits" } else { "its condition holds" };
            let id = category.header.id.as_str();
            Arc::make_mut(ticket).set("category", id.into(), Source::Category, detail);
        }
    }
    let Some(fact) = ticket.fact("category") else { return };
    let text = match fact.source {
        Source::Ticket => "the ticket says so".to_owned(),
        Source::Text => format!("the text says `{}`", fact.detail),
        Source::System => format!("incidents of {} belong here", fact.detail),
        _ => fact.detail.clone(),
    };
    let at = policy.category_of(ticket).map(|category| category.header.at.clone()).unwrap_or_default();
    let id = fact.value.to_string();
    journal.reason(Stage::Classify, &id, text, &at);
}

fn from_category(policy: &Policy, ticket: &mut Ticket) {
    let Some(category) = policy.category_of(ticket) else { return };
    suppose_name(ticket, "layer", category.layer.as_ref(), Source::Category, &category.label);
    suppose_text(ticket, "tier", category.tier.as_ref(), Source::Category, &category.label);
}

/// Who runs what is affected, where the policy does not say otherwise.
fn from_layer(ticket: &mut Ticket) {
    if let Some(ownership) = ticket.text_of("layer").and_then(ownership) {
        ticket.suppose("ownership", ownership, Source::Rule, "follows from the layer");
    }
}

/// Who runs what lies in a layer.
pub(crate) fn ownership(layer: &str) -> Option<&'static str> {
    match layer {
        "IT" => Some("it-managed"),
        "OT" => Some("ot-managed"),
        "converged" => Some("converged-zone"),
        _ => None,
    }
}

/// Which shift was on, whether the line was to run, and what else calendars tell of the instant at which it happened.
fn from_calendars(policy: &Policy, ticket: &mut Ticket) {
    let opened = ticket.opened_at;
    let plant = policy.plant_calendar(ticket);
    let line = if ticket.has("line") { policy.line_calendar(ticket) } else { None };
    for timed in schedule::timed(policy) {
        let calendar = match timed.on {
            On::Plant => plant.clone(),
            On::Line => line.clone(),
            On::Calendar(name) => policy.calendar(name).map(|calendar| (name, calendar)),
        };
        let Some((name, calendar)) = calendar else { continue };
        if let Some(value) = timed.value(&calendar, opened) {
            ticket.suppose(timed.field, value, Source::Calendar, name);
        }
    }
}

fn suppose_name(ticket: &mut Ticket, field: &str, name: Option<&Named>, source: Source, detail: &str) {
    suppose_text(ticket, field, name.map(|named| &named.name), source, detail);
}

fn suppose_text(ticket: &mut Ticket, field: &str, text: Option<&String>, source: Source, detail: &str) {
    if let Some(text) = text {
        ticket.suppose(field, text.as_str(), source, detail);
    }
}
