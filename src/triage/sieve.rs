//! `Sieve`: a ticket against all lines at once, as bits.
//!
//! For each value that a field may have, two rows: the lines that can hold with it, and those of which everything that
//! reads the field holds. The rows of a ticket's values put together with `and` leave the lines that are *alive* and
//! those that are *sure*; what is alive and not sure is undecided. A row is found by asking the conditions themselves
//! about a ticket that has this one value, once: the sieve has no opinion on what a condition means.

use super::plan::{Line, Plan, needles};
use super::search::Search;
use crate::expression::Stop;
use crate::policy::Policy;
use crate::ticket::{Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;

/// What a field's value leaves. Values that leave the same share a row, so that there are few.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    alive: Vec<u64>,
    sure: Vec<u64>,
    /// What the value says beside: a place in the matrix, an owner.
    pub(super) tag: u32,
}

/// The rows of one field. Row 0 is that of a ticket that lacks it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Both rows of each value, one after the other.
    words: Vec<u64>,
    tags: Vec<u32>,
    known: BTreeMap<Row, u32>,
}

/// Rows for what is found in a long text.
#[derive(Debug)]
pub(super) struct Text {
    search: Option<Search>,
    /// Lines that ask nothing of this text.
    silent: Vec<u64>,
    /// For each question, the lines that it alone settles.
    settles: Vec<Vec<u64>>,
    /// Lines with several questions.
    several: Vec<(usize, Vec<usize>)>,
}

/// More rows for one field are not kept: a policy that tells so many values apart is asked as a whole.
const ROWS: usize = 1 << 14;

impl Rows {
    /// The number of a row; none if there are too many.
    pub(super) fn number(&mut self, row: Row) -> Option<u32> {
        if let Some(number) = self.known.get(&row) {
            return Some(*number);
        }
        if self.tags.len() >= ROWS {
            return None;
        }
        let number = u32::try_from(self.tags.len()).ok()?;
        self.words.extend(row.alive.iter().chain(&row.sure));
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
    pub(super) sure: Vec<u64>,
}

impl Left {
    /// All lines.
    pub(super) fn all(lines: &[Line]) -> Self {
        let mut bits = vec![0; lines.len().div_ceil(64)];
        for (number, _) in lines.iter().enumerate().filter(|(_, line)| !line.never) {
            raise(&mut bits, number);
        }
        Self { alive: bits.clone(), sure: bits }
    }

    pub(super) fn copy(&mut self, other: &Self) {
        self.alive.copy_from_slice(&other.alive);
        self.sure.copy_from_slice(&other.sure);
    }

    /// Leaves what a row leaves; false if there is no such row.
    pub(super) fn keep(&mut self, rows: &Rows, number: u32) -> bool {
        let width = self.alive.len();
        let start = number as usize * 2 * width;
        let Some(row) = rows.words.get(start..start + 2 * width) else { return false };
        let (alive, sure) = row.split_at(width);
        self.alive.iter_mut().zip(alive).for_each(|(left, row)| *left &= row);
        self.sure.iter_mut().zip(sure).for_each(|(left, row)| *left &= row);
        true
    }

    /// Leaves what a text leaves; `found` is room to work in.
    pub(super) fn search(&mut self, text: &Text, content: &str, found: &mut Vec<u64>) {
        let Some(search) = &text.search else { return };
        found.clone_from(&text.silent);
        let mut answered = 0_u64;
        search.each(content, |question| {
            answered |= 1 << (question % 64);
            if let Some(settled) = text.settles.get(question) {
                found.iter_mut().zip(settled).for_each(|(found, settled)| *found |= settled);
            }
        });
        for (line, questions) in &text.several {
            // The bits are shared by questions 64 apart, and only say that it is worth looking.
            let likely = questions.iter().all(|question| answered & 1 << (question % 64) != 0);
            if likely && questions.iter().all(|question| search.answered(content, *question)) {
                raise(found, *line);
            }
        }
        self.alive.iter_mut().zip(found.iter()).for_each(|(left, found)| *left &= found);
        self.sure.iter_mut().zip(found.iter()).for_each(|(left, found)| *left &= found);
    }
}

pub(super) fn raise(bits: &mut [u64], number: usize) {
    if let Some(word) = bits.get_mut(number / 64) {
        *word |= 1 << (number % 64);
    }
}

pub(super) fn lower(bits: &mut [u64], number: usize) {
    if let Some(word) = bits.get_mut(number / 64) {
        *word &= !(1 << (number % 64));
    }
}

pub(super) fn is_raised(bits: &[u64], number: usize) -> bool {
    bits.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
}

/// The row of a value; none if a condition fails with it, which only the whole ticket can tell of.
pub(super) fn row(policy: &Policy, plan: &Plan, field: usize, value: Option<Value>, tag: u32) -> Option<Row> {
    let mut ticket = Ticket::new(Instant::MIN, &policy.words.schema);
    if let (Some(name), Some(value)) = (plan.fields.get(field), value) {
        ticket.set(name, value, Source::Ticket, "");
    }
    let Left { mut alive, mut sure } = Left::all(&[]);
    alive.resize(plan.lines.len().div_ceil(64), 0);
    sure.resize(alive.len(), 0);
    for (number, line) in plan.lines.iter().enumerate() {
        let (mut possible, mut certain) = (true, true);
        for condition in line.by_field.get(&field).into_iter().flatten() {
            match condition.holds(&ticket) {
                Ok(true) => {}
                Ok(false) => (possible, certain) = (false, false),
                Err(Stop::Undecided { .. }) => certain = false,
                Err(Stop::Failed { .. }) => return None,
            }
        }
        if possible {
            raise(&mut alive, number);
        }
        if certain {
            raise(&mut sure, number);
        }
    }
    Some(Row { alive, sure, tag })
}

impl Text {
    /// The rows of a field of long text.
    pub(super) fn new(plan: &Plan, field: usize) -> Self {
        let width = plan.lines.len().div_ceil(64);
        let (mut questions, mut text) = (Vec::new(), Self::silent(width));
        for (number, line) in plan.lines.iter().enumerate() {
            let Some(conditions) = line.by_field.get(&field) else {
                raise(&mut text.silent, number);
                continue;
            };
            let asked: Vec<usize> =
                conditions.iter().filter_map(needles).map(|words| place(&mut questions, words)).collect();
            match asked.as_slice() {
                [question] => {
                    text.settles.resize(questions.len().max(text.settles.len()), vec![0; width]);
                    if let Some(settled) = text.settles.get_mut(*question) {
                        raise(settled, number);
                    }
                }
                _ => text.several.push((number, asked)),
            }
        }
        if !questions.is_empty() {
            text.search = Some(Search::new(&questions));
        }
        text
    }

    fn silent(width: usize) -> Self {
        Self { search: None, silent: vec![0; width], settles: Vec::new(), several: Vec::new() }
    }
}

/// The place of a question in the list, to which it is added if it is new.
fn place<'a>(questions: &mut Vec<Vec<&'a str>>, words: Vec<&'a str>) -> usize {
    questions.iter().position(|known| *known == words).unwrap_or_else(|| {
        questions.push(words);
        questions.len() - 1
    })
}
