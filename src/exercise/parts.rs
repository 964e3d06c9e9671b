//! The parts of a tree that tickets may try out.

use crate::expression::{Expr, Op, Spot, Stop};
use crate::journal::Verdict;
use crate::policy::questions::{Question, Role};

/// A part of a policy's text. Functions are put in place where they are called, so one part may stand in many trees.
pub(super) type Part = (u16, u32, u32, u16);

/// Something for each of several parts, in the order of the text.
#[derive(Debug)]
pub(super) struct Parts<T>(Vec<(Part, T)>);

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Parts<T> {
    /// Adds a part unless it is listed.
    pub(super) fn list(&mut self, part: Part, thing: impl FnOnce() -> T) {
        if let Err(place) = self.0.binary_search_by_key(&part, |(known, _)| *known) {
            self.0.insert(place, (part, thing()));
        }
    }

    pub(super) fn get_mut(&mut self, part: Part) -> Option<&mut T> {
        let place = self.0.binary_search_by_key(&part, |(known, _)| *known).ok()?;
        self.0.get_mut(place).map(|(_, thing)| thing)
    }

    pub(super) fn in_order(self) -> Vec<T> {
        self.0.into_iter().map(|(_, thing)| thing).collect()
    }
}

pub(super) fn is_open(stop: &Stop<'_>) -> bool {
    matches!(stop, Stop::Undecided { .. })
}

pub(super) fn part(spot: Spot, way: u16) -> Part {
    (spot.file, spot.line, spot.column, way)
}

pub(super) fn number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// Whether an expression is a condition that is asked as a whole.
pub(super) fn is_atom(expr: &Expr) -> bool {
    matches!(
        expr.op,
        Op::Compare(..)
            | Op::Contains(_)
            | Op::Has(_)
            | Op::Text(..)
            | Op::Mentions(_)
            | Op::Field(_)
            | Op::Otherwise(_)
    )
}

/// The parts of an expression that may hold conditions or ways of their own, and whether each is logic.
pub(super) fn inner(expr: &Expr, is_logic: bool) -> Vec<(&Expr, bool)> {
    match &expr.op {
        Op::Given(_, body) => vec![(body, is_logic)],
        Op::All(_) | Op::Any(_) | Op::Not(_) if is_logic => expr.parts().into_iter().map(|part| (part, true)).collect(),
        Op::If(parts) => {
            let [condition, then, other] = &**parts;
            vec![(condition, true), (then, is_logic), (other, is_logic)]
        }
        Op::Switch(switch) => {
            let conditions =
                switch.arms.iter().filter_map(|arm| arm.condition.as_ref()).map(|condition| (condition, true));
            let ways = switch.arms.iter().map(|arm| &arm.then).chain(&switch.otherwise).map(|way| (way, is_logic));
            conditions.chain(ways).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a question is answered by true or false.
pub(super) fn is_logic(question: &Question<'_>) -> bool {
    !matches!(question.role, Role::Setting(_))
}

pub(super) fn verdict(answer: &Result<bool, Stop<'_>>) -> Verdict {
    match answer {
        Ok(true) => Verdict::Matched,
        Ok(false) => Verdict::NotMatched,
        Err(Stop::Undecided { .. }) => Verdict::Undecided,
        Err(Stop::Failed { .. }) => Verdict::Failed,
    }
}
