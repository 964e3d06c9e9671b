//! Explain: the same walk with everything kept that was weighed, and why it did not come out otherwise.

use crate::condition::conditions;
use crate::decision::Decision;
use crate::intake::TicketError;
use crate::journal::{Consideration, Journal, Trace};
use crate::policy::Policy;
use crate::sla::{self, Account, Clock};
use crate::time::Instant;
use crate::toward::{Goal, Toward};
use crate::value::Value;
use serde::Serialize;

/// A decision with every declaration that was considered on the way.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The decision.
    pub decision: Decision,
    /// Every declaration considered, in the order of the corridor.
    pub trace: Vec<Consideration>,
    /// How each due instant came about.
    pub accounts: Vec<Account>,
    /// Why it is not decided otherwise, if that was asked.
    pub toward: Option<Toward>,
}

impl Policy {
    /// Decides a ticket and tells how every declaration on the way fared.
    ///
    /// # Errors
    /// As for [`Policy::decide`].
    pub fn explain(&self, ticket: &Value, now: Instant) -> Result<Explanation, TicketError> {
        let trace = Trace { considered: Vec::new(), conditions };
        let mut journal = Journal { trace: Some(trace), ..Journal::default() };
        let decision = self.walk(ticket, now, &mut journal)?;
        let plant = decision.class.plant.as_deref().and_then(|plant| self.calendar_of_plant(plant));
        let told = |clock: &Clock| sla::account(clock, plant.as_ref().unwrap_or(&clock.counted_on), now);
        let accounts = decision.targets.iter().map(told).collect();
        let trace = journal.trace.map(|trace| trace.considered).unwrap_or_default();
        Ok(Explanation { decision, trace, accounts, toward: None })
    }

    /// The same, and why it is not decided as somebody expected.
    ///
    /// # Errors
    /// As for [`Policy::decide`].
    pub fn explain_toward(&self, ticket: &Value, now: Instant, goal: &Goal) -> Result<Explanation, TicketError> {
        let toward = Some(self.toward(ticket, now, goal)?);
        Ok(Explanation { toward, ..self.explain(ticket, now)? })
    }
}
