//! `Val`: what an expression comes to while it is evaluated, borrowed from the ticket or the policy where it can be.

use super::Read;
use crate::value::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value on its way.
#[derive(Clone, Debug)]
pub(crate) enum Val<'a> {
    /// Nothing; and the field that the ticket lacks, if that is why.
    Nothing(Option<&'a Read>),
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Cow<'a, [Value]>),
    Map(Cow<'a, BTreeMap<String, Value>>),
}

impl<'a> From<&'a Value> for Val<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Nothing(None),
            Value::Bool(b) => Self::Bool(*b),
            Value::Int(n) => Self::Int(*n),
            Value::Float(x) => Self::Float(*x),
            Value::Text(text) => Self::Text(Cow::Borrowed(text)),
            Value::List(items) => Self::List(Cow::Borrowed(items)),
            Value::Map(entries) => Self::Map(Cow::Borrowed(entries)),
        }
    }
}

impl Val<'_> {
    /// The same, owned.
    pub(crate) fn into_value(self) -> Value {
        match self {
            Self::Nothing(_) => Value::Null,
            Self::Bool(b) => Value::Bool(b),
            Self::Int(n) => Value::Int(n),
            Self::Float(x) => Value::Float(x),
            Self::Text(text) => Value::Text(text.into_owned()),
            Self::List(items) => Value::List(items.into_owned()),
            Self::Map(entries) => Value::Map(entries.into_owned()),
        }
    }

    /// What this is, in a message.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Nothing(_) => "nothing",
            Self::Bool(_) => "true or false",
            Self::Int(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}
