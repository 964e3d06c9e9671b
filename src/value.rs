//! `Value`: what a ticket or a declaration may hold before it is understood.
//!
//! In: anything serde can read (JSON text, a JavaScript object). Out: a tree that is at most [`MAX_DEPTH`] deep, so
//! that no hostile input can exhaust the stack.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// How deep lists and maps may nest.
pub const MAX_DEPTH: usize = 32;

/// A value of unknown meaning: JSON's kinds, with whole numbers kept apart from the others.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Absent: JSON `null`, JavaScript `undefined`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number, `NaN` and the infinities included.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Names and values, in name order.
    Map(BTreeMap<String, Value>),
}

/// The largest whole number up to which a double holds every whole number.
const EXACT: f64 = 9_007_199_254_740_991.0;

/// How many characters of a text a message shows.
const SHOWN: usize = 60;

impl Value {
    /// A number as JavaScript has it: whole numbers become [`Value::Int`].
    pub fn number(x: f64) -> Self {
        let whole = x.fract() == 0.0 && x.abs() <= EXACT;
        if whole { Self::Int(x as i64) } else { Self::Float(x) }
    }

    /// What this is, in a message: `text`, `a whole number`, ...
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Int(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Cow<'_, Self>> for Value {
    fn from(value: Cow<'_, Self>) -> Self {
        value.into_owned()
    }
}

impl fmt::Display for Value {
    /// Short and on one line, for messages: at most 60 characters of text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("nothing"),
            Self::Bool(b) => write!(f, "{b}"),
            Self::Int(n) => write!(f, "{n}"),
            Self::Float(x) => f.write_str(shortest(*x).trim_end_matches(".0")),
            // Mostly there is nothing to replace or to leave out.
            Self::Text(text) if text.len() <= SHOWN && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) => {
                f.write_str(text)
            }
            Self::Text(text) => {
                let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
                f.write_str(&chars.by_ref().take(SHOWN).collect::<String>())?;
                if chars.next().is_some() { f.write_str("…") } else { Ok(()) }
            }
            Self::List(items) => write!(f, "a list of {}", items.len()),
            Self::Map(_) => f.write_str("a map"),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(b) => serializer.serialize_bool(*b),
            Self::Int(n) => serializer.serialize_i64(*n),
            Self::Float(x) => serialize_number(x, serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(map) => serializer.collect_map(map),
        }
    }
}

/// A number as JSON has it, with the `.0` of a whole one. Formatting by the standard library is never called: that would
/// be a second way to find the shortest digits, and 6 kB that a browser downloads.
pub(crate) fn shortest(x: f64) -> String {
    match serde_json::Number::from_f64(x) {
        Some(number) => number.to_string(),
        None if x.is_nan() => "NaN".into(),
        None => if x > 0.0 { "inf" } else { "-inf" }.into(),
    }
}

/// Writes a whole float as an integer, so that Rust (`1.0`) and JavaScript (`1`) print the same bytes.
pub fn serialize_number<S: Serializer>(x: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if x.fract() == 0.0 && x.abs() <= EXACT {
        serializer.serialize_i64(*x as i64)
    } else {
        serializer.serialize_f64(*x)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Nested { depth: MAX_DEPTH }.deserialize(deserializer)
    }
}

/// Reads a value that may nest `depth` levels more.
#[derive(Clone, Copy)]
struct Nested {
    depth: usize,
}

impl Nested {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth }),
            None => Err(E::custom(format_args!("nested more than {MAX_DEPTH} levels deep"))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Nested {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nested {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, b: bool) -> Result<Value, E> {
        Ok(Value::Bool(b))
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Value, E> {
        Ok(Value::Int(n))
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Value, E> {
        Ok(i64::try_from(n).map_or(Value::Float(n as f64), Value::Int))
    }

    fn visit_f64<E: Error>(self, x: f64) -> Result<Value, E> {
        Ok(Value::number(x))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key()? {
            entries.insert(key, map.next_value_seed(inner)?);
        }
        Ok(Value::Map(entries))
    }
}
