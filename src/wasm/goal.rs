//! `options.toward`: the outcome that somebody expected.

use super::arguments::{optional, refused};
use super::read;
use super::write::Answer;
use crate::error::{Place, Problem};
use crate::value::Value;
use crate::{Goal, Policy};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// `options.toward`: a name, or an object that says what it is the name of.
pub(super) fn goal(policy: &Policy, options: &JsValue) -> Answer<Option<Goal>> {
    let Some(toward) = optional(options, "toward")? else { return Ok(None) };
    let goal = match read::value(&toward, 1).map_err(refused)? {
        Value::Text(name) => policy.goal(&name),
        Value::Map(entries) => match named_goal(&entries) {
            Some(goal) => policy.known_goal(goal),
            None => Err(no_goal()),
        },
        _ => Err(no_goal()),
    };
    goal.map(Some).map_err(refused)
}

fn named_goal(entries: &BTreeMap<String, Value>) -> Option<Goal> {
    let mut entries = entries.iter();
    let (kind, name) = entries.next().filter(|_| entries.len() == 0)?;
    let name = name.as_text()?.to_owned();
    match kind.as_str() {
        "priority" => Some(Goal::Priority(name)),
        "team" => Some(Goal::Team(name)),
        "sla" => Some(Goal::Sla(name)),
        _ => None,
    }
}

fn no_goal() -> Problem {
    let problem = Problem::new("wrong-type", Place::path("toward"), "`toward` is no outcome");
    problem.help("pass the name of a priority, a team or an SLA, or `{ team: \"network\" }`")
}
