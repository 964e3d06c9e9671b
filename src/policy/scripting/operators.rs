//! What closures may compute with: comparisons that never lie, text tests, lists.
//!
//! The operators are those of trees. Rhai by itself compares unlike things in silence: `() >= 10` and `"12" >= 10` are
//! false. Here a field that the ticket lacks makes the question *undecided*, and unlike things are an error that names both.

use crate::expression::{Clash, Computation, Val, add, arithmetic, equal, order, within};
use crate::policy::scripting::values::{datum, from_script, to_script};
use crate::value::Value;
use rhai::{Array, Dynamic, Engine, EvalAltResult, ImmutableString};
use std::cmp::Ordering;

type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// The message by which [`super::interpreter`] knows that a question hit a field that the ticket lacks.
pub(crate) const LACKING: &str = "a field that the ticket lacks is compared";

/// The functions that closures may call: name, and how it is called.
pub(crate) const FUNCTIONS: [(&str, &str); 11] = [
    ("has", "has(t.field)"),
    ("contains", "contains(text, part) or value in [..]"),
    ("starts_with", "starts_with(text, part)"),
    ("ends_with", "ends_with(text, part)"),
    ("to_lower", "to_lower(text)"),
    ("to_upper", "to_upper(text)"),
    ("trim", "trim(text)"),
    ("len", "text.len"),
    ("matches_any", "matches_any(value, [..])"),
    ("mentions", "mentions(t, \"phrase\")"),
    ("push", "list.push(value)"),
];

type Compare = fn(&Val<'_>, &Val<'_>) -> Result<bool, Clash>;

const COMPARISONS: [(&str, Compare); 6] = [
    ("==", equal),
    ("!=", |a, b| equal(a, b).map(|same| !same)),
    ("<", |a, b| order(a, b).map(Ordering::is_lt)),
    ("<=", |a, b| order(a, b).map(Ordering::is_le)),
    (">", |a, b| order(a, b).map(Ordering::is_gt)),
    (">=", |a, b| order(a, b).map(Ordering::is_ge)),
];

/// Registers the operators and functions that closures and declarations share.
pub(crate) fn register(engine: &mut Engine) {
    register_comparisons(engine);
    register_arithmetic(engine);
    register_text(engine);
    register_lists(engine);
    engine.register_fn("has", |value: Dynamic| !value.is_unit());
}

fn register_comparisons(engine: &mut Engine) {
    for (name, compare) in COMPARISONS {
        engine.register_fn(name, move |a: Dynamic, b: Dynamic| both(&a, &b, compare));
    }
    engine.register_fn("!", |a: bool| !a);
}

fn register_arithmetic(engine: &mut Engine) {
    engine.register_fn("+", |a: Dynamic, b: Dynamic| computed(&a, &b, |a, b| add(a, b).map(Val::into_value)));
    for (name, operator) in Computation::NAMES.into_iter().skip(1) {
        let compute = move |a: &Val<'_>, b: &Val<'_>| arithmetic(operator, a, b).map(Val::into_value);
        engine.register_fn(name, move |a: Dynamic, b: Dynamic| computed(&a, &b, compute));
    }
    let negative = |a: &Val<'_>, b: &Val<'_>| arithmetic(Computation::Subtract, a, b).map(Val::into_value);
    engine.register_fn("-", move |value: Dynamic| computed(&Dynamic::from(0_i64), &value, negative));
}

fn register_text(engine: &mut Engine) {
    engine.register_fn("contains", |text: &str, part: &str| text.contains(part));
    engine.register_fn("starts_with", |text: &str, part: &str| text.starts_with(part));
    engine.register_fn("ends_with", |text: &str, part: &str| text.ends_with(part));
    engine.register_fn("to_lower", |text: &str| text.to_lowercase());
    engine.register_fn("to_upper", |text: &str| text.to_uppercase());
    engine.register_fn("trim", |text: &str| text.trim().to_owned());
    engine.register_get("len", |text: &mut ImmutableString| text.chars().count() as i64);
    engine.register_fn("len", |text: &str| text.chars().count() as i64);
}

fn register_lists(engine: &mut Engine) {
    engine.register_iterator::<Array>();
    engine.register_iterator::<std::ops::Range<i64>>();
    engine.register_fn("contains", |list: Array, value: Dynamic| both(&list.into(), &value, within));
    engine.register_fn("matches_any", |value: Dynamic, list: Array| both(&list.into(), &value, within));
    engine.register_get("len", |list: &mut Array| list.len() as i64);
    engine.register_fn("len", |list: Array| list.len() as i64);
    engine.register_fn("push", |list: &mut Array, value: Dynamic| list.push(value));
}

/// An operator of trees, for the values of scripts.
fn both<T>(a: &Dynamic, b: &Dynamic, operator: impl FnOnce(&Val<'_>, &Val<'_>) -> Result<T, Clash>) -> Outcome<T> {
    let unlike = || Box::<EvalAltResult>::from(format!("{} cannot be compared with {}", kind(a), kind(b)));
    let (x, y) = (from_script(a).ok_or_else(unlike)?, from_script(b).ok_or_else(unlike)?);
    operator(&Val::from(&x), &Val::from(&y)).map_err(|clash| match clash {
        Clash::Lacking => LACKING.into(),
        Clash::Wrong(message) => message.into(),
    })
}

fn computed(
    a: &Dynamic,
    b: &Dynamic,
    operator: impl FnOnce(&Val<'_>, &Val<'_>) -> Result<Value, Clash>,
) -> Outcome<Dynamic> {
    both(a, b, operator).map(|value| to_script(&value))
}

/// What a script value is, in a message.
pub(crate) fn kind(value: &Dynamic) -> &'static str {
    datum(value, &mut |_| Some(0)).kind()
}
