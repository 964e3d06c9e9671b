//! Columns: tickets side by side, key by key, from which each ticket comes back exactly as it was.

use super::column::{Becomes, Column};
use super::dictionary::Dictionary;
use super::encoding::{Writer, decode, decoded_instant, encode};
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// More keys than this share one column: tickets that each have keys of their own must not fill the memory.
const KEYS: usize = 512;

/// How far ahead in the usual order a key is looked for.
const AHEAD: usize = 8;

/// Stands for a map whose entries have columns of their own; no value is encoded so.
const SPREAD: &[u8] = &[u8::MAX];

/// Where the keys stand that have no column of their own, and those of `fields`.
const REST: usize = 0;
const REST_OF_FIELDS: usize = 1;

/// Tickets, key by key.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    rows: usize,
    columns: Vec<Column>,
    /// The column of each key of a ticket.
    keys: BTreeMap<String, usize>,
    /// The column of each key of a ticket's `fields`.
    fields: BTreeMap<String, usize>,
    words: Dictionary,
    scratch: Vec<u8>,
    /// The ticket that is being read.
    cells: Vec<Cell>,
    /// Keys with their columns in the order in which they usually come, and the place of the one expected next.
    order: Vec<(bool, Arc<str>, usize)>,
    next: usize,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            rows: 0,
            columns: vec![Column::default(), Column::default()],
            keys: BTreeMap::new(),
            fields: BTreeMap::new(),
            words: Dictionary::default(),
            scratch: Vec::new(),
            cells: Vec::new(),
            order: Vec::new(),
            next: 0,
        }
    }
}

/// Where the values of a key go.
pub(super) enum Slot {
    /// To a column of their own.
    Column(usize),
    /// `fields`, whose entries have columns of their own, if it is a map.
    Fields(usize),
    /// Nowhere: there are too many keys.
    None,
}

/// A column and the code that a ticket has there.
type Cell = (usize, u32);

impl Columns {
    /// How many tickets there are.
    pub(super) fn len(&self) -> usize {
        self.rows
    }

    /// Adds a ticket; none if there is no more room, and then nothing is added.
    pub(super) fn push(&mut self, ticket: &BTreeMap<String, Value>) -> Option<()> {
        let mut cells = Vec::with_capacity(ticket.len());
        self.cells(ticket, false, &mut cells)?;
        for (column, code) in cells {
            self.columns.get_mut(column)?.set(self.rows, code);
        }
        self.rows += 1;
        Some(())
    }

    /// Begins a ticket that is added cell by cell.
    pub(super) fn begin(&mut self) {
        self.cells.clear();
        self.next = 0;
    }

    /// Where the values of a key go. Tickets mostly have their keys in the same order, some of them left out.
    pub(super) fn slot(&mut self, key: &str, of_fields: bool) -> Slot {
        let mut ahead = self.order.iter().enumerate().skip(self.next).take(AHEAD);
        let found = ahead.find(|(_, guess)| guess.0 == of_fields && *guess.1 == *key);
        let (place, column) = match found {
            Some((place, (.., column))) => (place, *column),
            None => {
                let Some(column) = self.column_of(key, of_fields) else { return Slot::None };
                self.order.insert(self.next, (of_fields, key.into(), column));
                self.order.truncate(KEYS);
                (self.next, column)
            }
        };
        self.next = place + 1;
        if key == "fields" && !of_fields { Slot::Fields(column) } else { Slot::Column(column) }
    }

    /// Notes that the entries of `fields` follow; false if they came already.
    pub(super) fn spread(&mut self, column: usize) -> bool {
        let twice = self.cells.iter().any(|(known, _)| *known == column);
        let code = self.columns.get_mut(column).and_then(|column| column.code_of(SPREAD));
        self.cells.extend(code.map(|code| (column, code)));
        code.is_some() && !twice
    }

    /// Adds a cell to the ticket that is being read; none if there is no more room.
    pub(super) fn write<T>(&mut self, column: usize, write: impl FnOnce(&mut Writer<'_>) -> T) -> Option<T> {
        self.scratch.clear();
        let written = write(&mut Writer::new(&mut self.words, &mut self.scratch));
        let code = self.columns.get_mut(column)?.code_of(&self.scratch)?;
        self.cells.push((column, code));
        Some(written)
    }

    /// Adds the ticket that was read.
    pub(super) fn commit(&mut self) -> bool {
        for (column, code) in &self.cells {
            if let Some(column) = self.columns.get_mut(*column) {
                column.set(self.rows, *code);
            }
        }
        self.rows += 1;
        true
    }

    fn cells(&mut self, map: &BTreeMap<String, Value>, of_fields: bool, cells: &mut Vec<Cell>) -> Option<()> {
        let mut rest = BTreeMap::new();
        for (key, value) in map {
            match (self.column_of(key, of_fields), value) {
                (None, _) => {
                    rest.insert(key.clone(), value.clone());
                }
                (Some(column), Value::Map(fields)) if key == "fields" && !of_fields => {
                    cells.push((column, self.columns.get_mut(column)?.code_of(SPREAD)?));
                    self.cells(fields, true, cells)?;
                }
                (Some(column), _) => cells.push((column, self.code_of(column, value)?)),
            }
        }
        if !rest.is_empty() {
            let column = if of_fields { REST_OF_FIELDS } else { REST };
            cells.push((column, self.code_of(column, &Value::Map(rest))?));
        }
        Some(())
    }

    /// The ticket as it was.
    pub(super) fn ticket(&self, row: usize) -> Option<Value> {
        if row >= self.rows {
            return None;
        }
        let mut ticket = self.entries(&self.keys, REST, row);
        if self.keys.get("fields").and_then(|column| self.columns.get(*column)?.entry(row)) == Some(SPREAD) {
            ticket.insert("fields".into(), Value::Map(self.entries(&self.fields, REST_OF_FIELDS, row)));
        }
        Some(Value::Map(ticket))
    }

    /// The column of a key of tickets, or of their `fields`; none if no ticket has it.
    pub(super) fn column(&self, key: &str, of_fields: bool, words: &mut Dictionary) -> Option<Column> {
        let (keys, rest) = if of_fields { (&self.fields, REST_OF_FIELDS) } else { (&self.keys, REST) };
        match keys.get(key) {
            Some(column) => self.columns.get(*column).cloned(),
            None => self.shared(rest, key, words),
        }
    }

    /// The words that values refer to. Whoever knows them all, and maybe more, can read and write entries of columns.
    pub(super) fn words(&self) -> &Dictionary {
        &self.words
    }

    /// The column of a key that shares one with others.
    fn shared(&self, rest: usize, key: &str, words: &mut Dictionary) -> Option<Column> {
        let rest = self.columns.get(rest).filter(|rest| !rest.is_empty())?;
        Some(rest.translated(self.rows, |entry| match decode(entry, &self.words) {
            Some(Value::Map(entries)) => entries.get(key).map_or(Becomes::Nothing, |value| {
                let mut entry = Vec::new();
                encode(value, words, &mut entry);
                Becomes::Other(entry)
            }),
            _ => Becomes::Nothing,
        }))
    }

    /// The instant that a ticket has under a key, if it is written as JavaScript writes it.
    pub(super) fn instant(&self, key: &str, row: usize) -> Option<Instant> {
        decoded_instant(self.columns.get(*self.keys.get(key)?)?.entry(row)?)
    }

    /// What a ticket has under a key.
    pub(super) fn value(&self, key: &str, row: usize) -> Option<Value> {
        decode(self.columns.get(*self.keys.get(key)?)?.entry(row)?, &self.words)
    }

    /// The bytes of the values themselves, and the bytes beside them.
    pub(super) fn memory(&self) -> (usize, usize) {
        self.columns
            .iter()
            .map(Column::memory)
            .chain([self.words.memory()])
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// What the keys say of a ticket.
    fn entries(&self, keys: &BTreeMap<String, usize>, rest: usize, row: usize) -> BTreeMap<String, Value> {
        let said = |column: usize| decode(self.columns.get(column)?.entry(row)?, &self.words);
        let mut entries = match said(rest) {
            Some(Value::Map(entries)) => entries,
            _ => BTreeMap::new(),
        };
        entries.extend(keys.iter().filter_map(|(key, column)| Some((key.clone(), said(*column)?))));
        entries
    }

    /// The column of a key; none if there are too many keys already.
    fn column_of(&mut self, key: &str, of_fields: bool) -> Option<usize> {
        let keys = if of_fields { &mut self.fields } else { &mut self.keys };
        if let Some(column) = keys.get(key) {
            return Some(*column);
        }
        if self.columns.len() >= KEYS && (of_fields || key != "fields") {
            return None;
        }
        keys.insert(key.to_owned(), self.columns.len());
        self.columns.push(Column::default());
        Some(self.columns.len() - 1)
    }

    fn code_of(&mut self, column: usize, value: &Value) -> Option<u32> {
        self.scratch.clear();
        encode(value, &mut self.words, &mut self.scratch);
        self.columns.get_mut(column)?.code_of(&self.scratch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(tickets: &[&str]) -> Vec<String> {
        let mut columns = Columns::default();
        for ticket in tickets {
            let Value::Map(ticket) = serde_json::from_str(ticket).unwrap() else { panic!("an object") };
            columns.push(&ticket).unwrap();
        }
        (0..columns.len()).map(|row| serde_json::to_string(&columns.ticket(row).unwrap()).unwrap()).collect()
    }

    #[test]
    fn tickets_of_unlike_shape_come_back() {
        let tickets = [
            r#"{"id":"a"}"#,
            r#"{"fields":{},"id":1}"#,
            r#"{"fields":{"fields":{"deep":[1,2.5,null]},"id":true},"id":"b"}"#,
            r#"{"fields":"no map","id":null}"#,
            "{}",
            r#"{"history":[{"at":"2026-03-02T06:00:00Z","field":"status","to":"open"}]}"#,
        ];
        assert_eq!(back(&tickets), tickets);
    }

    #[test]
    fn tickets_with_keys_of_their_own_share_a_column() {
        let ticket = |n: usize| format!(r#"{{"fields":{{"f{n}":{n}}},"id":"{n}","key{n}":"x"}}"#);
        let tickets: Vec<String> = (0..2_000).map(ticket).collect();
        let mut sorted = tickets.clone();
        sorted.iter_mut().for_each(|ticket| {
            let value: Value = serde_json::from_str(ticket).unwrap();
            *ticket = serde_json::to_string(&value).unwrap();
        });
        assert_eq!(back(&tickets.iter().map(String::as_str).collect::<Vec<_>>()), sorted);
    }
}
