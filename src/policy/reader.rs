//! `Reader`: takes the entries of one declaration apart, and notes everything that is wrong with it.
//!
//! Each `take_` method names an entry that the word knows; what is left at [`Reader::finish`] is unknown. A wrong
//! entry is noted and read as absent, so that one pass finds all problems.

use crate::error::{Place, Problem, did_you_mean};
use crate::policy::declaration::Declaration;
use crate::policy::operators::kind;
use crate::policy::places::Places;
use crate::policy::script::{Closure, from_script};
use crate::ticket::Ticket;
use crate::time::{Seconds, parse_length};
use crate::value::Value;
use rhai::{Array, Dynamic, FnPtr, Map};
use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A name that a declaration uses, with the place where it stands, so that an unknown one can be shown.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) at: Place,
}

/// A constant, or a closure that says it for a ticket.
#[derive(Clone, Debug)]
pub(crate) enum Setting {
    Constant(Value),
    Asked(Closure),
}

/// An item of a list that holds names and maps.
pub(crate) enum Item<'a> {
    Name(Named),
    Map(Reader<'a>),
}

/// An entry that is a length, or says more in a map.
pub(crate) enum LengthOrMap<'a> {
    Length(Seconds),
    Map(Reader<'a>),
}

/// What every declaration has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    pub(crate) id: String,
    pub(crate) because: String,
    pub(crate) at: Place,
}

pub(crate) struct Reader<'a> {
    entries: Map,
    places: Option<&'a Places>,
    at: Place,
    path: String,
    file: usize,
    known: Vec<&'static str>,
    taken: Vec<&'static str>,
    problems: &'a RefCell<Vec<Problem>>,
}

impl<'a> Reader<'a> {
    /// A reader of the map that is the last argument of a declaration.
    pub(crate) fn of_last(declaration: &'a Declaration, problems: &'a RefCell<Vec<Problem>>) -> Self {
        let index = declaration.arguments.len().saturating_sub(1);
        Self::of_argument(declaration, index, problems)
    }

    /// A reader of one argument of a declaration.
    pub(crate) fn of_argument(declaration: &'a Declaration, index: usize, problems: &'a RefCell<Vec<Problem>>) -> Self {
        let mut reader = Self {
            entries: Map::new(),
            places: declaration.places.inside(&index.to_string()),
            at: declaration.at.clone(),
            path: String::new(),
            file: declaration.file,
            known: Vec::new(),
            taken: Vec::new(),
            problems,
        };
        match declaration.arguments.get(index) {
            Some(argument) if argument.is_map() => reader.entries = argument.clone().cast::<Map>(),
            Some(argument) => {
                let message = format!("`{}` wants a map `#{{ ... }}` here, not {}", declaration.word, kind(argument));
                reader.note(reader.at.clone(), "wrong-type", message, String::new());
            }
            None => {}
        }
        reader
    }

    /// Notes a problem at the place of an entry.
    pub(crate) fn problem(&self, key: &str, code: &'static str, message: String, help: impl Into<String>) {
        self.note(self.place(key), code, message, help);
    }

    fn note(&self, at: Place, code: &'static str, message: String, help: impl Into<String>) {
        self.problems.borrow_mut().push(Problem::new(code, at, message).help(help));
    }

    /// The place of an entry: of its key, or else of the declaration, with the path to it.
    pub(crate) fn place(&self, key: &str) -> Place {
        let known = self.places.and_then(|places| places.inside(key));
        known.and_then(|places| places.key.clone().or(places.at.clone())).unwrap_or_else(|| self.here(key))
    }

    fn here(&self, key: &str) -> Place {
        let own = self.places.and_then(|places| places.at.clone()).unwrap_or_else(|| self.at.clone());
        Place { path: Some(format!("{}{key}", self.path)), ..own }
    }

    fn take(&mut self, key: &'static str) -> Option<Dynamic> {
        self.known.push(key);
        if self.entries.contains_key(key) {
            self.taken.push(key);
        }
        self.entries.remove(key).filter(|value| !value.is_unit()).map(|value| value.flatten())
    }

    fn wrong(&self, key: &str, wanted: &str, found: &Dynamic) {
        self.problem(key, "wrong-type", format!("`{key}` must be {wanted}, not {}", kind(found)), "");
    }

    /// Text.
    pub(crate) fn take_text(&mut self, key: &'static str) -> Option<String> {
        let value = self.take(key)?;
        match value.clone().into_string() {
            Ok(text) => Some(text),
            Err(_) => {
                self.wrong(key, "text", &value);
                None
            }
        }
    }

    /// Text that must be there.
    pub(crate) fn require_text(&mut self, key: &'static str) -> String {
        let missing = !self.entries.contains_key(key);
        let text = self.take_text(key);
        if missing {
            self.missing(key);
        }
        text.unwrap_or_default()
    }

    /// Notes that an entry is missing.
    pub(crate) fn missing(&self, key: &str) {
        self.note(self.here(key), "missing-entry", format!("`{key}` is missing"), "");
    }

    /// A list of texts; a single text is a list of one.
    pub(crate) fn take_texts(&mut self, key: &'static str) -> Vec<String> {
        self.take_names(key).into_iter().map(|named| named.name).collect()
    }

    /// A name of something declared elsewhere.
    pub(crate) fn take_name(&mut self, key: &'static str) -> Option<Named> {
        let name = self.take_text(key)?;
        Some(Named { name, at: self.place(key) })
    }

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

    fn item_place(&self, key: &str, index: usize) -> Place {
        let list = self.places.and_then(|places| places.inside(key));
        let item = list.and_then(|places| places.inside(&index.to_string())).and_then(|places| places.at.clone());
        item.unwrap_or_else(|| self.place(key))
    }

    /// Whether the entry was there and has been taken.
    pub(crate) fn took(&self, key: &str) -> bool {
        self.taken.contains(&key)
    }

    /// Whether the entry is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// True or false; false if absent.
    pub(crate) fn take_flag(&mut self, key: &'static str) -> bool {
        self.take_flag_or(key, false)
    }

    /// True or false; `otherwise` if absent.
    pub(crate) fn take_flag_or(&mut self, key: &'static str, otherwise: bool) -> bool {
        let Some(value) = self.take(key) else { return otherwise };
        value.as_bool().unwrap_or_else(|_| {
            self.wrong(key, "true or false", &value);
            otherwise
        })
    }

    /// One of a few texts, each with what it stands for.
    pub(crate) fn take_choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.take_text(key)?;
        let chosen = choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice);
        if chosen.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let help = format!("one of: {}", names.join(", "));
            self.problem(key, "unknown-name", format!("unknown `{key}`: `{text}`"), help);
        }
        chosen
    }

    /// A number, not negative.
    pub(crate) fn take_amount(&mut self, key: &'static str) -> Option<f64> {
        let value = self.take(key)?;
        let amount = value.as_float().ok().or_else(|| value.as_int().ok().map(|n| n as f64));
        match amount {
            Some(amount) if amount.is_finite() && amount >= 0.0 => Some(amount),
            Some(_) => {
                self.problem(key, "out-of-range", format!("`{key}` must not be negative"), "");
                None
            }
            None => {
                self.wrong(key, "a number", &value);
                None
            }
        }
    }

    /// A whole number within a range.
    pub(crate) fn take_whole(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.take(key)?;
        match value.as_int() {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let message = format!("`{key}` must be a whole number from {} to {}", range.start(), range.end());
                self.problem(key, "out-of-range", message, "");
                None
            }
        }
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

    /// Whole percentages above 0 and up to 100, in rising order.
    pub(crate) fn take_percentages(&mut self, key: &'static str) -> Vec<i64> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Some(items) = value.clone().try_cast::<Array>() else {
            self.wrong(key, "a list of percentages", &value);
            return Vec::new();
        };
        let mut percentages = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match item.as_int() {
                Ok(percent @ 1..=100) => percentages.push(percent),
                _ => self.note(
                    self.item_place(key, index),
                    "out-of-range",
                    format!("`{key}` holds whole percentages from 1 to 100, not `{item}`"),
                    "",
                ),
            }
        }
        percentages.sort_unstable();
        percentages.dedup();
        percentages
    }

    /// A length of time such as `"15m"`.
    pub(crate) fn take_length(&mut self, key: &'static str) -> Option<Seconds> {
        let text = self.take_text(key)?;
        self.length(key, &text)
    }

    fn length(&self, key: &str, text: &str) -> Option<Seconds> {
        let length = parse_length(text);
        if length.is_none() {
            let help = "write hours, minutes and seconds: \"2h\", \"1h30m\", \"15m\", \"90s\"; a day is \"24h\"";
            self.problem(key, "bad-length", format!("`{text}` is not a length of time"), help);
        }
        length
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

    fn length_or_map(&self, key: &str, places: Option<&'a Places>, value: Dynamic) -> Option<LengthOrMap<'a>> {
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
    fn inner(&self, map: Dynamic, places: Option<&'a Places>, path: String) -> Reader<'a> {
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

    fn closure(&self, key: &str, function: FnPtr) -> Closure {
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

    /// Plain data.
    pub(crate) fn take_value(&mut self, key: &'static str) -> Option<Value> {
        let value = self.take(key)?;
        self.data(key, &value)
    }

    fn data(&self, key: &str, value: &Dynamic) -> Option<Value> {
        let data = from_script(value, 0);
        if data.is_none() {
            self.wrong(key, "plain data", value);
        }
        data
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

    fn reader_of(&self, key: &str, index: usize, item: Dynamic) -> Option<Reader<'a>> {
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

    /// What every declaration has: `because` in its map; its id was read before.
    pub(crate) fn take_header(&mut self, id: String) -> Header {
        Header { id, because: self.take_text("because").unwrap_or_default(), at: self.at.clone() }
    }

    /// Where the declaration stands.
    pub(crate) fn at(&self) -> &Place {
        &self.at
    }

    /// Notes every entry that nobody asked for.
    pub(crate) fn finish(self) {
        for key in self.entries.keys() {
            let help = did_you_mean(key, self.known.iter().copied(), || format!("known: {}", self.known.join(", ")));
            self.problem(key, "unknown-entry", format!("unknown entry `{key}`"), help);
        }
    }
}

impl Setting {
    /// The constant text, if it is one.
    pub(crate) fn constant_text(&self) -> Option<&str> {
        match self {
            Self::Constant(value) => value.as_text(),
            Self::Asked(_) => None,
        }
    }

    /// The value for a ticket.
    pub(crate) fn value(
        &self,
        scripts: &super::script::Scripts,
        ticket: &Arc<Ticket>,
    ) -> Result<Value, super::script::Unanswered> {
        match self {
            Self::Constant(value) => Ok(value.clone()),
            Self::Asked(closure) => scripts.ask(closure, ticket),
        }
    }
}
