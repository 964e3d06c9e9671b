//! Read: what a ticket that is a [`Value`] holds for a field, as intake would read it.

use crate::ticket::{Field, Kind};
use crate::value::Value;
use std::collections::BTreeMap;

/// Values of one field that are remembered; then all are forgotten.
const KNOWN: usize = 1024;
/// Longer texts are left to intake, which may cut them.
const TEXT_BYTES: usize = 1 << 19;
/// Longer words are not remembered.
const WORD_BYTES: usize = 256;

/// What is known of the values of one field.
#[derive(Debug, Default)]
pub(super) struct Known {
    texts: BTreeMap<String, Option<u32>>,
    numbers: BTreeMap<u64, Option<u32>>,
    flags: [Option<Option<u32>>; 2],
}

/// What a ticket holds for a field: at its top, under either name, or of the policy's own fields under `fields`. Of two
/// that can be used intake takes the first; which one that is, it may say itself.
pub(super) fn find<'t>(entries: &'t BTreeMap<String, Value>, field: &Field) -> Result<Option<&'t Value>, Elsewhere> {
    let host = match entries.get("fields") {
        Some(Value::Map(host)) if !field.canonical => Some(host),
        _ => None,
    };
    let said =
        |entries: &'t BTreeMap<String, Value>, key: &str| entries.get(key).filter(|value| **value != Value::Null);
    let other = (field.name != field.camel).then_some(&*field.name);
    let mut found = [Some(entries), host].into_iter().flatten().flat_map(|entries| {
        [Some(&*field.camel), other].into_iter().flatten().filter_map(move |key| said(entries, key))
    });
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(Elsewhere),
        (one, None) => Ok(one),
    }
}

/// The ticket as a whole decides.
pub(super) struct Elsewhere;

impl Known {
    /// The number of a value that is no long text, learnt where it is new.
    pub(super) fn number(
        &mut self,
        kind: Kind,
        value: &Value,
        learn: impl FnOnce(Value) -> Option<u32>,
    ) -> Option<u32> {
        match (kind, value) {
            (Kind::Text, Value::Text(text)) if text.len() <= WORD_BYTES => {
                remembered(&mut self.texts, text.as_str(), || text.clone(), || learn(value.clone()))
            }
            (Kind::Bool, Value::Bool(flag)) => {
                *self.flags.get_mut(usize::from(*flag))?.get_or_insert_with(|| learn(value.clone()))
            }
            (Kind::Int | Kind::Number, Value::Int(n)) => {
                remembered(&mut self.numbers, &(*n as u64), || *n as u64, || learn(value.clone()))
            }
            (Kind::Number, Value::Float(_)) => learn(value.clone()),
            _ => None,
        }
    }
}

fn remembered<K: Ord + std::borrow::Borrow<Q>, Q: Ord + ?Sized>(
    known: &mut BTreeMap<K, Option<u32>>,
    key: &Q,
    owned: impl FnOnce() -> K,
    learn: impl FnOnce() -> Option<u32>,
) -> Option<u32> {
    if let Some(number) = known.get(key) {
        return *number;
    }
    if known.len() >= KNOWN {
        known.clear();
    }
    let number = learn();
    known.insert(owned(), number);
    number
}

/// What stands for a long text; none if intake would cut it.
pub(super) fn long(value: &Value) -> Option<u32> {
    let text = value.as_text().filter(|text| text.len() <= TEXT_BYTES)?;
    Some(u32::from(!text.trim_start().is_empty()))
}
