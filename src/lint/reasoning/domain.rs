//! What a field may hold, cut into regions in which no condition can tell one value from another.
//!
//! A region is stood for by one of its values; a missing field is a region of its own. `users_blocked >= 20` and
//! `users_blocked <= 1` make five: missing, below 1, 1, between, 20 and, since it may differ, above.

use crate::lint::{distinct, given};
use crate::policy::Policy;
use crate::policy::known::closed_values;
use crate::ticket::{Field, Kind};
use crate::value::Value;

/// Fields that stages fill in from wherever, so that a closed list does not bind them.
const UNBOUND: [&str; 5] = ["priority", "team", "impact", "urgency", "shift"];
/// Whole numbers beyond this are not told apart by a double.
const EXACT: f64 = 9_007_199_254_740_991.0;

/// Whether all values of a field are known, so that any condition on it can be tried out.
pub(super) fn is_known(policy: &Policy, field: &Field) -> bool {
    field.kind == Kind::Bool || closed(policy, field).is_some()
}

/// A value for each region, none for a missing field. `constants` are what conditions compare the field with; none if
/// they cannot be told apart.
pub(super) fn regions(policy: &Policy, field: &Field, constants: &[Value]) -> Option<Vec<Option<Value>>> {
    let values = match field.kind {
        Kind::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Kind::Text => texts(policy, field, constants),
        Kind::Int => numbers(constants, true)?,
        Kind::Number => numbers(constants, false)?,
        Kind::Texts => vec![Value::List(Vec::new())],
        Kind::Instant => vec![Value::Text("2000-01-01T00:00:00Z".into())],
    };
    // Missing comes first: it makes most conditions give way at once.
    Some(std::iter::once(None).chain(values.into_iter().map(Some)).collect())
}

fn texts(policy: &Policy, field: &Field, constants: &[Value]) -> Vec<Value> {
    if let Some(values) = closed(policy, field) {
        return values.into_iter().map(Value::Text).collect();
    }
    let named = distinct(constants.iter().filter_map(Value::as_text).map(str::to_owned));
    let mut other = String::from("something else");
    while named.contains(&other) {
        other.push('!');
    }
    std::iter::once(other).chain(named).map(Value::Text).collect()
}

/// The values of a field that can have no others: its list, and what declarations give it.
fn closed(policy: &Policy, field: &Field) -> Option<Vec<String>> {
    if field.kind != Kind::Text || UNBOUND.contains(&&*field.name) {
        return None;
    }
    let list = closed_values(&policy.words, &policy.words.schema, &field.name)?;
    Some(distinct(list.into_iter().map(str::to_owned).chain(given::texts(policy, &field.name))))
}

/// Each number, the gaps between them and both ends.
fn numbers(constants: &[Value], whole: bool) -> Option<Vec<Value>> {
    let mut points: Vec<f64> = Vec::new();
    for point in constants.iter().filter_map(number) {
        let place = points.partition_point(|other| *other < point);
        if points.get(place) != Some(&point) {
            points.insert(place, point);
        }
    }
    if points.iter().any(|point| !point.is_finite() || point.abs() >= EXACT) {
        return None;
    }
    let mut values = Vec::new();
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Some(vec![Value::Int(0)]) };
    values.push(first.ceil() - 1.0);
    for (index, point) in points.iter().enumerate() {
        values.push(*point);
        if let Some(next) = points.get(index + 1) {
            values.push(if whole { point.floor() + 1.0 } else { f64::midpoint(*point, *next) });
        }
    }
    values.push(last.floor() + 1.0);
    values.dedup();
    let fits = |value: &f64| !whole || value.fract() == 0.0;
    Some(values.into_iter().filter(fits).map(Value::number).collect())
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(n) => Some(*n as f64),
        Value::Float(x) => Some(*x),
        _ => None,
    }
}
