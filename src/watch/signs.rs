//! Signs in a text that hold for every plant: nothing is broken (a password to reset, a training, announced work), a
//! connection is, something is slow or stands still.
//!
//! They come on top of the policy's lexicon, which knows the plant's own words.

mod words;

use words::{
    ANNOUNCED, BEGINNINGS, BROKEN, CAMPAIGN, DOWN, LINK, PASSWORD, QUESTION, RENEWAL, SLOW, TEACHING, WISH, WORKS,
};

/// What the words of a text point to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Meaning(u16);

/// The beginnings, sorted, each under its first letter.
#[derive(Debug)]
pub(super) struct Signs([Vec<(&'static str, u16)>; 26]);

impl Default for Signs {
    fn default() -> Self {
        let mut signs = Self(Default::default());
        for (meaning, words) in BEGINNINGS {
            for word in words.split(' ') {
                if let Some(initial) = initial(word).and_then(|initial| signs.0.get_mut(initial)) {
                    initial.push((word, meaning));
                }
            }
        }
        signs.0.iter_mut().for_each(|words| words.sort_unstable());
        signs
    }
}

fn initial(word: &str) -> Option<usize> {
    word.bytes().next().filter(u8::is_ascii_lowercase).map(|letter| usize::from(letter - b'a'))
}

impl Signs {
    /// What a folded text points to.
    pub(super) fn read<'t>(&self, words: impl Iterator<Item = &'t str>) -> Meaning {
        Meaning(words.fold(0, |meaning, word| meaning | self.of(word)))
    }

    fn of(&self, word: &str) -> u16 {
        let Some(words) = initial(word).and_then(|initial| self.0.get(initial)) else { return 0 };
        let after = words.partition_point(|(beginning, _)| *beginning <= word);
        let before = words.get(..after).unwrap_or_default().iter().rev().take(4);
        let mut fitting = before.filter(|(beginning, _)| fits(beginning, word));
        fitting.next().map_or(0, |(_, meaning)| *meaning)
    }
}

/// Short beginnings are whole words: `red` is the Spanish network, `reduce` is not.
fn fits(beginning: &str, word: &str) -> bool {
    if beginning.len() <= 3 { beginning == word } else { word.starts_with(beginning) }
}

impl Meaning {
    fn has(self, meaning: u16) -> bool {
        self.0 & meaning == meaning
    }

    pub(super) fn link(self) -> bool {
        self.has(LINK)
    }

    pub(super) fn slow(self) -> bool {
        self.has(SLOW)
    }

    pub(super) fn down(self) -> bool {
        self.has(DOWN)
    }

    /// Something is broken.
    pub(super) fn broken(self) -> bool {
        [DOWN, SLOW, LINK, BROKEN].into_iter().any(|sign| self.has(sign))
    }

    /// Nothing is broken. What is wished for, taught or asked may well be called "network".
    pub(super) fn harmless(self) -> bool {
        let renewal = self.has(PASSWORD | RENEWAL);
        let works = self.has(ANNOUNCED | WORKS);
        let broken = [DOWN, SLOW, BROKEN].into_iter().any(|sign| self.has(sign));
        renewal || works || !broken && [TEACHING, CAMPAIGN, WISH, QUESTION].into_iter().any(|sign| self.has(sign))
    }

    /// It goes wrong, but with something that comes in waves and stops nobody: a course, a survey.
    pub(super) fn doubtful(self) -> bool {
        !self.down() && !self.slow() && (self.has(TEACHING) || self.has(CAMPAIGN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str) -> Meaning {
        let folded = crate::text::fold(text);
        Signs::default().read(folded.split_whitespace())
    }

    #[test]
    fn harmless_texts_are_known_in_several_languages() {
        for text in [
            "Password expired, please reset",
            "Passwort abgelaufen",
            "Contraseña caducada",
            "Hasło wygasło",
            "Planned maintenance on Sunday",
            "Geplante Wartung am Sonntag",
            "Training account for Thursday",
            "Umfrage zur Kantine",
            "please install the network drive",
            "question about the remote access link",
        ] {
            assert!(meaning(text).harmless(), "{text}");
        }
    }

    #[test]
    fn failures_are_not_harmless() {
        for text in [
            "SAP down",
            "MES geht nicht",
            "Impresora no imprime",
            "nie ma połączenia z serwerem",
            "VPN slow since the update",
        ] {
            assert!(!meaning(text).harmless(), "{text}");
        }
    }
}
