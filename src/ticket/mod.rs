//! `Ticket`: what andon knows about an incident, each fact with where it came from.

mod field;

pub use field::{Field, FieldId, Kind, Schema};

use crate::time::Instant;
use crate::value::Value;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a fact about a ticket came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The ticket says so.
    Ticket,
    /// Words in its subject or description say so.
    Text,
    /// The policy's declaration of the affected system says so.
    System,
    /// The policy's declaration of the category says so.
    Category,
    /// The policy's declaration of the line says so.
    Line,
    /// The policy's declaration of the plant says so.
    Plant,
    /// A calendar says so.
    Calendar,
    /// A rule says so.
    Rule,
}

/// A value of a field with where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The value, of the field's kind.
    pub value: Value,
    /// Where it came from.
    pub source: Source,
    /// What exactly: the words found, the system's name, ...
    pub detail: String,
}

/// A change of one field, from the ticket's history.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// Which field, in snake_case.
    pub field: String,
    /// The value before.
    pub from: Value,
    /// The value after.
    pub to: Value,
}

/// An incident as the stages of the corridor see it.
///
/// INVARIANT: every fact is of its field's [`Kind`] and, where the policy closes the list, one of its values.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// When it happened or was written.
    pub opened_at: Instant,
    /// When it reached the desk: SLA clocks start here.
    pub received_at: Instant,
    /// When the desk first responded.
    pub responded_at: Option<Instant>,
    /// When it was resolved.
    pub resolved_at: Option<Instant>,
    /// Changes in time order.
    pub history: Vec<Change>,
    /// Host fields that the policy does not declare: kept, readable as `t.fields.name`.
    pub fields: BTreeMap<String, Value>,
    /// Subject and description, folded: what words are looked for in.
    pub text: String,
    schema: Arc<Schema>,
    facts: Vec<Option<Fact>>,
}

impl Ticket {
    /// A ticket of which only the instant is known.
    pub fn new(opened_at: Instant, schema: &Arc<Schema>) -> Self {
        Self {
            opened_at,
            received_at: opened_at,
            responded_at: None,
            resolved_at: None,
            history: Vec::new(),
            fields: BTreeMap::new(),
            text: String::new(),
            facts: vec![None; schema.len()],
            schema: schema.clone(),
        }
    }

    /// The value of a field, if known.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.at(self.schema.id(field)?)
    }

    /// The value of a field, by its number.
    pub(crate) fn at(&self, id: FieldId) -> Option<&Value> {
        self.facts.get(id.index())?.as_ref().map(|fact| &fact.value)
    }

    /// A field with where it came from, if known.
    pub fn fact(&self, field: &str) -> Option<&Fact> {
        self.facts.get(self.schema.id(field)?.index())?.as_ref()
    }

    /// The text of a field, if known.
    pub fn text_of(&self, field: &str) -> Option<&str> {
        self.get(field)?.as_text()
    }

    /// The truth of a field, if known.
    pub fn flag(&self, field: &str) -> Option<bool> {
        match self.get(field)? {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Whether a field is known.
    pub fn has(&self, field: &str) -> bool {
        self.fact(field).is_some()
    }

    /// All facts in field order.
    pub fn facts(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.schema.numbered().filter_map(|(name, id)| Some((name, self.facts.get(id.index())?.as_ref()?)))
    }

    /// All facts in field order, each with its field's name in a ticket object, for whoever needs nothing else any more.
    pub(crate) fn into_facts(self) -> Vec<(Arc<str>, Fact)> {
        let Self { schema, mut facts, .. } = self;
        let mut known = Vec::with_capacity(facts.iter().flatten().count());
        let mut take = |id: FieldId| Some((schema.at(id)?.camel.clone(), facts.get_mut(id.index())?.take()?));
        known.extend(schema.numbered().filter_map(|(_, id)| take(id)));
        known
    }

    /// Sets a fact, whatever was known before.
    pub fn set(&mut self, field: &str, value: Value, source: Source, detail: impl Into<String>) {
        if let Some(slot) = self.slot(field) {
            *slot = Some(Fact { value, source, detail: detail.into() });
        }
    }

    /// Sets a fact unless one is known already; true if it was set.
    pub fn suppose(&mut self, field: &str, value: impl Into<Value>, source: Source, detail: impl Into<String>) -> bool {
        let unknown = !self.has(field);
        if unknown {
            self.set(field, value.into(), source, detail);
        }
        unknown
    }

    /// The ticket as its history knows it at another time: the field has this value, or none.
    pub fn replace(&mut self, field: &str, value: &Value) {
        match (self.slot(field), value) {
            (Some(slot), Value::Null) => *slot = None,
            (Some(Some(fact)), value) => fact.value = value.clone(),
            (Some(None), value) => self.set(field, value.clone(), Source::Ticket, "history"),
            (None, Value::Null) => {
                self.fields.remove(field);
            }
            (None, value) => {
                self.fields.insert(field.to_owned(), value.clone());
            }
        }
    }

    /// Forgets what the ticket itself says about a field that only the policy may decide.
    pub fn forget(&mut self, field: &str) -> Option<Fact> {
        self.slot(field)?.take()
    }

    fn slot(&mut self, field: &str) -> Option<&mut Option<Fact>> {
        self.facts.get_mut(self.schema.id(field)?.index())
    }
}
