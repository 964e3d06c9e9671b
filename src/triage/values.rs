//! `Values`: what values of one field have been met, each with a number, so that what follows from one is found once.

use super::read::Known;
use super::settle::received;
use crate::policy::Policy;
use crate::ticket::Kind;
use crate::value::Value;

/// The values of a field by their numbers, from 1; 0 stands for none.
#[derive(Debug)]
pub(super) struct Values {
    kind: Kind,
    known: Known,
    all: Vec<Numbered>,
}

/// A value, as intake understands it.
#[derive(Debug)]
struct Numbered {
    value: Value,
    /// Its row, once it was asked for; none if the ticket as a whole decides.
    row: Option<Option<u32>>,
}

impl Values {
    pub(super) fn new(policy: &Policy, field: &str) -> Option<Self> {
        let kind = policy.words.schema.get(field)?.kind;
        Some(Self { kind, known: Known::default(), all: Vec::new() })
    }

    /// The number of what a ticket holds, which intake reads once; none if the ticket as a whole decides.
    pub(super) fn received(&mut self, policy: &Policy, field: &str, value: &Value) -> Option<u32> {
        let Self { kind, known, all } = self;
        known.number(*kind, value, |value| match received(policy, field, value)?.get(field) {
            Some(value) => number(all, value),
            None => Some(0),
        })
    }

    /// The number of a value as intake would understand it.
    pub(super) fn settled(&mut self, value: &Value) -> Option<u32> {
        let Self { kind, known, all } = self;
        known.number(*kind, value, |value| number(all, &value))
    }

    pub(super) fn value(&self, number: u32) -> Option<&Value> {
        self.all.get(number.checked_sub(1)? as usize).map(|numbered| &numbered.value)
    }

    /// The row of a value, which is found once.
    pub(super) fn row(&mut self, number: u32, find: impl FnOnce(Value) -> Option<u32>) -> Option<u32> {
        let Numbered { value, row } = self.all.get_mut(number.checked_sub(1)? as usize)?;
        *row.get_or_insert_with(|| find(value.clone()))
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn forget(&mut self) {
        self.known = Known::default();
        self.all.clear();
    }
}

fn number(all: &mut Vec<Numbered>, value: &Value) -> Option<u32> {
    all.push(Numbered { value: value.clone(), row: None });
    u32::try_from(all.len()).ok()
}
