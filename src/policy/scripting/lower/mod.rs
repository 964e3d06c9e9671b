//! Lowering: the body of a closure becomes a native [`Expr`].
//!
//! Everything pure that policies are written in is covered: fields, constants and captured values, comparisons, logic,
//! arithmetic, tests of text, lists, `if`, `switch`, `let`, `return`, and calls of the policy's own functions, which
//! are put in place. What is not (loops, assignments, maps) is left to the interpreter, with the reason.

mod call;
mod chain;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]
mod differential;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]
mod pace;
mod switch;

use crate::expression::{Expr, Op, Read, Spot, cannot_fail};
use crate::gather::gather;
use crate::policy::scripting::interpreter::Script;
use crate::policy::scripting::source::{Function, SourceFile};
use crate::policy::scripting::values::datum;
use crate::ticket::Schema;
use crate::value::Value;
use rhai::{ASTFlags, Expr as Syntax, FlowControl, Position, Stmt};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How deep functions may call each other.
const CALLS: usize = 16;
/// How large a tree may grow while functions and variables are put in place.
const SIZE: usize = 20_000;

/// Why a closure stays with the interpreter.
#[derive(Clone, Debug)]
pub(crate) struct Unlowered {
    pub(crate) reason: String,
    pub(crate) at: Spot,
}

type Outcome<T> = Result<T, Unlowered>;

/// What a name stands for.
#[derive(Clone)]
enum Bound {
    Ticket,
    Value(Expr),
}

/// What a chain such as `t.fields.name` has come to so far.
enum Link {
    Ticket,
    HostFields,
    Value(Expr),
}

/// Lowers the closures of a policy.
pub(crate) struct Lowering<'a> {
    files: &'a [Arc<SourceFile>],
    schema: &'a Schema,
    functions: BTreeMap<(&'a str, usize), (usize, &'a Function)>,
}

/// One function body on its way.
struct Body<'l, 'a> {
    lowering: &'l Lowering<'a>,
    file: usize,
    calls: usize,
    scope: Vec<(&'a str, Bound)>,
    /// What a script would have computed by now, where that might fail.
    needs: Vec<Expr>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(files: &'a [Arc<SourceFile>], schema: &'a Schema) -> Self {
        let functions = files.iter().enumerate().flat_map(|(file, source)| {
            source.functions.iter().map(move |body| ((body.name.as_str(), body.params.len()), (file, body)))
        });
        Self { files, schema, functions: gather(functions) }
    }

    /// The closure as a tree over the ticket, which is its last parameter.
    pub(crate) fn lower(&self, script: &Script) -> Outcome<Expr> {
        let captured = script.function.curry();
        let found = self.functions.get(&(script.function.fn_name(), captured.len() + 1));
        let Some((file, function)) = found else {
            return Err(unlowered(
                "it takes something else than the ticket alone",
                Spot { file: number(script.file), ..Spot::default() },
            ));
        };
        let mut body = Body { lowering: self, file: *file, calls: 0, scope: Vec::new(), needs: Vec::new() };
        let mut names = function.params.iter().map(String::as_str);
        for value in captured {
            let at = Spot { file: number(*file), ..Spot::default() };
            let value = datum(value, &mut |_| None).value();
            let value = value.ok_or_else(|| unlowered("it captures something that is no data", at))?;
            body.scope.extend(names.next().map(|name| (name, Bound::Value(Expr::new(Op::Constant(value), at)))));
        }
        body.scope.extend(names.next().map(|name| (name, Bound::Ticket)));
        body.whole(&function.body)
    }
}

impl<'a> Body<'_, 'a> {
    /// The value of a function body, with what it computes on the way.
    fn whole(&mut self, statements: &'a [Stmt]) -> Outcome<Expr> {
        let body = self.block(statements, true)?;
        let needs = std::mem::take(&mut self.needs);
        let at = body.at;
        let whole = if needs.is_empty() { body } else { Expr::new(Op::Given(needs, Box::new(body)), at) };
        if size(&whole) > SIZE { Err(unlowered("it grows too large", at)) } else { Ok(whole) }
    }

    /// The value of statements. `tail`: a `return` here ends the function.
    fn block(&mut self, statements: &'a [Stmt], tail: bool) -> Outcome<Expr> {
        let depth = self.scope.len();
        let value = self.statements(statements, tail);
        self.scope.truncate(depth);
        value
    }

    fn statements(&mut self, statements: &'a [Stmt], tail: bool) -> Outcome<Expr> {
        let Some((first, rest)) = statements.split_first() else {
            return Ok(Expr::new(Op::Constant(Value::Null), self.spot(Position::NONE)));
        };
        match first {
            Stmt::Var(variable, flags, position) if !flags.contains(ASTFlags::EXPORTED) => {
                let value = self.value_of(&variable.1, *position)?;
                self.need(&value);
                self.scope.push((variable.0.name.as_str(), Bound::Value(value)));
                self.statements(rest, tail)
            }
            Stmt::If(flow, position) if !rest.is_empty() => self.guard(flow, *position, rest, tail),
            Stmt::Return(value, flags, position) if tail && !flags.contains(ASTFlags::BREAK) => match value {
                Some(value) => self.expr(value),
                None => Ok(Expr::new(Op::Constant(Value::Null), self.spot(*position))),
            },
            Stmt::Noop(_) => self.statements(rest, tail),
            last if rest.is_empty() => self.last(last, tail),
            other => Err(self.refuse(statement(other), other.position())),
        }
    }

    /// The value of the last statement of a block.
    fn last(&mut self, statement_: &'a Stmt, tail: bool) -> Outcome<Expr> {
        match statement_ {
            Stmt::Expr(expr) => match &**expr {
                Syntax::Stmt(block) => self.block(block.statements(), tail),
                expr => self.expr(expr),
            },
            Stmt::FnCall(call, position) => self.call(call, None, *position),
            Stmt::Block(block) => self.block(block.statements(), tail),
            Stmt::If(flow, position) => {
                let other = flow.branch.statements();
                self.branches(flow, *position, |body| body.block(other, tail), tail)
            }
            Stmt::Switch(parts, position) => self.switch(&parts.0, &parts.1, *position, tail),
            other => Err(self.refuse(statement(other), other.position())),
        }
    }

    /// `if condition { return a; } rest`
    fn guard(&mut self, flow: &'a FlowControl, position: Position, rest: &'a [Stmt], tail: bool) -> Outcome<Expr> {
        let returns = matches!(flow.body.statements().last(), Some(Stmt::Return(..))) && tail;
        if !returns || !flow.branch.statements().is_empty() {
            return Err(self.refuse("an `if` whose value is not used", position));
        }
        self.branches(flow, position, |body| body.statements(rest, tail), tail)
    }

    fn branches(
        &mut self,
        flow: &'a FlowControl,
        position: Position,
        other: impl FnOnce(&mut Self) -> Outcome<Expr>,
        tail: bool,
    ) -> Outcome<Expr> {
        let condition = self.value_of(&flow.expr, position)?;
        // What one branch computes on its way is needed only there.
        let before = self.needs.len();
        let then = self.block(flow.body.statements(), tail)?;
        let then = self.enclosed(before, then);
        let other = other(self)?;
        let other = self.enclosed(before, other);
        Ok(Expr::new(Op::If(Box::new([condition, then, other])), self.spot(position)))
    }

    /// An expression with what has come to be needed since then.
    fn enclosed(&mut self, since: usize, expr: Expr) -> Expr {
        let needs = self.needs.split_off(since);
        let at = expr.at;
        if needs.is_empty() { expr } else { Expr::new(Op::Given(needs, Box::new(expr)), at) }
    }

    fn need(&mut self, value: &Expr) {
        if !cannot_fail(value, self.lowering.schema) {
            self.needs.push(value.clone());
        }
    }

    fn expr(&mut self, syntax: &'a Syntax) -> Outcome<Expr> {
        let at = self.spot(syntax.position());
        let constant = |value| Ok(Expr::new(Op::Constant(value), at));
        match syntax {
            Syntax::BoolConstant(b, _) => constant(Value::Bool(*b)),
            Syntax::IntegerConstant(n, _) => constant(Value::Int(*n)),
            Syntax::FloatConstant(x, _) => constant(Value::Float(**x)),
            Syntax::StringConstant(text, _) => constant(Value::Text(text.to_string())),
            Syntax::Unit(_) => constant(Value::Null),
            Syntax::DynamicConstant(value, _) => match datum(value, &mut |_| None).value() {
                Some(value) => constant(value),
                None => Err(self.refuse("a closure inside a closure", syntax.position())),
            },
            Syntax::Array(items, _) => self.list(items, at),
            Syntax::Variable(..) | Syntax::Dot(..) | Syntax::Index(..) => self.value_of(syntax, syntax.position()),
            Syntax::And(parts, _) => Ok(Expr::new(Op::All(self.parts(parts)?), at)),
            Syntax::Or(parts, _) => Ok(Expr::new(Op::Any(self.parts(parts)?), at)),
            Syntax::Coalesce(parts, _) => Ok(Expr::new(Op::Otherwise(self.parts(parts)?), at)),
            Syntax::FnCall(call, position) => self.call(call, None, *position),
            Syntax::Stmt(block) => self.block(block.statements(), false),
            other => Err(self.refuse(expression(other), other.position())),
        }
    }

    /// The parts of what settles itself from left to right: what one computes on its way is needed only there.
    fn parts(&mut self, parts: &'a [Syntax]) -> Outcome<Vec<Expr>> {
        let part = |part| {
            let before = self.needs.len();
            let expr = self.expr(part)?;
            Ok(self.enclosed(before, expr))
        };
        parts.iter().map(part).collect()
    }

    fn list(&mut self, items: &'a [Syntax], at: Spot) -> Outcome<Expr> {
        let items: Vec<Expr> = items.iter().map(|item| self.expr(item)).collect::<Outcome<_>>()?;
        let constants: Option<Vec<Value>> = items.iter().map(|item| item.constant().cloned()).collect();
        let op = constants.map_or_else(|| Op::List(items), |values| Op::Constant(Value::List(values)));
        Ok(Expr::new(op, at))
    }

    /// An expression that must be a value, not the ticket as a whole.
    fn value_of(&mut self, syntax: &'a Syntax, position: Position) -> Outcome<Expr> {
        match syntax {
            Syntax::Variable(..) | Syntax::Dot(..) | Syntax::Index(..) => match self.link(syntax)? {
                Link::Value(value) => Ok(value),
                Link::Ticket | Link::HostFields => Err(self.refuse("the ticket as a whole", position)),
            },
            other => self.expr(other),
        }
    }

    fn field(&self, name: &str, at: Spot) -> Expr {
        Expr::new(Op::Field(Read { name: name.into(), slot: self.lowering.schema.id(name) }), at)
    }

    fn spot(&self, position: Position) -> Spot {
        let whole = |number: Option<usize>| number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        Spot { file: number(self.file), line: whole(position.line()), column: whole(position.position()) }
    }

    fn refuse(&self, what: &str, position: Position) -> Unlowered {
        unlowered(&format!("{what} is not covered"), self.spot(position))
    }
}

/// How many expressions a tree is made of.
fn size(tree: &Expr) -> usize {
    1 + tree.parts().into_iter().map(size).sum::<usize>()
}

fn unlowered(reason: &str, at: Spot) -> Unlowered {
    Unlowered { reason: reason.into(), at }
}

/// A file's number. A policy has at most 4 MB: its files are fewer than 65,536 unless most of them are empty.
fn number(file: usize) -> u16 {
    u16::try_from(file).unwrap_or(u16::MAX)
}

fn statement(statement: &Stmt) -> &'static str {
    match statement {
        Stmt::Assignment(_) => "an assignment",
        Stmt::For(..) | Stmt::While(..) | Stmt::Do(..) | Stmt::BreakLoop(..) => "a loop",
        Stmt::TryCatch(..) => "`try`",
        Stmt::Return(..) => "a `return` inside an expression, or `throw`",
        Stmt::Share(_) | Stmt::Var(..) => "a closure inside a closure",
        _ => "a statement whose value is not used",
    }
}

fn expression(expression: &Syntax) -> &'static str {
    match expression {
        Syntax::CharConstant(..) => "a single character",
        Syntax::InterpolatedString(..) => "text with values put into it",
        Syntax::Map(..) => "a map",
        Syntax::ThisPtr(_) => "`this`",
        _ => "this expression",
    }
}
