//! Chains: `t.zone`, `t["case"]`, `t.fields.building`, `t.tags.len`, `t.subject.to_lower()`.

use super::{Body, Bound, Link, Outcome};
use crate::expression::{Expr, Op, Shape};
use rhai::{ASTFlags, BinaryExpr, Expr as Syntax, Position};

/// How a step follows from what stands before it.
#[derive(Clone, Copy)]
enum Step {
    Dot,
    Index,
}

impl<'a> Body<'_, 'a> {
    /// What a name or a chain stands for.
    pub(super) fn link(&mut self, syntax: &'a Syntax) -> Outcome<Link> {
        match syntax {
            Syntax::Variable(variable, _, position) => self.variable(&variable.1, *position),
            Syntax::Dot(chain, flags, position) => self.chain(chain, Step::Dot, *flags, *position),
            Syntax::Index(chain, flags, position) => self.chain(chain, Step::Index, *flags, *position),
            other => self.expr(other).map(Link::Value),
        }
    }

    fn variable(&self, name: &str, position: Position) -> Outcome<Link> {
        match self.scope.iter().rev().find(|(known, _)| *known == name) {
            Some((_, Bound::Ticket)) => Ok(Link::Ticket),
            Some((_, Bound::Value(value))) => Ok(Link::Value(value.clone())),
            None => Err(self.refuse("a name from outside", position)),
        }
    }

    fn chain(&mut self, chain: &'a BinaryExpr, step: Step, flags: ASTFlags, position: Position) -> Outcome<Link> {
        let base = self.link(&chain.lhs)?;
        self.follow(base, step, flags, &chain.rhs, position)
    }

    /// `base`, and then the rest of the chain.
    fn follow(
        &mut self,
        base: Link,
        step: Step,
        flags: ASTFlags,
        rest: &'a Syntax,
        position: Position,
    ) -> Outcome<Link> {
        if flags.contains(ASTFlags::NEGATED) {
            return Err(self.refuse("`?.`", position));
        }
        let ends = flags.contains(ASTFlags::BREAK);
        match rest {
            Syntax::Dot(chain, flags, position) if !ends => {
                let base = self.step(base, step, &chain.lhs)?;
                self.follow(base, Step::Dot, *flags, &chain.rhs, *position)
            }
            Syntax::Index(chain, flags, position) if !ends => {
                let base = self.step(base, step, &chain.lhs)?;
                self.follow(base, Step::Index, *flags, &chain.rhs, *position)
            }
            last => self.step(base, step, last),
        }
    }

    fn step(&mut self, base: Link, step: Step, syntax: &'a Syntax) -> Outcome<Link> {
        let at = self.spot(syntax.position());
        let name = match (step, syntax) {
            (Step::Dot, Syntax::Property(property, _)) => Some(property.2.as_str()),
            (Step::Index, Syntax::StringConstant(name, _)) => Some(name.as_str()),
            _ => None,
        };
        match (base, name, step, syntax) {
            (Link::Ticket, Some("fields"), ..) => Ok(Link::HostFields),
            (Link::Ticket, Some(name), ..) => Ok(Link::Value(self.field(name, at))),
            (Link::HostFields, Some(name), ..) => Ok(Link::Value(self.field(&format!("fields.{name}"), at))),
            (Link::Value(value), Some("len"), Step::Dot, _) => {
                Ok(Link::Value(Expr::new(Op::Shape(Shape::Length, Box::new(value)), at)))
            }
            (Link::Value(value), _, Step::Dot, Syntax::MethodCall(call, position)) => {
                self.call(call, Some(value), *position).map(Link::Value)
            }
            _ => Err(self.refuse("a look-up in a value", syntax.position())),
        }
    }
}
