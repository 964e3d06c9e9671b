//! `calendar("three-shift", #{ zone, shifts, days, holidays, ... })`: when people work.

use super::{argument_text, note};
use crate::calendar::Calendar;
use crate::error::{Place, Problem};
use crate::policy::datum::Datum;
use crate::policy::declaration::Declaration;
use crate::policy::places::Places;
use crate::policy::reader::Reader;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Calendars that every policy has: 24x7, and those of the ticket's plant and line.
pub(crate) const RESERVED: [&str; 3] = ["always", "plant", "line"];

pub(super) fn read(
    declaration: &Declaration,
    calendars: &mut BTreeMap<String, Arc<Calendar>>,
    problems: &RefCell<Vec<Problem>>,
) {
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
    match Calendar::compile(&value, &|other| calendars.get(other).cloned()) {
        Ok(compiled) => {
            calendars.insert(name, Arc::new(compiled.calendar));
        }
        Err(found) => {
            let places = declaration.places.inside("1");
            problems.borrow_mut().extend(found.into_iter().map(|problem| located(problem, places, &declaration.at)));
            // Declared, though wrong: names that refer to it are not wrong as well.
            calendars.insert(name, Arc::new(Calendar::always()));
        }
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
