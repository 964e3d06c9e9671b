//! `Message`: a text in which fields of the ticket have their places, `"{id}: {subject}"`.

use crate::error::Place;
use crate::policy::reader::Named;
use crate::ticket::Ticket;
use std::fmt::Write;

/// A message, taken apart once.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) at: Place,
    /// What stands before the first field.
    start: String,
    parts: Vec<Part>,
}

/// A field, and the text up to the next one.
#[derive(Debug)]
struct Part {
    field: String,
    after: String,
}

impl Message {
    pub(super) fn new(text: &Named) -> Self {
        let mut pieces = text.name.split('{');
        let start = pieces.next().unwrap_or_default().to_owned();
        let part = |piece: &str| {
            let (field, after) = piece.split_once('}').unwrap_or((piece, ""));
            Part { field: field.to_owned(), after: after.to_owned() }
        };
        Self { at: text.at.clone(), start, parts: pieces.map(part).collect() }
    }

    /// The fields that have a place in it.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.field.as_str())
    }

    /// The message with the ticket's values; `?` for what the ticket lacks.
    pub(crate) fn filled(&self, ticket: &Ticket) -> String {
        let mut text = self.start.clone();
        for part in &self.parts {
            match ticket.get(&part.field) {
                // Writing to a text does not fail.
                Some(value) => _ = write!(text, "{value}"),
                None => text.push('?'),
            }
            text.push_str(&part.after);
        }
        text
    }
}
