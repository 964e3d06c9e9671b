//! Sets: for a column of few different values, which tickets have each of them.
//!
//! A condition that reads one such column is asked once for each value, and its answers are unions of these sets.

use super::truth::{Answer, Truth};
use crate::history::column::Column;

/// A set of more values takes more memory than it saves time.
const VALUES: usize = 64;

/// The tickets of each code.
#[derive(Clone, Debug)]
pub(super) struct Sets {
    count: usize,
    /// One set after the other; the first is of the tickets that lack the value.
    words: Vec<u64>,
}

impl Sets {
    /// The sets of a column; none if it has too many values.
    pub(super) fn of(count: usize, column: &Column) -> Option<Self> {
        if column.width() > VALUES {
            return None;
        }
        let size = count.div_ceil(64);
        let mut words = vec![0; size * column.width()];
        let mut codes = vec![0_u8; count];
        column.each(&mut codes, |row, _, code| {
            if let Some(word) = words.get_mut(code as usize * size + row / 64) {
                *word |= 1_u64 << (row % 64);
            }
        });
        Some(Self { count, words })
    }

    /// What `ask` says of each code, for the tickets that have it.
    pub(super) fn truth(&self, mut ask: impl FnMut(u32) -> Answer) -> Truth {
        let mut truth = Truth::open(self.count);
        let size = self.count.div_ceil(64).max(1);
        for (code, set) in self.words.chunks_exact(size).enumerate() {
            match ask(code as u32) {
                Answer::Holds => truth.holds.add(set),
                Answer::Not => truth.not.add(set),
                Answer::Fails => truth.fails.add(set),
                Answer::Undecided => {}
            }
        }
        truth
    }
}
