//! Dictionary: distinct entries of bytes, each with a code that counts from 0 in the order of appearance.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// From this many entries on, a dictionary asks whether looking entries up is still worth it.
const PROBATION: usize = 4096;

/// Distinct entries. One whose entries hardly ever come twice stops looking for them: it then holds some entries more
/// than once, which costs less than remembering all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    bytes: Vec<u8>,
    /// Where each entry ends; it begins where the one before it ends.
    ends: Vec<u32>,
    /// The codes, to be found by the hash of their entry.
    known: HashTable<u32>,
    asked: usize,
    gave_up: bool,
}

impl Dictionary {
    /// The code of an entry, which is added if it is new; none if there is no more room.
    pub(super) fn code_of(&mut self, entry: &[u8]) -> Option<u32> {
        self.asked += 1;
        if self.gave_up {
            return self.add(entry);
        }
        let hash = hash(entry);
        let Self { bytes, ends, known, .. } = self;
        if let Some(code) = known.find(hash, |code| slice(bytes, ends, *code) == Some(entry)) {
            return Some(*code);
        }
        let code = self.add(entry)?;
        let Self { bytes, ends, known, .. } = self;
        known.insert_unique(hash, code, |code| slice(bytes, ends, *code).map(self::hash).unwrap_or_default());
        if self.ends.len() >= PROBATION && self.ends.len() * 2 > self.asked {
            self.gave_up = true;
            self.known = HashTable::new();
        }
        Some(code)
    }

    /// The entry of a code.
    pub(super) fn get(&self, code: u32) -> Option<&[u8]> {
        slice(&self.bytes, &self.ends, code)
    }

    /// All entries, in the order of their codes.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends.iter().filter_map(move |end| {
            let entry = self.bytes.get(start..*end as usize);
            start = *end as usize;
            entry
        })
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of all entries, and the bytes that it takes to find them.
    pub(super) fn memory(&self) -> (usize, usize) {
        (self.bytes.len(), self.ends.capacity() * 4 + self.known.capacity() * 5)
    }

    fn add(&mut self, entry: &[u8]) -> Option<u32> {
        let code = u32::try_from(self.ends.len()).ok()?;
        let end = u32::try_from(self.bytes.len() + entry.len()).ok()?;
        self.bytes.extend_from_slice(entry);
        self.ends.push(end);
        Some(code)
    }
}

fn slice<'b>(bytes: &'b [u8], ends: &[u32], code: u32) -> Option<&'b [u8]> {
    let code = code as usize;
    let end = *ends.get(code)? as usize;
    let start = match code.checked_sub(1) {
        Some(before) => *ends.get(before)? as usize,
        None => 0,
    };
    bytes.get(start..end)
}

fn hash(entry: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(entry);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_one_code_and_a_code_one_entry() {
        let mut dictionary = Dictionary::default();
        let codes = ["a", "", "b", "a", "", "bb"].map(|entry| dictionary.code_of(entry.as_bytes()).unwrap());
        assert_eq!(codes, [0, 1, 2, 0, 1, 3]);
        assert_eq!(dictionary.get(3), Some(&b"bb"[..]));
        assert_eq!(dictionary.get(4), None);
    }

    #[test]
    fn entries_that_never_come_twice_are_kept_all_the_same() {
        let mut dictionary = Dictionary::default();
        for number in 0..10_000_u32 {
            let code = dictionary.code_of(&number.to_le_bytes()).unwrap();
            assert_eq!(dictionary.get(code), Some(&number.to_le_bytes()[..]));
        }
        assert!(dictionary.gave_up);
    }
}
