//! What kind of value an expression comes to, as far as that can be known without a ticket.

use super::{Expr, Op, Shape};
use crate::ticket::{Kind, Schema};
use crate::value::Value;

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Bool,
    Number,
    Text,
    Texts,
}

/// The kind of an expression that has a value; none if it depends, or is not known.
fn sort(expr: &Expr, schema: &Schema) -> Option<Sort> {
    match &expr.op {
        Op::Constant(value) => of_value(value),
        Op::Field(read) => schema.get(&read.name).map(|field| match field.kind {
            Kind::Bool => Sort::Bool,
            Kind::Int | Kind::Number => Sort::Number,
            Kind::Text | Kind::Instant => Sort::Text,
            Kind::Texts => Sort::Texts,
        }),
        Op::Otherwise(parts) => {
            let mut sorts = parts.iter().map(|part| sort(part, schema));
            let first = sorts.next()??;
            sorts.all(|other| other == Some(first)).then_some(first)
        }
        Op::If(parts) => {
            let [_, then, other] = &**parts;
            sort(then, schema).filter(|sort_| Some(*sort_) == sort(other, schema))
        }
        Op::Given(_, body) => sort(body, schema),
        Op::Shape(Shape::Length, _) => Some(Sort::Number),
        Op::Shape(..) => Some(Sort::Text),
        Op::Compute(..) | Op::Switch(_) | Op::List(_) => None,
        _ => Some(Sort::Bool),
    }
}

fn of_value(value: &Value) -> Option<Sort> {
    match value {
        Value::Bool(_) => Some(Sort::Bool),
        Value::Int(_) | Value::Float(_) => Some(Sort::Number),
        Value::Text(_) => Some(Sort::Text),
        Value::List(items) => items.iter().all(|item| item.as_text().is_some()).then_some(Sort::Texts),
        Value::Null | Value::Map(_) => None,
    }
}

/// Whether an expression has a value, or is undecided, for every ticket: it never fails.
pub(crate) fn cannot_fail(expr: &Expr, schema: &Schema) -> bool {
    if !expr.parts().iter().all(|part| cannot_fail(part, schema)) {
        return false;
    }
    let is = |part: &Expr, wanted| sort(part, schema) == Some(wanted);
    match &expr.op {
        Op::Constant(_) | Op::Field(_) | Op::Mentions(_) | Op::Has(_) | Op::Otherwise(_) | Op::List(_) => true,
        Op::All(parts) | Op::Any(parts) => parts.iter().all(|part| is(part, Sort::Bool)),
        Op::Not(part) => is(part, Sort::Bool),
        Op::Compare(comparison, pair) => {
            let [a, b] = &**pair;
            let known = sort(a, schema).filter(|sort_| Some(*sort_) == sort(b, schema));
            let orders = !matches!(comparison, super::Comparison::Equal | super::Comparison::Unequal);
            matches!(known, Some(Sort::Number | Sort::Text)) || known == Some(Sort::Bool) && !orders
        }
        Op::Contains(pair) => {
            let [container, value] = &**pair;
            is(value, Sort::Text) && (is(container, Sort::Texts) || is(container, Sort::Text))
        }
        Op::If(parts) => {
            let [condition, ..] = &**parts;
            is(condition, Sort::Bool)
        }
        Op::Text(_, pair) => pair.iter().all(|part| is(part, Sort::Text)),
        Op::Shape(_, part) => is(part, Sort::Text),
        Op::Given(..) | Op::Compute(..) | Op::Switch(_) => false,
    }
}
