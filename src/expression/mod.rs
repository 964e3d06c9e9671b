//! `Expr`: a question about a ticket as a tree. Answered without an interpreter, and readable by whoever must explain
//! an answer, compare it with another, or say when it can never hold.
//!
//! Logic has three values. A comparison with a field that the ticket lacks is *undecided*; `false && undecided` is
//! false, `true || undecided` is true, and what stays undecided names exactly the fields that could settle it.

mod evaluate;
mod kind;
mod operate;
mod stop;
mod text;
#[cfg(feature = "scripting")]
mod unfit;
mod value;

#[cfg(feature = "scripting")]
pub(crate) use kind::Sort;
pub(crate) use kind::{cannot_fail, ends};
#[cfg(feature = "scripting")]
pub(crate) use operate::{Clash, add, arithmetic, equal, order, within};
pub(crate) use stop::Stop;
#[cfg(feature = "scripting")]
pub(crate) use unfit::{Unfit, unfit};
pub(crate) use value::Val;

use crate::ticket::FieldId;
use crate::value::Value;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A tree, with the place of the source it came from.
#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(crate) op: Op,
    pub(crate) at: Spot,
}

/// Where an expression stands: file by its number in the policy, line and column from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) file: u16,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// A field that an expression reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    /// `users_blocked`, or `fields.name` for a host's own field.
    pub(crate) name: Arc<str>,
    /// Where a ticket keeps it; none for a host's own field.
    pub(crate) slot: Option<FieldId>,
}

/// What an expression does.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    Constant(Value),
    Field(Read),
    /// `a && b && ...`
    All(Vec<Expr>),
    /// `a || b || ...`
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Comparison, Box<[Expr; 2]>),
    /// `contains(container, value)`, which is also how `value in container` is called.
    Contains(Box<[Expr; 2]>),
    /// `has(value)`
    Has(Box<Expr>),
    /// `a ?? b ?? ...`
    Otherwise(Vec<Expr>),
    /// `if condition { a } else { b }`
    If(Box<[Expr; 3]>),
    Switch(Box<Switch>),
    Compute(Computation, Box<[Expr; 2]>),
    Text(TextTest, Box<[Expr; 2]>),
    Shape(Shape, Box<Expr>),
    /// `mentions(t, "phrase")`, the phrase folded.
    Mentions(String),
    List(Vec<Expr>),
    /// Values that a script computes before it goes on: where one of them fails, the whole fails.
    Given(Vec<Expr>, Box<Expr>),
}

/// `==`, `<`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// `+`, `-`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Computation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// A test of one text with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextTest {
    StartsWith,
    EndsWith,
}

/// What is made of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower,
    Upper,
    Trim,
    Length,
}

/// `switch value { a | b if condition => x, _ => y }`
#[derive(Clone, Debug)]
pub(crate) struct Switch {
    pub(crate) on: Expr,
    pub(crate) arms: Vec<Arm>,
    pub(crate) otherwise: Option<Expr>,
}

/// An arm of a switch.
#[derive(Clone, Debug)]
pub(crate) struct Arm {
    pub(crate) values: Vec<Value>,
    pub(crate) condition: Option<Expr>,
    pub(crate) then: Expr,
}

impl Comparison {
    pub(crate) const NAMES: [(&'static str, Self); 6] = [
        ("==", Self::Equal),
        ("!=", Self::Unequal),
        ("<", Self::Less),
        ("<=", Self::AtMost),
        (">", Self::Greater),
        (">=", Self::AtLeast),
    ];

    /// Whether it holds of two things in this order.
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

impl Computation {
    pub(crate) const NAMES: [(&'static str, Self); 5] =
        [("+", Self::Add), ("-", Self::Subtract), ("*", Self::Multiply), ("/", Self::Divide), ("%", Self::Remainder)];
}

impl TextTest {
    pub(crate) const NAMES: [(&'static str, Self); 2] =
        [("starts_with", Self::StartsWith), ("ends_with", Self::EndsWith)];
}

impl Shape {
    pub(crate) const NAMES: [(&'static str, Self); 4] =
        [("to_lower", Self::Lower), ("to_upper", Self::Upper), ("trim", Self::Trim), ("len", Self::Length)];
}

/// The thing that a table of names calls `name`.
pub(crate) fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, thing)| *thing)
}

/// What a table of names calls a thing.
pub(crate) fn name_of<T: PartialEq>(names: &[(&'static str, T)], thing: &T) -> &'static str {
    names.iter().find(|(_, known)| known == thing).map_or("", |(name, _)| name)
}

impl Expr {
    /// An expression at a place.
    pub(crate) fn new(op: Op, at: Spot) -> Self {
        Self { op, at }
    }

    /// The value, if it is the same for every ticket.
    pub(crate) fn constant(&self) -> Option<&Value> {
        match &self.op {
            Op::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The fields it reads, by name, those of the host as `fields.name`; none if it looks for words in the ticket's
    /// texts.
    pub(crate) fn reads(&self) -> Option<BTreeSet<&str>> {
        let mut names = BTreeSet::new();
        let mut open = vec![self];
        while let Some(expr) = open.pop() {
            match &expr.op {
                Op::Mentions(_) => return None,
                Op::Field(read) => {
                    names.insert(&*read.name);
                }
                _ => open.extend(expr.parts()),
            }
        }
        Some(names)
    }

    /// The expressions it is made of, in the order in which they are read.
    pub(crate) fn parts(&self) -> Vec<&Expr> {
        match &self.op {
            Op::Constant(_) | Op::Field(_) | Op::Mentions(_) => Vec::new(),
            Op::All(parts) | Op::Any(parts) | Op::Otherwise(parts) | Op::List(parts) => parts.iter().collect(),
            Op::Not(part) | Op::Has(part) | Op::Shape(_, part) => vec![part],
            Op::Compare(_, pair) | Op::Contains(pair) | Op::Compute(_, pair) | Op::Text(_, pair) => {
                pair.iter().collect()
            }
            Op::If(parts) => parts.iter().collect(),
            Op::Given(needs, body) => needs.iter().chain([&**body]).collect(),
            Op::Switch(switch) => {
                let arms = switch.arms.iter().flat_map(|arm| arm.condition.iter().chain([&arm.then]));
                std::iter::once(&switch.on).chain(arms).chain(&switch.otherwise).collect()
            }
        }
    }
}
