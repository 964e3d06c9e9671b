//! `Watch`: one outage, one suggestion, before anyone has connected the dots.
//!
//! The only part of andon that remembers anything. In: tickets as they come, each with `now`. Out: events.
//!
//! ```text
//! ticket -> intake -> classify -> reading -> Report
//! Report -> one of the outages that are known?  -> grown
//!        -> scan of its streams against Normal  -> suggested
//!        -> half a day later: Normal learns it, the less the surer it belonged to an outage
//! ```

mod budget;
mod decisions;
mod echo;
mod event;
mod growth;
mod homes;
mod levels;
mod mentions;
mod names;
mod normal;
mod outage;
#[cfg(feature = "history")]
mod past;
mod plan;
mod problems;
mod rate;
mod reading;
mod report;
mod rhythm;
mod scan;
mod season;
mod shift;
mod signs;
mod snapshot;
mod split;
mod stream;
mod suggest;
mod telling;
mod triggers;
mod units;
mod vocabulary;
mod whereabouts;
mod window;

pub use decisions::Verdict as HostVerdict;
pub use event::{Event, Evidence, Major, Plan, Reach, Scope, Turn};
pub use levels::Level;
#[cfg(feature = "history")]
pub use past::{Record, Recurring};

use crate::classify;
use crate::error::Problem;
use crate::intake::{self, TicketError};
use crate::journal::Journal;
use crate::policy::Policy;
use crate::ticket::Ticket;
use crate::time::Instant;
use crate::value::Value;
use budget::Budget;
use echo::Echo;
use normal::Normal;
use outage::Outage;
use problems::Problems;
use reading::Knowledge;
use rhythm::Rhythm;
use serde::{Deserialize, Serialize};
use signs::Signs;
use std::sync::Arc;
use triggers::{Pending, Trigger};
use window::Window;

/// Suggestions of major incidents and of problems, from a stream of tickets.
#[derive(Debug)]
pub struct Watch {
    policy: Arc<Policy>,
    signs: Signs,
    memory: Memory,
}

/// Everything the watch remembers.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Memory {
    now: i64,
    knowledge: Knowledge,
    normal: Normal,
    window: Window,
    budget: Budget,
    echo: Echo,
    rhythm: Rhythm,
    outages: Vec<Outage>,
    problems: Problems,
    suggested: u32,
    pending: Vec<Pending>,
    /// What the policy declares; not part of a snapshot.
    #[serde(skip)]
    triggers: Vec<Trigger>,
}

/// False alarms a month that are accepted where the policy does not say.
const FALSE_ALARMS_PER_MONTH: f64 = 2.0;

impl Watch {
    /// A watch that knows nothing yet.
    pub fn new(policy: Arc<Policy>) -> Self {
        let memory = Memory {
            now: i64::MIN,
            knowledge: Knowledge::default(),
            normal: Normal::default(),
            window: Window::default(),
            budget: Budget::new(accepted(&policy)),
            echo: Echo::default(),
            rhythm: Rhythm::default(),
            outages: Vec::new(),
            problems: Problems::default(),
            suggested: 0,
            pending: Vec::new(),
            triggers: triggers::triggers(&policy),
        };
        Self { policy, signs: Signs::default(), memory }
    }

    /// Takes a ticket, new or changed, and says what it means. A clock that goes backwards is taken to stand still.
    ///
    /// # Errors
    /// If the ticket is no object, or its `id` or `openedAt` is missing or unreadable; it is then as if it had not come.
    pub fn observe(&mut self, ticket: &Value, now: Instant) -> Result<Vec<Event>, TicketError> {
        let mut journal = Journal { unread: true, ..Journal::default() };
        let received = intake::receive(&self.policy, ticket, &mut journal.problems)?;
        let classified = classify::classify(&self.policy, received, &mut journal);
        Ok(self.see(&classified, ticket, now))
    }

    /// Takes a ticket that is classified already; `input` is it as it came.
    pub(crate) fn see(&mut self, ticket: &Arc<Ticket>, input: &Value, now: Instant) -> Vec<Event> {
        let memory = &mut self.memory;
        memory.now = memory.now.max(now.unix());
        let mut events = memory.pass_time();
        let mut report = reading::read(ticket, memory.now, &mut memory.knowledge, &self.signs);
        triggers::weigh(&self.policy, ticket, &mut report);
        if ticket.resolved_at.is_some() {
            memory.stop_waiting(&report.id);
        }
        if memory.window.of_id(&report.id).is_some() {
            memory.changed(ticket, report, &mut events);
            return events;
        }
        if !report.fits.is_empty() && ticket.resolved_at.is_none() {
            memory.wait(triggers::waits(&self.policy, input, &report, now));
        }
        memory.take(report, &mut events);
        events
    }

    /// Everything the watch remembers. A watch that is restored from it goes on as if there had been no break.
    pub fn snapshot(&self) -> String {
        snapshot::write(&self.memory)
    }

    /// A watch that goes on where another one was when its snapshot was taken.
    ///
    /// # Errors
    /// If the text is no snapshot, or one of another version.
    pub fn restore(policy: Arc<Policy>, snapshot: &str) -> Result<Self, Problem> {
        let fresh = Self::new(policy);
        let mut memory = snapshot::read(snapshot)?;
        memory.triggers.clone_from(&fresh.memory.triggers);
        memory.budget.set(accepted(&fresh.policy));
        Ok(Self { memory, ..fresh })
    }

    /// Accepts so many false alarms a month instead of what the policy says, until the watch is restored.
    pub fn accept(&mut self, false_alarms_per_month: f64) {
        self.memory.budget.set(false_alarms_per_month);
    }

    /// Takes the host's verdict on a suggestion; none if no such suggestion is known.
    pub fn judge(&mut self, suggestion: &str, verdict: HostVerdict, now: Instant) -> Option<Vec<Event>> {
        self.memory.now = self.memory.now.max(now.unix());
        self.memory.judge(suggestion, verdict)
    }

    /// Puts a ticket that came lately into a suggestion; none if either is unknown.
    pub fn link(&mut self, suggestion: &str, ticket: &str, now: Instant) -> Option<Vec<Event>> {
        self.memory.now = self.memory.now.max(now.unix());
        self.memory.link(suggestion, ticket)
    }
}

/// False alarms a month that the policy accepts; the last declaration of them counts.
fn accepted(policy: &Policy) -> f64 {
    let declared = policy.words.majors.iter().rev().find_map(|rule| rule.false_alarms_per_month);
    declared.unwrap_or(FALSE_ALARMS_PER_MONTH)
}
