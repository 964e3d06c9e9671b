//! `Reading`: how each field of a slip is read, and what values have been met.

use super::plan::{LONG, Plan};
use super::scope::Scope;
use super::settle::{Settled, filled_in, settle};
use super::sieve::{Left, Row, Rows, Text, row};
use super::slip::Slip;
use crate::policy::Policy;
use crate::value::Value;

/// The ways of all fields, in the order of the plan.
#[derive(Debug)]
pub(super) struct Reading {
    ways: Vec<Way>,
}

#[derive(Debug)]
struct Way {
    /// Row 0 is that of a ticket without the field.
    rows: Rows,
    /// A ticket without the field may get it from elsewhere.
    filled_in: bool,
    long: Option<Long>,
}

/// A long text: by the number of the slip's text, searched anew each time.
#[derive(Debug)]
struct Long {
    text: usize,
    rows: Text,
    /// Its words may say more than conditions ask.
    telling: bool,
}

impl Reading {
    /// None if a condition fails for a ticket that lacks a field: then all tickets must be asked as a whole.
    pub(super) fn new(policy: &Policy, plan: &Plan) -> Option<Self> {
        let mut texts = 0;
        let ways = (0..plan.fields.len()).map(|field| {
            let name = plan.fields.get(field)?.as_str();
            let mut rows = Rows::default();
            rows.number(row(policy, plan, field, None, 0)?)?;
            let mut long = None;
            if LONG.contains(&name) {
                let telling = !policy.words.lexicon_entries.is_empty();
                long = Some(Long { text: texts, rows: Text::new(plan, field), telling });
                texts += 1;
            }
            Some(Way { rows, filled_in: filled_in(policy, name), long })
        });
        Some(Self { ways: ways.collect::<Option<_>>()? })
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
        let way = self.ways.get_mut(field).filter(|way| way.long.is_none())?;
        let name = plan.fields.get(field)?;
        match settle(policy, scope, name, value) {
            Settled::Absent => Some(0),
            Settled::Open => None,
            Settled::Plain(value) => {
                let tag = tag(policy, name, &value);
                let row: Row = row(policy, plan, field, Some(value), tag)?;
                way.rows.number(row)
            }
        }
    }

    /// Leaves the lines that a slip leaves; false if the ticket as a whole decides.
    pub(super) fn sift(&self, slip: &Slip, left: &mut Left, found: &mut Vec<u64>) -> bool {
        self.ways.iter().zip(&slip.numbers).all(|(way, number)| match &way.long {
            _ if *number == 0 => !way.filled_in && left.keep(&way.rows, 0),
            None => left.keep(&way.rows, *number),
            Some(long) => match slip.text(long.text, *number) {
                Some("") => left.keep(&way.rows, 0),
                Some(text) if !long.telling => {
                    left.search(&long.rows, text, found);
                    true
                }
                _ => false,
            },
        })
    }

    /// What the value of a field says beside its row.
    pub(super) fn tag(&self, slip: &Slip, field: usize) -> usize {
        let number = slip.numbers.get(field);
        number.zip(self.ways.get(field)).and_then(|(number, way)| way.rows.tag(*number)).unwrap_or(0) as usize
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
