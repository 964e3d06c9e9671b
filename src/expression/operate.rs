//! What operators mean: comparisons that never lie, arithmetic that never wraps. Trees and scripts share them.
//!
//! Unlike things are an error that names both: `"12" >= 10` is neither true nor false. Nothing compared with anything
//! is [`Clash::Lacking`], which makes a question undecided.

use super::{Computation, Val};
use crate::value::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Why an operator has no answer.
#[derive(Debug)]
pub(crate) enum Clash {
    /// One of the operands is nothing.
    Lacking,
    /// The operands do not go together.
    Wrong(String),
}

type Outcome<T> = Result<T, Clash>;

/// Whether two values are the same.
pub(crate) fn equal(a: &Val<'_>, b: &Val<'_>) -> Outcome<bool> {
    match (a, b) {
        (Val::Bool(a), Val::Bool(b)) => Ok(a == b),
        (Val::Text(a), Val::Text(b)) => Ok(a == b),
        (Val::Int(a), Val::Int(b)) => Ok(a == b),
        _ => order(a, b).map(Ordering::is_eq),
    }
}

/// Which of two values comes first.
pub(crate) fn order(a: &Val<'_>, b: &Val<'_>) -> Outcome<Ordering> {
    match (a, b) {
        (Val::Nothing(_), _) | (_, Val::Nothing(_)) => Err(Clash::Lacking),
        (Val::Int(a), Val::Int(b)) => Ok(a.cmp(b)),
        (Val::Text(a), Val::Text(b)) => Ok(a.cmp(b)),
        _ => match (number(a), number(b)) {
            (Some(a), Some(b)) => Ok(a.total_cmp(&b)),
            _ => Err(Clash::Wrong(format!("{} cannot be compared with {}", a.kind(), b.kind()))),
        },
    }
}

/// Whether a value is in a list, or a text in a text.
pub(crate) fn within(container: &Val<'_>, value: &Val<'_>) -> Outcome<bool> {
    match (container, value) {
        (Val::Nothing(_), _) | (_, Val::Nothing(_)) => Err(Clash::Lacking),
        (Val::Text(text), Val::Text(part)) => Ok(text.contains(&**part)),
        (Val::List(items), value) => {
            for item in items.iter() {
                // Mostly it is a text among texts.
                let same = match (item, value) {
                    (Value::Text(item), Val::Text(value)) => item == value,
                    (item, value) => equal(&Val::from(item), value)?,
                };
                if same {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        _ => Err(Clash::Wrong(format!("{} cannot be in {}", value.kind(), container.kind()))),
    }
}

/// Sum of numbers, or texts put together.
pub(crate) fn add<'a>(a: &Val<'a>, b: &Val<'a>) -> Outcome<Val<'a>> {
    match (a, b) {
        (Val::Text(a), Val::Text(b)) => Ok(Val::Text(Cow::Owned(format!("{a}{b}")))),
        _ => arithmetic(Computation::Add, a, b),
    }
}

/// Numbers computed with. Whole numbers stay whole; what does not fit, or divides by nothing, is an error.
pub(crate) fn arithmetic<'a>(op: Computation, a: &Val<'_>, b: &Val<'_>) -> Outcome<Val<'a>> {
    match (a, b) {
        (Val::Nothing(_), _) | (_, Val::Nothing(_)) => Err(Clash::Lacking),
        (Val::Int(a), Val::Int(b)) => whole(op, *a, *b).map(Val::Int),
        _ => match (number(a), number(b)) {
            (Some(a), Some(b)) => Ok(Val::Float(broken(op, a, b))),
            _ => Err(Clash::Wrong(format!("cannot compute with {} and {}", a.kind(), b.kind()))),
        },
    }
}

fn whole(op: Computation, a: i64, b: i64) -> Outcome<i64> {
    let result = match op {
        Computation::Add => a.checked_add(b),
        Computation::Subtract => a.checked_sub(b),
        Computation::Multiply => a.checked_mul(b),
        Computation::Divide => a.checked_div(b),
        Computation::Remainder => a.checked_rem(b),
    };
    let divides = matches!(op, Computation::Divide | Computation::Remainder);
    let reason = || if divides && b == 0 { "division by zero" } else { "the number is too large" };
    result.ok_or_else(|| Clash::Wrong(reason().into()))
}

fn broken(op: Computation, a: f64, b: f64) -> f64 {
    match op {
        Computation::Add => a + b,
        Computation::Subtract => a - b,
        Computation::Multiply => a * b,
        Computation::Divide => a / b,
        Computation::Remainder => a % b,
    }
}

fn number(value: &Val<'_>) -> Option<f64> {
    match value {
        Val::Int(n) => Some(*n as f64),
        Val::Float(x) => Some(*x),
        _ => None,
    }
}
