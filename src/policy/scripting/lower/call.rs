//! Calls: operators, the functions that closures share, and the policy's own functions, put in place.

use super::{Body, Bound, CALLS, Link, Outcome};
use crate::expression::{Comparison, Computation, Expr, Op, Shape, Spot, TextTest, named};
use crate::policy::scripting::source::Function;
use crate::text::fold;
use crate::value::Value;
use rhai::{FnCallExpr, Position};

impl<'a> Body<'_, 'a> {
    /// A call; of a method, with the value it is called on.
    pub(super) fn call(&mut self, call: &'a FnCallExpr, on: Option<Expr>, position: Position) -> Outcome<Expr> {
        let at = self.spot(position);
        let name = call.name.as_str();
        if call.capture_parent_scope {
            return Err(self.refuse("a call that sees its caller's variables", position));
        }
        let mut arguments: Vec<Bound> = on.into_iter().map(Bound::Value).collect();
        for argument in &call.args {
            arguments.push(match self.link(argument)? {
                Link::Ticket => Bound::Ticket,
                Link::Value(value) => Bound::Value(value),
                Link::HostFields => return Err(self.refuse("the ticket as a whole", position)),
            });
        }
        if let Some((file, function)) = self.lowering.functions.get(&(name, arguments.len())).copied() {
            return self.inlined(file, function, arguments, position);
        }
        if let ("mentions", [Bound::Ticket, Bound::Value(phrase)]) = (name, arguments.as_slice())
            && let Some(Value::Text(phrase)) = phrase.constant()
        {
            return Ok(Expr::new(Op::Mentions(fold(phrase)), at));
        }
        let values = arguments.into_iter().map(|argument| match argument {
            Bound::Value(value) => Ok(value),
            Bound::Ticket => Err(self.refuse("the ticket as a whole", position)),
        });
        let values = values.collect::<Outcome<Vec<_>>>()?;
        builtin(name, values, at).ok_or_else(|| self.refuse(&format!("`{name}`"), position))
    }

    /// The body of one of the policy's functions, with its parameters replaced.
    fn inlined(
        &mut self,
        file: usize,
        function: &'a Function,
        arguments: Vec<Bound>,
        position: Position,
    ) -> Outcome<Expr> {
        if self.calls >= CALLS {
            return Err(self.refuse("a function that calls itself", position));
        }
        for argument in &arguments {
            if let Bound::Value(value) = argument {
                self.need(value);
            }
        }
        let scope = function.params.iter().map(String::as_str).zip(arguments).collect();
        let mut body = Body { lowering: self.lowering, file, calls: self.calls + 1, scope, needs: Vec::new() };
        body.whole(&function.body)
    }
}

/// An operator or a shared function.
fn builtin(name: &str, arguments: Vec<Expr>, at: Spot) -> Option<Expr> {
    let op = match <[Expr; 1]>::try_from(arguments) {
        Ok([value]) => of_one(name, value)?,
        Err(arguments) => of_two(name, <[Expr; 2]>::try_from(arguments).ok()?)?,
    };
    Some(Expr::new(op, at))
}

fn of_one(name: &str, value: Expr) -> Option<Op> {
    match name {
        "!" => Some(Op::Not(Box::new(value))),
        "has" => Some(Op::Has(Box::new(value))),
        "-" => {
            let zero = Expr::new(Op::Constant(Value::Int(0)), value.at);
            Some(Op::Compute(Computation::Subtract, Box::new([zero, value])))
        }
        _ => named(&Shape::NAMES, name).map(|shape| Op::Shape(shape, Box::new(value))),
    }
}

fn of_two(name: &str, pair: [Expr; 2]) -> Option<Op> {
    if let Some(comparison) = named(&Comparison::NAMES, name) {
        return Some(Op::Compare(comparison, Box::new(pair)));
    }
    if let Some(computation) = named(&Computation::NAMES, name) {
        return Some(Op::Compute(computation, Box::new(pair)));
    }
    if let Some(test) = named(&TextTest::NAMES, name) {
        return Some(Op::Text(test, Box::new(pair)));
    }
    match name {
        "contains" => Some(Op::Contains(Box::new(pair))),
        "matches_any" => {
            let [value, list] = pair;
            Some(Op::Contains(Box::new([list, value])))
        }
        _ => None,
    }
}
