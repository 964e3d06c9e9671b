//! `Names`: from what people call a thing to its declaration, without looking through all of them.

use crate::policy::words::{Category, Declared, Line, Plant, System, Words};
use crate::table::Table;
use crate::text::fold;
use std::collections::BTreeMap;

/// Where the declarations of a policy stand in its lists.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) systems: Index,
    pub(crate) categories: Index,
    pub(crate) plants: Index,
    pub(crate) lines: Index,
    pub(crate) teams: Index,
    pub(crate) stakeholders: Index,
}

impl Names {
    pub(crate) fn new(words: &Words) -> Self {
        Self {
            systems: Index::of_called(&words.systems),
            categories: Index::of_called(&words.categories),
            plants: Index::of_called(&words.plants),
            lines: Index::of_called(&words.lines),
            teams: Index::of(&words.teams),
            stakeholders: Index::of(&words.stakeholders),
        }
    }
}

/// From names to numbers in one list of declarations.
#[derive(Debug, Default)]
pub(crate) struct Index {
    by_id: Table<usize>,
    /// By everything that people call them, folded.
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn of<T: Declared>(list: &[T]) -> Self {
        let by_id = Table::of(list.iter().enumerate().map(|(number, item)| (item.header().id.clone(), number)));
        Self { by_id, by_name: BTreeMap::new() }
    }

    fn of_called<T: Called>(list: &[T]) -> Self {
        let mut index = Self::of(list);
        for (number, item) in list.iter().enumerate() {
            index.call(number, &item.header().id);
            item.other_names().for_each(|name| index.call(number, name));
        }
        index
    }

    fn call(&mut self, number: usize, name: &str) {
        let numbers = self.by_name.entry(fold(name)).or_default();
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }

    /// The one of this id.
    pub(crate) fn named<'p, T>(&self, list: &'p [T], id: &str) -> Option<&'p T> {
        list.get(*self.by_id.get(id)?)
    }

    /// Whether this is how the policy itself spells one of them.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.by_id.get(id).is_some()
    }

    /// Those that people call by this name.
    pub(crate) fn called<'p, T>(&self, list: &'p [T], name: &str) -> impl Iterator<Item = &'p T> {
        let folded = fold(name);
        let numbers = if folded.is_empty() { None } else { self.by_name.get(&folded) };
        numbers.into_iter().flatten().filter_map(|number| list.get(*number)).collect::<Vec<_>>().into_iter()
    }
}

/// Something that people call by several names.
trait Called: Declared {
    fn other_names(&self) -> impl Iterator<Item = &str>;
}

macro_rules! called {
    ($($kind:ty: $name:ident),*) => { $(impl Called for $kind {
        fn other_names(&self) -> impl Iterator<Item = &str> {
            std::iter::once(self.$name.as_str()).chain(self.aliases.iter().map(String::as_str))
        }
    })* };
}
called!(System: name, Category: label, Plant: name, Line: name);
