//! Received: a column as intake understands it. Each value is understood once, however many tickets have it.

use crate::history::column::{Becomes, Column};
use crate::history::columns::Columns;
use crate::history::dictionary::Dictionary;
use crate::history::encoding::{decode, encode, plain};
use crate::intake;
use crate::policy::Policy;
use crate::ticket::Field;
use crate::value::Value;

/// What tickets say about a field, or about a host's own field `fields.name`.
pub(super) fn received(tickets: &Columns, policy: &Policy, name: &str, words: &mut Dictionary) -> Column {
    let schema = &policy.words.schema;
    match (schema.get(name), name.strip_prefix("fields.")) {
        (Some(field), _) => of_field(tickets, policy, field, words),
        (None, Some(own)) => of_host(tickets, policy, own, words),
        (None, None) => Column::default(),
    }
}

/// Keys that are spelled otherwise mean the same field; the first of them that is understood counts.
fn of_field(tickets: &Columns, policy: &Policy, field: &Field, words: &mut Dictionary) -> Column {
    let mut keys = vec![&*field.name, &*field.camel];
    keys.sort_unstable();
    keys.dedup();
    let schema = &policy.words.schema;
    keys.retain(|key| schema.of_key(key).is_some_and(|meant| meant.name == field.name));
    let own = keys.iter().filter(|key| !["fields", "history"].contains(*key)).map(|key| (*key, false));
    let of_host = keys.iter().filter(|_| !field.canonical).map(|key| (*key, true));
    let closed = policy.allowed(&field.name).is_some();
    let columns = own.chain(of_host).filter_map(|(key, of_fields)| {
        let column = tickets.column(key, of_fields, words)?;
        Some(column.translated(tickets.len(), |entry| {
            if !closed && plain(entry, field.kind) {
                return Becomes::Same;
            }
            let value = decode(entry, words).and_then(|value| intake::understood(policy, field, &value));
            value.map_or(Becomes::Nothing, |value| written(&value, entry, words))
        }))
    });
    columns.reduce(|first, second| first.or(tickets.len(), &second)).unwrap_or_default()
}

/// What a ticket has in its `fields` counts before what stands beside them.
fn of_host(tickets: &Columns, policy: &Policy, name: &str, words: &mut Dictionary) -> Column {
    let meant = policy.words.schema.of_key(name);
    let of_fields = meant.is_none_or(|field| field.canonical);
    let inner = if of_fields { tickets.column(name, true, words) } else { None };
    let beside = meant.is_none() && !["fields", "history"].contains(&name);
    let outer = if beside { tickets.column(name, false, words) } else { None };
    let outer = outer.map(|column| {
        column.translated(tickets.len(), |entry| match decode(entry, words) {
            Some(Value::Null) | None => Becomes::Nothing,
            Some(_) => Becomes::Same,
        })
    });
    match (inner, outer) {
        (Some(inner), Some(outer)) => inner.or(tickets.len(), &outer),
        (one, other) => one.or(other).unwrap_or_default(),
    }
}

fn written(value: &Value, entry: &[u8], words: &mut Dictionary) -> Becomes {
    let mut written = Vec::with_capacity(entry.len());
    encode(value, words, &mut written);
    if written == entry { Becomes::Same } else { Becomes::Other(written) }
}
