//! Changes to a ticket as its host would make them.

use crate::policy::Policy;
use crate::ticket::{Schema, Ticket};
use crate::value::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// A field that would have another value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its name in a ticket object; `fields.name` for one that the policy does not declare.
    pub field: String,
    /// What is known now; null if nothing is.
    pub from: Value,
    /// What would have to be said; null if it would have to be left out.
    pub to: Value,
}

/// A field set to a value: a change before it is known what it changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lever {
    /// The field as policies call it.
    pub(super) field: String,
    pub(super) to: Value,
}

impl Lever {
    /// By what two levers are told apart and put in order.
    pub(super) fn key(&self) -> (String, String) {
        (self.field.clone(), format!("{} {}", self.to.kind(), self.to))
    }

    /// The change that it is for a ticket.
    pub(super) fn change(&self, schema: &Schema, ticket: &Ticket) -> Change {
        let from = value_of(ticket, &self.field).cloned().unwrap_or(Value::Null);
        Change { field: schema.camel(&self.field).to_string(), from, to: self.to.clone() }
    }
}

/// What a ticket says of a field, by the name that policies use.
pub(super) fn value_of<'t>(ticket: &'t Ticket, field: &str) -> Option<&'t Value> {
    match field.strip_prefix("fields.") {
        Some(own) => ticket.fields.get(own),
        None => ticket.get(field),
    }
}

/// The host's ticket with changes made.
pub(super) fn changed(policy: &Policy, ticket: &Value, levers: &[Lever]) -> Value {
    let Value::Map(entries) = ticket else { return ticket.clone() };
    let mut entries = entries.clone();
    let mut fields = match entries.get("fields") {
        Some(Value::Map(fields)) => fields.clone(),
        _ => BTreeMap::new(),
    };
    for lever in levers {
        let own = lever.field.strip_prefix("fields.");
        let (name, camel) = (own.unwrap_or(&lever.field), policy.words.schema.camel(&lever.field));
        for key in [name, &*camel] {
            entries.remove(key);
            fields.remove(key);
        }
        match (&lever.to, own) {
            (Value::Null, _) => {}
            (value, Some(name)) => {
                fields.insert(name.to_owned(), value.clone());
            }
            (value, None) => {
                entries.insert(camel.to_string(), value.clone());
            }
        }
    }
    if !fields.is_empty() || matches!(entries.get("fields"), Some(Value::Map(_))) {
        entries.insert("fields".into(), Value::Map(fields));
    }
    Value::Map(entries)
}
