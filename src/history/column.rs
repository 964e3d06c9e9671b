//! Column: what one key holds in all tickets, as codes into a dictionary of what it ever holds.

use super::dictionary::Dictionary;

/// The code of a ticket that does not have the key.
pub(super) const ABSENT: u32 = 0;

/// A key of tickets with its values.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// One code for each ticket; those missing at the end are absent.
    codes: Codes,
    /// The entry of code `n` has the place `n - 1`.
    entries: Dictionary,
}

impl Column {
    /// A column of few different entries; `places` says which each ticket has, counted from 0.
    pub(super) fn of_few(entries: &[Vec<u8>], places: &[u8]) -> Self {
        let mut column = Self::default();
        let codes: Vec<u32> = entries.iter().map(|entry| column.code_of(entry).unwrap_or(ABSENT)).collect();
        let code = |place: &u8| codes.get(usize::from(*place)).copied().unwrap_or(ABSENT);
        if entries.len() < usize::from(u8::MAX) {
            column.codes = Codes::Bytes(places.iter().map(|place| code(place) as u8).collect());
        } else {
            column.codes = Codes::Words(places.iter().map(code).collect());
        }
        column
    }

    /// The code of an entry; none if there is no more room.
    pub(super) fn code_of(&mut self, entry: &[u8]) -> Option<u32> {
        self.entries.code_of(entry)?.checked_add(1)
    }

    /// The code of a ticket.
    pub(super) fn code(&self, row: usize) -> u32 {
        self.codes.get(row)
    }

    /// One more than the largest code.
    pub(super) fn width(&self) -> usize {
        self.entries.len() + 1
    }

    /// Hands each cell the code of its ticket, with the ticket's place.
    pub(super) fn each<T>(&self, cells: &mut [T], take: impl FnMut(usize, &mut T, u32)) {
        match &self.codes {
            Codes::Bytes(codes) => each(codes, cells, take),
            Codes::Shorts(codes) => each(codes, cells, take),
            Codes::Words(codes) => each(codes, cells, take),
        }
    }

    /// Sets the code of a ticket.
    pub(super) fn set(&mut self, row: usize, code: u32) {
        self.codes.set(row, code);
    }

    /// The entry that a ticket has.
    pub(super) fn entry(&self, row: usize) -> Option<&[u8]> {
        self.entries.get(self.code(row).checked_sub(1)?)
    }

    /// The bytes of the values, and the bytes beside them.
    pub(super) fn memory(&self) -> (usize, usize) {
        let (values, beside) = self.entries.memory();
        (values, beside + self.codes.memory())
    }
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
