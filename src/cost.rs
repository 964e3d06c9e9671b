//! Cost: what the incident has cost so far, so that a queue can be ranked by it.
//!
//! Money runs while production stands: at the rate of the line, or of the system if it is higher (a stopped line is
//! not paid for twice), for the minutes in which the line was to run.

use crate::policy::Policy;
use crate::ticket::Ticket;
use crate::time::Instant;
use crate::value::serialize_number;
use serde::Serialize;

/// Downtime cost at `now`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// ISO 4217 code, as the policy says.
    pub currency: String,
    /// What a minute costs.
    #[serde(serialize_with = "serialize_number")]
    pub per_minute: f64,
    /// Production minutes lost so far.
    pub minutes: i64,
    /// Cost so far.
    #[serde(serialize_with = "serialize_number")]
    pub accrued: f64,
}

/// The cost so far; none if production does not stand, or nobody has said what a minute costs.
pub(crate) fn cost(policy: &Policy, ticket: &Ticket, now: Instant) -> Option<Cost> {
    if ticket.flag("production_stopped") != Some(true) {
        return None;
    }
    let rates = [
        policy.line_of(ticket).and_then(|line| line.cost_per_minute),
        policy.system_of(ticket).and_then(|system| system.cost_per_minute),
    ];
    let per_minute = rates.into_iter().flatten().reduce(f64::max)?;
    let until = ticket.resolved_at.unwrap_or(now).max(ticket.opened_at);
    let seconds = match policy.line_calendar(ticket) {
        Some((_, calendar)) => calendar.between(ticket.opened_at, until, &[]),
        None => until.since(ticket.opened_at),
    };
    let minutes = seconds / 60;
    // Cents, so that every platform prints the same figure.
    let accrued = (per_minute * minutes as f64 * 100.0).round() / 100.0;
    Some(Cost { currency: policy.words.currency.clone(), per_minute, minutes, accrued })
}
