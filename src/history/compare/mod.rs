//! Compare: what would another policy have decided otherwise?
//!
//! In: two policies. Out: how many tickets change and in what, priorities before and after, who gets more work, which
//! promises would have been kept or broken by the instants on record, and the changed tickets with the reasons of both.

mod differences;
mod flows;
mod promises;
mod quick;

use super::History;
use super::judgement::{Judgement, Name, Outcome};
use crate::decision::Decision;
use crate::error::Problem;
use crate::escalate::StepState;
use crate::intake::TicketError;
use crate::journal::Reason;
use crate::policy::{Identity, Policy};
use crate::sla::{AgreementKind, Clock};
use crate::time::Instant;
use crate::value::serialize_number;
pub use differences::Aspect;
use differences::differences;
use flows::Flows;
pub use flows::{Flow, Load};
use promises::targets;
pub use promises::{Kept, TargetChange};
use serde::Serialize;
use std::collections::BTreeMap;

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

/// A ticket's place in the history, and what each policy makes of it.
type Pair<'j> = (usize, &'j Judgement, &'j Judgement);

impl History {
    /// What `after` would decide otherwise than `before`.
    pub fn compare(&mut self, before: &Policy, after: &Policy, question: Question) -> Comparison {
        let quick = if question.clocks { None } else { self.compare_quickly(before, after, question) };
        quick.unwrap_or_else(|| self.compare_whole(before, after, question))
    }

    fn compare_whole(&mut self, before: &Policy, after: &Policy, question: Question) -> Comparison {
        let old = self.judged(before, question.now);
        let new = self.judged_beside(before, after, question.now);
        let rows = old.rows.iter().zip(&new.rows).enumerate();
        let pairs: Vec<Pair<'_>> =
            rows.filter_map(|(at, (old, new))| Some((at, old.as_ref().ok()?, new.as_ref().ok()?))).collect();
        let changed: Vec<(&Pair<'_>, Vec<Aspect>)> = pairs
            .iter()
            .map(|pair| (pair, differences(pair.1, pair.2)))
            .filter(|(_, aspects)| !aspects.is_empty())
            .collect();
        let (mut teams, mut categories) = (Flows::default(), Flows::default());
        for (_, old, new) in &pairs {
            teams.add(Some(&old.team), Some(&new.team), 1);
            categories.add(old.category.as_deref(), new.category.as_deref(), 1);
        }
        let priorities = priorities(before, after);
        let page = changed.iter().skip(question.offset).take(question.limit);
        let rank = |name: &Name| priorities.iter().position(|known| **known == **name);
        let moved = |which: fn(&usize, &usize) -> bool| {
            let moved = |pair: &&Pair<'_>| Some(which(&rank(&pair.2.priority)?, &rank(&pair.1.priority)?));
            pairs.iter().filter(|pair| moved(pair).unwrap_or_default()).count()
        };
        Comparison {
            before: before.identity().clone(),
            after: after.identity().clone(),
            clocks: true,
            tickets: pairs.len(),
            changed: changed.len(),
            percent: percent(changed.len(), pairs.len()),
            aspects: aspects(&changed),
            raised: moved(usize::lt),
            lowered: moved(usize::gt),
            matrix: matrix(&pairs, priorities.len(), rank),
            teams: teams.moved(),
            categories: categories.moved(),
            load: teams.load(),
            targets: targets(&pairs),
            escalations: escalations(&pairs),
            cost: Some(CostChange {
                before: cost(before, pairs.iter().map(|pair| pair.1)),
                after: cost(after, pairs.iter().map(|pair| pair.2)),
            }),
            offset: question.offset,
            limit: question.limit,
            changes: page.filter_map(|(pair, aspects)| self.changed(before, after, pair, aspects)).collect(),
            failures: failures(old.failed()),
            problems: self.problems(),
            priorities,
        }
    }

    fn changed(&self, before: &Policy, after: &Policy, pair: &Pair<'_>, aspects: &[Aspect]) -> Option<ChangedTicket> {
        let (index, old, new) = *pair;
        let side = |policy: &Policy, judgement: &Judgement| {
            let decision = self.decide(policy, index, Some(judgement.now))?.ok()?;
            Some((decision.id.clone(), Side::of(policy, decision)))
        };
        let ((id, before), (_, after)) = (side(before, old)?, side(after, new)?);
        Some(ChangedTicket { index, id, aspects: aspects.to_vec(), before, after })
    }
}

impl Side {
    fn of(policy: &Policy, decision: Decision) -> Self {
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

/// The priorities of both, the most severe first; what only the later one has stands at the end.
fn priorities(before: &Policy, after: &Policy) -> Vec<String> {
    let mut names = before.matrix.priorities.clone();
    names.extend(after.matrix.priorities.iter().filter(|name| !before.matrix.priorities.contains(name)).cloned());
    names
}

fn matrix(pairs: &[Pair<'_>], size: usize, rank: impl Fn(&Name) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut matrix = vec![vec![0; size]; size];
    for (_, old, new) in pairs {
        let row = rank(&old.priority).and_then(|row| matrix.get_mut(row));
        if let (Some(row), Some(column)) = (row, rank(&new.priority))
            && let Some(cell) = row.get_mut(column)
        {
            *cell += 1;
        }
    }
    matrix
}

fn aspects(changed: &[(&Pair<'_>, Vec<Aspect>)]) -> Vec<AspectCount> {
    let count = |aspect| AspectCount {
        aspect,
        tickets: changed.iter().filter(|(_, aspects)| aspects.contains(&aspect)).count(),
    };
    Aspect::ALL.into_iter().map(count).collect()
}

fn escalations(pairs: &[Pair<'_>]) -> Vec<FiredChange> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (_, old, new) in pairs {
        for (name, count) in &old.fired {
            counts.entry(name).or_default().0 += count;
        }
        for (name, count) in &new.fired {
            counts.entry(name).or_default().1 += count;
        }
    }
    let change = |(name, (before, after)): (&str, _)| FiredChange { escalation: name.to_owned(), before, after };
    counts.into_iter().map(change).collect()
}

fn cost<'j>(policy: &Policy, judgements: impl Iterator<Item = &'j Judgement>) -> Amount {
    let amount: f64 = judgements.filter_map(|judgement| judgement.money).map(|money| money.accrued).sum();
    Amount { currency: policy.words.currency.clone(), amount: cents(amount) }
}

/// Sums of cents drift by far less than a cent; rounded, every platform prints the same figure.
pub(super) fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

/// A share in percent, to two places.
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { cents(part as f64 * 100.0 / whole as f64) }
}

/// The tickets that cannot be decided, by any policy: their id or their instant is missing.
pub(super) fn failures<'e>(failed: impl Iterator<Item = (usize, &'e TicketError)>) -> Vec<Failure> {
    failed.map(|(index, error)| Failure { index, problems: error.problems().to_vec() }).collect()
}
