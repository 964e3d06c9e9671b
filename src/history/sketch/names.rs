//! Names of columns: of fields, of a host's own fields (`fields.name`), and of phrases.

use crate::expression::{Expr, Op};
use crate::ticket::{Source, Ticket};
use crate::value::Value;
use std::collections::BTreeSet;

/// Whether a name is that of a phrase: folded texts begin with a space, fields do not.
pub(super) fn is_phrase(name: &str) -> bool {
    name.starts_with(' ')
}

/// What a condition reads, by the names of columns.
pub(super) fn reads(expr: &Expr) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        match &expr.op {
            Op::Mentions(phrase) => {
                names.insert(phrase.as_str());
            }
            Op::Field(read) => {
                names.insert(&*read.name);
            }
            _ => open.extend(expr.parts()),
        }
    }
    names
}

/// Gives the ticket a value, or none. Phrases that it has become its text: what is found there is what was found before.
pub(super) fn suppose(ticket: &mut Ticket, name: &str, value: Option<Value>) {
    if is_phrase(name) {
        if value.is_some() {
            ticket.text.push('\n');
            ticket.text.push_str(name);
        }
        return;
    }
    match (name.strip_prefix("fields."), value) {
        (Some(name), Some(value)) => {
            ticket.fields.insert(name.to_owned(), value);
        }
        (Some(name), None) => {
            ticket.fields.remove(name);
        }
        (None, Some(value)) => ticket.set(name, value, Source::Ticket, ""),
        (None, None) => {
            ticket.forget(name);
        }
    }
}
