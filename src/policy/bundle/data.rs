//! Declarations as plain data, and back.

use crate::error::Place;
use crate::gather::gather;
use crate::policy::datum::Datum;
use crate::policy::declaration::Declaration;
use crate::policy::places::Places;
use crate::policy::words::WORDS;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands for a closure, with its number.
const CLOSURE: &str = "$closure";

/// The names of a policy's files, by number.
#[derive(Clone, Copy)]
pub(super) struct Files<'a>(pub(super) &'a [Arc<str>]);

/// A declaration as `[word, place, [[argument, places], ...]]`.
pub(super) fn declaration(declaration: &Declaration, files: Files<'_>) -> Value {
    let argument = |(index, datum): (usize, &Datum)| {
        let places = declaration.places.inside(&index.to_string());
        Value::List(vec![value(datum), places.map_or(Value::Null, |places| self::places(places, datum, files))])
    };
    let arguments = declaration.arguments.iter().enumerate().map(argument).collect();
    Value::List(vec![declaration.word.into(), place(&declaration.at, files), Value::List(arguments)])
}

/// A declaration read back.
pub(super) fn read_declaration(value: &Value, files: Files<'_>) -> Option<Declaration> {
    let [Value::Text(word), at, Value::List(items)] = list(value)? else { return None };
    let word = WORDS.iter().find(|known| known.name == word)?.name;
    let (mut arguments, mut places) = (Vec::new(), Places::default());
    for (index, item) in items.iter().enumerate() {
        let [argument, known] = list(item)? else { return None };
        arguments.push(datum(argument)?);
        if *known != Value::Null {
            places.inside.push((index.to_string(), read_places(known, files)?));
        }
    }
    Some(Declaration { word, arguments, at: read_place(at, files)?, places })
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::List(items) => Value::List(items.iter().map(value).collect()),
        Datum::Map(entries) => Value::Map(gather(entries.iter().map(|(key, item)| (key.clone(), value(item))))),
        Datum::Closure(number) => Value::Map(gather([(CLOSURE.into(), Value::Int(*number as i64))])),
        plain => plain.value().unwrap_or(Value::Null),
    }
}

fn datum(value: &Value) -> Option<Datum> {
    Some(match value {
        Value::Null => Datum::Null,
        Value::Bool(b) => Datum::Bool(*b),
        Value::Int(n) => Datum::Int(*n),
        Value::Float(x) => Datum::Float(*x),
        Value::Text(text) => Datum::Text(text.clone()),
        Value::List(items) => Datum::List(items.iter().map(datum).collect::<Option<_>>()?),
        Value::Map(entries) => match entries.get(CLOSURE) {
            Some(Value::Int(number)) => Datum::Closure(usize::try_from(*number).ok()?),
            _ => {
                let mut map = BTreeMap::new();
                for (key, item) in entries {
                    map.insert(key.clone(), datum(item)?);
                }
                Datum::Map(map)
            }
        },
    })
}

/// Where things stand that a decision may name: closures, and what holds them. The rest of a policy that compiled once
/// has no more problems to place.
fn places(places: &Places, datum: &Datum, files: Files<'_>) -> Value {
    let inner = |name: &str, datum: &Datum| {
        let inside = places.inside(name).filter(|_| holds_closure(datum))?;
        Some((name.to_owned(), self::places(inside, datum, files)))
    };
    let inside: BTreeMap<String, Value> = match datum {
        Datum::Map(entries) => gather(entries.iter().filter_map(|(key, item)| inner(key, item))),
        Datum::List(items) => gather(items.iter().enumerate().filter_map(|(i, item)| inner(&i.to_string(), item))),
        _ => BTreeMap::new(),
    };
    let written = |at: &Option<Place>| at.as_ref().map_or(Value::Null, |at| place(at, files));
    Value::List(vec![written(&places.at), written(&places.key), Value::Map(inside)])
}

fn holds_closure(datum: &Datum) -> bool {
    match datum {
        Datum::Closure(_) => true,
        Datum::List(items) => items.iter().any(holds_closure),
        Datum::Map(entries) => entries.values().any(holds_closure),
        _ => false,
    }
}

fn read_places(value: &Value, files: Files<'_>) -> Option<Places> {
    let [at, key, Value::Map(entries)] = list(value)? else { return None };
    let optional = |place: &Value| if *place == Value::Null { Some(None) } else { read_place(place, files).map(Some) };
    let inside = entries.iter().map(|(name, places)| Some((name.clone(), read_places(places, files)?)));
    Some(Places { at: optional(at)?, key: optional(key)?, inside: inside.collect::<Option<_>>()? })
}

fn place(place: &Place, files: Files<'_>) -> Value {
    let file = place.file.as_ref().and_then(|file| files.0.iter().position(|known| known == file));
    let number = |number: Option<u32>| Value::Int(number.map_or(0, i64::from));
    Value::List(vec![Value::Int(file.map_or(-1, |file| file as i64)), number(place.line), number(place.column)])
}

fn read_place(value: &Value, files: Files<'_>) -> Option<Place> {
    let [Value::Int(file), Value::Int(line), Value::Int(column)] = list(value)? else { return None };
    let Some(file) = usize::try_from(*file).ok().and_then(|file| files.0.get(file)) else {
        return Some(Place::default());
    };
    match (u32::try_from(*line).ok()?, u32::try_from(*column).ok()?) {
        (0, _) => Some(Place::file(file)),
        (line, column) => Some(Place::line(file, line, column)),
    }
}

/// The items of a list.
pub(super) fn list(value: &Value) -> Option<&[Value]> {
    match value {
        Value::List(items) => Some(items),
        _ => None,
    }
}

/// Hands out every piece of a value, so that two values with the same pieces are the same. Numbers are written as
/// JavaScript writes them: a bundle is the same before and after it was text.
pub(super) fn hash(value: &Value, piece: &mut dyn FnMut(u8, &[u8])) {
    match value {
        Value::Null => piece(b'n', &[]),
        Value::Bool(b) => piece(b'b', &[u8::from(*b)]),
        Value::Int(n) => piece(b'd', &(*n as f64).to_le_bytes()),
        Value::Float(x) => piece(b'd', &x.to_le_bytes()),
        Value::Text(text) => piece(b't', text.as_bytes()),
        Value::List(items) => {
            piece(b'l', &(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| hash(item, piece));
        }
        Value::Map(entries) => {
            piece(b'm', &(entries.len() as u64).to_le_bytes());
            for (key, item) in entries {
                piece(b'k', key.as_bytes());
                hash(item, piece);
            }
        }
    }
}
