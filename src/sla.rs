//! SLA: by when? Every target with its clock, on the calendar that its policy names.
//!
//! On time means at the due instant or before; breached means after it. The clock starts when the ticket reached the
//! desk. Of several SLAs that hold, the first declared wins each target; the others are listed.

use crate::calendar::Calendar;
use crate::error::{Place, Problem};
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::words::{Sla, Target};
use crate::registry::ResolvedCalendar;
use crate::ticket::Ticket;
use crate::time::{Instant, Seconds, length_text};
use serde::Serialize;
use std::sync::Arc;

/// State of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not yet met, not yet late.
    Running,
    /// Met in time.
    Met,
    /// Late, met since or not.
    Breached,
}

/// A target with its clock.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    /// `response`, `resolution`, or a name of the policy's own.
    pub target: String,
    /// The SLA that won it.
    pub sla: String,
    /// Other SLAs that hold and have this target.
    pub others: Vec<String>,
    /// The calendar it is counted on.
    pub calendar: String,
    /// The promise, in seconds of business time.
    pub within: Seconds,
    /// When the clock started.
    pub started_at: Instant,
    /// When it is due; none if the calendar never has that much open time.
    pub due_at: Option<Instant>,
    /// When it was met.
    pub stopped_at: Option<Instant>,
    /// How it stands.
    pub state: State,
    /// Business time gone by, in seconds.
    pub elapsed: Seconds,
    /// Business time left, in seconds; negative when late.
    pub remaining: Seconds,
    /// Business time gone by, in whole percent of the target.
    pub percent: i64,
    /// Warnings before the due instant.
    pub warnings: Vec<Warning>,
}

/// A warning at a share of the target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Warning {
    /// In percent of the target.
    pub percent: i64,
    /// When.
    pub at: Instant,
    /// Whether that instant has come while the clock ran.
    pub fired: bool,
}

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
    let mut review = None;
    for sla in &policy.words.slas {
        if !journal.holds(Stage::Sla, &sla.header, sla.when.as_ref(), policy, ticket) {
            continue;
        }
        let calendar = policy.calendar_for(&sla.calendar.name, ticket);
        let mut won = Vec::new();
        for target in &sla.targets {
            match clocks.iter_mut().find(|clock| clock.target == target.name) {
                Some(winner) => winner.others.push(sla.header.id.clone()),
                None => {
                    won.push(target);
                    clocks.push(clock(sla, target, &calendar, ticket, now, journal));
                }
            }
        }
        if !won.is_empty() {
            explain(sla, &won, &calendar, journal);
            review = review.or_else(|| self::review(policy, sla, ticket, journal));
        }
    }
    if clocks.is_empty() {
        let priority = ticket.text_of("priority").unwrap_or_default();
        let message = format!("no SLA holds for this ticket of priority `{priority}`");
        let help = "declare an sla(...) whose `when` holds for it";
        journal.problems.push(Problem::new("no-sla", Place::default(), message).help(help));
    }
    (clocks, review)
}

fn explain(sla: &Sla, won: &[&Target], calendar: &ResolvedCalendar, journal: &mut Journal) {
    let targets: Vec<String> =
        won.iter().map(|target| format!("{} within {}", target.name, length_text(target.within))).collect();
    let mut text = format!("{} on the calendar `{}`", targets.join(", "), calendar.name);
    if !calendar.known {
        text.push_str(&format!(": the ticket's {} has no calendar, so every hour counts", sla.calendar.name));
    }
    if !sla.header.because.is_empty() {
        text = format!("{}: {text}", sla.header.because);
    }
    journal.reason(Stage::Sla, &sla.header.id, text, &sla.header.at);
}

fn clock(
    sla: &Sla,
    target: &Target,
    resolved: &ResolvedCalendar,
    ticket: &Ticket,
    now: Instant,
    journal: &mut Journal,
) -> Clock {
    let calendar: &Calendar = &resolved.calendar;
    let started_at = ticket.received_at;
    let stopped_at = match target.name.as_str() {
        // Who resolved it has responded.
        "response" => ticket.responded_at.into_iter().chain(ticket.resolved_at).min(),
        _ => ticket.resolved_at,
    };
    let due_at = calendar.add(started_at, target.within, &[]);
    if due_at.is_none() {
        let message = format!("the calendar `{}` never has {} of open time", resolved.name, length_text(target.within));
        journal.problems.push(Problem::new("never-due", sla.calendar.at.clone(), message).help("check its windows"));
    }
    let until = stopped_at.unwrap_or(now).max(started_at);
    let elapsed = calendar.between(started_at, until, &[]).max(0);
    let state = match (stopped_at, due_at) {
        (_, Some(due)) if until > due => State::Breached,
        (Some(_), _) => State::Met,
        (None, _) => State::Running,
    };
    let warning = |percent: &i64| {
        let share = target.within.saturating_mul(*percent) / 100;
        let at = calendar.add(started_at, share, &[])?;
        Some(Warning { percent: *percent, at, fired: at <= until })
    };
    Clock {
        target: target.name.clone(),
        sla: sla.header.id.clone(),
        others: Vec::new(),
        calendar: resolved.name.clone(),
        within: target.within,
        started_at,
        due_at,
        stopped_at,
        state,
        elapsed,
        remaining: target.within - elapsed,
        percent: elapsed.saturating_mul(100) / target.within.max(1),
        warnings: sla.warn_at.iter().filter_map(warning).collect(),
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
