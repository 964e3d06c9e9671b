//! Entries that hold more: lists, maps with readers of their own, closures.

use super::{Item, LengthOrMap, Named, Reader, Setting};
use crate::error::Place;
use crate::policy::datum::Datum;
use crate::policy::places::Places;
use crate::policy::script::Closure;
use crate::value::Value;
use std::collections::BTreeMap;

impl<'a> Reader<'a> {
    /// A list of names; a single one is a list of one.
    pub(crate) fn take_names(&mut self, key: &'static str) -> Vec<Named> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let items = listed(value);
        let mut names = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            let at = self.item_place(key, index);
            match item {
                Datum::Text(name) => names.push(Named { name, at }),
                other => self.note(at, "wrong-type", format!("`{key}` holds texts, not {}", other.kind()), ""),
            }
        }
        names
    }

    pub(super) fn item_place(&self, key: &str, index: usize) -> Place {
        let list = self.places.and_then(|places| places.inside(key));
        let item = list.and_then(|places| places.inside(&index.to_string())).and_then(|places| places.at.clone());
        item.unwrap_or_else(|| self.place(key))
    }

    /// A map inside this one.
    pub(crate) fn take_reader(&mut self, key: &'static str) -> Option<Reader<'a>> {
        let value = self.take(key)?;
        let Datum::Map(entries) = value else {
            self.wrong(key, "a map", &value);
            return None;
        };
        Some(self.inner(entries, self.places.and_then(|places| places.inside(key)), format!("{}{key}.", self.path)))
    }

    /// A length of time, or a map that says more.
    pub(crate) fn take_length_or_map(&mut self, key: &'static str) -> Option<LengthOrMap<'a>> {
        let value = self.take(key)?;
        self.length_or_map(key, self.places.and_then(|places| places.inside(key)), value)
    }

    /// A map of names, each with a length of time or a map that says more.
    pub(crate) fn take_named_lengths_or_maps(&mut self, key: &'static str) -> Vec<(String, LengthOrMap<'a>)> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Datum::Map(map) = value else {
            self.wrong(key, "a map of names", &value);
            return Vec::new();
        };
        let places = self.places.and_then(|places| places.inside(key));
        let entry = |(name, value): (String, Datum)| {
            let places = places.and_then(|places| places.inside(&name));
            let said = self.length_or_map(&format!("{key}.{name}"), places, value)?;
            Some((name, said))
        };
        map.into_iter().filter_map(entry).collect()
    }

    pub(super) fn length_or_map(&self, key: &str, places: Option<&'a Places>, value: Datum) -> Option<LengthOrMap<'a>> {
        match value {
            Datum::Map(entries) => Some(LengthOrMap::Map(self.inner(entries, places, format!("{}{key}.", self.path)))),
            Datum::Text(text) => self.length(key, &text).map(LengthOrMap::Length),
            other => {
                self.no_length(key, &other);
                None
            }
        }
    }

    /// A reader of a map inside this one.
    pub(super) fn inner(
        &self,
        entries: BTreeMap<String, Datum>,
        places: Option<&'a Places>,
        path: String,
    ) -> Reader<'a> {
        Reader {
            entries,
            places,
            at: self.at.clone(),
            path,
            known: Vec::new(),
            taken: Vec::new(),
            problems: self.problems,
        }
    }

    /// A list of names and maps.
    pub(crate) fn take_items(&mut self, key: &'static str) -> Vec<Item<'a>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let item = |(index, item): (usize, Datum)| match item {
            Datum::Text(name) => Some(Item::Name(Named { name, at: self.item_place(key, index) })),
            other => self.reader_of(key, index, other).map(Item::Map),
        };
        listed(value).into_iter().enumerate().filter_map(item).collect()
    }

    /// A list of maps, each with a reader of its own.
    pub(crate) fn take_readers(&mut self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Datum::List(items) = value else {
            self.wrong(key, "a list of maps", &value);
            return Vec::new();
        };
        items.into_iter().enumerate().filter_map(|(index, item)| self.reader_of(key, index, item)).collect()
    }

    pub(super) fn reader_of(&self, key: &str, index: usize, item: Datum) -> Option<Reader<'a>> {
        let Datum::Map(entries) = item else {
            let message = format!("`{key}` holds maps, not {}", item.kind());
            self.note(self.item_place(key, index), "wrong-type", message, "");
            return None;
        };
        let places = self.places.and_then(|p| p.inside(key)).and_then(|p| p.inside(&index.to_string()));
        Some(self.inner(entries, places, format!("{}{key}[{index}].", self.path)))
    }

    /// Everything that is left, as data, each with its place: for maps whose keys are names.
    pub(crate) fn take_rest(&mut self) -> Vec<(Named, Value)> {
        let entries = std::mem::take(&mut self.entries);
        let named = |key: &str| Named { name: key.to_owned(), at: self.place(key) };
        entries.iter().filter_map(|(key, value)| Some((named(key), self.data(key, value)?))).collect()
    }

    /// A closure over the ticket.
    pub(crate) fn take_closure(&mut self, key: &'static str) -> Option<Closure> {
        match self.take(key)? {
            Datum::Closure(number) => Some(self.closure(key, number)),
            other => {
                let message = format!("`{key}` must be a closure over the ticket, not {}", other.kind());
                self.problem(key, "wrong-type", message, format!("write a condition: `{key}: |t| t.line == \"L4\"`"));
                None
            }
        }
    }

    /// A closure over the ticket that must be there.
    pub(crate) fn require_closure(&mut self, key: &'static str) -> Option<Closure> {
        if !self.entries.contains_key(key) {
            self.note(
                self.here(key),
                "missing-entry",
                format!("`{key}` is missing"),
                format!("write `{key}: |t| true` if it always holds"),
            );
        }
        self.take_closure(key)
    }

    pub(super) fn closure(&self, key: &str, number: usize) -> Closure {
        let begins = self.places.and_then(|places| places.inside(key)).and_then(|places| places.at.clone());
        Closure { number, at: begins.unwrap_or_else(|| self.place(key)) }
    }

    /// A constant or a closure.
    pub(crate) fn take_setting(&mut self, key: &'static str) -> Option<Setting> {
        let value = self.take(key)?;
        match value {
            Datum::Closure(number) => Some(Setting::Asked(self.closure(key, number))),
            other => self.data(key, &other).map(|value| Setting::Constant(value, self.place(key))),
        }
    }
}

/// A list, or one item that stands for a list of one.
fn listed(value: Datum) -> Vec<Datum> {
    match value {
        Datum::List(items) => items,
        single => vec![single],
    }
}
