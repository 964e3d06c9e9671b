//! `Search`: all words that conditions look for in one long text, found in one pass that skips most of it.
//!
//! After Wu and Manber (1994): a window as long as the shortest word moves over the text. The last two bytes in it tell how far
//! it may move before a word can end there; where that is not at all, the words with these two bytes at this place are
//! compared. An automaton, which has to look at every byte, was four times as slow.

/// Pairs of bytes are told apart by so many bits.
const PAIR_BITS: u32 = 12;
const PAIRS: usize = 1 << PAIR_BITS;

/// Looks for the words of numbered questions; a question is answered by any of its words.
#[derive(Debug)]
pub(super) struct Search {
    /// The length of the window: that of the shortest word that has at least two bytes.
    window: usize,
    /// How far the window may move behind each pair of bytes.
    moves: Vec<u8>,
    /// Where the words of each pair begin and end in `words`.
    buckets: Vec<(u32, u32)>,
    words: Vec<Word>,
    /// Words of one byte.
    bytes: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    text: Box<[u8]>,
    /// The questions that it answers.
    answers: Vec<usize>,
}

impl Search {
    /// A search for the words of each question.
    pub(super) fn new(questions: &[Vec<&str>]) -> Self {
        let mut texts: Vec<&str> = questions.iter().flatten().copied().collect();
        texts.sort_unstable();
        texts.dedup();
        let asking = |text: &&str| {
            let asks = questions.iter().enumerate().filter(|(_, words)| words.contains(text));
            Word { text: text.as_bytes().into(), answers: asks.map(|(question, _)| question).collect() }
        };
        let (bytes, mut words): (Vec<Word>, Vec<Word>) =
            texts.iter().map(asking).partition(|word| word.text.len() == 1);
        let window = words.iter().map(|word| word.text.len()).min().unwrap_or(2).min(usize::from(u8::MAX));
        words.sort_by_key(|word| word.pair(window));
        let mut search =
            Self { window, moves: vec![(window - 1) as u8; PAIRS], buckets: vec![(0, 0); PAIRS], words, bytes };
        search.fill();
        search
    }

    fn fill(&mut self) {
        for (number, word) in (0..).zip(&self.words) {
            for (at, pair) in word.text.windows(2).take(self.window - 1).enumerate() {
                let Some(known) = self.moves.get_mut(hash(pair)) else { continue };
                *known = (*known).min((self.window - 2 - at) as u8);
            }
            if let Some((start, end)) = self.buckets.get_mut(word.pair(self.window)) {
                *start = if *end == 0 { number } else { *start };
                *end = number + 1;
            }
        }
    }

    /// Hands over the questions that a text answers, some of them several times.
    pub(super) fn each(&self, text: &str, mut take: impl FnMut(usize)) {
        let text = text.as_bytes();
        let mut start = 0;
        while let Some(&[a, b]) = text.get(start + self.window - 2..start + self.window) {
            let pair = hash(&[a, b]);
            let far = self.moves.get(pair).copied().unwrap_or(1);
            if far == 0 {
                self.compare(pair, text.get(start..).unwrap_or_default(), &mut take);
            }
            start += usize::from(far.max(1));
        }
        for word in self.bytes.iter().filter(|word| text.contains(word.text.first().unwrap_or(&0))) {
            word.answers.iter().for_each(|question| take(*question));
        }
    }

    fn compare(&self, pair: usize, text: &[u8], take: &mut impl FnMut(usize)) {
        let Some((start, end)) = self.buckets.get(pair) else { return };
        for word in self.words.get(*start as usize..*end as usize).unwrap_or_default() {
            if text.first() == word.text.first() && text.starts_with(&word.text) {
                word.answers.iter().for_each(|question| take(*question));
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

impl Word {
    /// The last pair of bytes in the window when the word begins where the window does.
    fn pair(&self, window: usize) -> usize {
        self.text.get(window - 2..window).map_or(0, hash)
    }
}

fn hash(pair: &[u8]) -> usize {
    let [a, b] = pair else { return 0 };
    (usize::from(*a) ^ usize::from(*b) << 5) & (PAIRS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_contains_finds() {
        let words = ["down", "is down", "own", "ß", "é", "a", "aa", "offline", "wn is", "Straße", " down ", "ow"];
        let texts = [
            "",
            "o",
            "down",
            "it is down is",
            "owwn",
            "aaaa",
            "die Straße ist",
            "é",
            "e\u{301}",
            "offlin",
            "an offline",
            "down is down offline ",
            "gown is",
            "xx down xx",
        ];
        for skip in 0..words.len() {
            let questions: Vec<Vec<&str>> =
                words.iter().skip(skip).zip(words.iter().rev()).map(|(a, b)| vec![*a, *b]).collect();
            let search = Search::new(&questions);
            for text in texts {
                for (number, words) in questions.iter().enumerate() {
                    let contained = words.iter().any(|word| text.contains(word));
                    assert_eq!(search.answered(text, number), contained, "{words:?} in {text:?}");
                }
            }
        }
    }
}
