//! `Reading`: what values of each field have been met, and what they leave.

use super::plan::Plan;
use super::row::{Left, Row, Rows, row};
use super::scope::Scope;
use super::settle::{Settled, filled_in, settle};
use super::slip::Slip;
use crate::policy::Policy;
use crate::value::Value;

/// The fields in the order of the plan.
#[derive(Debug)]
pub(super) struct Reading {
    fields: Vec<Met>,
}

/// One field.
#[derive(Debug)]
struct Met {
    /// Row 0 is that of a ticket without the field.
    rows: Rows,
    /// A ticket without the field may get it from elsewhere.
    filled_in: bool,
    /// It holds long texts, which are asked, not met.
    long: bool,
    /// The policy's lexicon reads more in it than conditions ask.
    telling: bool,
}

impl Reading {
    /// None if a condition fails for a ticket that lacks a field: then all tickets must be asked as a whole.
    pub(super) fn new(policy: &Policy, plan: &Plan) -> Option<Self> {
        let fields = (0..plan.fields.len()).map(|field| {
            let mut rows = Rows::new(&plan.lines, field);
            rows.number(row(policy, plan, field, None, 0)?)?;
            let long = plan.is_long(field);
            let telling = long && !policy.words.lexicon_entries.is_empty();
            Some(Met { rows, filled_in: filled_in(policy, plan.fields.get(field)?), long, telling })
        });
        Some(Self { fields: fields.collect::<Option<_>>()? })
    }

    /// Whether a lexicon reads texts.
    pub(super) fn tells(&self) -> bool {
        self.fields.iter().any(|met| met.telling)
    }

    /// The number of a value's row, 0 for one that is as good as none; none if the ticket as a whole decides.
    pub(super) fn learn(
        &mut self,
        policy: &Policy,
        plan: &Plan,
        scope: &Scope,
        field: usize,
        value: Value,
    ) -> Option<u32> {
        let name = plan.fields.get(field).filter(|_| !plan.is_long(field))?;
        match settle(policy, scope, name, value) {
            Settled::Absent => Some(0),
            Settled::Open => None,
            Settled::Plain(value) => self.row(policy, plan, field, value),
        }
    }

    /// The row of a value that classification has settled; none if the ticket as a whole decides.
    pub(super) fn row(&mut self, policy: &Policy, plan: &Plan, field: usize, value: Value) -> Option<u32> {
        let tag = tag(policy, plan.fields.get(field)?, &value);
        let row: Row = row(policy, plan, field, Some(value), tag)?;
        self.fields.get_mut(field)?.rows.number(row)
    }

    /// Leaves the lines that a slip leaves; false if the ticket as a whole decides. On a slip that is filled in stands
    /// what classification makes of the ticket.
    pub(super) fn sift(&self, slip: &Slip, filled_in: bool, left: &mut Left) -> bool {
        self.fields.iter().zip(&slip.numbers).all(|(met, number)| match number {
            0 => (filled_in || !met.filled_in) && left.keep(&met.rows, 0),
            _ if met.long => filled_in || !met.telling,
            _ => left.keep(&met.rows, *number),
        })
    }

    /// What the value of a field says beside its row.
    pub(super) fn tag(&self, slip: &Slip, field: usize) -> usize {
        let number = slip.numbers.get(field);
        number.zip(self.fields.get(field)).and_then(|(number, met)| met.rows.tag(*number)).unwrap_or(0) as usize
    }
}

/// Counted from 1: the place of an impact or urgency in the matrix, the team that owns a category or system.
fn tag(policy: &Policy, field: &str, value: &Value) -> u32 {
    let (matrix, words, names) = (&policy.matrix, &policy.words, &policy.names);
    let Some(text) = value.as_text() else { return 0 };
    let owner = match field {
        "category" => names.categories.named(&words.categories, text).and_then(|category| category.owner.as_ref()),
        "system" => names.systems.named(&words.systems, text).and_then(|system| system.owner.as_ref()),
        _ => None,
    };
    let place = match field {
        "impact" => matrix.impacts.iter().position(|known| known == text),
        "urgency" => matrix.urgencies.iter().position(|known| known == text),
        _ => owner.and_then(|owner| words.teams.iter().position(|team| team.header.id == owner.name)),
    };
    place.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or(0)
}
