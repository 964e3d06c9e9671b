//! `calendar("three-shift", #{ zone, shifts, days, holidays, ... })`: when people work.

use super::{Words, argument_text, note};
use crate::calendar::Calendar;
use crate::error::{Place, Problem};
use crate::policy::datum::Datum;
use crate::policy::declaration::Declaration;
use crate::policy::places::Places;
use crate::policy::reader::{Named, Reader};
use crate::value::Value;
use std::cell::RefCell;
use std::sync::Arc;

/// Calendars that every policy has: 24x7, and those of the ticket's plant and line.
pub(crate) const RESERVED: [&str; 3] = ["always", "plant", "line"];

/// What a policy says of a calendar beside its hours.
#[derive(Debug)]
pub(crate) struct CalendarNote {
    pub(crate) named: Named,
    /// The calendars it is built on.
    pub(crate) built_on: Vec<String>,
    /// The latest year among its dates: up to when somebody has kept it.
    pub(crate) latest_year: Option<i32>,
}

/// Reads a calendar into `words`; what is odd about it, though not wrong, goes to their warnings.
#[inline(never)]
pub(super) fn read(declaration: &Declaration, words: &mut Words, problems: &RefCell<Vec<Problem>>) {
    let calendars = &mut words.calendars;
    let Some(name) = argument_text(declaration, 0, problems) else { return };
    if RESERVED.contains(&name.as_str()) {
        let message = format!("the calendar `{name}` is built in");
        return note(problems, declaration.at.clone(), "duplicate-id", message, "choose another name");
    }
    if calendars.contains_key(&name) {
        let message = format!("`{name}` is declared twice");
        return note(problems, declaration.at.clone(), "duplicate-id", message, "");
    }
    let reader = Reader::of_last(declaration, problems);
    let Some(value) = declaration.arguments.get(1).and_then(Datum::value) else {
        return reader.problem("", "wrong-type", "a calendar holds plain data, no closures".into(), "");
    };
    words.calendar_notes.push(CalendarNote::of(&name, &value, &declaration.at));
    let places = declaration.places.inside("1");
    let located = |problem: Problem| located(problem, places, &declaration.at);
    match Calendar::compile_with(&value, &|other| calendars.get(other).cloned(), words.zones.clone()) {
        Ok(compiled) => {
            words.warnings.extend(compiled.warnings.into_iter().map(located));
            calendars.insert(name, Arc::new(compiled.calendar));
        }
        Err(found) => {
            problems.borrow_mut().extend(found.into_iter().map(located));
            // Declared, though wrong: names that refer to it are not wrong as well.
            calendars.insert(name, Arc::new(Calendar::always()));
        }
    }
}

impl CalendarNote {
    fn of(name: &str, declaration: &Value, at: &Place) -> Self {
        let entries = if let Value::Map(entries) = declaration { Some(entries) } else { None };
        let others = ["extends", "union", "intersect"].into_iter().filter_map(|key| entries?.get(key));
        let mut built_on = Vec::new();
        others.for_each(|other| texts(other, &mut built_on));
        let mut dates = Vec::new();
        texts(declaration, &mut dates);
        let years = dates.iter().flat_map(|text| text.split('/')).filter_map(year);
        Self { named: Named { name: name.to_owned(), at: at.clone() }, built_on, latest_year: years.max() }
    }
}

/// The year of `2026-12-24`.
fn year(date: &str) -> Option<i32> {
    let (year, _) = date.split_once('-')?;
    if year.len() == 4 { year.parse().ok() } else { None }
}

/// All texts in a value, keys included.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Text(text) => found.push(text.clone()),
        Value::List(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Map(entries) => {
            for (key, item) in entries {
                found.push(key.clone());
                texts(item, found);
            }
        }
        _ => {}
    }
}

/// A problem whose path is known, at its line and column.
fn located(mut problem: Problem, places: Option<&Places>, declaration: &Place) -> Problem {
    let path = problem.at.path.clone().unwrap_or_default();
    let mut at = places.and_then(|places| places.at.clone()).unwrap_or_else(|| declaration.clone());
    let mut inside = places;
    for step in path.split(['.', '[', ']']).filter(|step| !step.is_empty()) {
        inside = inside.and_then(|places| places.inside(step));
        at = inside.and_then(|places| places.key.clone().or(places.at.clone())).unwrap_or(at);
    }
    problem.at = Place { path: Some(path), ..at };
    problem
}
