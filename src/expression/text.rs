//! An expression as a policy would write it. Two expressions that read the same ask the same.

use super::{Arm, Comparison, Computation, Expr, Op, Shape, TextTest, name_of};
use crate::value::{Value, shortest};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.op {
            Op::Constant(value) => literal(value, f),
            Op::Field(read) => write!(f, "t.{}", read.name),
            Op::All(parts) => joined(parts, " && ", f),
            Op::Any(parts) => joined(parts, " || ", f),
            Op::Otherwise(parts) => joined(parts, " ?? ", f),
            Op::Not(part) => write!(f, "!{}", Operand(part)),
            Op::Compare(comparison, pair) => infix(name_of(&Comparison::NAMES, comparison), pair, f),
            Op::Compute(computation, pair) => infix(name_of(&Computation::NAMES, computation), pair, f),
            Op::Contains(pair) => {
                let [container, value] = &**pair;
                write!(f, "{} in {}", Operand(value), Operand(container))
            }
            Op::Has(part) => write!(f, "has({part})"),
            Op::Text(test, pair) => {
                let [text, part] = &**pair;
                write!(f, "{}({text}, {part})", name_of(&TextTest::NAMES, test))
            }
            Op::Shape(shape, part) => write!(f, "{}({part})", name_of(&Shape::NAMES, shape)),
            Op::Mentions(phrase) => write!(f, "mentions(t, {:?})", phrase.trim()),
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                write!(f, "if {condition} {{ {then} }} else {{ {other} }}")
            }
            Op::List(parts) => {
                f.write_char('[')?;
                separated(parts, ", ", f)?;
                f.write_char(']')
            }
            // What a script computes before it goes on says nothing about the answer.
            Op::Given(_, body) => body.fmt(f),
            Op::Switch(switch) => {
                write!(f, "switch {} {{ ", switch.on)?;
                switch.arms.iter().try_for_each(|arm| write!(f, "{arm}, "))?;
                switch.otherwise.iter().try_for_each(|otherwise| write!(f, "_ => {otherwise} "))?;
                f.write_char('}')
            }
        }
    }
}

impl Display for Arm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, value) in self.values.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { " | " })?;
            literal(value, f)?;
        }
        self.condition.iter().try_for_each(|condition| write!(f, " if {condition}"))?;
        write!(f, " => {}", self.then)
    }
}

/// An expression inside another, in parentheses if it would fall apart.
struct Operand<'a>(&'a Expr);

impl Display for Operand<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let whole = match &self.0.op {
            Op::Given(_, body) => return Operand(body).fmt(f),
            Op::All(_) | Op::Any(_) | Op::Otherwise(_) | Op::Compare(..) | Op::Compute(..) | Op::Contains(_) => false,
            Op::If(_) | Op::Switch(_) => false,
            _ => true,
        };
        if whole { self.0.fmt(f) } else { write!(f, "({})", self.0) }
    }
}

fn infix(operator: &str, pair: &[Expr; 2], f: &mut Formatter<'_>) -> fmt::Result {
    let [left, right] = pair;
    write!(f, "{} {operator} {}", Operand(left), Operand(right))
}

fn joined(parts: &[Expr], separator: &str, f: &mut Formatter<'_>) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { separator })?;
        // A comparison binds closer than what joins it, and reads better bare.
        match &part.op {
            Op::Compare(..) | Op::Contains(_) if separator != " ?? " => part.fmt(f)?,
            _ => Operand(part).fmt(f)?,
        }
    }
    Ok(())
}

fn separated(parts: &[Expr], separator: &str, f: &mut Formatter<'_>) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { separator })?;
        part.fmt(f)?;
    }
    Ok(())
}

fn literal(value: &Value, f: &mut Formatter<'_>) -> fmt::Result {
    match value {
        Value::Null => f.write_str("()"),
        Value::Bool(b) => write!(f, "{b}"),
        Value::Int(n) => write!(f, "{n}"),
        Value::Float(x) => f.write_str(&shortest(*x)),
        Value::Text(text) => write!(f, "{text:?}"),
        Value::List(items) => {
            f.write_char('[')?;
            for (index, item) in items.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { ", " })?;
                literal(item, f)?;
            }
            f.write_char(']')
        }
        Value::Map(entries) => {
            f.write_str("#{ ")?;
            for (index, (key, item)) in entries.iter().enumerate() {
                write!(f, "{}{key:?}: ", if index == 0 { "" } else { ", " })?;
                literal(item, f)?;
            }
            f.write_str(" }")
        }
    }
}
