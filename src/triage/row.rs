//! Rows: what the value of a field leaves of all lines, as bits.
//!
//! For each value that a field may have, two rows: the lines that can hold with it, and those that it leaves undecided. A
//! ticket's rows put together leave the lines that are *alive*, some of them *unsure*; what is alive and not unsure
//! holds. A row is found by asking the conditions themselves about a ticket that has this one value, once: it has no
//! opinion on what a condition means.

use super::bits::raise;
use super::plan::{Line, Plan};
use crate::expression::Stop;
use crate::policy::Policy;
use crate::ticket::{Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a field's value leaves. Values that leave the same share a row, so that there are few.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    alive: Vec<u64>,
    unsure: Vec<u64>,
    /// What the value says beside: a place in the matrix, an owner.
    tag: u32,
}

/// The rows of one field. Row 0 is that of a ticket that lacks it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The words between the first and the last line that reads the field: the only ones that are kept.
    words: Range<usize>,
    alive: Vec<u64>,
    /// Of the rows that leave something undecided.
    unsure: Vec<Option<Vec<u64>>>,
    tags: Vec<u32>,
    known: BTreeMap<Row, u32>,
}

/// More rows for one field are not kept: a policy that tells so many values apart is asked as a whole.
const ROWS: usize = 1 << 14;

impl Rows {
    /// No rows yet of a field.
    pub(super) fn new(lines: &[Line], field: usize) -> Self {
        let reads = |line: &Line| line.by_field.contains_key(&field);
        let words = match (lines.iter().position(reads), lines.iter().rposition(reads)) {
            (Some(first), Some(last)) => first / 64..last / 64 + 1,
            _ => 0..0,
        };
        Self { words, ..Self::default() }
    }

    fn of_words<'r>(&self, bits: &'r [u64]) -> &'r [u64] {
        bits.get(self.words.clone()).unwrap_or_default()
    }

    /// The number of a row; none if there are too many.
    pub(super) fn number(&mut self, row: Row) -> Option<u32> {
        if let Some(number) = self.known.get(&row) {
            return Some(*number);
        }
        if self.tags.len() >= ROWS {
            return None;
        }
        let number = u32::try_from(self.tags.len()).ok()?;
        let (alive, unsure) = (self.of_words(&row.alive), self.of_words(&row.unsure));
        self.alive.extend(alive);
        self.unsure.push(unsure.iter().any(|word| *word != 0).then(|| unsure.to_vec()));
        self.tags.push(row.tag);
        self.known.insert(row, number);
        Some(number)
    }

    pub(super) fn tag(&self, number: u32) -> Option<u32> {
        self.tags.get(number as usize).copied()
    }
}

/// The lines that are left.
#[derive(Clone, Debug, Default)]
pub(super) struct Left {
    pub(super) alive: Vec<u64>,
    pub(super) unsure: Vec<u64>,
}

impl Left {
    /// All lines but those that never hold.
    pub(super) fn all(lines: &[Line]) -> Self {
        let mut alive = vec![0; lines.len().div_ceil(64)];
        let possible = lines.iter().enumerate().filter(|(_, line)| !line.never);
        possible.for_each(|(number, _)| raise(&mut alive, number));
        Self { unsure: vec![0; alive.len()], alive }
    }

    pub(super) fn copy(&mut self, other: &Self) {
        self.alive.copy_from_slice(&other.alive);
        self.unsure.fill(0);
    }

    /// Leaves what a row leaves; false if there is no such row.
    pub(super) fn keep(&mut self, rows: &Rows, number: u32) -> bool {
        let (number, width) = (number as usize, rows.words.len());
        let row = rows.alive.get(number * width..(number + 1) * width);
        let (Some(row), Some(unsure)) = (row, rows.unsure.get(number)) else { return false };
        let words = rows.words.clone();
        if let Some(left) = self.alive.get_mut(words.clone()) {
            left.iter_mut().zip(row).for_each(|(left, row)| *left &= row);
        }
        if let (Some(unsure), Some(left)) = (unsure, self.unsure.get_mut(words)) {
            left.iter_mut().zip(unsure).for_each(|(left, row)| *left |= row);
        }
        true
    }

    pub(super) fn sure(&self) -> impl Iterator<Item = u64> {
        self.alive.iter().zip(&self.unsure).map(|(alive, unsure)| alive & !unsure)
    }

    pub(super) fn undecided(&self) -> impl Iterator<Item = u64> {
        self.alive.iter().zip(&self.unsure).map(|(alive, unsure)| alive & unsure)
    }
}

/// The row of a value; none if a condition fails with it, which only the whole ticket can tell of.
pub(super) fn row(policy: &Policy, plan: &Plan, field: usize, value: Option<Value>, tag: u32) -> Option<Row> {
    let mut ticket = Ticket::new(Instant::MIN, &policy.words.schema);
    if let (Some(name), Some(value)) = (plan.fields.get(field), value) {
        ticket.set(name, value, Source::Ticket, "");
    }
    let width = plan.lines.len().div_ceil(64);
    let mut row = Row { alive: vec![0; width], unsure: vec![0; width], tag };
    for (number, line) in plan.lines.iter().enumerate() {
        let (mut alive, mut unsure) = (true, false);
        for condition in line.by_field.get(&field).into_iter().flatten() {
            match condition.holds(&ticket) {
                Ok(holds) => alive &= holds,
                Err(Stop::Undecided { .. }) => unsure = true,
                Err(Stop::Failed { .. }) => return None,
            }
        }
        if alive {
            raise(&mut row.alive, number);
        }
        if alive && unsure {
            raise(&mut row.unsure, number);
        }
    }
    Some(row)
}
