//! A condition as logic over leaves: the parts that are asked as a whole, each with what it depends on.

use super::domain;
use super::outcomes::Outcomes;
use crate::expression::{Comparison, Expr, Op, cannot_fail};
use crate::policy::Policy;
use crate::ticket::{Field, Kind, Source, Ticket};
use crate::time::Instant;
use crate::value::Value;

/// A condition, its leaves by number.
#[derive(Clone, Debug)]
pub(super) enum Formula {
    Leaf(usize),
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Not(Box<Formula>),
    If(Box<[Formula; 3]>),
    /// It may fail before it is asked.
    Risky(Box<Formula>),
}

/// A part of conditions that is asked as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf<'e> {
    pub(super) expr: &'e Expr,
    /// Whether trying out one value of each region of its fields tells all that it can come to. One that is not
    /// may come to anything, the same in all conditions that it is a part of.
    pub(super) is_plain: bool,
}

/// The leaves of some conditions; parts that read the same are one.
#[derive(Debug)]
pub(super) struct Leaves<'e> {
    policy: &'e Policy,
    pub(super) list: Vec<Leaf<'e>>,
    texts: Vec<String>,
}

impl<'e> Leaves<'e> {
    pub(super) fn new(policy: &'e Policy) -> Self {
        Self { policy, list: Vec::new(), texts: Vec::new() }
    }

    /// The condition as logic over leaves.
    pub(super) fn formula(&mut self, expr: &'e Expr) -> Formula {
        match &expr.op {
            Op::All(parts) => Formula::All(parts.iter().map(|part| self.formula(part)).collect()),
            Op::Any(parts) => Formula::Any(parts.iter().map(|part| self.formula(part)).collect()),
            Op::Not(part) => Formula::Not(Box::new(self.formula(part))),
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                Formula::If(Box::new([self.formula(condition), self.formula(then), self.formula(other)]))
            }
            Op::Given(needs, body) => {
                let body = self.formula(body);
                let safe = needs.iter().all(|need| cannot_fail(need, &self.policy.words.schema));
                if safe { body } else { Formula::Risky(Box::new(body)) }
            }
            _ => Formula::Leaf(self.leaf(expr)),
        }
    }

    fn leaf(&mut self, expr: &'e Expr) -> usize {
        let text = expr.to_string();
        if let Some(known) = self.texts.iter().position(|other| *other == text) {
            return known;
        }
        self.list.push(Leaf { expr, is_plain: is_plain(self.policy, expr) });
        self.texts.push(text);
        self.list.len() - 1
    }
}

/// The canonical or declared fields that an expression reads; none if it reads a host's own.
pub(super) fn fields<'p>(policy: &'p Policy, expr: &Expr) -> Option<Vec<&'p Field>> {
    let mut fields: Vec<&Field> = match &expr.op {
        Op::Field(read) => vec![policy.words.schema.get(&read.name)?],
        _ => Vec::new(),
    };
    for part in expr.parts() {
        for field in self::fields(policy, part)? {
            if fields.iter().all(|known| known.name != field.name) {
                fields.push(field);
            }
        }
    }
    Some(fields)
}

/// The constants in an expression, items of lists included.
pub(crate) fn constants(expr: &Expr) -> Vec<Value> {
    let own = match expr.constant() {
        Some(Value::List(items)) => items.clone(),
        Some(value) => vec![value.clone()],
        None => Vec::new(),
    };
    own.into_iter().chain(expr.parts().into_iter().flat_map(constants)).collect()
}

fn is_plain(policy: &Policy, expr: &Expr) -> bool {
    let Some(fields) = fields(policy, expr) else { return false };
    if !has_mentions(expr) && fields.iter().all(|field| domain::is_known(policy, field)) {
        return true;
    }
    let number = |field: &&Field| matches!(field.kind, Kind::Int | Kind::Number);
    match &expr.op {
        Op::Compare(comparison, pair) => {
            let [a, b] = &**pair;
            let equality = matches!(comparison, Comparison::Equal | Comparison::Unequal);
            let against_constant = a.constant().is_some() || b.constant().is_some();
            against_constant && is_read(a, &fields) && is_read(b, &fields) && (equality || fields.iter().all(number))
        }
        Op::Contains(pair) => {
            let [container, value] = &**pair;
            matches!(container.constant(), Some(Value::List(_))) && is_read(value, &fields)
        }
        Op::Has(part) => matches!(part.op, Op::Field(_)) || is_read(part, &fields),
        _ => is_read(expr, &fields),
    }
}

fn has_mentions(expr: &Expr) -> bool {
    matches!(expr.op, Op::Mentions(_)) || expr.parts().into_iter().any(has_mentions)
}

/// Whether an expression is a constant, a field, or one where another is missing.
fn is_read(expr: &Expr, fields: &[&Field]) -> bool {
    match &expr.op {
        Op::Constant(_) => true,
        Op::Field(_) => fields.iter().all(|field| !matches!(field.kind, Kind::Texts | Kind::Instant)),
        Op::Otherwise(parts) => parts.iter().all(|part| is_read(part, fields)),
        _ => false,
    }
}

impl Leaf<'_> {
    /// What it can come to where nothing is known.
    pub(super) fn anything(&self, policy: &Policy) -> Outcomes {
        let two = Outcomes::TRUE.or(Outcomes::FALSE);
        match &self.expr.op {
            Op::Mentions(_) | Op::Has(_) => two,
            _ if cannot_fail(self.expr, &policy.words.schema) => two.or(Outcomes::UNDECIDED),
            _ => two.or(Outcomes::UNDECIDED).or(Outcomes::FAILED),
        }
    }

    /// What it comes to for a ticket with these fields.
    pub(super) fn outcome(&self, policy: &Policy, facts: &[(&str, &Value)]) -> Outcomes {
        let mut ticket = Ticket::new(Instant::MIN, &policy.words.schema);
        for (field, value) in facts {
            ticket.set(field, (*value).clone(), Source::Ticket, "");
        }
        Outcomes::of(&self.expr.holds(&ticket))
    }
}
