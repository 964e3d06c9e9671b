//! What the host decides about suggestions, and what becomes of tickets that change.

use super::Memory;
use super::event::{Event, Turn};
use super::names::Name;
use super::outage::{Outage, Stage};
use super::report::Report;
use super::telling::id;
use crate::ticket::Ticket;

/// A dismissed pattern is looked at less generously for so long.
const WARY: i64 = 14 * 86_400;

/// What a host may decide about a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a major incident.
    Confirm,
    /// It is none; the pattern is to be believed less for a while.
    Dismiss,
    /// It is over.
    Resolve,
}

impl Memory {
    /// Takes a verdict; none if no such suggestion is known.
    pub(super) fn judge(&mut self, suggestion: &str, verdict: Verdict) -> Option<Vec<Event>> {
        let index = self.outages.iter().position(|outage| id(outage) == suggestion)?;
        let (stage, change) = match verdict {
            Verdict::Confirm => (Stage::Confirmed, Turn::Confirmed),
            Verdict::Dismiss => (Stage::Dismissed, Turn::Dismissed),
            Verdict::Resolve => (Stage::Resolved, Turn::Resolved),
        };
        let outage = self.outages.get_mut(index)?;
        if outage.stage == stage || matches!(outage.stage, Stage::Merged | Stage::Withdrawn) {
            return Some(Vec::new());
        }
        outage.stage = stage;
        outage.confirmed = verdict != Verdict::Dismiss;
        match verdict {
            Verdict::Dismiss => self.dismissed(index),
            Verdict::Confirm | Verdict::Resolve => self.confirmed(index),
        }
        Some(self.tell(index, change).into_iter().collect())
    }

    /// Whatever its tickets have begun, it is no new level.
    fn confirmed(&mut self, index: usize) {
        let Some(outage) = self.outages.get(index) else { return };
        self.rhythm.confirm(outage.number);
        for key in outage.reports().flat_map(super::stream::keys) {
            if let Some(stream) = self.normal.streams.get_mut(&key) {
                stream.stay();
            }
        }
    }

    /// Its tickets are ordinary ones after all, and such streams need more to be believed.
    fn dismissed(&mut self, index: usize) {
        let Some(outage) = self.outages.get(index) else { return };
        self.rhythm.dismiss(outage.number);
        for member in &outage.members {
            for key in super::stream::keys(&member.report) {
                if let Some(stream) = self.normal.streams.get_mut(&key) {
                    stream.wary_until = self.now + WARY;
                }
            }
            if let Some(report) = self.window.get_mut(member.serial) {
                // It stays explained, so that the same tickets are not suggested again.
                report.belief = 0.0;
            }
        }
    }

    /// Puts a ticket into a suggestion; none if either is unknown.
    pub(super) fn link(&mut self, suggestion: &str, ticket: &str) -> Option<Vec<Event>> {
        let index = self.outages.iter().position(|outage| id(outage) == suggestion)?;
        let serial = self.window.of_id(ticket)?;
        let mut events = Vec::new();
        if self.outages.get(index)?.members.iter().all(|member| member.serial != serial) {
            self.enter(index, serial, 1.0, false);
            self.grown(index, &mut events);
        }
        Some(events)
    }

    /// A ticket that is known came again: it may have changed.
    pub(super) fn changed(&mut self, ticket: &Ticket, report: Report, events: &mut Vec<Event>) {
        let Some(serial) = self.window.of_id(&report.id) else { return };
        let Some(known) = self.window.get_mut(serial) else { return };
        let number = known.outage;
        let was_failure = known.failure;
        known.failure = report.failure;
        (known.mark, known.link, known.slow) = (report.mark, report.link, report.slow);
        let said: [(&mut Name, Name); 6] = [
            (&mut known.plant, report.plant),
            (&mut known.area, report.area),
            (&mut known.line, report.line),
            (&mut known.system, report.system),
            (&mut known.topic, report.topic),
            (&mut known.symptom, report.symptom),
        ];
        for (kept, new) in said {
            if new != 0 {
                *kept = new;
            }
        }
        let known = known.clone();
        let Some(index) = self.outages.iter().position(|outage| outage.number == number && number != 0) else { return };
        self.change_member(index, serial, &known, ticket.resolved_at.is_some());
        if was_failure && !known.failure {
            self.leave(index, serial, events);
        }
        if let Some(outage) = self.outages.get_mut(index).filter(|outage| outage.is_live() && outage.all_resolved()) {
            outage.stage = Stage::Resolved;
            events.extend(self.tell(index, Turn::Resolved));
        }
    }

    fn change_member(&mut self, index: usize, serial: u64, report: &Report, resolved: bool) {
        let member = self.outages.get_mut(index).and_then(|o| o.members.iter_mut().find(|m| m.serial == serial));
        if let Some(member) = member {
            member.resolved |= resolved;
            member.report = Report { at: member.report.at, ..report.clone() };
        }
    }

    /// A ticket turned out to be no failure. A suggestion without its tickets is withdrawn.
    fn leave(&mut self, index: usize, serial: u64, events: &mut Vec<Event>) {
        let Some(outage) = self.outages.get_mut(index) else { return };
        outage.members.retain(|member| member.serial != serial);
        if let Some(report) = self.window.get_mut(serial) {
            report.outage = 0;
        }
        if outage.stage == Stage::Suggested && outage.voices() < 3 {
            outage.stage = Stage::Withdrawn;
            events.extend(self.tell(index, Turn::Withdrawn));
        }
    }
}

impl Outage {
    /// All its tickets are resolved.
    pub(super) fn all_resolved(&self) -> bool {
        !self.members.is_empty() && self.members.iter().all(|member| member.resolved)
    }
}
