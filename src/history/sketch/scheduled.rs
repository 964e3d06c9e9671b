//! Scheduled: what calendars tell of the instant at which each ticket was opened.

use super::facts::Facts;
use super::names::suppose;
use super::situations::Situations;
use crate::calendar::Calendar;
use crate::history::column::{ABSENT, Column};
use crate::history::columns::Columns;
use crate::history::encoding::decoded_instant;
use crate::policy::Policy;
use crate::schedule::{self, On, Timed};
use crate::ticket::Ticket;
use crate::time::Instant;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The calendars of a place.
#[derive(Clone)]
struct Place {
    plant: Option<Arc<Calendar>>,
    line: Option<Arc<Calendar>>,
}

/// Fills in those of the fields asked for that tickets do not say.
pub(super) fn schedule(facts: &mut Facts, tickets: &Columns, policy: &Policy, asked: &BTreeSet<String>) {
    let all: Vec<Timed<'_>> = schedule::timed(policy).filter(|timed| asked.contains(timed.field)).collect();
    if all.is_empty() {
        return;
    }
    facts.receive(tickets, policy, "opened_at");
    let names = ["plant", "line"].map(|name| facts.column(name).clone());
    let situations = Situations::of(facts.count, &names.each_ref());
    let places: Vec<Place> = situations.examples.iter().map(|row| place(facts, policy, &names, *row)).collect();
    let opened = facts.column("opened_at").clone();
    for timed in all {
        let own = if let On::Calendar(name) = timed.on { policy.calendar(name) } else { None };
        let mut column = facts.column(timed.field).clone();
        let told = |row: usize, situation: &u32| {
            if column.code(row) != ABSENT {
                return column.code(row);
            }
            let at = opened.entry(row).and_then(decoded_instant);
            let place = places.get(*situation as usize);
            let calendar = match timed.on {
                On::Plant => place.and_then(|place| place.plant.as_ref()),
                On::Line => place.and_then(|place| place.line.as_ref()),
                On::Calendar(_) => own.as_ref(),
            };
            let value = at.and_then(|at| timed.value(calendar?, at));
            value.and_then(|value| column.code_of(&facts.entry(&value))).unwrap_or(ABSENT)
        };
        let mut told = told;
        let codes: Vec<u32> = situations.of.iter().enumerate().map(|(row, situation)| told(row, situation)).collect();
        column.recode(codes.into_iter());
        facts.put(timed.field, column);
    }
}

fn place(facts: &Facts, policy: &Policy, names: &[Column; 2], row: usize) -> Place {
    let mut ticket = Ticket::new(Instant::MIN, &policy.words.schema);
    for (name, column) in ["plant", "line"].into_iter().zip(names) {
        suppose(&mut ticket, name, column.entry(row).and_then(|entry| facts.value(entry)));
    }
    let of_line = if ticket.has("line") { policy.line_calendar(&ticket) } else { None };
    Place {
        plant: policy.plant_calendar(&ticket).map(|(_, calendar)| calendar),
        line: of_line.map(|(_, calendar)| calendar),
    }
}
