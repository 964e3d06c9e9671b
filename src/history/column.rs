//! Column: what one key holds in all tickets, as codes into a dictionary of what it ever holds.

use super::dictionary::Dictionary;
use std::sync::Arc;

/// The code of a ticket that does not have the key.
pub(super) const ABSENT: u32 = 0;

/// A key of tickets with its values. A copy shares both with the original until one of them changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// One code for each ticket; those missing at the end are absent.
    codes: Arc<Codes>,
    /// The entry of code `n` has the place `n - 1`.
    entries: Arc<Dictionary>,
}

impl Column {
    /// A column of few different entries; `places` says which each ticket has, counted from 0.
    pub(super) fn of_few(entries: &[Vec<u8>], places: &[u8]) -> Self {
        let mut column = Self::default();
        let codes: Vec<u32> = entries.iter().map(|entry| column.code_of(entry).unwrap_or(ABSENT)).collect();
        let code = |place: &u8| codes.get(usize::from(*place)).copied().unwrap_or(ABSENT);
        column.recode(places.iter().map(code));
        column
    }

    /// Gives the tickets other codes: of entries that the column has.
    pub(super) fn recode(&mut self, codes: impl Iterator<Item = u32>) {
        self.codes = Arc::new(Codes::of(self.entries.len(), codes));
    }

    /// Of so many tickets, the column that holds what each entry becomes.
    pub(super) fn translated(&self, count: usize, translate: impl FnMut(&[u8]) -> Becomes) -> Self {
        let all: Vec<Becomes> = self.entries.iter().map(translate).collect();
        if all.iter().all(|becomes| matches!(becomes, Becomes::Same)) {
            return self.clone();
        }
        let mut other = Self::default();
        let entries = all.iter().zip(self.entries.iter());
        let new = entries.map(|(becomes, entry)| match becomes {
            Becomes::Same => other.code_of(entry).unwrap_or(ABSENT),
            Becomes::Other(entry) => other.code_of(entry).unwrap_or(ABSENT),
            Becomes::Nothing => ABSENT,
        });
        let new: Vec<u32> = std::iter::once(ABSENT).chain(new).collect();
        let mut codes = vec![ABSENT; count];
        self.each(&mut codes, |_, cell, code| *cell = new.get(code as usize).copied().unwrap_or(ABSENT));
        other.recode(codes.into_iter());
        other
    }

    /// Of so many tickets, this column, and another one's values for those that it has none of.
    pub(super) fn or(mut self, count: usize, other: &Self) -> Self {
        let new = other.entries.iter().map(|entry| self.code_of(entry).unwrap_or(ABSENT));
        let new: Vec<u32> = std::iter::once(ABSENT).chain(new).collect();
        let mut codes = vec![ABSENT; count];
        other.each(&mut codes, |_, cell, code| *cell = new.get(code as usize).copied().unwrap_or(ABSENT));
        self.each(&mut codes, |_, cell, code| *cell = if code == ABSENT { *cell } else { code });
        self.recode(codes.into_iter());
        self
    }

    /// The code of an entry; none if there is no more room.
    pub(super) fn code_of(&mut self, entry: &[u8]) -> Option<u32> {
        Arc::make_mut(&mut self.entries).code_of(entry)?.checked_add(1)
    }

    /// The code of a ticket.
    pub(super) fn code(&self, row: usize) -> u32 {
        self.codes.get(row)
    }

    /// One more than the largest code.
    pub(super) fn width(&self) -> usize {
        self.entries.len() + 1
    }

    /// Whether no ticket has the key.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    /// All entries; the first has the code 1.
    pub(super) fn entries(&self) -> impl Iterator<Item = &[u8]> {
        self.entries.iter()
    }

    /// Hands each cell the code of its ticket, with the ticket's place.
    pub(super) fn each<T>(&self, cells: &mut [T], take: impl FnMut(usize, &mut T, u32)) {
        match &*self.codes {
            Codes::Bytes(codes) => each(codes, cells, take),
            Codes::Shorts(codes) => each(codes, cells, take),
            Codes::Words(codes) => each(codes, cells, take),
        }
    }

    /// The entry of a code.
    pub(super) fn entry_of(&self, code: u32) -> Option<&[u8]> {
        self.entries.get(code.checked_sub(1)?)
    }

    /// Sets the code of a ticket.
    pub(super) fn set(&mut self, row: usize, code: u32) {
        Arc::make_mut(&mut self.codes).set(row, code);
    }

    /// The entry that a ticket has.
    pub(super) fn entry(&self, row: usize) -> Option<&[u8]> {
        self.entry_of(self.code(row))
    }

    /// The bytes of the values, and the bytes beside them.
    pub(super) fn memory(&self) -> (usize, usize) {
        let (values, beside) = self.entries.memory();
        (values, beside + self.codes.memory())
    }
}

/// What an entry becomes in another column.
pub(super) enum Becomes {
    Same,
    Other(Vec<u8>),
    Nothing,
}

/// A list of codes, as narrow as the largest of them allows.
#[derive(Clone, Debug)]
enum Codes {
    Bytes(Vec<u8>),
    Shorts(Vec<u16>),
    Words(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

impl Codes {
    /// Codes of which none is larger than `largest`.
    fn of(largest: usize, codes: impl Iterator<Item = u32>) -> Self {
        match largest {
            0..=0xff => Self::Bytes(codes.map(|code| code as u8).collect()),
            0x100..=0xffff => Self::Shorts(codes.map(|code| code as u16).collect()),
            _ => Self::Words(codes.collect()),
        }
    }

    fn get(&self, row: usize) -> u32 {
        match self {
            Self::Bytes(codes) => codes.get(row).copied().map_or(ABSENT, u32::from),
            Self::Shorts(codes) => codes.get(row).copied().map_or(ABSENT, u32::from),
            Self::Words(codes) => codes.get(row).copied().unwrap_or(ABSENT),
        }
    }

    fn set(&mut self, row: usize, code: u32) {
        self.widen(code);
        match self {
            Self::Bytes(codes) => place(codes, row, code as u8),
            Self::Shorts(codes) => place(codes, row, code as u16),
            Self::Words(codes) => place(codes, row, code),
        }
    }

    fn widen(&mut self, code: u32) {
        match self {
            Self::Bytes(codes) if code > u32::from(u8::MAX) => {
                *self = Self::Shorts(codes.iter().copied().map(u16::from).collect());
                self.widen(code);
            }
            Self::Shorts(codes) if code > u32::from(u16::MAX) => {
                *self = Self::Words(codes.iter().copied().map(u32::from).collect());
            }
            _ => {}
        }
    }

    fn memory(&self) -> usize {
        match self {
            Self::Bytes(codes) => codes.capacity(),
            Self::Shorts(codes) => codes.capacity() * 2,
            Self::Words(codes) => codes.capacity() * 4,
        }
    }
}

fn each<C: Copy + Into<u32>, T>(codes: &[C], cells: &mut [T], mut take: impl FnMut(usize, &mut T, u32)) {
    let absent = std::iter::repeat(ABSENT);
    let codes = codes.iter().map(|code| (*code).into()).chain(absent);
    cells.iter_mut().zip(codes).enumerate().for_each(|(row, (cell, code))| take(row, cell, code));
}

/// Puts a code at a row, with `ABSENT` for the rows before it that have none.
fn place<T: Copy + Default>(codes: &mut Vec<T>, row: usize, code: T) {
    if codes.len() <= row {
        codes.resize(row + 1, T::default());
    }
    if let Some(cell) = codes.get_mut(row) {
        *cell = code;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_grow_wider_and_stay_the_same() {
        let mut codes = Codes::default();
        let written: Vec<(usize, u32)> = vec![(0, 3), (2, 255), (3, 256), (4, 65_535), (7, 65_536), (8, 1)];
        for (row, code) in &written {
            codes.set(*row, *code);
        }
        assert!(written.iter().all(|(row, code)| codes.get(*row) == *code));
        assert_eq!([codes.get(1), codes.get(5), codes.get(100)], [ABSENT; 3]);
    }
}
