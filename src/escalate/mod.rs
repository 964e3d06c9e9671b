//! Escalate: who else is told, and when? A pure function of ticket, clocks and `now`: what has fired, what comes next.
//!
//! Time is counted from when the incident happened, on the wall clock or on a calendar, or by the clock of a target.
//! Resolution ends it, and acknowledgement where a step says so. A step whose condition cannot be judged is kept:
//! people told too often complain, people never told do not know.

mod duty;

use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::words::{End, Escalation, Moment, Step};
use crate::sla::Clock;
use crate::ticket::Ticket;
use crate::time::{Instant, Seconds};
use crate::value::Value;
use serde::Serialize;
use std::sync::Arc;

/// Whether a step's instant has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepState {
    /// It has come.
    Fired,
    /// It has not.
    Pending,
}

/// A step of an escalation, for this ticket. It is told once for each escalation, step and round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EscalationStep {
    /// The escalation.
    pub escalation: String,
    /// Which of its steps, from 1.
    pub step: usize,
    /// How often it has been told, this time included.
    pub round: usize,
    /// When.
    pub at: Instant,
    /// Whether that instant has come.
    pub state: StepState,
    /// The channel.
    pub by: String,
    /// Who is told.
    pub notify: Vec<Notified>,
    /// What they are told.
    pub message: String,
    /// Why.
    pub because: String,
}

/// Somebody who is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notified {
    /// The stakeholder or team.
    pub id: String,
    /// What people call them.
    pub name: String,
    /// The channel.
    pub by: String,
    /// When: later than the step for somebody whom a message must not wake.
    pub at: Instant,
    /// Of a team, those on call then.
    pub people: Vec<String>,
    /// Why it is not the one the policy names, or not at once.
    pub note: Option<String>,
}

/// The steps of all escalations that hold, in time order.
pub(crate) fn steps(
    policy: &Policy,
    ticket: &Arc<Ticket>,
    clocks: &[Clock],
    now: Instant,
    journal: &mut Journal,
) -> Vec<EscalationStep> {
    let mut steps = Vec::new();
    for escalation in &policy.words.escalations {
        if journal.holds(Stage::Escalate, &escalation.header, escalation.when.as_ref(), policy, ticket) {
            add(&mut steps, policy, escalation, ticket, clocks, now, journal);
        }
    }
    steps
}

/// Adds the steps of an escalation. A function of its own, which is not compiled before there is one.
#[inline(never)]
fn add(
    steps: &mut Vec<EscalationStep>,
    policy: &Policy,
    escalation: &Escalation,
    ticket: &Arc<Ticket>,
    clocks: &[Clock],
    now: Instant,
    journal: &mut Journal,
) {
    for (index, step) in escalation.steps.iter().enumerate() {
        if applies(policy, escalation, step, ticket, journal)
            && let Some(first) = moment(policy, escalation, step, ticket, clocks)
        {
            let end = end(step, ticket, now);
            for (round, at) in rounds(step, first, end, now) {
                // In time order; of steps at one instant the first declared comes first.
                let place = steps.partition_point(|earlier| earlier.at <= at);
                steps.insert(place, told(policy, escalation, (index + 1, round), step, ticket, at, now));
            }
        }
    }
}

fn applies(policy: &Policy, escalation: &Escalation, step: &Step, ticket: &Arc<Ticket>, journal: &mut Journal) -> bool {
    let header = &escalation.header;
    let open = journal.open_questions();
    let holds = journal.holds(Stage::Escalate, header, step.when.as_ref(), policy, ticket);
    let unjudged = journal.open_questions() > open;
    let unless = step.unless.as_ref();
    let spared = unless.is_some() && journal.holds(Stage::Escalate, header, unless, policy, ticket);
    (holds || unjudged) && !spared
}

/// When a step comes for the first time.
fn moment(policy: &Policy, escalation: &Escalation, step: &Step, ticket: &Ticket, clocks: &[Clock]) -> Option<Instant> {
    let clock = |name: &str| clocks.iter().find(|clock| clock.target == name);
    match &step.moment {
        Moment::After(length) => after(policy, escalation, ticket, ticket.opened_at, *length),
        Moment::At { target, percent } => clock(&target.name)?.instant_of(*percent),
        // Late is the second after the due instant.
        Moment::Breach(target) => clock(&target.name)?.due_at.map(|due| due.plus(1)),
    }
}

fn after(policy: &Policy, escalation: &Escalation, ticket: &Ticket, from: Instant, length: Seconds) -> Option<Instant> {
    match &escalation.calendar {
        None => Some(from.plus(length)),
        Some(named) => policy.calendar_for(&named.name, ticket).calendar.add(from, length, &[]),
    }
}

/// When steps end: at resolution, or acknowledgement if the step says so. Nobody having said when means now.
fn end(step: &Step, ticket: &Ticket, now: Instant) -> Option<Instant> {
    let acknowledged = || {
        let taken =
            ticket.history.iter().filter(|change| change.field == "acknowledged_by" && change.to != Value::Null);
        let since = taken.map(|change| change.at).min();
        since.or_else(|| ticket.has("acknowledged_by").then(|| ticket.responded_at.unwrap_or(now)))
    };
    let acknowledged = if step.ends_on == End::Acknowledged { acknowledged() } else { None };
    ticket.resolved_at.into_iter().chain(acknowledged).min()
}

/// The rounds of a step: all that have come, and the next one.
fn rounds(step: &Step, first: Instant, end: Option<Instant>, now: Instant) -> Vec<(usize, Instant)> {
    let times = step.repeat.map_or(1, |repeat| repeat.times);
    let every = step.repeat.map_or(0, |repeat| repeat.every);
    let mut rounds = Vec::new();
    let mut at = first;
    for round in 1..=times {
        if end.is_some_and(|end| at >= end) {
            break;
        }
        rounds.push((round, at));
        if at > now {
            break;
        }
        at = at.plus(every);
    }
    rounds
}

fn told(
    policy: &Policy,
    escalation: &Escalation,
    (step_number, round): (usize, usize),
    step: &Step,
    ticket: &Ticket,
    at: Instant,
    now: Instant,
) -> EscalationStep {
    let notify: Vec<Notified> =
        step.notify.iter().map(|named| duty::reach(policy, &named.name, step.by.as_ref(), at)).collect();
    EscalationStep {
        escalation: escalation.header.id.clone(),
        step: step_number,
        round,
        at,
        state: if at <= now { StepState::Fired } else { StepState::Pending },
        by: step.by.clone().or_else(|| notify.first().map(|first| first.by.clone())).unwrap_or_default(),
        notify,
        message: step.message.filled(ticket),
        because: escalation.header.because.clone(),
    }
}
