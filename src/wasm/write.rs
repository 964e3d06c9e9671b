//! From Rust to JavaScript: answers as plain objects, errors as real `Error`s.

use crate::error::Problem;
use js_sys::{Error, JSON, Object, Reflect};
use serde::Serialize;
use std::fmt::Display;
use wasm_bindgen::prelude::*;

/// What every method of the boundary returns: an answer or the `Error` to throw.
pub(super) type Answer<T = JsValue> = Result<T, JsValue>;

/// Plain objects, `null` for nothing, numbers for numbers. One crossing with the text that a native program would
/// write, instead of one for every name and value.
pub(super) fn encode(answer: &(impl Serialize + ?Sized)) -> Answer {
    let text = serde_json::to_string(answer).map_err(|e| Error::new(&e.to_string()))?;
    JSON::parse(&text)
}

/// An `Error` with a name to tell it by and the problems as data.
pub(super) fn named_error(name: &str, message: &impl Display, problems: &[Problem]) -> JsValue {
    let error = Error::new(&message.to_string());
    error.set_name(name);
    set(&error, "problems", &encode(problems).unwrap_or_else(|lost| lost));
    error.into()
}

/// `{ ok: true, [name] }` or `{ ok: false, error }`, the error as plain data that can be stored and posted.
#[cfg(any(feature = "history", feature = "watch"))]
pub(super) fn outcome(name: &str, answer: Answer) -> JsValue {
    let outcome = Object::new();
    set(&outcome, "ok", &answer.is_ok().into());
    match answer {
        Ok(answer) => set(&outcome, name, &answer),
        Err(error) => set(&outcome, "error", &plain_error(&error)),
    }
    outcome.into()
}

#[cfg(any(feature = "history", feature = "watch"))]
fn plain_error(error: &JsValue) -> JsValue {
    let plain = Object::new();
    for key in ["name", "message", "problems"] {
        set(&plain, key, &Reflect::get(error, &key.into()).unwrap_or(JsValue::NULL));
    }
    plain.into()
}

/// Sets a property of an object made here, which cannot fail: it is neither frozen nor a proxy.
pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    let _ = Reflect::set(object, &key.into(), value);
}
