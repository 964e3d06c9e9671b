//! `Names`: plants, lines, systems, assets by number. Unknown names are ordinary names: plants invent them.

use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A name by number; 0 is "nobody said".
pub(super) type Name = u32;

/// Names beyond this many are treated as not said: a field that holds a different text in every ticket is no name.
const MOST: usize = 50_000;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Names {
    texts: Vec<String>,
    numbers: BTreeMap<String, Name>,
}

impl Names {
    /// The number of a name, spelled as anybody likes: `Line 4` and `LINE-4` are one.
    pub(super) fn number(&mut self, text: &str) -> Name {
        self.number_as(fold(text), text)
    }

    /// The number of what is folded like this, to be shown as it is written here if it is new.
    pub(super) fn number_as(&mut self, folded: String, text: &str) -> Name {
        if let Some(known) = self.numbers.get(&folded) {
            return *known;
        }
        if folded.is_empty() || self.texts.len() >= MOST {
            return 0;
        }
        self.texts.push(text.to_owned());
        let number = self.texts.len() as Name;
        self.numbers.insert(folded, number);
        number
    }

    /// The number of a name that was seen before.
    pub(super) fn known(&self, folded: &str) -> Option<Name> {
        self.numbers.get(folded).copied()
    }

    /// The name as it was first written.
    pub(super) fn text(&self, name: Name) -> &str {
        let index = (name as usize).checked_sub(1);
        index.and_then(|index| self.texts.get(index)).map_or("", String::as_str)
    }
}

/// A short stand-in for a text of which only sameness matters (FNV-1a).
pub(super) fn digest(text: &str) -> u64 {
    digest_of(text.bytes())
}

/// The same for bytes.
pub(super) fn digest_of(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
