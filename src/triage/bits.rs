//! Bits: one for each line, sixty-four to a word.

use std::ops::Range;

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

/// The first bit that is raised in a range.
pub(super) fn first(words: impl Iterator<Item = u64>, range: &Range<usize>) -> Option<usize> {
    if range.is_empty() {
        return None;
    }
    let start = range.start / 64;
    for (at, word) in words.enumerate().skip(start) {
        if at * 64 >= range.end {
            return None;
        }
        let word = if at == start { word & (u64::MAX << (range.start % 64)) } else { word };
        if word != 0 {
            return Some(at * 64 + word.trailing_zeros() as usize).filter(|number| *number < range.end);
        }
    }
    None
}
