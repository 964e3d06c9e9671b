//! Reasoning: what can be said of conditions without a ticket.
//!
//! Sound, not complete. What is said holds for every ticket: "never holds", "holds only where one of those does". Where
//! it cannot be found out (a search that takes too long, a closure that is a script), nothing is said. Texts that a
//! ticket may mention, lists, instants and a host's own fields are taken to be anything, independent of each other.

mod domain;
mod formula;
mod outcomes;
mod search;

use crate::expression::Expr;
use crate::policy::Policy;
use search::{Found, search};

pub(in crate::lint) use formula::constants;

/// Whether there is no ticket for which all of these hold.
pub(super) fn never(policy: &Policy, all: &[&Expr]) -> bool {
    search(policy, all, &[]) == Found::Nothing
}

/// Whether it holds for every ticket.
pub(super) fn always(policy: &Policy, condition: &Expr) -> bool {
    search(policy, &[], &[condition]) == Found::Nothing
}

/// Whether, wherever a condition holds, one of the others does.
pub(super) fn covered(policy: &Policy, condition: &Expr, others: &[&Expr]) -> bool {
    search(policy, &[condition], others) == Found::Nothing
}

/// Whether there may be a ticket for which a condition holds and none of the others does.
pub(super) fn may_be_uncovered(policy: &Policy, condition: &Expr, others: &[&Expr]) -> bool {
    matches!(search(policy, &[condition], others), Found::Something { .. })
}

/// Whether there surely is a ticket for which all of `wanted` hold and none of `unwanted`.
pub(super) fn surely(policy: &Policy, wanted: &[&Expr], unwanted: &[&Expr]) -> bool {
    search(policy, wanted, unwanted) == Found::Something { certain: true }
}
