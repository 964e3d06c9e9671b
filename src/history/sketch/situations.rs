//! Situations: which tickets are alike in all that a condition reads. Each situation is judged once.

use crate::history::column::Column;
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Up to so many combinations are numbered by a table; more of them by their hashes.
const TABLE: usize = 1 << 16;
const NEW: u32 = u32::MAX;

/// Tickets that are alike.
#[derive(Clone, Debug)]
pub(super) struct Situations {
    /// The situation of each ticket.
    pub(super) of: Vec<u32>,
    /// A ticket of each situation.
    pub(super) examples: Vec<usize>,
}

impl Situations {
    /// The situations of `count` tickets that these columns tell apart.
    pub(super) fn of(count: usize, columns: &[&Column]) -> Self {
        let mut situations = Self { of: vec![0; count], examples: vec![0] };
        for column in columns {
            situations.split(column);
        }
        situations
    }

    /// Tells tickets apart that a column tells apart.
    fn split(&mut self, column: &Column) {
        let width = column.width();
        if width == 1 {
            return;
        }
        let known = self.examples.len();
        self.examples.clear();
        if known * width <= TABLE {
            let mut numbers = vec![NEW; known * width];
            self.number(column, |combination, fresh| {
                let Some(number) = numbers.get_mut(combination as usize) else { return fresh };
                if *number == NEW {
                    *number = fresh;
                }
                *number
            });
        } else {
            let mut numbers: HashTable<(u64, u32)> = HashTable::new();
            self.number(column, |combination, fresh| {
                let same = |entry: &(u64, u32)| entry.0 == combination;
                numbers.entry(hash(combination), same, |entry| hash(entry.0)).or_insert((combination, fresh)).get().1
            });
        }
    }

    /// Numbers each combination of situation and code anew; `number` gives a combination its number, a fresh one if it
    /// has none.
    fn number(&mut self, column: &Column, mut number: impl FnMut(u64, u32) -> u32) {
        let Self { of, examples } = self;
        let width = column.width() as u64;
        column.each(of, |row, situation, code| {
            let fresh = examples.len() as u32;
            *situation = number(u64::from(*situation) * width + u64::from(code), fresh);
            if *situation == fresh {
                examples.push(row);
            }
        });
    }

    /// What `judge` says of the situation of each ticket, of one ticket for all that are alike.
    pub(super) fn judge<T: Copy>(&self, judge: impl FnMut(usize) -> T) -> Vec<T> {
        if self.examples.len() == 1 {
            return self.examples.iter().copied().map(judge).flat_map(|all| vec![all; self.of.len()]).collect();
        }
        let judged: Vec<T> = self.examples.iter().copied().map(judge).collect();
        self.of.iter().filter_map(|situation| judged.get(*situation as usize).copied()).collect()
    }
}

fn hash(combination: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(combination);
    hasher.finish()
}
