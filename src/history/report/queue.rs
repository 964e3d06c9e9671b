//! Queue: what is open, the dearest first.

use super::Row;
use crate::history::History;
use crate::history::compare::{Amount, Question, cents};
use crate::policy::Policy;
use crate::sla::{AgreementKind, Clock, State};
use crate::time::{Instant, Seconds};
use crate::value::serialize_number;
use serde::Serialize;
use std::cmp::Reverse;

/// Open tickets, ranked by what they cost a minute and then by the time until a promise is broken.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// The instant at which it is looked at: the one asked about, or the last that any ticket tells of.
    pub at: Option<Instant>,
    /// Open tickets.
    pub open: usize,
    /// What all of them cost a minute.
    pub per_minute: Amount,
    /// Where `entries` begin.
    pub offset: usize,
    /// How many there are at most.
    pub limit: usize,
    /// The tickets.
    pub entries: Vec<QueueEntry>,
}

/// An open ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueEntry {
    /// Its place in the history, from 0.
    pub index: usize,
    /// The ticket.
    pub id: String,
    /// How severe.
    pub priority: String,
    /// Assignment group.
    pub team: String,
    /// System.
    pub system: Option<String>,
    /// Line.
    pub line: Option<String>,
    /// What it costs a minute.
    #[serde(serialize_with = "serialize_number")]
    pub per_minute: f64,
    /// What it has cost so far.
    #[serde(serialize_with = "serialize_number")]
    pub accrued: f64,
    /// The target that is due next, or was due first.
    pub target: Option<String>,
    /// When.
    pub due_at: Option<Instant>,
    /// Seconds on the wall clock until then; negative when late.
    pub left: Option<Seconds>,
}

impl History {
    pub(super) fn queue(&self, policy: &Policy, rows: &[Row<'_>], question: Question) -> Queue {
        let at = question.now.or_else(|| rows.iter().map(|row| row.judgement.now).max());
        let open = rows.iter().filter(|row| row.resolved_at.is_none());
        let mut entries: Vec<QueueEntry> = open.filter_map(|row| self.entry(policy, row.index, at?)).collect();
        let rank = |name: &str| policy.matrix.rank(name);
        entries.sort_by(|a, b| b.per_minute.total_cmp(&a.per_minute).then_with(|| order(a, rank).cmp(&order(b, rank))));
        let per_minute: f64 = entries.iter().map(|entry| entry.per_minute).sum();
        Queue {
            at,
            open: entries.len(),
            per_minute: Amount { currency: policy.words.currency.clone(), amount: cents(per_minute) },
            offset: question.offset,
            limit: question.limit,
            entries: entries.into_iter().skip(question.offset).take(question.limit).collect(),
        }
    }

    fn entry(&self, policy: &Policy, index: usize, at: Instant) -> Option<QueueEntry> {
        let decision = self.decide(policy, index, Some(at))?.ok()?;
        let owed = decision.targets.iter().filter(|clock| {
            clock.kind == AgreementKind::Sla && clock.stopped_at.is_none() && clock.state != State::Cancelled
        });
        let next: Option<&Clock> = owed.filter(|clock| clock.due_at.is_some()).min_by_key(|clock| clock.due_at);
        Some(QueueEntry {
            index,
            per_minute: decision.cost.as_ref().map_or(0.0, |cost| cost.per_minute),
            accrued: decision.cost.as_ref().map_or(0.0, |cost| cost.accrued),
            target: next.map(|clock| clock.target.clone()),
            due_at: next.and_then(|clock| clock.due_at),
            left: next.and_then(|clock| clock.due_at).map(|due| due.since(at)),
            id: decision.id,
            priority: decision.priority,
            team: decision.team,
            system: decision.class.system,
            line: decision.class.line,
        })
    }
}

/// Of tickets that cost the same, the next to be late comes first; of those, the most severe, then the oldest.
fn order(
    entry: &QueueEntry,
    rank: impl Fn(&str) -> Option<usize>,
) -> (Reverse<bool>, Option<Seconds>, Option<usize>, usize) {
    (Reverse(entry.left.is_some()), entry.left, rank(&entry.priority), entry.index)
}
