//! `History`: past tickets, kept side by side, that any policy can be asked about.
//!
//! In: NDJSON in pieces of any size, or tickets one by one. Out: what a policy decides about each of them, exactly as
//! [`Policy::decide`] would; what another policy would have decided otherwise; and how the desk has done.
//!
//! ```text
//! lines -> reading -> columns (a dictionary for each key, a code for each ticket) -> the tickets again, exactly
//! ```
//!
//! A past ticket has no `now` of its own. Unless one is given it is decided as of the last instant that it tells of:
//! the latest of `openedAt`, `receivedAt`, `respondedAt`, `resolvedAt` and the changes of its history. For a ticket
//! that is over, that is when it was over, and every clock has come to its end.

mod column;
mod columns;
mod compare;
mod dictionary;
mod encoding;
mod judged;
mod judgement;
mod lines;
mod ranked;
mod reading;
mod report;
mod row;
mod sketch;

use crate::decision::Decision;
use crate::error::{Place, Problem};
use crate::intake::TicketError;
use crate::policy::Policy;
use crate::time::Instant;
use crate::value::Value;
use columns::Columns;
pub use compare::{
    Amount, Aspect, AspectCount, ChangedTicket, Comparison, CostChange, Failure, FiredChange, Flow, Kept, Load,
    Question, Side, SideTarget, TargetChange,
};
use judged::Judged;
use judgement::Names;
pub use judgement::Outcome;
use lines::Lines;
pub use report::{
    Compliance, Count, Outage, Outages, Queue, QueueEntry, Reassignments, Repair, RepairOf, Report, Spending, Spent,
    Spread, Volume,
};
use serde::Serialize;
use sketch::{Room, Sketch};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Past tickets.
#[derive(Clone, Debug, Default)]
pub struct History {
    columns: Columns,
    lines: Lines,
    /// How many values that were handed over one by one were taken or refused.
    handed: usize,
    problems: Vec<Problem>,
    /// What policies have made of the tickets, the latest first.
    judged: Vec<Arc<Judged>>,
    names: Names,
    rooms: Vec<Room>,
    /// Sketches, the latest first.
    sketches: Vec<Arc<Sketch>>,
}

/// The memory that a history takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Memory {
    /// Bytes of different values: texts, instants, numbers, lists.
    pub values: usize,
    /// Bytes beside them: which ticket has which.
    pub beside: usize,
}

/// Keys under which a ticket tells of an instant, in both spellings.
const INSTANTS: [&str; 8] =
    ["openedAt", "opened_at", "receivedAt", "received_at", "respondedAt", "responded_at", "resolvedAt", "resolved_at"];

impl History {
    /// A history without tickets.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a piece of NDJSON. A line may begin in one piece and end in another. What is no ticket is a problem
    /// with the number of its line, and the next line is read.
    pub fn append(&mut self, piece: &[u8]) {
        self.forget_sketches();
        let Self { columns, lines, problems, .. } = self;
        lines.take(piece, |(number, line)| {
            if let Err(problem) = read(line, columns) {
                problems.push(at_line(problem, number));
            }
        });
    }

    /// Reads a last line that has no end; one that is not whole yet stays begun. Every question does this first.
    pub fn settle(&mut self) {
        let Some((_, line)) = self.lines.begun() else { return };
        if read(line, &mut self.columns).is_ok() {
            self.lines.end();
            self.forget_sketches();
        }
    }

    /// Adds a ticket that is at hand. One that is no object is a problem with its place among those handed over.
    pub fn push(&mut self, ticket: &Value) {
        self.forget_sketches();
        let at = Place::path(format!("[{}]", self.handed));
        self.handed += 1;
        let added = match ticket {
            Value::Map(entries) => self.columns.push(entries).ok_or_else(reading::no_room),
            other => Err(reading::no_object(other)),
        };
        if let Err(problem) = added {
            self.problems.push(Problem { at, ..problem });
        }
    }

    /// Notes a value that could not even be handed over.
    pub fn refuse(&mut self, problem: Problem) {
        let inner = problem.at.path.as_deref().unwrap_or_default();
        let dot = if inner.is_empty() || inner.starts_with('[') { "" } else { "." };
        let at = Place::path(format!("[{}]{dot}{inner}", self.handed));
        self.handed += 1;
        self.problems.push(Problem { at, ..problem });
    }

    /// How many tickets there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is no ticket.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was no ticket, in order, each with its line; a last line that is not whole among them.
    pub fn problems(&self) -> Vec<Problem> {
        let unfinished = self.lines.begun().and_then(|(number, line)| {
            let problem = line.map_or_else(|| Err(reading::too_long()), reading::ticket_of).err()?;
            Some(at_line(problem, number))
        });
        self.problems.iter().cloned().chain(unfinished).collect()
    }

    /// A ticket as it was, by its place from 0.
    pub fn ticket(&self, index: usize) -> Option<Value> {
        self.columns.ticket(index)
    }

    /// The instant that a ticket is decided for unless another is given: the last that it tells of.
    pub fn last_known(&self, index: usize) -> Instant {
        let stated = INSTANTS.iter().filter_map(|key| self.instant(key, index));
        let changes = match self.columns.value("history", index) {
            Some(Value::List(changes)) => changes,
            _ => Vec::new(),
        };
        let changed = changes.iter().filter_map(|change| match change {
            Value::Map(change) => Instant::parse(change.get("at")?.as_text()?),
            _ => None,
        });
        stated.chain(changed).max().unwrap_or(Instant::MIN)
    }

    /// What the policy decides about a ticket, at `now` or as of the last instant that it tells of; none if there is
    /// no such ticket.
    pub fn decide(&self, policy: &Policy, index: usize, now: Option<Instant>) -> Option<Result<Decision, TicketError>> {
        let ticket = self.ticket(index)?;
        Some(policy.decide(&ticket, now.unwrap_or_else(|| self.last_known(index))))
    }

    /// When a ticket reached the desk, as far as it tells.
    #[cfg(feature = "watch")]
    pub(crate) fn arrived(&self, index: usize) -> Instant {
        let keys = ["receivedAt", "received_at", "openedAt", "opened_at"];
        keys.iter().find_map(|key| self.instant(key, index)).unwrap_or(Instant::MIN)
    }

    /// The memory that the tickets take.
    pub fn memory(&self) -> Memory {
        let (values, beside) = self.columns.memory();
        Memory { values, beside }
    }

    fn instant(&self, key: &str, index: usize) -> Option<Instant> {
        let canonical = self.columns.instant(key, index);
        canonical.or_else(|| Instant::parse(self.columns.value(key, index)?.as_text()?))
    }
}

/// Adds the ticket of a line, if it is one.
fn read(line: Option<&[u8]>, columns: &mut Columns) -> Result<(), Problem> {
    let line = line.ok_or_else(reading::too_long)?;
    if row::add(line, columns) {
        return Ok(());
    }
    let ticket: Option<BTreeMap<_, _>> = reading::ticket_of(line)?;
    ticket.map_or(Ok(()), |ticket| columns.push(&ticket).ok_or_else(reading::no_room))
}

fn at_line(mut problem: Problem, number: u32) -> Problem {
    problem.at.line = Some(number);
    problem
}
