//! What kind of value an expression comes to, as far as that can be known without a ticket.

use super::{Computation, Expr, Op, Shape};
use crate::ticket::{Kind, Schema};
use crate::value::Value;

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Bool,
    Number,
    Text,
    Texts,
    Numbers,
    Nothing,
}

/// The kind of an expression that has a value; none if it depends, or is not known.
pub(super) fn sort(expr: &Expr, schema: &Schema) -> Option<Sort> {
    let ends = ends(expr);
    let mut sorts = ends.iter().map(|end| of_end(end, schema));
    let first = sorts.next()??;
    sorts.all(|other| other == Some(first)).then_some(first)
}

/// What an expression may come to: the branches of an `if`, the arms of a `switch`, the choices of a `??`.
pub(crate) fn ends(expr: &Expr) -> Vec<&Expr> {
    let mut found = Vec::new();
    collect(expr, &mut found);
    found
}

fn collect<'e>(expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    match &expr.op {
        Op::If(parts) => taken(parts).for_each(|branch| collect(branch, found)),
        Op::Switch(switch) => {
            switch.arms.iter().map(|arm| &arm.then).chain(&switch.otherwise).for_each(|end| collect(end, found));
            if switch.otherwise.is_none() {
                found.push(expr);
            }
        }
        Op::Otherwise(parts) => {
            // Where one comes to nothing, the next is asked; only the last can leave it at that.
            for (at, part) in parts.iter().enumerate() {
                let before = found.len();
                collect(part, found);
                if at + 1 < parts.len() {
                    let kept: Vec<_> = found.drain(before..).filter(|end| !is_nothing(end)).collect();
                    found.extend(kept);
                }
            }
        }
        Op::Given(_, body) => collect(body, found),
        _ => found.push(expr),
    }
}

/// The branches of an `if` that a ticket can lead to.
pub(super) fn taken(parts: &[Expr; 3]) -> impl Iterator<Item = &Expr> {
    let [condition, then, other] = parts;
    let truth = truth(condition);
    [(true, then), (false, other)]
        .into_iter()
        .filter_map(move |(holds, branch)| (truth != Some(!holds)).then_some(branch))
}

/// Whether a condition holds, where no ticket has a say in it: a function may be called with a limit or without.
pub(super) fn truth(expr: &Expr) -> Option<bool> {
    match &expr.op {
        Op::Constant(Value::Bool(holds)) => Some(*holds),
        Op::Has(part) => part.constant().map(|value| !matches!(value, Value::Null)),
        Op::Not(part) => truth(part).map(|holds| !holds),
        _ => None,
    }
}

fn is_nothing(expr: &Expr) -> bool {
    matches!(expr.op, Op::Constant(Value::Null) | Op::Switch(_))
}

/// The kind of one of the [`ends`] of an expression.
pub(super) fn of_end(expr: &Expr, schema: &Schema) -> Option<Sort> {
    match &expr.op {
        Op::Constant(value) => of_value(value),
        Op::Field(read) => schema.get(&read.name).map(|field| match field.kind {
            Kind::Bool => Sort::Bool,
            Kind::Int | Kind::Number => Sort::Number,
            Kind::Text | Kind::Instant => Sort::Text,
            Kind::Texts => Sort::Texts,
        }),
        Op::Shape(Shape::Length, _) => Some(Sort::Number),
        Op::Shape(..) => Some(Sort::Text),
        Op::Compute(computation, pair) => {
            let [a, b] = &**pair;
            let sort_ = sort(a, schema).filter(|of_a| Some(*of_a) == sort(b, schema))?;
            let computes = sort_ == Sort::Number || sort_ == Sort::Text && *computation == Computation::Add;
            computes.then_some(sort_)
        }
        Op::Switch(_) => Some(Sort::Nothing),
        Op::List(_) => None,
        _ => Some(Sort::Bool),
    }
}

/// The kind of a value; none of a list of this and that.
pub(super) fn of_value(value: &Value) -> Option<Sort> {
    match value {
        Value::Bool(_) => Some(Sort::Bool),
        Value::Int(_) | Value::Float(_) => Some(Sort::Number),
        Value::Text(_) => Some(Sort::Text),
        Value::Null => Some(Sort::Nothing),
        Value::List(items) => {
            let all = |wanted| items.iter().all(|item| of_value(item) == Some(wanted));
            if items.is_empty() {
                None
            } else if all(Sort::Text) {
                Some(Sort::Texts)
            } else {
                all(Sort::Number).then_some(Sort::Numbers)
            }
        }
        Value::Map(_) => None,
    }
}

/// Whether an expression has a value, or is undecided, for every ticket: it never fails.
pub(crate) fn cannot_fail(expr: &Expr, schema: &Schema) -> bool {
    if !expr.parts().iter().all(|part| cannot_fail(part, schema)) {
        return false;
    }
    let is = |part: &Expr, wanted| sort(part, schema) == Some(wanted);
    match &expr.op {
        Op::Constant(_) | Op::Field(_) | Op::Has(_) | Op::Otherwise(_) | Op::List(_) => true,
        Op::Mentions(phrase) => !phrase.is_empty(),
        Op::All(parts) | Op::Any(parts) => parts.iter().all(|part| is(part, Sort::Bool)),
        Op::Not(part) => is(part, Sort::Bool),
        Op::Compare(comparison, pair) => {
            let [a, b] = &**pair;
            let known = sort(a, schema).filter(|sort_| Some(*sort_) == sort(b, schema));
            known.is_some_and(|known| comparison.fits(known, known))
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

impl super::Comparison {
    /// Whether it can be asked of two values of these kinds.
    pub(super) fn fits(self, a: Sort, b: Sort) -> bool {
        match (a, b) {
            (Sort::Number, Sort::Number) | (Sort::Text, Sort::Text) => true,
            (Sort::Bool, Sort::Bool) => matches!(self, Self::Equal | Self::Unequal),
            _ => false,
        }
    }
}
