//! `Reader`: takes the entries of one declaration apart, and notes everything that is wrong with it.
//!
//! Each `take_` method names an entry that the word knows; what is left at [`Reader::finish`] is unknown. A wrong
//! entry is noted and read as absent, so that one pass finds all problems.

mod nested;
mod plain;

use crate::error::{Place, Problem, did_you_mean};
use crate::policy::datum::Datum;
use crate::policy::declaration::Declaration;
use crate::policy::places::Places;
use crate::policy::script::Closure;
use crate::ticket::Ticket;
use crate::time::Seconds;
use crate::value::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A name that a declaration uses, with the place where it stands, so that an unknown one can be shown.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) at: Place,
}

/// A constant with the place where it stands, or a closure that says it for a ticket.
#[derive(Clone, Debug)]
pub(crate) enum Setting {
    Constant(
        Value,
        #[cfg_attr(not(feature = "scripting"), expect(dead_code, reason = "a bundle was linked when it was made"))]
        Place,
    ),
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
    entries: BTreeMap<String, Datum>,
    places: Option<&'a Places>,
    at: Place,
    path: String,
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
            entries: BTreeMap::new(),
            places: declaration.places.inside(&index.to_string()),
            at: declaration.at.clone(),
            path: String::new(),
            known: Vec::new(),
            taken: Vec::new(),
            problems,
        };
        match declaration.arguments.get(index) {
            Some(Datum::Map(entries)) => reader.entries = entries.clone(),
            Some(argument) => {
                let message = format!("`{}` wants a map `#{{ ... }}` here, not {}", declaration.word, argument.kind());
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

    /// How many problems have been noted so far.
    pub(crate) fn noted(&self) -> usize {
        self.problems.borrow().len()
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

    fn take(&mut self, key: &'static str) -> Option<Datum> {
        self.know(key);
        if self.entries.contains_key(key) {
            self.taken.push(key);
        }
        self.entries.remove(key).filter(|value| !matches!(value, Datum::Null))
    }

    fn wrong(&self, key: &str, wanted: &str, found: &Datum) {
        self.problem(key, "wrong-type", format!("`{key}` must be {wanted}, not {}", found.kind()), "");
    }

    /// Notes that an entry is missing.
    pub(crate) fn missing(&self, key: &str) {
        self.note(self.here(key), "missing-entry", format!("`{key}` is missing"), "");
    }

    /// Whether the entry was there and has been taken.
    pub(crate) fn took(&self, key: &str) -> bool {
        self.taken.contains(&key)
    }

    /// Whether the entry is there. Asking makes it known, as taking does.
    pub(crate) fn has(&mut self, key: &'static str) -> bool {
        self.know(key);
        self.entries.contains_key(key)
    }

    fn know(&mut self, key: &'static str) {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
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
            Self::Constant(value, _) => value.as_text(),
            Self::Asked(_) => None,
        }
    }

    /// The closure, if it is one.
    pub(crate) fn asked(&self) -> Option<&Closure> {
        match self {
            Self::Asked(closure) => Some(closure),
            Self::Constant(..) => None,
        }
    }

    /// The value for a ticket.
    pub(crate) fn value(
        &self,
        scripts: &super::script::Scripts,
        ticket: &Arc<Ticket>,
    ) -> Result<Value, super::unanswered::Unanswered> {
        match self {
            Self::Constant(value, _) => Ok(value.clone()),
            Self::Asked(closure) => scripts.ask(closure, ticket),
        }
    }
}
