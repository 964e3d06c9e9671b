//! `Vocabulary`: how common each word is in this desk's tickets, and which system it tells of.
//!
//! Learnt from the stream: where most tickets with a word name one system, a ticket with this word and no system is about it,
//! in whatever language. Mistyped words are met by their skeleton.

use super::names::{Name, digest, digest_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words kept; beyond that, the rarest are forgotten.
const MOST: usize = 30_000;
/// A word tells of a system once it was seen with it so often,
const ENOUGH: f32 = 4.0;
/// and this share of the time.
const CLEAR: f32 = 0.8;
/// Words of a text that are looked at.
pub(super) const READ: usize = 60;

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Word {
    tickets: f32,
    /// The system it is mostly seen with, and how often.
    system: Name,
    with_system: f32,
    named: f32,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    words: BTreeMap<u64, Word>,
    tickets: f32,
}

/// The telling words of a text: longer than three letters, no numbers.
pub(super) fn telling(folded: &str) -> impl Iterator<Item = &str> {
    let plain = |word: &&str| word.len() > 3 && !word.bytes().any(|b| b.is_ascii_digit());
    folded.split_whitespace().take(READ).filter(plain)
}

/// The first letter and the other consonants in alphabetical order, once each: the same for most typing errors.
fn skeleton(word: &str) -> Option<u64> {
    if word.len() < 6 {
        return None;
    }
    let first = word.bytes().next()?;
    let mut seen = [false; 26];
    for byte in word.bytes().filter(u8::is_ascii_lowercase).filter(|byte| !b"aeiouy".contains(byte)) {
        if let Some(letter) = seen.get_mut(usize::from(byte - b'a')) {
            *letter = true;
        }
    }
    let letters = (b'a'..=b'z').zip(seen).filter(|(_, there)| *there).map(|(letter, _)| letter);
    Some(digest_of([b'~', first].into_iter().chain(letters)))
}

impl Vocabulary {
    /// Learns a ticket's words; `system` is 0 if the ticket names none.
    pub(super) fn learn(&mut self, folded: &str, system: Name) {
        self.tickets += 1.0;
        for word in telling(folded) {
            self.learn_key(digest(word), system);
            if let Some(key) = skeleton(word) {
                self.learn_key(key, system);
            }
        }
        if self.words.len() > MOST {
            self.forget();
        }
    }

    /// Learns which system a category goes with.
    pub(super) fn learn_category(&mut self, category: Name, system: Name) {
        self.learn_key(u64::from(category), system);
    }

    /// The system that a category's tickets are about, if they agree; 0 otherwise.
    pub(super) fn system_of_category(&self, category: Name) -> Name {
        let clear = |word: &&Word| word.named >= ENOUGH && word.with_system >= CLEAR * word.named;
        self.words.get(&u64::from(category)).filter(clear).map_or(0, |word| word.system)
    }

    fn learn_key(&mut self, key: u64, system: Name) {
        let word = self.words.entry(key).or_default();
        word.tickets += 1.0;
        if system == 0 {
            return;
        }
        word.named += 1.0;
        if word.system == system {
            word.with_system += 1.0;
        } else if word.with_system < 1.0 {
            (word.system, word.with_system) = (system, 1.0);
        } else if word.with_system * 2.0 < word.named {
            // Not the majority: another may take its place.
            word.with_system -= 1.0;
        }
    }

    fn forget(&mut self) {
        for word in self.words.values_mut() {
            for count in [&mut word.tickets, &mut word.with_system, &mut word.named] {
                *count *= 0.5;
            }
        }
        self.tickets *= 0.5;
        self.words.retain(|_, word| word.tickets >= 1.0);
    }

    /// The system that a text without a name of one tells of; 0 if its words do not agree.
    pub(super) fn system_told(&self, folded: &str) -> Name {
        let mut best: (Name, f32) = (0, 0.0);
        let mut second = 0.0_f32;
        for word in telling(folded) {
            let (system, surety) = self.told_by(word);
            if system == 0 {
                continue;
            }
            if system == best.0 {
                best.1 = best.1.max(surety);
            } else if surety > best.1 {
                second = best.1;
                best = (system, surety);
            } else {
                second = second.max(surety);
            }
        }
        if best.1 > second + 0.05 { best.0 } else { 0 }
    }

    fn told_by(&self, word: &str) -> (Name, f32) {
        let known = self.words.get(&digest(word)).filter(|known| known.tickets >= 2.0);
        let clear = |word: &Word| word.named >= ENOUGH && word.with_system >= CLEAR * word.named;
        if let Some(known) = known {
            return if clear(known) { (known.system, known.with_system / (known.named + 1.0)) } else { (0, 0.0) };
        }
        // Unknown as it stands: perhaps mistyped.
        let alike = skeleton(word).and_then(|key| self.words.get(&key)).filter(|alike| clear(alike));
        alike.map_or((0, 0.0), |alike| (alike.system, 0.9 * alike.with_system / (alike.named + 1.0)))
    }

    /// How many tickets, of late, had a word.
    pub(super) fn tickets_with(&self, word: u64) -> f32 {
        self.words.get(&word).map_or(0.0, |word| word.tickets)
    }

    /// How rare a word is: the natural logarithm of tickets per ticket with it.
    pub(super) fn rarity(&self, word: u64) -> f64 {
        libm::log(f64::from((self.tickets + 2.0) / (self.tickets_with(word) + 1.0)))
    }
}
