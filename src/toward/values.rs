//! `Values`: what a field might be, as far as the policy names it.

use crate::expression::{Expr, Op, Read};
use crate::gather::gather;
use crate::policy::Policy;
use crate::policy::known::{closed_values, ids};
use crate::ticket::Kind;
use crate::value::Value;
use std::collections::BTreeMap;

/// At most so many values of one field are known, so that a long registry does not use up the search.
const MOST: usize = 24;
/// Stands for a text that no condition names, in fields that may hold any.
const ANY: &str = "(any other)";

/// The values that a policy knows of each field.
pub(super) struct Values {
    known: BTreeMap<String, Vec<Value>>,
}

impl Values {
    /// Collects what a policy names: closed lists, the registry, and what its conditions compare with.
    pub(super) fn of(policy: &Policy) -> Self {
        let words = &policy.words;
        let mut compared: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        policy.scripts.trees().for_each(|tree| collect(tree, &mut compared));
        let known = words.schema.iter().map(|field| {
            let texts = match &*field.name {
                "system" => Some(ids(&words.systems)),
                "line" => Some(ids(&words.lines)),
                "plant" => Some(ids(&words.plants)),
                name => closed_values(words, &words.schema, name),
            };
            let texts = texts.filter(|texts| !texts.is_empty());
            let named = compared.remove(&*field.name).unwrap_or_default();
            let values = match (texts, field.kind) {
                (_, Kind::Bool) => vec![Value::Bool(true), Value::Bool(false)],
                (_, Kind::Int | Kind::Number) => vec![Value::Int(1)],
                (Some(texts), _) => texts.into_iter().map(Value::from).collect(),
                (None, Kind::Text) => {
                    let texts = named.into_iter().filter(|value| value.as_text().is_some());
                    texts.chain([ANY.into()]).collect()
                }
                (None, _) => named,
            };
            (field.name.to_string(), values.into_iter().take(MOST).collect())
        });
        Self { known: gather(known) }
    }

    /// What a field might be.
    pub(super) fn known(&self, field: &str) -> Vec<Value> {
        self.known.get(field).cloned().unwrap_or_default()
    }

    /// What a condition itself names as values for a field of this kind, of numbers those nearest to `now` first.
    pub(super) fn named_by(&self, expr: &Expr, kind: Option<Kind>, now: Option<&Value>) -> Vec<Value> {
        let mut constants = Vec::new();
        constants_of(expr, &mut constants);
        match kind {
            Some(Kind::Bool) => vec![Value::Bool(true), Value::Bool(false)],
            Some(Kind::Int | Kind::Number) => bounds(&constants, now),
            Some(Kind::Texts) => constants.iter().flat_map(|text| with_and_without(text, now)).collect(),
            Some(_) => constants.into_iter().filter(|value| value.as_text().is_some()).collect(),
            // A host's own field may be anything.
            None => {
                let numbers = bounds(&constants, now);
                let others = constants.into_iter().filter(|value| !matches!(value, Value::Int(_)));
                others.chain([Value::Bool(true), Value::Bool(false)]).chain(numbers).collect()
            }
        }
    }
}

/// Whole numbers at and around those that are named, nearest to `now` first.
fn bounds(constants: &[Value], now: Option<&Value>) -> Vec<Value> {
    let now = match now {
        Some(Value::Int(now)) => *now,
        _ => 0,
    };
    let numbers = constants.iter().filter_map(|value| match value {
        Value::Int(n) => Some(*n),
        _ => None,
    });
    let around = numbers.flat_map(|n| [n.saturating_sub(1), n, n.saturating_add(1)]);
    // Fields count things: nothing is less than none, unless the policy says so.
    let mut around: Vec<i64> = around.filter(|n| *n >= 0).collect();
    around.sort_by_key(|n| (n.abs_diff(now), *n));
    around.dedup();
    around.into_iter().map(Value::Int).collect()
}

/// A list of texts with one more, and with one less.
fn with_and_without(text: &Value, now: Option<&Value>) -> Vec<Value> {
    let items = match now {
        Some(Value::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    if text.as_text().is_none() {
        return Vec::new();
    }
    let without = items.iter().filter(|item| *item != text).cloned().collect();
    let with = items.into_iter().chain([text.clone()]).collect();
    vec![Value::List(with), Value::List(without)]
}

/// What every condition on a single field compares it with.
fn collect(expr: &Expr, compared: &mut BTreeMap<String, Vec<Value>>) {
    if let Op::Compare(..) | Op::Contains(_) = &expr.op {
        let (mut reads, mut constants) = (Vec::new(), Vec::new());
        reads_of(expr, &mut reads);
        constants_of(expr, &mut constants);
        if let [read] = reads.as_slice() {
            let known = compared.entry(read.name.to_string()).or_default();
            for constant in constants {
                if !known.contains(&constant) {
                    known.push(constant);
                }
            }
        }
    }
    expr.parts().into_iter().for_each(|part| collect(part, compared));
}

/// The fields that an expression reads, each once.
pub(super) fn reads_of<'e>(expr: &'e Expr, reads: &mut Vec<&'e Read>) {
    if let Op::Field(read) = &expr.op
        && !reads.contains(&read)
    {
        reads.push(read);
    }
    expr.parts().into_iter().for_each(|part| reads_of(part, reads));
}

/// The constants in an expression, those in lists one by one.
fn constants_of(expr: &Expr, constants: &mut Vec<Value>) {
    if let Op::Constant(value) = &expr.op {
        match value {
            Value::List(items) => constants.extend(items.iter().cloned()),
            Value::Null => {}
            single => constants.push(single.clone()),
        }
    }
    expr.parts().into_iter().for_each(|part| constants_of(part, constants));
}
