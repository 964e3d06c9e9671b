//! Arguments other than tickets: read, or refused with an `ArgumentError` that says how to write them.

use super::read;
use super::write::{Answer, named_error};
use crate::error::{Place, Problem, did_you_mean};
use crate::time::Instant;
use crate::value::Value;
use js_sys::{Array, JSON};
#[cfg(feature = "scripting")]
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// `options.now`.
pub(super) fn now(options: &JsValue) -> Answer<Instant> {
    if let Some(at) = optional(options, "now")? {
        return instant("now", &at);
    }
    let problem = Problem::new("missing-now", Place::path("now"), "`now` is missing");
    Err(refused(problem.help("pass `{ now: new Date().toISOString() }`, or the instant you ask about")))
}

/// An argument that is an instant.
pub(super) fn instant(argument: &str, value: &JsValue) -> Answer<Instant> {
    let read = read::value(value, 0);
    let found = read.as_ref().ok().and_then(Value::as_text).and_then(Instant::parse);
    found.ok_or_else(|| {
        let given = read.map_or_else(|problem| problem.message, |value| format!("`{value}`"));
        let message = format!("`{argument}` is not an instant: {given}");
        let problem = Problem::new("bad-instant", Place::path(argument), message);
        refused(problem.help("write RFC 3339 with an offset, such as `2026-03-02T06:00:00Z`"))
    })
}

/// An argument that is an object of texts.
#[cfg(feature = "scripting")]
pub(super) fn texts(argument: &str, value: &JsValue) -> Answer<BTreeMap<String, String>> {
    let Value::Map(entries) = read::value(value, 1).map_err(refused)? else {
        let problem = Problem::new("wrong-type", Place::path(argument), format!("`{argument}` is not an object"));
        return Err(refused(problem.help("pass file names and their text: `{ \"priority.rhai\": \"...\" }`")));
    };
    let text = |(key, value)| match value {
        Value::Text(text) => Ok((key, text)),
        other => {
            let message = format!("`{key}` is {}, not text", other.kind());
            Err(refused(Problem::new("wrong-type", Place::path(format!("{argument}.{key}")), message)))
        }
    };
    let mut texts = BTreeMap::new();
    for entry in entries {
        let (name, content) = text(entry)?;
        texts.insert(name, content);
    }
    Ok(texts)
}

/// An argument that is JSON: as text, or as the object that such text stands for.
pub(super) fn json(argument: &str, value: &JsValue) -> Answer<Value> {
    let text = match value.as_string() {
        Some(text) => text,
        None => JSON::stringify(value)?.into(),
    };
    serde_json::from_str(&text).map_err(|error| {
        let message = format!("`{argument}` is not JSON: {error}");
        refused(Problem::new("wrong-type", Place::path(argument), message))
    })
}

/// An argument that is text.
pub(super) fn text(argument: &str, value: &JsValue) -> Answer<String> {
    let refuse = || refused(Problem::new("wrong-type", Place::path(argument), format!("`{argument}` is not text")));
    value.as_string().ok_or_else(refuse)
}

/// An argument that is a list.
pub(super) fn items(argument: &str, value: &JsValue) -> Answer<Array> {
    if Array::is_array(value) {
        return read::values(value);
    }
    let message = format!("`{argument}` is not a list");
    Err(refused(Problem::new("wrong-type", Place::path(argument), message)))
}

/// A name that nothing has.
pub(super) fn unknown(kind: &str, name: &str, known: &[&str]) -> JsValue {
    let help = did_you_mean(name, known.iter().copied(), || format!("there are {}", known.join(", ")));
    refused(Problem::new("unknown-name", Place::default(), format!("no {kind} `{name}`")).help(help))
}

/// The error for an argument that is no use.
pub(super) fn refused(problem: Problem) -> JsValue {
    let Problem { message, help, .. } = &problem;
    let sentence = if help.is_empty() { message.clone() } else { format!("{message}; {help}") };
    named_error("ArgumentError", &sentence, std::slice::from_ref(&problem))
}

/// `options[key]`, unless absent or null.
pub(super) fn optional(options: &JsValue, key: &str) -> Answer<Option<JsValue>> {
    if !options.is_object() {
        return Ok(None);
    }
    let value = read::get(options, key)?;
    Ok((!value.is_null() && !value.is_undefined()).then_some(value))
}

/// An argument that is a whole number.
pub(super) fn whole(argument: &str, value: &JsValue) -> Answer<i64> {
    if let Ok(Value::Int(n)) = read::value(value, 0) {
        return Ok(n);
    }
    let problem = Problem::new("wrong-type", Place::path(argument), format!("`{argument}` is not a whole number"));
    Err(refused(problem))
}

/// An argument that is a month: `2026-03`.
pub(super) fn month(argument: &str, value: &JsValue) -> Answer<(i32, u32)> {
    let text = value.as_string().unwrap_or_default();
    let parts = text.split_once('-').map(|(year, month)| (year.parse().ok(), month.parse().ok()));
    match parts {
        Some((Some(year), Some(month))) => Ok((year, month)),
        _ => Err(no_month(argument, value)),
    }
}

/// An argument that should have been a month.
pub(super) fn no_month(argument: &str, value: &JsValue) -> JsValue {
    let given = value.as_string().map_or_else(|| "it is not text".to_owned(), |text| format!("`{text}`"));
    let problem = Problem::new("bad-month", Place::path(argument), format!("`{argument}` is not a month: {given}"));
    refused(problem.help("write year and month, such as `2026-03`"))
}
