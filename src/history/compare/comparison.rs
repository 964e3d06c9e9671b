//! `Comparison`: what another policy would have decided otherwise. Plain data.

use super::differences::Aspect;
use super::flows::{Flow, Load};
use super::promises::TargetChange;
use crate::decision::Decision;
use crate::error::Problem;
use crate::escalate::StepState;
use crate::history::judgement::Outcome;
use crate::journal::Reason;
use crate::policy::{Identity, Policy};
use crate::sla::{AgreementKind, Clock};
use crate::time::Instant;
use crate::value::serialize_number;
use serde::Serialize;

/// What is asked of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The instant that every ticket is decided for; the last that each tells of if absent.
    pub now: Option<Instant>,
    /// How many entries of the list to leave out at its beginning.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
    /// Whether clocks are read. Without them a comparison is about priorities, teams and categories only, and quick.
    pub clocks: bool,
}

impl Default for Question {
    fn default() -> Self {
        Self { now: None, offset: 0, limit: 50, clocks: true }
    }
}

/// Two policies over one history.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The policy that decided.
    pub before: Identity,
    /// The policy that would.
    pub after: Identity,
    /// Whether clocks were read: promises, due instants, escalations and cost.
    pub clocks: bool,
    /// Tickets that both decide.
    pub tickets: usize,
    /// Tickets that change in anything.
    pub changed: usize,
    /// The same in percent of all, to two places.
    #[serde(serialize_with = "serialize_number")]
    pub percent: f64,
    /// Tickets that change in each aspect; a ticket may change in several.
    pub aspects: Vec<AspectCount>,
    /// Tickets that become more severe.
    pub raised: usize,
    /// Tickets that become less severe.
    pub lowered: usize,
    /// Priorities of both policies, the most severe first.
    pub priorities: Vec<String>,
    /// Tickets by priority before (row) and after (column).
    pub matrix: Vec<Vec<usize>>,
    /// Tickets that go from one team to another, the most first.
    pub teams: Vec<Flow>,
    /// Tickets that go from one category to another, the most first.
    pub categories: Vec<Flow>,
    /// The tickets of each team, the greatest change first.
    pub load: Vec<Load>,
    /// How the promises about each target come out.
    pub targets: Vec<TargetChange>,
    /// Steps of escalations that fire.
    pub escalations: Vec<FiredChange>,
    /// What the incidents cost; none if no clock was read.
    pub cost: Option<CostChange>,
    /// Where `changes` begin among all changed tickets.
    pub offset: usize,
    /// How many there are at most.
    pub limit: usize,
    /// Changed tickets, in the order of the history.
    pub changes: Vec<ChangedTicket>,
    /// Tickets that cannot be decided.
    pub failures: Vec<Failure>,
    /// Lines that are no tickets.
    pub problems: Vec<Problem>,
}

/// How many tickets change in an aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AspectCount {
    /// The aspect.
    pub aspect: Aspect,
    /// Tickets.
    pub tickets: usize,
}

/// How often the steps of an escalation fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiredChange {
    /// The escalation.
    pub escalation: String,
    /// Before.
    pub before: usize,
    /// After.
    pub after: usize,
}

/// What the incidents cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CostChange {
    /// Before.
    pub before: Amount,
    /// After.
    pub after: Amount,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// ISO 4217 code, as the policy says.
    pub currency: String,
    /// How much, to the cent.
    #[serde(serialize_with = "serialize_number")]
    pub amount: f64,
}

/// A ticket that changes.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedTicket {
    /// Its place in the history, from 0.
    pub index: usize,
    /// The ticket.
    pub id: String,
    /// In what it changes.
    pub aspects: Vec<Aspect>,
    /// As it was decided.
    pub before: Side,
    /// As it would be.
    pub after: Side,
}

/// One policy's view of a changed ticket.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// How severe.
    pub priority: String,
    /// Assignment group.
    pub team: String,
    /// Category.
    pub category: Option<String>,
    /// Targets with when they are due and how they come out.
    pub targets: Vec<SideTarget>,
    /// Steps of escalations that fire.
    pub fired: usize,
    /// What it costs.
    pub cost: Option<Amount>,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// One policy's view of a target.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SideTarget {
    /// The target.
    pub target: String,
    /// Whose promise it is.
    pub kind: AgreementKind,
    /// When it is due.
    pub due_at: Option<Instant>,
    /// How it comes out.
    pub outcome: Outcome,
}

/// A ticket that cannot be decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failure {
    /// Its place in the history, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Side {
    pub(super) fn of(policy: &Policy, decision: Decision) -> Self {
        let target = |clock: &Clock| SideTarget {
            target: clock.target.clone(),
            kind: clock.kind,
            due_at: clock.due_at,
            outcome: clock.state.into(),
        };
        let currency = &policy.words.currency;
        let fired = decision.escalations.iter().filter(|step| step.state == StepState::Fired);
        Self {
            targets: decision.targets.iter().map(target).collect(),
            fired: fired.count(),
            cost: decision.cost.map(|cost| Amount { currency: currency.clone(), amount: cost.accrued }),
            priority: decision.priority,
            team: decision.team,
            category: decision.class.category,
            reasons: decision.reasons,
        }
    }
}
