//! Bits: one for each ticket, sixty-four to a word.

/// A set of tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// No ticket of `count`.
    pub(super) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// Every ticket of `count`.
    pub(super) fn all(count: usize) -> Self {
        let mut words = vec![u64::MAX; count.div_ceil(64)];
        if let Some(last) = words.last_mut().filter(|_| !count.is_multiple_of(64)) {
            *last = (1 << (count % 64)) - 1;
        }
        Self(words)
    }

    /// The tickets for which `holds` is true.
    pub(super) fn of<T: Copy>(items: &[T], holds: impl Fn(T) -> bool) -> Self {
        let word = |chunk: &[T]| {
            chunk.iter().enumerate().fold(0, |word, (place, item)| word | u64::from(holds(*item)) << place)
        };
        Self(items.chunks(64).map(word).collect())
    }

    /// The set of these words.
    pub(super) fn of_words(words: Vec<u64>) -> Self {
        Self(words)
    }

    /// Its words, to make another set of.
    pub(super) fn into_words(self) -> Vec<u64> {
        self.0
    }

    /// Its words.
    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    pub(super) fn and(&self, others: &Self) -> Self {
        self.merged(others, |a, b| a & b)
    }

    pub(super) fn or(&self, others: &Self) -> Self {
        self.merged(others, |a, b| a | b)
    }

    /// Adds the others.
    pub(super) fn add(&mut self, others: &[u64]) {
        self.0.iter_mut().zip(others).for_each(|(word, other)| *word |= other);
    }

    /// These without the others.
    pub(super) fn without(&self, others: &Self) -> Self {
        self.merged(others, |a, b| a & !b)
    }

    fn merged(&self, others: &Self, merge: impl Fn(u64, u64) -> u64) -> Self {
        Self(self.0.iter().zip(&others.0).map(|(a, b)| merge(*a, *b)).collect())
    }

    /// Whether there is no ticket.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Four sets in one go: each item is in the one that `which` says.
    pub(super) fn apart<T: Copy>(items: &[T], which: impl Fn(T) -> usize) -> [Self; 4] {
        let mut sets = [(); 4].map(|()| Self(Vec::with_capacity(items.len().div_ceil(64))));
        for chunk in items.chunks(64) {
            let mut words = [0_u64; 4];
            for (place, item) in chunk.iter().enumerate() {
                if let Some(word) = words.get_mut(which(*item)) {
                    *word |= 1 << place;
                }
            }
            sets.iter_mut().zip(words).for_each(|(set, word)| set.0.push(word));
        }
        sets
    }

    /// Hands over the tickets, in order. No iterator: this is where an edit spends its time.
    pub(super) fn each(&self, mut take: impl FnMut(usize)) {
        for (at, word) in self.0.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                take(at * 64 + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }
}
