//! From JavaScript to Rust: whatever a caller hands in becomes a [`Value`] or a problem with a path.
//!
//! Every call that can run a caller's code (a getter, a proxy, `toISOString`) is bound with `catch`: an exception that
//! flew through WebAssembly frames would leave the engine borrowed and its stack pointer moved for ever.

use super::write::{Answer, named_error};
use crate::error::{Place, Problem};
use crate::value::{MAX_DEPTH, Value};
use js_sys::{Array, Date};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// How many values one ticket may hold. A list of a list of a list..., each twice the same, is short in memory and
/// endless to read.
const MAX_VALUES: usize = 100_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn entries(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object)]
    pub(super) fn values(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Reflect)]
    pub(super) fn get(object: &JsValue, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = String)]
    fn text_of(value: &JsValue) -> Result<String, JsValue>;

    type Moment;
    #[wasm_bindgen(method, catch, js_name = toISOString)]
    fn iso(this: &Moment) -> Result<String, JsValue>;
}

/// A ticket, or the `TicketError` that says why it cannot be read.
pub(super) fn ticket(ticket: &JsValue) -> Answer<Value> {
    value(ticket, MAX_DEPTH).map_err(|problem| {
        let message = format!("the ticket cannot be read\n{problem}");
        named_error("TicketError", &message, &[problem])
    })
}

/// A value of any shape that nests at most `depth` levels.
pub(super) fn value(value: &JsValue, depth: usize) -> Result<Value, Problem> {
    Reader { left: MAX_VALUES }.read(value, depth)
}

/// Reads values and counts them.
struct Reader {
    left: usize,
}

impl Reader {
    fn read(&mut self, value: &JsValue, depth: usize) -> Result<Value, Problem> {
        self.left = self.left.checked_sub(1).ok_or_else(|| unreadable(format!("more than {MAX_VALUES} values")))?;
        if let Some(text) = value.as_string() {
            return Ok(Value::Text(text));
        }
        if let Some(b) = value.as_bool() {
            return Ok(Value::Bool(b));
        }
        if let Some(x) = value.as_f64() {
            return Ok(Value::number(x));
        }
        if value.is_null() || value.is_undefined() {
            return Ok(Value::Null);
        }
        if value.is_object() {
            return self.nested(value, depth);
        }
        odd(value)
    }

    fn nested(&mut self, value: &JsValue, depth: usize) -> Result<Value, Problem> {
        if value.is_instance_of::<Date>() {
            return value.unchecked_ref::<Moment>().iso().map(Value::Text).map_err(|e| exception(&e));
        }
        let depth =
            depth.checked_sub(1).ok_or_else(|| unreadable(format!("nested more than {MAX_DEPTH} levels deep")))?;
        if Array::is_array(value) {
            let items = values(value).map_err(|e| exception(&e))?;
            let read =
                |(at, item): (usize, JsValue)| self.read(&item, depth).map_err(|e| within(&format!("[{at}]"), e));
            return items.iter().enumerate().map(read).collect::<Result<_, _>>().map(Value::List);
        }
        let mut map = BTreeMap::new();
        for entry in entries(value).map_err(|e| exception(&e))? {
            let entry: Array = entry.unchecked_into();
            let key = entry.get(0).as_string().unwrap_or_default();
            let value = self.read(&entry.get(1), depth).map_err(|e| within(&key, e))?;
            map.insert(key, value);
        }
        Ok(Value::Map(map))
    }
}

/// The kinds JSON does not have.
fn odd(value: &JsValue) -> Result<Value, Problem> {
    if let Ok(n) = i64::try_from(value.clone()) {
        return Ok(Value::Int(n));
    }
    let kind = value.js_typeof().as_string().unwrap_or_default();
    Err(unreadable(format!("a {kind} has no meaning here")))
}

fn exception(thrown: &JsValue) -> Problem {
    unreadable(format!("reading it threw `{}`", text_of(thrown).unwrap_or_else(|_| "something".into())))
}

fn unreadable(message: String) -> Problem {
    Problem::new("unreadable", Place::default(), message)
}

/// The problem seen from one level further out.
fn within(key: &str, mut problem: Problem) -> Problem {
    let path = match problem.at.path.take() {
        Some(inner) if inner.starts_with('[') => format!("{key}{inner}"),
        Some(inner) => format!("{key}.{inner}"),
        None => key.to_owned(),
    };
    problem.at.path = Some(path);
    problem
}
