//! SLA: by when? Every promise about a ticket, with its clock, replayed from the ticket's history.
//!
//! Of several SLAs that hold, the first declared wins each target; the others are listed. A team's OLA and a vendor's
//! contract are promises of their own and run beside it.
//!
//! ```text
//! history -> spells -> signals -> course (start, pauses, end) -> clock (due, elapsed, state) on its calendar
//! ```

mod account;
mod clock;
mod conversation;
mod course;
mod forecast;
mod signals;
mod spells;

pub use crate::policy::words::AgreementKind;
pub use account::{Account, Counted, Entry};
pub use clock::{Clock, Forecast, State, Warning};

use crate::error::Place;
use crate::error::Problem;
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::words::{Sla, Start, Target};
use crate::registry::ResolvedCalendar;
use crate::ticket::Ticket;
use crate::time::{Instant, Seconds, length_text};
pub(crate) use account::account;
use clock::Face;
use serde::Serialize;
use spells::Cuts;
use std::sync::Arc;

/// A post-incident review that is owed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// The SLA that asks for it.
    pub sla: String,
    /// How long after resolution, in seconds.
    pub within: Seconds,
    /// When it is due; none while the incident is unresolved.
    pub due_at: Option<Instant>,
}

/// The clocks of a ticket at `now`, and the review that is owed.
pub(crate) fn clocks(
    policy: &Policy,
    ticket: &Arc<Ticket>,
    now: Instant,
    journal: &mut Journal,
) -> (Vec<Clock>, Option<Review>) {
    let mut clocks: Vec<Clock> = Vec::new();
    let (mut review, mut held) = (None, false);
    let mut cuts = Cuts::of(ticket, now);
    for sla in policy.slas_for(ticket, journal.accounts()) {
        if !journal.holds(Stage::Sla, &sla.header, sla.when.as_ref(), policy, ticket) {
            continue;
        }
        held = true;
        let mut won = Vec::new();
        for target in &sla.targets {
            if let Some(winner) = clocks.iter_mut().find(|clock| clock.target == target.name && clock.kind == sla.kind)
            {
                winner.others.push(sla.header.id.clone());
                continue;
            }
            let calendar = policy.calendar_for(&target.terms.calendar.name, ticket);
            clocks.extend(clock(policy, sla, target, &calendar, &mut cuts, journal));
            won.push((target, calendar));
        }
        if !won.is_empty() {
            explain(sla, &won, journal);
            review = review.or_else(|| self::review(policy, sla, ticket, journal));
        }
    }
    if !held {
        let priority = ticket.text_of("priority").unwrap_or_default();
        let message = format!("no SLA holds for this ticket of priority `{priority}`");
        let help = "declare an sla(...) whose `when` holds for it";
        journal.problems.push(Problem::new("no-sla", Place::default(), message).help(help));
    }
    (clocks, review)
}

fn explain(sla: &Sla, won: &[(&Target, ResolvedCalendar<'_>)], journal: &mut Journal) {
    let mut text = sla.header.because.clone();
    let mut before = if text.is_empty() { "" } else { ": " };
    for (target, calendar) in won {
        let length = length_text(target.within);
        text.extend([before, &target.name, " within ", &length, " on `", calendar.name, "`"]);
        if !calendar.known {
            let wanted = &target.terms.calendar.name;
            text.extend([" (the ticket's ", wanted, " has no calendar, so every hour counts)"]);
        }
        before = ", ";
    }
    journal.reason(Stage::Sla, &sla.header.id, text, &sla.header.at);
}

/// The clock of a target; none if it has not started.
fn clock(
    policy: &Policy,
    sla: &Sla,
    target: &Target,
    calendar: &ResolvedCalendar<'_>,
    cuts: &mut Cuts<'_>,
    journal: &mut Journal,
) -> Option<Clock> {
    let (ticket, now) = (cuts.ticket, cuts.now);
    let origin = origin(target.terms.start, ticket, now);
    let spells = cuts.from(origin, target.terms.conditions.any());
    let signals = signals::judge(policy, &sla.header, target, ticket, spells, journal);
    let whole = course::replay(&target.terms, origin, spells, &signals)?;
    let course = conversation::newest_cycle(&target.name, ticket, whole, now)?;
    let face = Face {
        target: target.name.clone(),
        kind: sla.kind,
        sla: sla.header.id.clone(),
        calendar: calendar.name.to_owned(),
        within: target.within,
    };
    let mut clock = clock::read(face, course, calendar.calendar.clone(), &target.terms.warn_at, now);
    if clock.due_at.is_none() && clock.paused_since.is_none() && clock.stopped_at.is_none() {
        let length = length_text(target.within);
        let message = format!("the calendar `{}` never has {length} of open time", calendar.name);
        journal.problems.push(Problem::new("never-due", target.at().clone(), message).help("check its windows"));
    }
    clock.forecast = forecast::forecast(policy, ticket, &clock, now);
    Some(clock)
}

/// From when a clock counts.
fn origin(start: Start, ticket: &Ticket, now: Instant) -> Instant {
    let assigned = || {
        let changes = ticket.history.iter().filter(|change| change.field == "team" && change.at <= now);
        changes.filter(|change| change.to.as_text() == ticket.text_of("team")).map(|change| change.at).next_back()
    };
    match start {
        Start::Opened => ticket.opened_at,
        Start::Received => ticket.received_at,
        Start::Assigned => assigned().unwrap_or(ticket.received_at),
    }
}

fn review(policy: &Policy, sla: &Sla, ticket: &Arc<Ticket>, journal: &mut Journal) -> Option<Review> {
    let within = sla.review_within?;
    if !journal.holds(Stage::Sla, &sla.header, sla.review_when.as_ref(), policy, ticket) {
        return None;
    }
    let due_at = ticket.resolved_at.map(|resolved| resolved.plus(within));
    Some(Review { sla: sla.header.id.clone(), within, due_at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::{Change, Source};
    use crate::value::Value;

    /// `cargo test --release --lib clocks_of_100_000_tickets -- --ignored --nocapture`
    #[test]
    #[ignore = "a measurement, not a check"]
    fn clocks_of_100_000_tickets() {
        let source = r#"
policy(#{ name: "bench", version: "1" });
matrix(#{ impact: ["high"], urgency: ["high"], priority: [["P1"]], priorities: ["P1"], otherwise: "P1" });
team("desk", #{ fallback: true });
calendar("shifts", #{ zone: "America/Monterrey", shifts: #{ A: "06:00-14:00", B: "14:00-22:00", C: "22:00-06:00" },
    days: "mon-sat", holidays: ["*-12-25"], holiday_mode: "shift" });
sla("s", #{ when: |t| true, respond: "30m", resolve: "8h", calendar: "shifts", pauses_on: ["waiting"] });"#;
        let policy = Policy::compile(&[("bench.rhai".to_owned(), source.to_owned())].into()).unwrap();
        let sla = &policy.words.slas[0];
        let calendar = policy.calendar_for("shifts", &Ticket::new(Instant::MIN, &policy.words.schema));
        let base = Instant::parse("2026-01-05T00:00:00Z").unwrap();
        let tickets: Vec<Arc<Ticket>> = (0..100_000).map(|index| ticket(base.plus(index * 311), &policy)).collect();
        for _ in 0..5 {
            let start = std::time::Instant::now();
            let mut late = 0;
            for ticket in &tickets {
                let mut cuts = Cuts::of(ticket, ticket.opened_at.plus(90_000));
                for target in &sla.targets {
                    let clock = clock(&policy, sla, target, &calendar, &mut cuts, &mut Journal::default());
                    late += usize::from(clock.is_some_and(|clock| clock.state == State::Breached));
                }
            }
            println!("200,000 clocks of 100,000 tickets: {:?}, {late} late", start.elapsed());
        }
    }

    /// A ticket that waited twice and was resolved a day later.
    fn ticket(opened: Instant, policy: &Policy) -> Arc<Ticket> {
        let mut ticket = Ticket::new(opened, &policy.words.schema);
        ticket.set("status", "resolved".into(), Source::Ticket, "");
        let change = |after: i64, from: &str, to: &str| {
            let (from, to) = (Value::from(from), Value::from(to));
            Change { at: opened.plus(after), field: "status".into(), from, to }
        };
        ticket.history = vec![
            change(1_000, "new", "waiting"),
            change(9_000, "waiting", "open"),
            change(20_000, "open", "waiting"),
            change(60_000, "waiting", "open"),
            change(80_000, "open", "resolved"),
        ];
        ticket.resolved_at = Some(opened.plus(80_000));
        Arc::new(ticket)
    }
}
