//! Explain: what decided, and every condition that had to hold for it, with what the ticket says to it.

use super::{Triage, Triaged};
use crate::condition::{Reading, conjuncts};
use crate::error::{Place, Problem};
use crate::expression::{Expr, Op, Read};
use crate::intake::TicketError;
use crate::journal::Undecided;
use crate::ticket::Ticket;
use crate::value::Value;
use serde::Serialize;

/// What decides a ticket, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// What decides.
    #[serde(flatten)]
    pub triaged: Triaged,
    /// Where the rule stands.
    #[serde(flatten)]
    pub at: Place,
    /// The conditions of the rule, all of which hold.
    pub conditions: Vec<Held>,
    /// What could not be judged.
    pub open: Vec<Undecided>,
    /// What is wrong with the ticket, as far as it matters.
    pub problems: Vec<Problem>,
}

/// A condition that holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// As a policy would write it.
    pub text: String,
    /// What it reads of the ticket.
    pub reads: Vec<Reading>,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

impl Triage {
    /// What decides a ticket, and why.
    ///
    /// # Errors
    /// As for [`Triage::decide`].
    pub fn explain(&self, ticket: &Value) -> Result<Explained, TicketError> {
        let (triaged, judged, journal) = self.walk(ticket)?;
        let number = self.policy.words.rules.iter().position(|rule| rule.header.id == triaged.rule);
        let problems = journal.problems.into_iter().filter(|problem| self.concerns(problem));
        Ok(Explained {
            at: self.place(number),
            conditions: self.held(number, Some(&judged.ticket)),
            open: journal.undecided,
            problems: problems.collect(),
            triaged,
        })
    }

    /// Where a rule stands; the matrix, where none is named.
    pub(crate) fn place(&self, rule: Option<usize>) -> Place {
        let rule = rule.and_then(|number| self.policy.words.rules.get(number));
        rule.map_or_else(|| self.policy.matrix.at.clone(), |rule| rule.header.at.clone())
    }

    /// The conditions of a rule, with what a ticket says to them.
    pub(crate) fn held(&self, rule: Option<usize>, ticket: Option<&Ticket>) -> Vec<Held> {
        let rule = rule.and_then(|number| self.policy.words.rules.get(number));
        let Some(closure) = rule.and_then(|rule| rule.when.as_ref()) else { return Vec::new() };
        let Some(tree) = self.policy.scripts.tree(closure) else { return Vec::new() };
        let parts = conjuncts(tree).into_iter();
        let held = parts.map(|part| Held {
            text: part.to_string(),
            reads: self.readings(part, ticket),
            at: self.policy.scripts.place(part.at, closure),
        });
        held.collect()
    }

    fn readings(&self, part: &Expr, ticket: Option<&Ticket>) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        each_read(part, &mut |read| {
            let field = self.policy.words.schema.camel(&read.name).to_string();
            if readings.iter().all(|known| known.field != field) {
                let value = ticket.and_then(|ticket| ticket.read(read)).cloned().unwrap_or(Value::Null);
                readings.push(Reading { field, value });
            }
        });
        readings
    }
}

fn each_read(expr: &Expr, take: &mut impl FnMut(&Read)) {
    if let Op::Field(read) = &expr.op {
        take(read);
    }
    expr.parts().into_iter().for_each(|part| each_read(part, take));
}
