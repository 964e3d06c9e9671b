//! Sets of outcomes that a condition may come to, and how they combine.
//!
//! Logic has three values, and a condition may fail besides. Parts of a condition are taken to be independent of each
//! other, which can only make a set larger than it is.

use crate::expression::Stop;

/// A set of outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcomes(u8);

impl Outcomes {
    pub(super) const NONE: Self = Self(0);
    pub(super) const TRUE: Self = Self(1);
    pub(super) const FALSE: Self = Self(2);
    pub(super) const UNDECIDED: Self = Self(4);
    pub(super) const FAILED: Self = Self(8);
    const EACH: [Self; 4] = [Self::TRUE, Self::FALSE, Self::UNDECIDED, Self::FAILED];

    /// The outcome of an evaluation.
    pub(super) fn of(answer: &Result<bool, Stop<'_>>) -> Self {
        match answer {
            Ok(true) => Self::TRUE,
            Ok(false) => Self::FALSE,
            Err(Stop::Undecided { .. }) => Self::UNDECIDED,
            Err(Stop::Failed { .. }) => Self::FAILED,
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of them is `outcome`.
    pub(super) fn may(self, outcome: Self) -> bool {
        self.0 & outcome.0 != 0
    }

    /// The outcomes in the set, each alone.
    pub(super) fn each(self) -> impl Iterator<Item = Self> {
        Self::EACH.into_iter().filter(move |outcome| self.may(*outcome))
    }

    /// `!condition`
    pub(super) fn not(self) -> Self {
        let swapped = self.each().map(|outcome| match outcome {
            Self::TRUE => Self::FALSE,
            Self::FALSE => Self::TRUE,
            other => other,
        });
        swapped.fold(Self::NONE, Self::or)
    }

    /// `a && b && ...`, as trees evaluate it: a false part settles it, a part that fails only if it is reached.
    pub(super) fn all(parts: impl Iterator<Item = Self>) -> Self {
        let (mut open, mut settled) = (Self::TRUE, Self::NONE);
        for part in parts {
            let before = open;
            open = Self::NONE;
            for (so_far, outcome) in before.each().flat_map(|so_far| part.each().map(move |next| (so_far, next))) {
                match outcome {
                    Self::TRUE => open = open.or(so_far),
                    Self::FALSE => settled = settled.or(Self::FALSE),
                    Self::UNDECIDED => open = open.or(Self::UNDECIDED),
                    _ => settled = settled.or(if so_far == Self::TRUE { Self::FAILED } else { so_far }),
                }
            }
        }
        open.or(settled)
    }

    /// `if condition { then } else { other }`: undecided conditions do not matter where both ways lead to the same.
    pub(super) fn choice(condition: Self, then: Self, other: Self) -> Self {
        let undecided = || {
            let pairs = then.each().flat_map(|a| other.each().map(move |b| (a, b)));
            let settled = pairs.map(|(a, b)| if a == b && a != Self::FAILED { a } else { Self::UNDECIDED });
            settled.fold(Self::NONE, Self::or)
        };
        let ways = condition.each().map(|outcome| match outcome {
            Self::TRUE => then,
            Self::FALSE => other,
            Self::UNDECIDED => undecided(),
            failed => failed,
        });
        ways.fold(Self::NONE, Self::or)
    }
}
