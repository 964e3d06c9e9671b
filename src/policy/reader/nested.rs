//! Entries that hold more: lists, maps with readers of their own, closures.

use super::{Item, LengthOrMap, Named, Reader, Setting};
use crate::error::Place;
use crate::policy::operators::kind;
use crate::policy::places::Places;
use crate::policy::script::Closure;
use crate::value::Value;
use rhai::{Array, Dynamic, FnPtr, Map};

impl<'a> Reader<'a> {
    /// A list of names; a single one is a list of one.
    pub(crate) fn take_names(&mut self, key: &'static str) -> Vec<Named> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let items = if value.is_array() { value.cast::<Array>() } else { vec![value] };
        let mut names = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            let at = self.item_place(key, index);
            match item.clone().into_string() {
                Ok(name) => names.push(Named { name, at }),
                Err(_) => self.note(at, "wrong-type", format!("`{key}` holds texts, not {}", kind(&item)), ""),
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
        if !value.is_map() {
            self.wrong(key, "a map", &value);
            return None;
        }
        Some(self.inner(value, self.places.and_then(|places| places.inside(key)), format!("{}{key}.", self.path)))
    }

    /// A length of time, or a map that says more.
    pub(crate) fn take_length_or_map(&mut self, key: &'static str) -> Option<LengthOrMap<'a>> {
        let value = self.take(key)?;
        self.length_or_map(key, self.places.and_then(|places| places.inside(key)), value)
    }

    /// A map of names, each with a length of time or a map that says more.
    pub(crate) fn take_named_lengths_or_maps(&mut self, key: &'static str) -> Vec<(String, LengthOrMap<'a>)> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Some(map) = value.clone().try_cast::<Map>() else {
            self.wrong(key, "a map of names", &value);
            return Vec::new();
        };
        let places = self.places.and_then(|places| places.inside(key));
        let entry = |(name, value): (rhai::Identifier, Dynamic)| {
            let places = places.and_then(|places| places.inside(&name));
            Some((name.to_string(), self.length_or_map(&format!("{key}.{name}"), places, value)?))
        };
        map.into_iter().filter_map(entry).collect()
    }

    pub(super) fn length_or_map(
        &self,
        key: &str,
        places: Option<&'a Places>,
        value: Dynamic,
    ) -> Option<LengthOrMap<'a>> {
        if value.is_map() {
            return Some(LengthOrMap::Map(self.inner(value, places, format!("{}{key}.", self.path))));
        }
        match value.clone().into_string() {
            Ok(text) => self.length(key, &text).map(LengthOrMap::Length),
            Err(_) => {
                self.wrong(key, "a length of time", &value);
                None
            }
        }
    }

    /// A reader of a map inside this one.
    pub(super) fn inner(&self, map: Dynamic, places: Option<&'a Places>, path: String) -> Reader<'a> {
        Reader {
            entries: map.cast::<Map>(),
            places,
            at: self.at.clone(),
            path,
            file: self.file,
            known: Vec::new(),
            taken: Vec::new(),
            problems: self.problems,
        }
    }

    /// A list of names and maps.
    pub(crate) fn take_items(&mut self, key: &'static str) -> Vec<Item<'a>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let items = if value.is_array() { value.cast::<Array>() } else { vec![value] };
        let item = |(index, item): (usize, Dynamic)| match item.clone().into_string() {
            Ok(name) => Some(Item::Name(Named { name, at: self.item_place(key, index) })),
            Err(_) => self.reader_of(key, index, item).map(Item::Map),
        };
        items.into_iter().enumerate().filter_map(item).collect()
    }

    /// A list of maps, each with a reader of its own.
    pub(crate) fn take_readers(&mut self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Some(items) = value.clone().try_cast::<Array>() else {
            self.wrong(key, "a list of maps", &value);
            return Vec::new();
        };
        items.into_iter().enumerate().filter_map(|(index, item)| self.reader_of(key, index, item)).collect()
    }

    pub(super) fn reader_of(&self, key: &str, index: usize, item: Dynamic) -> Option<Reader<'a>> {
        if !item.is_map() {
            let message = format!("`{key}` holds maps, not {}", kind(&item));
            self.note(self.item_place(key, index), "wrong-type", message, "");
            return None;
        }
        let places = self.places.and_then(|p| p.inside(key)).and_then(|p| p.inside(&index.to_string()));
        Some(self.inner(item, places, format!("{}{key}[{index}].", self.path)))
    }

    /// Everything that is left, as data, each with its place: for maps whose keys are names.
    pub(crate) fn take_rest(&mut self) -> Vec<(Named, Value)> {
        let entries = std::mem::take(&mut self.entries);
        let named = |key: &str| Named { name: key.to_owned(), at: self.place(key) };
        entries.iter().filter_map(|(key, value)| Some((named(key), self.data(key, value)?))).collect()
    }

    /// A closure over the ticket.
    pub(crate) fn take_closure(&mut self, key: &'static str) -> Option<Closure> {
        let value = self.take(key)?;
        match value.clone().try_cast::<FnPtr>() {
            Some(function) => Some(self.closure(key, function)),
            None => {
                self.wrong(key, "a closure over the ticket", &value);
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

    pub(super) fn closure(&self, key: &str, function: FnPtr) -> Closure {
        let begins = self.places.and_then(|places| places.inside(key)).and_then(|places| places.at.clone());
        Closure { function, file: self.file, at: begins.unwrap_or_else(|| self.place(key)) }
    }

    /// A constant or a closure.
    pub(crate) fn take_setting(&mut self, key: &'static str) -> Option<Setting> {
        let value = self.take(key)?;
        match value.clone().try_cast::<FnPtr>() {
            Some(function) => Some(Setting::Asked(self.closure(key, function))),
            None => self.data(key, &value).map(Setting::Constant),
        }
    }
}
