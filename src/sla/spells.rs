//! Spells: a ticket's history as stretches of time in which nothing changed.
//!
//! Changes after `now` have not happened yet. Where the ticket's own status is not the last one in its history, it
//! holds from `now` on: nobody has said since when.

use crate::ticket::Ticket;
use crate::time::Instant;
use crate::value::Value;
use std::sync::Arc;

/// A stretch of time in which nothing changed; open-ended at the end.
#[derive(Clone, Debug)]
pub(crate) struct Spell<'t> {
    pub(crate) from: Instant,
    pub(crate) to: Option<Instant>,
    pub(crate) status: Option<&'t str>,
    /// The ticket as it was, if a condition wants to see it.
    pub(crate) ticket: Option<Arc<Ticket>>,
}

/// A ticket's history, cut into spells once for all clocks that ask the same of it.
pub(crate) struct Cuts<'t> {
    pub(crate) ticket: &'t Arc<Ticket>,
    pub(crate) now: Instant,
    made: Vec<Cut<'t>>,
}

struct Cut<'t> {
    origin: Instant,
    whole: bool,
    spells: Vec<Spell<'t>>,
}

impl<'t> Cuts<'t> {
    /// No cuts yet.
    pub(crate) fn of(ticket: &'t Arc<Ticket>, now: Instant) -> Self {
        Self { ticket, now, made: Vec::new() }
    }

    /// The spells from `origin` on; with the `whole` ticket as it was in each, if conditions ask about it.
    pub(crate) fn from(&mut self, origin: Instant, whole: bool) -> &[Spell<'t>] {
        let known = self.made.iter().position(|cut| cut.origin == origin && cut.whole == whole);
        let place = known.unwrap_or(self.made.len());
        if known.is_none() {
            self.made.push(Cut { origin, whole, spells: spells(self.ticket, origin, self.now, whole) });
        }
        self.made.get(place).map_or(&[], |cut| &cut.spells)
    }
}

fn spells(ticket: &Arc<Ticket>, origin: Instant, now: Instant, whole: bool) -> Vec<Spell<'_>> {
    let changes = || ticket.history.iter().filter(|change| change.at <= now);
    let first = changes().find(|change| change.field == "status");
    let status = first.and_then(|change| change.from.as_text().map(str::trim));
    // Every change may begin a spell; so may the status that is stated now, the answer and the resolution.
    let mut spells = Vec::with_capacity(ticket.history.len() + 4);
    spells.push(Spell { from: origin, to: None, status, ticket: whole.then(|| as_it_began(ticket, now)) });
    for change in changes() {
        if change.field == "status" || whole {
            let mut next = spells.last().cloned().unwrap_or_else(|| Spell::at(origin));
            if change.field == "status" {
                next.status = change.to.as_text().map(str::trim);
            }
            next.ticket = next.ticket.map(|before| with(&before, &change.field, &change.to));
            enter(&mut spells, next, change.at);
        }
    }
    // A ticket asked about its past has a status that has not happened yet.
    let to_come = ticket.history.iter().any(|change| change.field == "status" && change.at > now);
    let happened = !to_come && ticket.resolved_at.is_none_or(|resolved| resolved <= now);
    let stated = ticket.text_of("status").filter(|_| happened);
    let last = spells.last().and_then(|spell| spell.status);
    if stated.is_some() && !same(stated, last) {
        let next = Spell { from: now, to: None, status: stated, ticket: whole.then(|| ticket.clone()) };
        enter(&mut spells, next, now);
    }
    for (field, at) in [("responded_at", ticket.responded_at), ("resolved_at", ticket.resolved_at)] {
        if let Some(at) = at.filter(|at| *at <= now) {
            split(&mut spells, at, field);
        }
    }
    spells
}

/// Whether two statuses, without space around them, are the same to people.
pub(crate) fn same(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

impl Spell<'_> {
    fn at(from: Instant) -> Self {
        Self { from, to: None, status: None, ticket: None }
    }
}

/// Ends the last spell at `at` and begins `next`; a change before the first spell replaces what it began with.
fn enter<'t>(spells: &mut Vec<Spell<'t>>, mut next: Spell<'t>, at: Instant) {
    let Some(last) = spells.last_mut() else { return };
    if at <= last.from {
        next.from = last.from;
        *last = next;
        return;
    }
    last.to = Some(at);
    next.from = at;
    next.to = None;
    spells.push(next);
}

/// Splits the spell that runs at `at`: the ticket was answered or resolved then.
fn split(spells: &mut Vec<Spell<'_>>, at: Instant, field: &str) {
    let Some(index) = spells.iter().position(|spell| spell.from <= at && spell.to.is_none_or(|to| at < to)) else {
        return;
    };
    let Some(spell) = spells.get_mut(index) else { return };
    let known = |spell: &mut Spell<'_>| {
        if let Some(ticket) = &spell.ticket {
            spell.ticket = Some(with(ticket, field, &Value::Text(at.to_string())));
        }
    };
    if spell.from < at {
        let mut after = spell.clone();
        spell.to = Some(at);
        after.from = at;
        known(&mut after);
        spells.insert(index + 1, after);
    }
    spells.iter_mut().skip(index + 1).for_each(known);
}

/// The ticket before the first change of each field.
fn as_it_began(ticket: &Arc<Ticket>, now: Instant) -> Arc<Ticket> {
    let mut began = Arc::clone(ticket);
    for field in ["responded_at", "resolved_at"] {
        Arc::make_mut(&mut began).forget(field);
    }
    for change in ticket.history.iter().rev().filter(|change| change.at <= now) {
        began = with(&began, &change.field, &change.from);
    }
    began
}

fn with(ticket: &Arc<Ticket>, field: &str, value: &Value) -> Arc<Ticket> {
    let mut changed = Arc::clone(ticket);
    Arc::make_mut(&mut changed).replace(field, value);
    changed
}
