//! `Search`: all words that conditions look for in one long text, found in one pass.

use aho_corasick::automaton::Automaton;
// The automaton that the lexicon uses: another one would be paid for with every download.
use aho_corasick::Anchored;
use aho_corasick::nfa::contiguous::NFA;

/// Looks for the words of numbered questions; a question is answered by any of its words.
#[derive(Debug)]
pub(super) struct Search {
    automaton: NFA,
    /// The questions that each word answers.
    answers: Vec<Vec<usize>>,
}

impl Search {
    /// A search for the words of each question; none if the library refuses them (too many).
    pub(super) fn new(questions: &[Vec<&str>]) -> Option<Self> {
        let mut words: Vec<&str> = questions.iter().flatten().copied().collect();
        words.sort_unstable();
        words.dedup();
        let asking = |word: &&str| {
            let asks = questions.iter().enumerate().filter(|(_, words)| words.contains(word));
            asks.map(|(question, _)| question).collect()
        };
        let answers = words.iter().map(asking).collect();
        Some(Self { automaton: NFA::new(&words).ok()?, answers })
    }

    /// Hands over the questions that a text answers, some of them several times.
    pub(super) fn each(&self, text: &str, mut take: impl FnMut(usize)) {
        let automaton = &self.automaton;
        let Ok(mut state) = automaton.start_state(Anchored::No) else { return };
        for byte in text.bytes() {
            state = automaton.next_state(Anchored::No, state, byte);
            if automaton.is_special(state) && automaton.is_match(state) {
                for nth in 0..automaton.match_len(state) {
                    let word = automaton.match_pattern(state, nth).as_usize();
                    self.answers.get(word).into_iter().flatten().for_each(|question| take(*question));
                }
            }
        }
    }

    /// Whether a text answers a question.
    pub(super) fn answered(&self, text: &str, question: usize) -> bool {
        let mut answered = false;
        self.each(text, |other| answered |= other == question);
        answered
    }
}
