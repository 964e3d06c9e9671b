//! `Search`: many phrases looked for in one text after the other, all of them in one pass.
//!
//! The library's automaton is small and made at once. For whoever reads thousands of texts a table is made of it, which is
//! several times as fast; to make it takes about as long as to read that many texts without it.

#[cfg(feature = "history")]
use super::needles::Needles;
use aho_corasick::automaton::Automaton;
// This automaton and no other: the library's choice between several would triple what a browser downloads of it.
use aho_corasick::nfa::contiguous::NFA;
#[cfg(feature = "history")]
use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

/// So many texts are read before a table is made.
#[cfg(feature = "history")]
const PRACTICE: usize = 1 << 13;

/// Phrases to look for.
#[derive(Debug)]
pub(super) struct Search {
    automaton: NFA,
    #[cfg(feature = "history")]
    practice: Practice,
}

/// What makes it faster in the long run.
#[cfg(feature = "history")]
#[derive(Debug)]
struct Practice {
    phrases: Vec<String>,
    read: AtomicUsize,
    /// None if it would be too large.
    table: OnceLock<Option<Needles>>,
}

impl Search {
    /// A search for phrases; none if the library refuses them (too many).
    pub(super) fn new(phrases: Vec<String>) -> Option<Self> {
        Some(Self {
            automaton: NFA::new(&phrases).ok()?,
            #[cfg(feature = "history")]
            practice: Practice { phrases, read: AtomicUsize::new(0), table: OnceLock::new() },
        })
    }

    /// Tells which phrases stand in a text, by their numbers, and where each ends.
    pub(super) fn each_end(&self, text: &str, mut tell: impl FnMut(usize, usize)) {
        #[cfg(feature = "history")]
        if let Some(table) = self.practice.table() {
            return table.each_end(text.as_bytes(), tell);
        }
        for hit in self.automaton.try_find_overlapping_iter(text.into()).into_iter().flatten() {
            tell(hit.pattern().as_usize(), hit.end());
        }
    }
}

#[cfg(feature = "history")]
impl Practice {
    /// The table, once it pays.
    fn table(&self) -> Option<&Needles> {
        if let Some(made) = self.table.get() {
            return made.as_ref();
        }
        if self.read.fetch_add(1, Ordering::Relaxed) < PRACTICE {
            return None;
        }
        let phrases = || self.phrases.iter().map(String::as_str).collect::<Vec<_>>();
        self.table.get_or_init(|| Needles::new(&phrases())).as_ref()
    }
}

#[cfg(all(test, feature = "history"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn practice_changes_nothing_that_is_told(
            phrases in prop::collection::vec("[ab]{1,4}", 1..12),
            texts in prop::collection::vec("[abc ]{0,40}", 1..8),
        ) {
            let (new, practised) = (Search::new(phrases.clone()).unwrap(), Search::new(phrases).unwrap());
            practised.practice.read.store(PRACTICE, Ordering::Relaxed);
            for text in texts {
                let told = |search: &Search| {
                    let mut told = Vec::new();
                    search.each_end(&text, |phrase, end| told.push((phrase, end)));
                    told
                };
                prop_assert_eq!(told(&new), told(&practised));
            }
        }
    }
}
