//! `Decision`: everything andon says about a ticket at `now`, with its reasons. Plain data.

use crate::cost::Cost;
use crate::error::Problem;
use crate::escalate::EscalationStep;
use crate::journal::{Reason, Undecided};
use crate::policy::Identity;
use crate::prioritise::MatchedRule;
use crate::procedure::Advice;
use crate::route::Assignment;
use crate::sla::{Clock, Review};
use crate::ticket::Source;
use crate::time::Instant;
use crate::value::Value;
use serde::Serialize;
use std::sync::Arc;

/// The decision about one ticket. Field order is the order of its JSON.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// The ticket.
    pub id: String,
    /// The instant it was decided for.
    pub now: Instant,
    /// The policy that decided.
    pub policy: Arc<Identity>,
    /// How severe.
    pub priority: String,
    /// Assignment group.
    pub team: String,
    /// What the incident is.
    #[serde(flatten)]
    pub class: Class,
    /// The assignment group, and what named it.
    pub assignment: Assignment,
    /// Targets with their clocks.
    pub targets: Vec<Clock>,
    /// Who else is told, in time order.
    pub escalations: Vec<EscalationStep>,
    /// What intake must still ask for.
    pub missing: Vec<MissingField>,
    /// What to do meanwhile.
    pub procedures: Vec<Advice>,
    /// Post-incident review that is owed.
    pub review: Option<Review>,
    /// Downtime cost so far.
    pub cost: Option<Cost>,
    /// What is known about the ticket and where it came from, in field order; texts over 200 characters left out.
    pub facts: Vec<KnownFact>,
    /// Rules about priority that hold.
    pub rules: Vec<MatchedRule>,
    /// Why each stage decided what it did.
    pub reasons: Vec<Reason>,
    /// Declarations that could not be judged and might change the decision.
    pub undecided: Vec<Undecided>,
    /// What is wrong with the ticket or the policy.
    pub problems: Vec<Problem>,
    /// The next instant at which the decision changes by itself: set one timer.
    pub next_event_at: Option<Instant>,
}

/// What the incident is: facts that every host shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are those of the ticket's fields, documented there")]
pub struct Class {
    pub category: Option<String>,
    pub symptom: Option<String>,
    pub service: Option<String>,
    pub system: Option<String>,
    pub asset: Option<String>,
    pub plant: Option<String>,
    pub area: Option<String>,
    pub line: Option<String>,
    pub zone: Option<String>,
    pub layer: Option<String>,
    pub ownership: Option<String>,
    pub tier: Option<String>,
    pub shift: Option<String>,
    pub impact: Option<String>,
    pub urgency: Option<String>,
}

/// A fact about the ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KnownFact {
    /// The field, by its name in a ticket object.
    pub field: Arc<str>,
    /// Its value.
    pub value: Value,
    /// Where it came from.
    pub source: Source,
    /// What exactly: the words found, the system's name, ...
    pub detail: String,
}

/// A field that the category asks for and the ticket lacks.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MissingField {
    /// The field, by its name in a ticket object.
    pub field: String,
    /// What people call it.
    pub label: String,
    /// The category that asks for it.
    pub required_by: String,
}
