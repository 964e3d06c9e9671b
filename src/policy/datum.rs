//! `Datum`: an argument of a declaration, as plain data and the closures in it.
//!
//! The reader of declarations sees this and no script engine, so a policy can be put together again from what its
//! files declared once.

#[cfg(feature = "scripting")]
use crate::gather::gather;
use crate::value::{MAX_DEPTH, Value};
use std::collections::BTreeMap;
use std::fmt;

/// What a policy file may hand to a word.
#[derive(Clone, Debug)]
pub(crate) enum Datum {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Datum>),
    Map(BTreeMap<String, Datum>),
    /// A closure, by its number among all closures of the policy.
    Closure(usize),
    /// Something that is no data at all.
    #[cfg(feature = "scripting")]
    Odd,
}

impl Datum {
    /// What this is, in a message.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Int(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Closure(_) => "a closure",
            #[cfg(feature = "scripting")]
            Self::Odd => "the ticket",
        }
    }

    /// The same as a value; none if a closure is in it, or it nests too deep.
    pub(crate) fn value(&self) -> Option<Value> {
        self.nested(0)
    }

    fn nested(&self, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        Some(match self {
            Self::Null => Value::Null,
            Self::Bool(b) => Value::Bool(*b),
            Self::Int(n) => Value::Int(*n),
            Self::Float(x) => Value::Float(*x),
            Self::Text(text) => Value::Text(text.clone()),
            Self::List(items) => Value::List(items.iter().map(|item| item.nested(depth + 1)).collect::<Option<_>>()?),
            Self::Map(entries) => {
                let mut map = BTreeMap::new();
                for (key, item) in entries {
                    map.insert(key.clone(), item.nested(depth + 1)?);
                }
                Value::Map(map)
            }
            Self::Closure(_) => return None,
            #[cfg(feature = "scripting")]
            Self::Odd => return None,
        })
    }

    /// The same where the numbers of closures are that much larger.
    #[cfg(feature = "scripting")]
    pub(crate) fn shifted(&self, by: isize) -> Self {
        match self {
            Self::Closure(number) => Self::Closure(number.saturating_add_signed(by)),
            Self::List(items) => Self::List(items.iter().map(|item| item.shifted(by)).collect()),
            Self::Map(entries) => Self::Map(gather(entries.iter().map(|(key, item)| (key.clone(), item.shifted(by))))),
            other => other.clone(),
        }
    }

    /// The text, if it is text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl fmt::Display for Datum {
    /// Short and on one line, for messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Some(value) => value.fmt(f),
            None => f.write_str(self.kind()),
        }
    }
}
