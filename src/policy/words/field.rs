//! `field("only_printer_on_line", #{ type: "bool", label, help, values })`: a field of the plant's own, or more about
//! a canonical one (label, help, a closed list of values).
//!
//! `field("month_end", #{ during: "month-end" })` is true of an incident that happened while that calendar was open.

use super::{Words, argument_text, note};
use crate::error::Problem;
use crate::policy::declaration::Declaration;
use crate::policy::reader::{Named, Reader};
use crate::ticket::{Field, Kind};
use std::cell::RefCell;
use std::sync::Arc;

#[inline(never)]
pub(super) fn read(declaration: &Declaration, words: &mut Words, problems: &RefCell<Vec<Problem>>) {
    let Some(name) = argument_text(declaration, 0, problems) else { return };
    if !is_snake_case(&name) {
        let message = format!("`{name}` is no field name");
        let help = "use lower-case letters, digits and `_`, starting with a letter: `users_blocked`";
        return note(problems, declaration.at.clone(), "bad-name", message, help);
    }
    let mut reader = Reader::of_last(declaration, problems);
    let known = words.schema.get(&name).cloned();
    let during = reader.take_name("during");
    let kind = match &during {
        Some(_) => timed(&mut reader, known.as_ref()),
        None => kind(&mut reader, known.as_ref()),
    };
    let mut field = known.unwrap_or_else(|| Field::new(&name, kind.unwrap_or(Kind::Text), ""));
    field.kind = kind.unwrap_or(field.kind);
    field.label = reader.take_text("label").unwrap_or(field.label);
    field.help = reader.take_text("help").unwrap_or(field.help);
    let values = reader.take_texts("values");
    if !values.is_empty() {
        if field.kind != Kind::Text {
            reader.problem("values", "wrong-type", "only a text field has a list of values".into(), "");
        }
        field.values = Some(values);
    }
    reader.finish();
    words.during.extend(during.map(|calendar| (field.name.clone(), calendar)));
    words.field_places.push(Named { name, at: declaration.at.clone() });
    Arc::make_mut(&mut words.schema).declare(field);
}

/// The kind of what a calendar tells.
fn timed(reader: &mut Reader<'_>, known: Option<&Field>) -> Option<Kind> {
    if reader.take_text("type").is_some_and(|name| Kind::named(&name) != Some(Kind::Bool)) {
        let message = "a calendar is open or not: the field holds true or false".into();
        reader.problem("type", "wrong-type", message, "leave `type` out");
    }
    if let Some(known) = known {
        let message = format!("`{}` is known already, and no calendar tells it", known.name);
        reader.problem("during", "duplicate-id", message, "choose another name");
        return None;
    }
    Some(Kind::Bool)
}

/// The kind declared, or the one known.
fn kind(reader: &mut Reader<'_>, known: Option<&Field>) -> Option<Kind> {
    let Some(name) = reader.take_text("type") else {
        if known.is_none() {
            reader.problem("type", "missing-entry", "`type` is missing".into(), kinds());
        }
        return None;
    };
    let kind = Kind::named(&name);
    match (kind, known) {
        (None, _) => reader.problem("type", "unknown-name", format!("unknown type `{name}`"), kinds()),
        (Some(kind), Some(known)) if kind != known.kind => {
            let message = format!("`{}` holds {}; its type cannot be changed", known.name, known.kind.text());
            reader.problem("type", "wrong-type", message, "leave `type` out");
            return None;
        }
        _ => {}
    }
    kind
}

fn kinds() -> String {
    format!("one of: {}", Kind::NAMES.map(|(name, _)| name).join(", "))
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
