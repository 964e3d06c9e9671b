//! Values from scripts and to them.

use crate::gather::gather;
use crate::policy::datum::Datum;
use crate::value::{MAX_DEPTH, Value};
use rhai::{Array, Dynamic, FnPtr, Map};

/// A value as scripts hold it.
pub(crate) fn to_script(value: &Value) -> Dynamic {
    match value {
        Value::Null => Dynamic::UNIT,
        Value::Bool(b) => Dynamic::from(*b),
        Value::Int(n) => Dynamic::from(*n),
        Value::Float(x) => Dynamic::from(*x),
        Value::Text(text) => Dynamic::from(text.clone()),
        Value::List(items) => Dynamic::from_array(items.iter().map(to_script).collect()),
        Value::Map(map) => {
            Dynamic::from_map(gather(map.iter().map(|(key, value)| (key.as_str().into(), to_script(value)))))
        }
    }
}

/// A script's value as data; none if it holds a closure, the ticket, or nests too deep.
pub(crate) fn from_script(value: &Dynamic) -> Option<Value> {
    datum(value, &mut |_| None).value()
}

/// A script's value as an argument of a declaration; `closure` gives closures their numbers.
pub(crate) fn datum(value: &Dynamic, closure: &mut dyn FnMut(FnPtr) -> Option<usize>) -> Datum {
    nested(value, closure, 0)
}

fn nested(value: &Dynamic, closure: &mut dyn FnMut(FnPtr) -> Option<usize>, depth: usize) -> Datum {
    if depth > MAX_DEPTH {
        return Datum::Odd;
    }
    let value = value.flatten_clone();
    if value.is_unit() {
        return Datum::Null;
    }
    if let Ok(b) = value.as_bool() {
        return Datum::Bool(b);
    }
    if let Ok(n) = value.as_int() {
        return Datum::Int(n);
    }
    if let Ok(x) = value.as_float() {
        return Datum::Float(x);
    }
    if let Ok(c) = value.as_char() {
        return Datum::Text(c.to_string());
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return Datum::Text(text.to_string());
    }
    if let Some(items) = value.read_lock::<Array>() {
        return Datum::List(items.iter().map(|item| nested(item, closure, depth + 1)).collect());
    }
    if let Some(map) = value.read_lock::<Map>() {
        return Datum::Map(gather(map.iter().map(|(key, item)| (key.to_string(), nested(item, closure, depth + 1)))));
    }
    value.try_cast::<FnPtr>().and_then(closure).map_or(Datum::Odd, Datum::Closure)
}
