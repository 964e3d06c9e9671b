//! `Reading`: takes a declaration apart and keeps every problem it meets, each with its path.

use super::zones::Zones;
use crate::error::{Place, Problem, did_you_mean};
use crate::value::Value;
use std::collections::BTreeMap;

/// What has been found wrong so far, and where zones are looked up.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) problems: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
    pub(super) zones: Zones,
}

impl Reading {
    /// Keeps a problem, placed at `path`.
    pub(super) fn problem(&mut self, path: &str, problem: Problem) {
        self.problems.push(Problem { at: Place::path(path), ..problem });
    }

    /// Keeps a warning, placed at `path`.
    pub(super) fn warning(&mut self, path: &str, warning: Problem) {
        self.warnings.push(Problem { at: Place::path(path), ..warning });
    }

    /// The good result; a bad one is kept as a problem at `path`.
    pub(super) fn good<T>(&mut self, path: &str, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.problem(path, problem)).ok()
    }

    /// A map.
    pub(super) fn map<'a>(
        &mut self,
        value: &'a Value,
        path: &str,
        example: &str,
    ) -> Option<&'a BTreeMap<String, Value>> {
        match value {
            Value::Map(map) => Some(map),
            other => {
                self.wrong_type(path, "a map", other, example);
                None
            }
        }
    }

    /// Text.
    pub(super) fn text<'a>(&mut self, value: &'a Value, path: &str, example: &str) -> Option<&'a str> {
        if value.as_text().is_none() {
            self.wrong_type(path, "text", value, example);
        }
        value.as_text()
    }

    /// Texts with their paths, from a list or a single text.
    pub(super) fn texts<'a>(&mut self, value: &'a Value, path: &str, example: &str) -> Vec<(String, &'a str)> {
        let items = items(value, path).into_iter();
        items.filter_map(|(path, item)| Some((path.clone(), self.text(item, &path, example)?))).collect()
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, value: &Value, path: &str, choices: &[(&str, T)]) -> Option<T> {
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
        let names = names.join(" or ");
        let word = self.text(value, path, &names)?;
        let found = choices.iter().find_map(|(name, choice)| (*name == word).then_some(*choice));
        if found.is_none() {
            let help = did_you_mean(word, choices.iter().map(|(name, _)| *name), || format!("choose {names}"));
            self.problem(
                path,
                Problem::new("unknown-choice", Place::default(), format!("there is no `{word}`")).help(help),
            );
        }
        found
    }

    /// A problem for every key of `map` that is not in `known`.
    pub(super) fn only_keys(&mut self, map: &BTreeMap<String, Value>, prefix: &str, known: &[&str]) {
        for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
            let help = did_you_mean(key, known.iter().copied(), || format!("known keys: {}", known.join(", ")));
            let problem = Problem::new("unknown-key", Place::default(), format!("there is no key `{key}` here"));
            self.problem(&format!("{prefix}{key}"), problem.help(help));
        }
    }

    fn wrong_type(&mut self, path: &str, wanted: &str, value: &Value, example: &str) {
        let message = format!("this must be {wanted}, but is {}", value.kind());
        self.problem(path, Problem::new("wrong-type", Place::default(), message).help(format!("write {example}")));
    }
}

/// The items of a list with their paths; anything else is the only item.
pub(super) fn items<'a>(value: &'a Value, path: &str) -> Vec<(String, &'a Value)> {
    match value {
        Value::List(items) => items.iter().enumerate().map(|(i, item)| (format!("{path}[{i}]"), item)).collect(),
        other => vec![(path.into(), other)],
    }
}
