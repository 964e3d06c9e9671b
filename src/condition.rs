//! `Condition`: what a closure asks of a ticket, part by part, each with its own answer and the values it read.
//!
//! A closure that is a tree can be asked as often as one likes: what an explanation shows is evaluated for it alone, so
//! a decision that nobody wants explained pays nothing.

use crate::error::Place;
use crate::expression::{Expr, Op, Read, Stop};
use crate::policy::Policy;
use crate::policy::script::Closure;
use crate::ticket::Ticket;
use crate::value::Value;
use serde::{Serialize, Serializer};

/// A condition, or a part of one, and how a ticket answers it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Condition {
    /// As a policy would write it, calls of its own functions put in place.
    pub text: String,
    /// Whether it holds.
    pub truth: Truth,
    /// The ticket's fields it reads; of a condition with parts, its parts say.
    pub reads: Vec<Reading>,
    /// What it is made of, each judged by itself, whether or not that was needed.
    pub parts: Vec<Condition>,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// Whether something holds, in three-valued logic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It does.
    True,
    /// It does not.
    False,
    /// The ticket lacks a field.
    Undecided,
    /// It makes no sense for the ticket.
    Failed,
}

impl Serialize for Truth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::True => serializer.serialize_bool(true),
            Self::False => serializer.serialize_bool(false),
            Self::Undecided => serializer.serialize_str("undecided"),
            Self::Failed => serializer.serialize_str("failed"),
        }
    }
}

/// A field that a condition read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// Its name in a ticket object.
    pub field: String,
    /// The ticket's value; null where it lacks the field.
    pub value: Value,
}

/// The conditions that must all hold for a closure to hold; none of one that is a script.
pub(crate) fn conditions(policy: &Policy, closure: &Closure, ticket: &Ticket) -> Vec<Condition> {
    let Some(tree) = policy.scripts.tree(closure) else { return Vec::new() };
    let shown = Shown { policy, closure, ticket };
    conjuncts(tree).into_iter().map(|part| shown.condition(part)).collect()
}

/// What of a conjunct of a tree shows to people.
pub(crate) fn condition(policy: &Policy, closure: &Closure, ticket: &Ticket, part: &Expr) -> Condition {
    Shown { policy, closure, ticket }.condition(part)
}

/// The parts of a tree that must all hold, those of inner `&&` included.
pub(crate) fn conjuncts(tree: &Expr) -> Vec<&Expr> {
    match &tree.op {
        Op::All(parts) => parts.iter().flat_map(conjuncts).collect(),
        Op::Given(_, body) => conjuncts(body),
        _ => vec![tree],
    }
}

impl Truth {
    /// Whether an expression holds for a ticket.
    pub(crate) fn of(expr: &Expr, ticket: &Ticket) -> Self {
        match expr.holds(ticket) {
            Ok(true) => Self::True,
            Ok(false) => Self::False,
            Err(Stop::Undecided { .. }) => Self::Undecided,
            Err(Stop::Failed { .. }) => Self::Failed,
        }
    }
}

/// The closure that is shown, and the ticket it is asked about.
struct Shown<'a> {
    policy: &'a Policy,
    closure: &'a Closure,
    ticket: &'a Ticket,
}

impl Shown<'_> {
    fn condition(&self, expr: &Expr) -> Condition {
        let parts: Vec<Condition> = self.parts(expr).into_iter().map(|part| self.condition(part)).collect();
        let mut reads = Vec::new();
        if parts.is_empty() {
            self.read_by(expr, &mut reads);
        }
        Condition {
            text: expr.to_string(),
            truth: Truth::of(expr, self.ticket),
            reads,
            parts,
            at: self.policy.scripts.place(expr.at, self.closure),
        }
    }

    /// The conditions inside a condition. What is compared, computed or looked up in is no condition of its own.
    fn parts<'e>(&self, expr: &'e Expr) -> Vec<&'e Expr> {
        match &expr.op {
            Op::All(parts) | Op::Any(parts) => parts.iter().collect(),
            Op::Given(_, body) => self.parts(body),
            // What a negation denies would read as its opposite beside it: its parts say enough.
            Op::Not(part) => self.parts(part),
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                let followed = match Truth::of(condition, self.ticket) {
                    Truth::True => vec![condition, then],
                    Truth::False => vec![condition, other],
                    _ => vec![condition, then, other],
                };
                followed.into_iter().filter(|part| !matches!(part.op, Op::Constant(_))).collect()
            }
            _ => Vec::new(),
        }
    }

    fn read_by(&self, expr: &Expr, reads: &mut Vec<Reading>) {
        if let Op::Field(read) = &expr.op {
            let reading = self.reading(read);
            if !reads.contains(&reading) {
                reads.push(reading);
            }
        }
        expr.parts().into_iter().for_each(|part| self.read_by(part, reads));
    }

    fn reading(&self, read: &Read) -> Reading {
        let value = self.ticket.read(read).cloned().unwrap_or(Value::Null);
        Reading { field: self.policy.words.schema.camel(&read.name).to_string(), value }
    }
}
