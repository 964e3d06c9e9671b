//! Intake: a host's ticket, of whatever shape, becomes a [`Ticket`] whose facts have the right kinds.
//!
//! Nothing is lost and nothing is guessed: unknown keys are kept under `fields`, a value of the wrong kind is left out
//! and named as a problem, so that rules which need it stay undecided instead of being silently false.

use crate::error::{Place, Problem};
use crate::order::order;
use crate::policy::Policy;
use crate::text::{fold, fold_into};
use crate::ticket::{Change, Field, Kind, Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;
use std::fmt;

/// Longest text of one field, in bytes; the rest is cut off, and the decision says so.
const TEXT_BYTES: usize = 1 << 20;

/// A ticket that cannot be decided at all.
#[derive(Clone, Debug)]
pub struct TicketError {
    problems: Vec<Problem>,
}

impl TicketError {
    /// What is wrong with it, each with its path.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for TicketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the ticket cannot be decided")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n{problem}"))
    }
}

impl std::error::Error for TicketError {}

/// Reads a ticket; what is wrong but can be lived without goes to `problems`.
pub(crate) fn receive(policy: &Policy, input: &Value, problems: &mut Vec<Problem>) -> Result<Ticket, TicketError> {
    let Value::Map(entries) = input else {
        let message = format!("a ticket must be an object, not {}", input.kind());
        return Err(TicketError { problems: vec![Problem::new("wrong-type", Place::default(), message)] });
    };
    let mut desk = Desk { policy, problems, ticket: Ticket::new(Instant::MIN, &policy.words.schema) };
    for (key, value) in entries {
        desk.take(key, value);
    }
    if let Some(Value::Map(fields)) = entries.get("fields") {
        desk.take_host_fields(fields);
    }
    desk.finish()
}

/// What a ticket's value is understood as, if it is understood.
#[cfg(feature = "history")]
pub(crate) fn understood(policy: &Policy, field: &Field, value: &Value) -> Option<Value> {
    let mut desk = Desk { policy, problems: &mut Vec::new(), ticket: Ticket::new(Instant::MIN, &policy.words.schema) };
    let value = desk.of_kind(field, &field.camel, value)?;
    desk.of_list(field, &field.camel, value)
}

/// The ticket while it is being read.
struct Desk<'a> {
    policy: &'a Policy,
    problems: &'a mut Vec<Problem>,
    ticket: Ticket,
}

impl<'a> Desk<'a> {
    fn note(&mut self, path: &str, code: &'static str, message: String, help: impl Into<String>) {
        self.problems.push(Problem::new(code, Place::path(path), message).help(help));
    }

    fn take(&mut self, key: &str, value: &Value) {
        match (key, value) {
            (_, Value::Null) => {}
            ("fields", Value::Map(_)) => {}
            ("history", Value::List(changes)) => self.take_history(changes),
            ("fields" | "history", other) => {
                let wanted = if key == "fields" { "a map" } else { "a list of changes" };
                self.note(key, "wrong-type", format!("`{key}` must be {wanted}, not {}", other.kind()), "");
            }
            _ => match self.policy.words.schema.of_key(key) {
                Some(field) => self.take_field(field, key, value),
                None => {
                    self.ticket.fields.insert(key.to_owned(), value.clone());
                }
            },
        }
    }

    fn take_field(&mut self, field: &'a Field, key: &str, value: &Value) {
        if let Some(value) = self.of_kind(field, key, value) {
            let value = self.of_list(field, key, value);
            if let Some(value) = value {
                self.ticket.suppose(&field.name, value, Source::Ticket, "");
            }
        }
    }

    /// The value as the field's kind; none, with a problem, if it is of another.
    fn of_kind(&mut self, field: &Field, path: &str, value: &Value) -> Option<Value> {
        let fitting = match (field.kind, value) {
            (Kind::Text, Value::Int(n)) if &*field.name == "id" => Some(Value::Text(n.to_string())),
            (Kind::Text, Value::Text(text)) if text.trim().is_empty() => return None,
            (Kind::Text, Value::Text(text)) => Some(Value::Text(self.cut(path, text))),
            (Kind::Bool, Value::Bool(_)) | (Kind::Int | Kind::Number, Value::Int(_)) => Some(value.clone()),
            (Kind::Number, Value::Float(x)) if x.is_finite() => Some(value.clone()),
            (Kind::Texts, Value::List(items)) if items.iter().all(|item| item.as_text().is_some()) => {
                Some(value.clone())
            }
            (Kind::Instant, Value::Text(text)) => match Instant::parse(text) {
                Some(instant) => Some(Value::Text(instant.to_string())),
                None => {
                    let help = "write RFC 3339 with an offset: 2026-03-02T08:00:00Z";
                    self.note(path, "bad-instant", format!("`{value}` is not an instant"), help);
                    return None;
                }
            },
            _ => None,
        };
        if fitting.is_none() {
            let message = format!("`{path}` must be {}, not {}", field.kind.text(), describe(value));
            self.note(path, "wrong-type", message, "rules that read it stay undecided until it is mended");
        }
        fitting
    }

    fn cut(&mut self, path: &str, text: &str) -> String {
        if text.len() <= TEXT_BYTES {
            return text.trim().to_owned();
        }
        let mut end = TEXT_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.note(path, "too-long", format!("`{path}` has {} bytes; {TEXT_BYTES} are read", text.len()), "");
        text.get(..end).unwrap_or_default().trim().to_owned()
    }

    /// The value as the closed list of the field spells it; none, with a problem, if it is not in the list.
    fn of_list(&mut self, field: &Field, path: &str, value: Value) -> Option<Value> {
        // Categories have aliases, and are settled with the other names.
        let name = &*field.name;
        if ["category", "priority", "team"].contains(&name) {
            return Some(value);
        }
        let (Some(allowed), Some(text)) = (self.policy.allowed(name), value.as_text()) else { return Some(value) };
        if allowed.contains(&text) {
            return Some(value);
        }
        let folded = fold(text);
        if let Some(known) = allowed.iter().find(|known| fold(known) == folded) {
            return Some(Value::Text((*known).to_owned()));
        }
        let help = format!("one of: {}", allowed.join(", "));
        self.note(path, "unknown-value", format!("`{path}` is never `{value}`"), help);
        None
    }

    /// Host fields: those that the policy declares become facts, the rest is kept as it is.
    fn take_host_fields(&mut self, fields: &BTreeMap<String, Value>) {
        for (key, value) in fields {
            let declared = self.policy.words.schema.of_key(key).filter(|field| !field.canonical);
            match declared {
                Some(field) if *value != Value::Null => self.take_field(field, &format!("fields.{key}"), value),
                Some(_) => {}
                None => {
                    self.ticket.fields.insert(key.clone(), value.clone());
                }
            }
        }
    }

    fn take_history(&mut self, changes: &[Value]) {
        for (index, change) in changes.iter().enumerate() {
            let path = format!("history[{index}]");
            let entry = |key: &str| match change {
                Value::Map(map) => map.get(key).cloned().unwrap_or(Value::Null),
                _ => Value::Null,
            };
            let at = entry("at").as_text().and_then(Instant::parse);
            match (at, entry("field").as_text()) {
                (Some(at), Some(field)) => {
                    let known = self.policy.words.schema.of_key(field);
                    let field = known.map_or_else(|| field.to_owned(), |field| field.name.to_string());
                    self.ticket.history.push(Change { at, field, from: entry("from"), to: entry("to") });
                }
                _ => {
                    let help = "a change is { at: RFC 3339 instant, field: name, from, to }";
                    self.note(&path, "bad-change", format!("`{path}` is not a change"), help);
                }
            }
        }
        order(&mut self.ticket.history, |a, b| a.at.cmp(&b.at));
    }

    fn instant(&self, field: &str) -> Option<Instant> {
        Instant::parse(self.ticket.text_of(field)?)
    }

    fn finish(mut self) -> Result<Ticket, TicketError> {
        let opened = self.instant("opened_at");
        let mut fatal = Vec::new();
        if !self.ticket.has("id") {
            fatal.push(self.unusable("id", "give every ticket the id it has in its help desk"));
        }
        let Some(opened) = opened.filter(|_| fatal.is_empty()) else {
            if opened.is_none() {
                fatal.push(self.unusable("openedAt", "write RFC 3339 with an offset: 2026-03-02T08:00:00Z"));
            }
            return Err(TicketError { problems: fatal });
        };
        self.ticket.opened_at = opened;
        self.ticket.received_at = self.instant("received_at").unwrap_or(opened);
        self.ticket.responded_at = self.instant("responded_at");
        self.ticket.resolved_at = self.instant("resolved_at");
        self.ticket.text = folded_text(["subject", "description"].map(|field| self.ticket.text_of(field)));
        for (field, at) in [("respondedAt", self.ticket.responded_at), ("resolvedAt", self.ticket.resolved_at)] {
            if at.is_some_and(|at| at < opened) {
                self.note(field, "out-of-order", format!("`{field}` is before `openedAt`"), "elapsed time counts as 0");
            }
        }
        Ok(self.ticket)
    }

    /// A field without which there is no decision: what was said of it, or that it is missing.
    fn unusable(&mut self, path: &str, help: &str) -> Problem {
        let said = self.problems.iter().position(|problem| {
            problem.at.path.as_deref().is_some_and(|p| p == path || p == "opened_at" && path == "openedAt")
        });
        match said {
            Some(index) => self.problems.remove(index),
            None => Problem::new("missing-field", Place::path(path), format!("`{path}` is missing")).help(help),
        }
    }
}

/// Subject and description as one folded text; they do not run into each other.
pub(crate) fn folded_text(parts: [Option<&str>; 2]) -> String {
    let mut text = String::new();
    fold_text(parts, &mut text);
    text
}

/// The same into a text that is kept for it.
pub(crate) fn fold_text([subject, description]: [Option<&str>; 2], text: &mut String) {
    text.clear();
    subject.into_iter().for_each(|subject| fold_into(subject, text));
    text.push('\n');
    description.into_iter().for_each(|description| fold_into(description, text));
}

fn describe(value: &Value) -> String {
    match value {
        Value::Text(_) => format!("text (`{value}`)"),
        Value::Float(_) => format!("`{value}`"),
        other => other.kind().to_owned(),
    }
}
