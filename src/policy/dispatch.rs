//! `Dispatch`: which declarations of a list can hold for a ticket at all.
//!
//! Most conditions begin with one field, `t.category == "ERP" && ...`. A table from its values to the declarations that
//! ask for them spares evaluating the others, so that two hundred rules cost little more than thirty. What is left out
//! is false for certain: a ticket that lacks the field is asked everything.

use crate::expression::{Comparison, Expr, Op};
use crate::policy::script::{Closure, Scripts};
use crate::table::Table;
use crate::ticket::{FieldId, Kind, Schema, Ticket};
use crate::value::Value;
use std::collections::BTreeMap;

/// A list of declarations, by the value of one field. Numbers rise, so that the order of the policy is kept.
#[derive(Debug, Default)]
pub(crate) struct Dispatch {
    field: Option<FieldId>,
    by_value: Table<Vec<usize>>,
    /// Those that any other value leaves.
    unguarded: Vec<usize>,
    all: Vec<usize>,
}

/// A first condition: the field must have one of these texts.
type Guard<'a> = (FieldId, Vec<&'a str>);

impl Dispatch {
    pub(crate) fn new<'c>(
        conditions: &mut dyn Iterator<Item = Option<&'c Closure>>,
        scripts: &Scripts,
        schema: &Schema,
    ) -> Self {
        let tree = |closure: Option<&'c Closure>| closure.and_then(|closure| scripts.tree(closure));
        let guards: Vec<Option<Guard<'_>>> = conditions.map(|one| guard(tree(one)?, schema)).collect();
        let all = (0..guards.len()).collect();
        let Some(field) = most_frequent(guards.iter().flatten().map(|(field, _)| *field)) else {
            return Self { all, ..Self::default() };
        };
        let values_of = |guard: &Option<Guard<'_>>| match guard {
            Some((known, values)) if *known == field => Some(values.iter().map(|value| (*value).to_owned()).collect()),
            _ => None,
        };
        let wanted: Vec<Option<Vec<String>>> = guards.iter().map(values_of).collect();
        let fits = |value: Option<&String>| {
            let fits = |values: &Option<Vec<String>>| match (values, value) {
                (None, _) => true,
                (Some(values), Some(value)) => values.contains(value),
                (Some(_), None) => false,
            };
            (0..).zip(&wanted).filter(|(_, values)| fits(values)).map(|(number, _)| number).collect::<Vec<usize>>()
        };
        let by_value = Table::of(wanted.iter().flatten().flatten().map(|value| (value.clone(), fits(Some(value)))));
        Self { field: Some(field), by_value, unguarded: fits(None), all }
    }

    /// The declarations that may hold for a ticket, in order.
    pub(crate) fn candidates(&self, ticket: &Ticket) -> &[usize] {
        match self.field.and_then(|field| ticket.at(field)) {
            Some(Value::Text(value)) => self.by_value.get(value).unwrap_or(&self.unguarded),
            _ => &self.all,
        }
    }

    /// All declarations, in order.
    pub(crate) fn all(&self) -> &[usize] {
        &self.all
    }
}

/// The first condition of a tree, if a text decides it. Only the first: what stands before it might fail.
fn guard<'a>(tree: &'a Expr, schema: &Schema) -> Option<Guard<'a>> {
    match &tree.op {
        Op::All(parts) => guard(parts.first()?, schema),
        Op::Compare(Comparison::Equal, pair) => {
            let [left, right] = &**pair;
            let (field, text) =
                text_field(left, schema).zip(text(right)).or(text_field(right, schema).zip(text(left)))?;
            Some((field, vec![text]))
        }
        Op::Contains(pair) => {
            let [container, value] = &**pair;
            let Op::Constant(Value::List(items)) = &container.op else { return None };
            let texts = items.iter().map(Value::as_text).collect::<Option<Vec<&str>>>()?;
            Some((text_field(value, schema)?, texts))
        }
        _ => None,
    }
}

fn text_field(expr: &Expr, schema: &Schema) -> Option<FieldId> {
    let Op::Field(read) = &expr.op else { return None };
    read.slot.filter(|_| schema.get(&read.name).is_some_and(|field| field.kind == Kind::Text))
}

fn text(expr: &Expr) -> Option<&str> {
    match &expr.op {
        Op::Constant(value) => value.as_text(),
        _ => None,
    }
}

/// The field that most guards ask for; of equals the first.
fn most_frequent(fields: impl Iterator<Item = FieldId>) -> Option<FieldId> {
    let mut counts: BTreeMap<FieldId, usize> = BTreeMap::new();
    for field in fields {
        *counts.entry(field).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(field, count)| (*count, std::cmp::Reverse(*field))).map(|(field, _)| field)
}
