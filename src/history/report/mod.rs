//! Report: how has the desk done?
//!
//! In: a policy. Out: how long repairs take, which promises were kept, when and where incidents happen, what they cost
//! in money and in hours of production, how often tickets change hands, and what is open, the dearest first.

mod compliance;
mod outage;
mod queue;
mod repair;
mod volume;

use super::History;
use super::compare::{Amount, Failure, Question, cents, failures};
use super::judgement::{Judgement, Name};
use super::ranked::ranked;
use crate::error::Problem;
use crate::policy::{Identity, Policy};
use crate::ticket::Schema;
use crate::time::Instant;
use crate::value::{Value, serialize_number};
pub use compliance::Compliance;
pub use outage::{Outage, Outages};
pub use queue::{Queue, QueueEntry};
pub use repair::{Repair, RepairOf, Spread};
use serde::Serialize;
use std::collections::BTreeMap;
pub use volume::{Count, Volume};

/// A history as the policy judges it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The policy that judges.
    pub policy: Identity,
    /// Tickets that can be decided.
    pub tickets: usize,
    /// Those of them that are over.
    pub resolved: usize,
    /// When the first was opened.
    pub from: Option<Instant>,
    /// When the last was opened.
    pub to: Option<Instant>,
    /// How long repairs take.
    pub repair: Repair,
    /// Promises kept, by team, priority and target.
    pub compliance: Vec<Compliance>,
    /// When and where incidents happen.
    pub volume: Volume,
    /// Production that stood.
    pub production: Outages,
    /// What the incidents cost.
    pub cost: Spending,
    /// How often tickets change hands.
    pub reassignments: Reassignments,
    /// What is open.
    pub queue: Queue,
    /// Tickets that cannot be decided.
    pub failures: Vec<Failure>,
    /// Lines that are no tickets.
    pub problems: Vec<Problem>,
}

/// What the incidents cost, as far as the policy says what a minute costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spending {
    /// Together.
    pub total: Amount,
    /// By system, the dearest first.
    pub by_system: Vec<Spent>,
    /// By line, the dearest first.
    pub by_line: Vec<Spent>,
}

/// What the incidents of one system or line cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spent {
    /// The system or line; none if the tickets name none.
    pub name: Option<String>,
    /// Tickets that cost something.
    pub tickets: usize,
    /// How much.
    #[serde(serialize_with = "serialize_number")]
    pub amount: f64,
}

/// How often tickets change hands, by the changes of `team` in their history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reassignments {
    /// Tickets that went from one team to another at least once.
    pub tickets: usize,
    /// How often that happened.
    pub changes: usize,
    /// The most for one ticket.
    pub most: usize,
    /// Tickets by how often: never, once, twice, ...; the last entry is nine times or more.
    pub distribution: Vec<usize>,
}

/// A ticket as a report sees it.
struct Row<'j> {
    index: usize,
    judgement: &'j Judgement,
    opened_at: Instant,
    /// As the ticket says, or when the desk's clock of its resolution stopped.
    resolved_at: Option<Instant>,
}

impl History {
    /// How the desk has done, by what the policy asks of it. `question` pages the queue; its `now` is the instant that
    /// every ticket is decided for, the last that each tells of if absent.
    pub fn report(&mut self, policy: &Policy, question: Question) -> Report {
        let judged = self.judged(policy, question.now);
        let decided = judged.rows.iter().enumerate().filter_map(|(index, row)| Some((index, row.as_ref().ok()?)));
        let rows: Vec<Row<'_>> = decided.map(|(index, judgement)| self.row(index, judgement)).collect();
        Report {
            policy: policy.identity().clone(),
            tickets: rows.len(),
            resolved: rows.iter().filter(|row| row.resolved_at.is_some()).count(),
            from: rows.iter().map(|row| row.opened_at).min(),
            to: rows.iter().map(|row| row.opened_at).max(),
            repair: Repair::of(&rows),
            compliance: compliance::compliance(&rows),
            volume: Volume::of(&rows, policy),
            production: Outages::of(&rows, policy),
            cost: spending(&rows, policy),
            reassignments: self.reassignments(&rows, &policy.words.schema),
            queue: self.queue(policy, &rows, question),
            failures: failures(judged.failed()),
            problems: self.problems(),
        }
    }

    fn row<'j>(&self, index: usize, judgement: &'j Judgement) -> Row<'j> {
        let said = self.stated(["resolvedAt", "resolved_at"], index).filter(|at| *at <= judgement.now);
        let stopped = || judgement.resolution().and_then(|promise| promise.stopped_at);
        Row {
            index,
            judgement,
            opened_at: self.stated(["openedAt", "opened_at"], index).unwrap_or(judgement.now),
            resolved_at: said.or_else(stopped),
        }
    }

    /// The instant that a ticket gives under the first spelling of a key that it has.
    fn stated(&self, spellings: [&str; 2], index: usize) -> Option<Instant> {
        spellings.iter().find_map(|key| self.instant(key, index))
    }

    fn reassignments(&self, rows: &[Row<'_>], schema: &Schema) -> Reassignments {
        let mut found = Reassignments { distribution: vec![0; 10], ..Reassignments::default() };
        for row in rows {
            let changes = self.columns.value("history", row.index).map_or(0, |history| hand_overs(&history, schema));
            found.tickets += usize::from(changes > 0);
            found.changes += changes;
            found.most = found.most.max(changes);
            if let Some(count) = found.distribution.get_mut(changes.min(9)) {
                *count += 1;
            }
        }
        found
    }
}

/// How often the team changes in a history; getting one at first is no change.
fn hand_overs(history: &Value, schema: &Schema) -> usize {
    let Value::List(changes) = history else { return 0 };
    let is_hand_over = |change: &&Value| {
        let Value::Map(change) = change else { return false };
        let text = |key: &str| change.get(key).and_then(Value::as_text);
        let is_team = text("field").and_then(|field| schema.of_key(field)).is_some_and(|field| &*field.name == "team");
        is_team && matches!((text("from"), text("to")), (Some(from), Some(to)) if from != to)
    };
    changes.iter().filter(is_hand_over).count()
}

fn spending(rows: &[Row<'_>], policy: &Policy) -> Spending {
    let total: f64 = rows.iter().filter_map(|row| row.judgement.money).map(|money| money.accrued).sum();
    Spending {
        total: Amount { currency: policy.words.currency.clone(), amount: cents(total) },
        by_system: spent(rows, |judgement| judgement.system.as_ref()),
        by_line: spent(rows, |judgement| judgement.line.as_ref()),
    }
}

fn spent<'j>(rows: &[Row<'j>], of: impl Fn(&'j Judgement) -> Option<&'j Name>) -> Vec<Spent> {
    let dear: Vec<&Row<'_>> = rows.iter().filter(|row| row.judgement.money.is_some()).collect();
    let spent = groups(&dear, of).into_iter().map(|(name, rows)| {
        let amount: f64 = rows.iter().filter_map(|row| row.judgement.money).map(|money| money.accrued).sum();
        Spent { name: name.map(ToString::to_string), tickets: rows.len(), amount: cents(amount) }
    });
    ranked(spent, |spent| spent.amount)
}

/// Rows by a name that their tickets have, or by none, in name order.
type Groups<'r, 'j> = BTreeMap<Option<&'j Name>, Vec<&'r Row<'j>>>;

fn groups<'r, 'j>(rows: &[&'r Row<'j>], of: impl Fn(&'j Judgement) -> Option<&'j Name>) -> Groups<'r, 'j> {
    let mut groups: Groups<'r, 'j> = BTreeMap::new();
    for row in rows {
        groups.entry(of(row.judgement)).or_default().push(row);
    }
    groups
}

/// How many rows have each name, the most frequent first.
fn counts<'j>(rows: &[Row<'j>], of: impl Fn(&'j Judgement) -> Option<&'j Name>) -> Vec<Count> {
    let groups = groups(&rows.iter().collect::<Vec<_>>(), of).into_iter();
    let counts = groups.map(|(name, rows)| Count { name: name.map(ToString::to_string), tickets: rows.len() });
    ranked(counts, |count| count.tickets)
}
