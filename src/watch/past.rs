//! The faults that came back in a past: its tickets, seen again in the order in which they came.
//!
//! What the watch would have told is told, so the stream and the past never disagree.

use super::Watch;
use super::event::Event;
use crate::history::History;
use crate::policy::Policy;
use crate::recurrence::{Pattern, Recurrence};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A fault that came back, with the problem record that it deserves.
#[derive(Clone, Debug, Serialize)]
pub struct Recurring {
    /// What came back, and how.
    #[serde(flatten)]
    pub event: Event,
    /// A problem record to begin with.
    pub record: Record,
}

/// A suggested problem record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record {
    /// One line.
    pub title: String,
    /// What is known, and what to look into.
    pub description: String,
    /// Incidents to link.
    pub incidents: Vec<String>,
}

impl History {
    /// The faults that came back, the surest first; each once for each way of coming back, as it was last seen.
    pub fn recurrences(&self, policy: &Arc<Policy>) -> Vec<Recurring> {
        let mut watch = Watch::new(policy.clone());
        let mut last: BTreeMap<String, Recurrence> = BTreeMap::new();
        for index in self.in_order_of_arrival() {
            let Some(ticket) = self.ticket(index) else { continue };
            // What is no ticket for this policy is told by `decide`; here it is as if it had not come.
            let Ok(events) = watch.observe(&ticket, self.arrived(index)) else { continue };
            for event in events {
                if let Event::Problem(found) = event {
                    last.insert(found.id.clone(), *found);
                }
            }
        }
        let mut found: Vec<Recurrence> = last.into_values().collect();
        found.sort_by(|a, b| a.evidence.chance.total_cmp(&b.evidence.chance).then_with(|| a.id.cmp(&b.id)));
        found
            .into_iter()
            .map(|found| Recurring { record: record(&found), event: Event::Problem(Box::new(found)) })
            .collect()
    }

    fn in_order_of_arrival(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|index| self.arrived(*index));
        order
    }
}

fn record(found: &Recurrence) -> Record {
    let of_system = found.system.as_ref().filter(|system| found.asset.as_ref() != Some(system));
    let whereabouts = [of_system, found.plant.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let title = if whereabouts.is_empty() {
        found.evidence.text.clone()
    } else {
        format!("{} ({whereabouts})", found.evidence.text)
    };
    let look = match found.pattern {
        Pattern::Weekly => "Look for what runs, starts or changes at that hour of the week.",
        Pattern::EveryNHours => {
            "Look for what runs or fills up in this interval: jobs, caches, counters, certificates."
        }
        Pattern::Job => "Look at what the job does, and at what it needs while it runs.",
        Pattern::Count30d => "Look for what was only made to run again and never mended.",
    };
    let chance = format!("Probability that chance makes this somewhere in the plant: {}.", found.evidence.chance);
    let incidents = found.tickets.clone();
    Record { title, description: format!("{}. {chance} {look}", found.evidence.text), incidents }
}
