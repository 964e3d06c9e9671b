//! Escalate: who else is told, and when? A pure function of ticket and `now`: what has fired, what comes next.
//!
//! Time is counted from when the incident happened, on the wall clock or on a calendar. Resolution ends it. A step
//! whose condition cannot be judged is kept: people told too often complain, people never told do not know.

use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::words::{Escalation, Step};
use crate::ticket::Ticket;
use crate::time::Instant;
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

/// A step of an escalation, for this ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EscalationStep {
    /// The escalation.
    pub escalation: String,
    /// Which of its steps, from 1.
    pub step: usize,
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
}

/// The steps of all escalations that hold, in time order.
pub(crate) fn steps(policy: &Policy, ticket: &Arc<Ticket>, now: Instant, journal: &mut Journal) -> Vec<EscalationStep> {
    let mut steps = Vec::new();
    for escalation in &policy.words.escalations {
        if !journal.holds(Stage::Escalate, &escalation.header, escalation.when.as_ref(), policy, ticket) {
            continue;
        }
        for (index, step) in escalation.steps.iter().enumerate() {
            if applies(policy, escalation, step, ticket, journal)
                && let Some(at) = instant(policy, escalation, step, ticket)
                && ticket.resolved_at.is_none_or(|resolved| at < resolved)
            {
                steps.push(told(policy, escalation, index, step, ticket, at, now));
            }
        }
    }
    steps.sort_by_key(|step| step.at);
    steps
}

fn applies(policy: &Policy, escalation: &Escalation, step: &Step, ticket: &Arc<Ticket>, journal: &mut Journal) -> bool {
    let undecided = journal.undecided.len() + journal.problems.len();
    let header = &escalation.header;
    let holds = journal.holds(Stage::Escalate, header, step.when.as_ref(), policy, ticket);
    let open = journal.undecided.len() + journal.problems.len() > undecided;
    let spared =
        step.unless.as_ref().is_some_and(|unless| journal.holds(Stage::Escalate, header, Some(unless), policy, ticket));
    (holds || open) && !spared
}

fn instant(policy: &Policy, escalation: &Escalation, step: &Step, ticket: &Ticket) -> Option<Instant> {
    match &escalation.calendar {
        None => Some(ticket.opened_at.plus(step.after)),
        Some(named) => policy.calendar_for(&named.name, ticket).calendar.add(ticket.opened_at, step.after, &[]),
    }
}

fn told(
    policy: &Policy,
    escalation: &Escalation,
    index: usize,
    step: &Step,
    ticket: &Ticket,
    at: Instant,
    now: Instant,
) -> EscalationStep {
    let notify: Vec<Notified> = step.notify.iter().map(|named| notified(policy, &named.name, step)).collect();
    EscalationStep {
        escalation: escalation.header.id.clone(),
        step: index + 1,
        at,
        state: if at <= now { StepState::Fired } else { StepState::Pending },
        by: step.by.clone().or_else(|| notify.first().map(|first| first.by.clone())).unwrap_or_default(),
        notify,
        message: filled(&step.message.name, ticket),
        because: escalation.header.because.clone(),
    }
}

fn notified(policy: &Policy, id: &str, step: &Step) -> Notified {
    let stakeholder = policy.stakeholder(id);
    let name = stakeholder.map(|who| &who.name).or_else(|| policy.team(id).map(|team| &team.name));
    let by = step.by.clone().or_else(|| stakeholder.and_then(|who| who.by.clone()));
    Notified {
        id: id.to_owned(),
        name: name.cloned().unwrap_or_else(|| id.to_owned()),
        by: by.unwrap_or_else(|| "ticket".into()),
    }
}

/// The message with the ticket's values in place of `{field}`; `?` for what the ticket lacks.
fn filled(template: &str, ticket: &Ticket) -> String {
    let mut parts = template.split('{');
    let mut message = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (field, rest) = part.split_once('}').unwrap_or((part, ""));
        match ticket.get(field) {
            Some(value) => message.push_str(&value.to_string()),
            None => message.push('?'),
        }
        message.push_str(rest);
    }
    message
}
