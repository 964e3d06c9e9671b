//! `Stop`: why an expression has no value for a ticket.

use super::{Read, Spot};

/// Why an expression has no value.
#[derive(Clone, Debug)]
pub(crate) enum Stop<'e> {
    /// The ticket lacks these fields, each of which could settle it; where the first of them is needed.
    Undecided { fields: Lacking<'e>, at: Spot },
    /// It makes no sense for this ticket.
    Failed { message: String, at: Spot },
}

/// Fields that a ticket lacks, each once. Mostly one, and mostly somebody else settles the question: nothing is allocated.
#[derive(Clone, Debug)]
pub(crate) struct Lacking<'e> {
    first: &'e Read,
    more: Vec<&'e Read>,
}

impl Stop<'_> {
    /// Two open questions as one.
    pub(super) fn and(first: Option<Self>, second: Self) -> Self {
        match (first, second) {
            (Some(Self::Undecided { mut fields, at }), Self::Undecided { fields: more, .. }) => {
                fields.add(&more);
                Self::Undecided { fields, at }
            }
            (Some(first), _) => first,
            (None, second) => second,
        }
    }
}

impl<'e> Lacking<'e> {
    pub(super) fn one(first: &'e Read) -> Self {
        Self { first, more: Vec::new() }
    }

    /// These; none if there are none.
    pub(super) fn of(mut reads: impl Iterator<Item = &'e Read>) -> Option<Self> {
        Some(Self { first: reads.next()?, more: reads.collect() })
    }

    /// The fields in the order in which they were found to be lacking.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'e Read> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    fn add(&mut self, other: &Self) {
        for field in other.iter() {
            if self.iter().all(|known| known != field) {
                self.more.push(field);
            }
        }
    }
}
