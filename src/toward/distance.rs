//! Distance: how many single conditions would have to turn before an expression holds, or does not.

use crate::condition::Truth;
use crate::expression::{Expr, Op};
use crate::ticket::Ticket;

/// Of what can never turn.
pub(super) const NEVER: usize = 1_000_000;

/// How many single conditions must turn before `expr` comes to `wanted`. One that is undecided must turn as well.
pub(super) fn distance(expr: &Expr, wanted: bool, ticket: &Ticket) -> usize {
    if is(expr, wanted, ticket) {
        return 0;
    }
    let each = |parts: &[Expr]| parts.iter().map(|part| distance(part, wanted, ticket)).collect::<Vec<_>>();
    let nearest = |distances: Vec<usize>| distances.into_iter().min().unwrap_or(NEVER);
    match &expr.op {
        Op::All(parts) if wanted => each(parts).into_iter().sum(),
        Op::Any(parts) if !wanted => each(parts).into_iter().sum(),
        Op::All(parts) | Op::Any(parts) => nearest(each(parts)),
        Op::Not(part) => distance(part, !wanted, ticket),
        Op::Given(_, body) => distance(body, wanted, ticket),
        Op::If(parts) => {
            let [condition, then, other] = &**parts;
            let by = |branch, way| distance(branch, wanted, ticket) + distance(condition, way, ticket);
            by(then, true).min(by(other, false))
        }
        Op::Constant(_) => NEVER,
        _ => 1,
    }
}

/// Whether an expression comes to `wanted`.
pub(super) fn is(expr: &Expr, wanted: bool, ticket: &Ticket) -> bool {
    Truth::of(expr, ticket) == if wanted { Truth::True } else { Truth::False }
}
