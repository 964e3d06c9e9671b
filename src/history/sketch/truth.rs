//! Truth: the answers of a condition for all tickets at once, as sets of bits.

use super::bits::Bits;
use std::sync::Arc;

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

    /// What is undecided for every ticket.
    pub(super) fn open(count: usize) -> Self {
        Self { holds: Bits::none(count), not: Bits::none(count), fails: Bits::none(count) }
    }

    pub(super) fn negated(&self) -> Self {
        Self { holds: self.not.clone(), not: self.holds.clone(), fails: self.fails.clone() }
    }

    /// `a && b && ...`
    pub(super) fn all(count: usize, parts: &[Arc<Self>]) -> Self {
        Self::joined(count, parts, |part| [&part.holds, &part.not, &part.fails])
    }

    /// `a || b || ...`: false if all parts are.
    pub(super) fn any(count: usize, parts: &[Arc<Self>]) -> Self {
        Self::joined(count, parts, |part| [&part.not, &part.holds, &part.fails]).negated()
    }

    /// Parts read in order, as a script reads them: behind one that is false, or that fails, nothing is read. Behind one
    /// that is undecided everything is, since it may be false.
    fn joined<'p>(count: usize, parts: &'p [Arc<Self>], sets: impl Fn(&'p Self) -> [&'p Bits; 3]) -> Self {
        let mut reached = Bits::all(count).into_words();
        let (mut open, mut not, mut fails) = (vec![0; reached.len()], vec![0; reached.len()], vec![0; reached.len()]);
        for part in parts {
            let [holds, nots, failing] = sets(part).map(Bits::words);
            let state = reached.iter_mut().zip(&mut open).zip(not.iter_mut().zip(&mut fails));
            let part = holds.iter().zip(nots).zip(failing);
            for (((reached, open), (not, fails)), ((part_holds, part_not), part_fails)) in state.zip(part) {
                *not |= *reached & part_not;
                *fails |= *reached & part_fails & !*open;
                *open |= *reached & !(part_holds | part_not | part_fails);
                *reached &= !(part_not | part_fails);
            }
        }
        reached.iter_mut().zip(&open).for_each(|(reached, open)| *reached &= !open);
        let [holds, not, fails] = [reached, not, fails].map(Bits::of_words);
        Self { holds, not, fails }
    }
}
