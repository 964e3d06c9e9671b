//! A tree as a flat list, parts before the whole: however deep a tree is, its code nests three levels.
//!
//! An item is `[what, file, line, column, parts, detail]`.

use crate::expression::{Arm, Comparison, Computation, Expr, Op, Read, Shape, Spot, Switch, TextTest, name_of, named};
use crate::ticket::Schema;
use crate::value::Value;

/// How deep a tree may be. Lowering never makes one as deep; one made by hand must not exhaust the stack.
const DEPTH: usize = 1_000;

/// The code of a tree.
pub(super) fn encode(tree: &Expr) -> Value {
    let mut code = Vec::new();
    write(tree, &mut code);
    Value::List(code)
}

fn write(tree: &Expr, code: &mut Vec<Value>) {
    let parts = tree.parts();
    for part in &parts {
        write(part, code);
    }
    let (what, detail) = described(&tree.op);
    let Spot { file, line, column } = tree.at;
    let numbers = [i64::from(file), i64::from(line), i64::from(column), parts.len() as i64];
    let head = std::iter::once(Value::from(what)).chain(numbers.map(Value::Int));
    code.push(Value::List(head.chain([detail]).collect()));
}

fn described(op: &Op) -> (&'static str, Value) {
    match op {
        // Whole floats are written like whole numbers, and divide differently.
        Op::Constant(value @ Value::Float(_)) => ("float", value.clone()),
        Op::Constant(value) => ("constant", value.clone()),
        Op::Field(read) => ("field", Value::Text(read.name.to_string())),
        Op::Mentions(phrase) => ("mentions", Value::Text(phrase.clone())),
        Op::All(_) => ("&&", Value::Null),
        Op::Any(_) => ("||", Value::Null),
        Op::Otherwise(_) => ("??", Value::Null),
        Op::Not(_) => ("!", Value::Null),
        Op::Has(_) => ("has", Value::Null),
        Op::Contains(_) => ("contains", Value::Null),
        Op::If(_) => ("if", Value::Null),
        Op::List(_) => ("list", Value::Null),
        Op::Given(..) => ("given", Value::Null),
        Op::Compare(comparison, _) => (name_of(&Comparison::NAMES, comparison), Value::Null),
        Op::Compute(computation, _) => (name_of(&Computation::NAMES, computation), Value::Null),
        Op::Text(test, _) => (name_of(&TextTest::NAMES, test), Value::Null),
        Op::Shape(shape, _) => (name_of(&Shape::NAMES, shape), Value::Null),
        Op::Switch(switch) => ("switch", Value::List(switch.arms.iter().map(arm).collect())),
    }
}

/// The values of an arm, and whether it has a condition.
fn arm(arm: &Arm) -> Value {
    Value::List(vec![Value::List(arm.values.clone()), Value::Bool(arm.condition.is_some())])
}

/// The tree of a code; none if it is no code.
pub(super) fn decode(code: &Value, schema: &Schema) -> Option<Expr> {
    let Value::List(items) = code else { return None };
    let mut stack: Vec<(Expr, usize)> = Vec::new();
    for item in items {
        let Value::List(item) = item else { return None };
        let [Value::Text(what), numbers @ .., detail] = item.as_slice() else { return None };
        let [Value::Int(file), Value::Int(line), Value::Int(column), Value::Int(count)] = numbers else { return None };
        let parts = stack.split_off(stack.len().checked_sub(usize::try_from(*count).ok()?)?);
        let (parts, depths): (Vec<Expr>, Vec<usize>) = parts.into_iter().unzip();
        let depth = depths.into_iter().max().unwrap_or(0) + 1;
        if depth > DEPTH {
            return None;
        }
        let at = Spot {
            file: u16::try_from(*file).ok()?,
            line: u32::try_from(*line).ok()?,
            column: u32::try_from(*column).ok()?,
        };
        stack.push((Expr::new(understood(what, parts, detail, schema)?, at), depth));
    }
    let (tree, _) = stack.pop()?;
    stack.is_empty().then_some(tree)
}

fn understood(what: &str, parts: Vec<Expr>, detail: &Value, schema: &Schema) -> Option<Op> {
    match (what, detail) {
        ("constant", value) => return Some(Op::Constant(value.clone())),
        ("float", Value::Float(x)) => return Some(Op::Constant(Value::Float(*x))),
        ("float", Value::Int(n)) => return Some(Op::Constant(Value::Float(*n as f64))),
        ("field", Value::Text(name)) => {
            return Some(Op::Field(Read { name: name.as_str().into(), slot: schema.id(name) }));
        }
        ("mentions", Value::Text(phrase)) => return Some(Op::Mentions(phrase.clone())),
        ("switch", Value::List(arms)) => return switch(arms, parts),
        ("&&", _) => return Some(Op::All(parts)),
        ("||", _) => return Some(Op::Any(parts)),
        ("??", _) => return Some(Op::Otherwise(parts)),
        ("list", _) => return Some(Op::List(parts)),
        ("if", _) => return Some(Op::If(Box::new(<[Expr; 3]>::try_from(parts).ok()?))),
        ("given", _) => {
            let mut needs = parts;
            let body = needs.pop()?;
            return Some(Op::Given(needs, Box::new(body)));
        }
        _ => {}
    }
    match <[Expr; 1]>::try_from(parts) {
        Ok([part]) => of_one(what, part),
        Err(parts) => of_two(what, <[Expr; 2]>::try_from(parts).ok()?),
    }
}

fn of_one(what: &str, part: Expr) -> Option<Op> {
    let part = Box::new(part);
    match what {
        "!" => Some(Op::Not(part)),
        "has" => Some(Op::Has(part)),
        _ => Some(Op::Shape(named(&Shape::NAMES, what)?, part)),
    }
}

fn of_two(what: &str, pair: [Expr; 2]) -> Option<Op> {
    let pair = Box::new(pair);
    if what == "contains" {
        return Some(Op::Contains(pair));
    }
    if let Some(comparison) = named(&Comparison::NAMES, what) {
        return Some(Op::Compare(comparison, pair));
    }
    if let Some(computation) = named(&Computation::NAMES, what) {
        return Some(Op::Compute(computation, pair));
    }
    Some(Op::Text(named(&TextTest::NAMES, what)?, pair))
}

fn switch(arms: &[Value], parts: Vec<Expr>) -> Option<Op> {
    let mut parts = parts.into_iter();
    let mut switch = Switch { on: parts.next()?, arms: Vec::new(), otherwise: None };
    for arm in arms {
        let Value::List(arm) = arm else { return None };
        let [Value::List(values), Value::Bool(conditional)] = arm.as_slice() else { return None };
        let condition = if *conditional { Some(parts.next()?) } else { None };
        switch.arms.push(Arm { values: values.clone(), condition, then: parts.next()? });
    }
    switch.otherwise = parts.next();
    parts.next().is_none().then(|| Op::Switch(Box::new(switch)))
}
