//! Truth: the answers of a condition for all tickets at once, as sets of bits.

use super::bits::Bits;

/// For which tickets a condition holds, does not hold, and fails. For the others it is undecided.
#[derive(Clone, Debug)]
pub(super) struct Truth {
    pub(super) holds: Bits,
    pub(super) not: Bits,
    pub(super) fails: Bits,
}

/// One ticket's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Holds,
    Not,
    Fails,
    Undecided,
}

impl Truth {
    pub(super) fn of(answers: &[Answer]) -> Self {
        let [holds, not, fails, _] = Bits::apart(answers, |answer| answer as usize);
        Self { holds, not, fails }
    }

    /// What always holds.
    pub(super) fn always(count: usize) -> Self {
        Self { holds: Bits::all(count), not: Bits::none(count), fails: Bits::none(count) }
    }

    pub(super) fn negated(&self) -> Self {
        Self { holds: self.not.clone(), not: self.holds.clone(), fails: self.fails.clone() }
    }

    /// `a && b && ...`, read in order as a script reads it: behind a part that is false, or that fails, nothing is
    /// read. Behind one that is undecided everything is, since it may be false.
    pub(super) fn all(count: usize, parts: impl Iterator<Item = impl AsRef<Self>>) -> Self {
        let (mut reached, mut open) = (Bits::all(count), Bits::none(count));
        let mut all = Self { holds: Bits::none(count), not: Bits::none(count), fails: Bits::none(count) };
        for part in parts {
            let part = part.as_ref();
            all.not = all.not.or(&reached.and(&part.not));
            all.fails = all.fails.or(&reached.and(&part.fails).without(&open));
            let settled = part.holds.or(&part.not).or(&part.fails);
            open = open.or(&reached.without(&settled));
            reached = reached.without(&part.not).without(&part.fails);
        }
        all.holds = reached.without(&open);
        all
    }

    /// `a || b || ...`: false if all parts are.
    pub(super) fn any(count: usize, parts: impl Iterator<Item = impl AsRef<Self>>) -> Self {
        Self::all(count, parts.map(|part| Negated(part.as_ref().negated()))).negated()
    }
}

struct Negated(Truth);

impl AsRef<Truth> for Negated {
    fn as_ref(&self) -> &Truth {
        &self.0
    }
}
