//! `Event`: what the watch says. Plain data; the whole membership and scope on every event.

use crate::time::{Instant, Seconds};
use serde::Serialize;

/// Something the watch has to say.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Event {
    /// One outage behind several tickets.
    Major(Box<Major>),
    /// A fault that comes back.
    Problem(Box<crate::recurrence::Recurrence>),
}

/// What happened to a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Turn {
    /// It is new.
    Suggested,
    /// Another ticket belongs to it.
    Grown,
    /// It reaches further: another line, area, plant or system.
    ScopeWidened,
    /// It turned out to be part of another one.
    Merged,
    /// Its tickets were taken back.
    Withdrawn,
    /// Nothing more has come for a while: this is all of it.
    Ended,
    /// The host said that it is an outage.
    Confirmed,
    /// The host said that it is none.
    Dismissed,
    /// The host said that it is over.
    Resolved,
}

/// A major incident, suggested or confirmed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Major {
    /// What happened.
    pub event: Turn,
    /// The suggestion: the same on all its events.
    pub id: String,
    /// When the watch said so.
    pub at: Instant,
    /// Worth telling people: it is new, it reaches further, or it has grown by half since they were last told.
    pub notify: bool,
    /// All tickets that belong to it, in the order in which they happened.
    pub tickets: Vec<String>,
    /// How far it reaches.
    pub scope: Scope,
    /// Why this is one outage.
    pub evidence: Evidence,
    /// What to do now.
    pub recommendation: String,
    /// The suggestion that it became part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<String>,
    /// What the policy plans for a confirmed major incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
}

/// Communication, tasks and review of a confirmed major incident.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The declaration in the policy.
    pub id: String,
    /// The ticket that the others become children of: the first.
    pub parent: Option<String>,
    /// The other tickets.
    pub children: Vec<String>,
    /// Stakeholders and teams to keep informed.
    pub notify: Vec<String>,
    /// What they are told, with the scope filled in.
    pub message: Option<String>,
    /// When they are told next.
    pub next_update_at: Option<Instant>,
    /// Seconds between updates.
    pub update_every: Option<Seconds>,
    /// What somebody has to do, in order.
    pub tasks: Vec<String>,
    /// When the review is due: known once it is resolved.
    pub review_due_at: Option<Instant>,
    /// What happened when, as Markdown for the review.
    pub timeline: String,
}

/// How far an outage reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// One line.
    Line,
    /// One area.
    Area,
    /// One plant.
    Plant,
    /// Several plants.
    MultiPlant,
}

/// What an outage reaches, the most affected first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scope {
    /// How far it reaches.
    pub level: Reach,
    /// Plants.
    pub plants: Vec<String>,
    /// Areas.
    pub areas: Vec<String>,
    /// Lines.
    pub lines: Vec<String>,
    /// Systems.
    pub systems: Vec<String>,
}

/// Counts against what is normal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The evidence as a sentence.
    pub text: String,
    /// What the first tickets had in common.
    pub pattern: String,
    /// Minutes from the first to the last of the tickets that gave rise to the suggestion.
    pub minutes: i64,
    /// Independent reports among them, in tenths of a report.
    #[serde(serialize_with = "crate::value::serialize_number")]
    pub independent_reports: f64,
    /// Reports that are normal for so many minutes at this hour of the week.
    #[serde(serialize_with = "crate::value::serialize_number")]
    pub expected: f64,
    /// By chance, this comes once in so many weeks.
    #[serde(serialize_with = "crate::value::serialize_number")]
    pub once_in_weeks: f64,
    /// Reports by now.
    pub reports: usize,
    /// Different callers by now.
    pub reporters: usize,
    /// Tickets by now that say that something stands still or that people cannot work.
    pub stopped: usize,
    /// Words that the tickets share and others do not.
    pub words: Vec<String>,
    /// The policy's reasons to call it a major incident.
    pub triggers: Vec<String>,
}
