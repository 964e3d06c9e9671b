//! Triggers: the policy's own reasons to call something a major incident, combined with what the statistics find.

use super::Memory;
use super::event::{Event, Turn};
use super::names::Name;
use super::outage::{Outage, Rise, Stage};
use super::report::Report;
use super::stream::{Key, Kind};
use crate::policy::Policy;
use crate::policy::words::MajorRule;
use crate::ticket::Ticket;
use crate::time::{Instant, Seconds};
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Tickets waited for at most.
const PENDING: usize = 5_000;

/// A `major(...)` declaration as the watch keeps it.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    pub(super) id: String,
    because: String,
    has_when: bool,
    /// It says when something is major, and not only what to do then.
    counts: bool,
    at_least: Vec<(&'static str, usize)>,
    for_one_ticket: bool,
    pub(super) plan: Option<Template>,
}

/// What a declaration plans, as the watch keeps it.
#[derive(Clone, Debug, Default)]
pub(super) struct Template {
    pub(super) notify: Vec<String>,
    pub(super) message: Option<String>,
    pub(super) update_every: Option<Seconds>,
    pub(super) tasks: Vec<String>,
    pub(super) review_within: Option<Seconds>,
}

/// A ticket that becomes a major incident at an instant unless it is resolved before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Pending {
    due: i64,
    trigger: String,
    report: Report,
}

/// The declarations of a policy.
pub(super) fn triggers(policy: &Policy) -> Vec<Trigger> {
    policy.words.majors.iter().map(Trigger::of).collect()
}

impl Trigger {
    fn of(rule: &MajorRule) -> Self {
        let plan = Template {
            notify: rule.notify.iter().map(|named| named.name.clone()).collect(),
            message: rule.message.clone(),
            update_every: rule.update_every,
            tasks: rule.tasks.clone(),
            review_within: rule.review_within,
        };
        Self {
            id: rule.header.id.clone(),
            because: rule.header.because.clone(),
            has_when: rule.when.is_some(),
            counts: !rule.at_least.is_empty() || rule.is_for_one_ticket(),
            at_least: rule.at_least.clone(),
            for_one_ticket: rule.is_for_one_ticket(),
            plan: rule.has_plan().then_some(plan),
        }
    }

    /// Whether it speaks of this outage.
    pub(super) fn holds(&self, outage: &Outage) -> bool {
        let fits = |report: &Report| report.fits.contains(&self.id);
        let reach = |of: fn(&Report) -> Name| {
            let mut names: Vec<Name> = outage.reports().map(of).filter(|name| *name != 0).collect();
            names.sort_unstable();
            names.dedup();
            names.len()
        };
        let enough = |(what, least): &(&str, usize)| {
            *least
                <= match *what {
                    "lines" => reach(|report| report.line),
                    "systems" => reach(|report| report.system),
                    "plants" => reach(|report| report.plant),
                    _ => outage.members.len(),
                }
        };
        self.counts && (!self.has_when || outage.reports().any(fits)) && self.at_least.iter().all(enough)
    }

    fn text(&self) -> String {
        if self.because.is_empty() { self.id.clone() } else { format!("{}: {}", self.id, self.because) }
    }
}

/// What the policy says of a single ticket: it is expected, or it fits a trigger.
pub(super) fn weigh(policy: &Policy, ticket: &Arc<Ticket>, report: &mut Report) {
    for expectation in &policy.words.expectations {
        let at = ticket.opened_at;
        let in_time = expectation.from.is_none_or(|from| at >= from) && expectation.to.is_none_or(|to| at < to);
        let open = expectation
            .calendar
            .as_ref()
            .is_none_or(|named| policy.calendar(&named.name).is_some_and(|c| c.is_open(at)));
        let holds = |closure| policy.scripts.holds(closure, ticket).unwrap_or(false);
        if in_time && open && expectation.when.as_ref().is_none_or(holds) {
            report.weight *= expectation.counts_as as f32;
        }
    }
    for rule in &policy.words.majors {
        if let Some(when) = &rule.when
            && policy.scripts.holds(when, ticket).unwrap_or(false)
        {
            report.fits.push(rule.header.id.clone());
        }
    }
}

/// When a ticket becomes a major incident by itself, for each trigger that waits.
pub(super) fn waits(policy: &Policy, input: &Value, report: &Report, now: Instant) -> Vec<Pending> {
    let fitting = policy.words.majors.iter().filter(|rule| report.fits.contains(&rule.header.id));
    let mut pending = Vec::new();
    for rule in fitting {
        let down = rule.down_for.map(|length| report.at + length);
        let late = rule.on_breach.as_ref().and_then(|target| {
            let decision = policy.decide(input, now).ok()?;
            let clock = decision.targets.iter().find(|clock| clock.target == target.name)?;
            Some(clock.due_at?.plus(1).unix())
        });
        for due in [down, late].into_iter().flatten() {
            pending.push(Pending { due, trigger: rule.header.id.clone(), report: report.clone() });
        }
    }
    pending
}

impl Memory {
    /// Notes what a ticket waits for.
    pub(super) fn wait(&mut self, pending: Vec<Pending>) {
        self.pending.extend(pending);
        self.pending.sort_by_key(|pending| pending.due);
        self.pending.truncate(PENDING);
    }

    /// Tickets whose time has come.
    pub(super) fn ring(&mut self, events: &mut Vec<Event>) {
        let due = self.pending.partition_point(|pending| pending.due <= self.now);
        for Pending { trigger, report, .. } in self.pending.drain(..due).collect::<Vec<_>>() {
            let text = self.triggers.iter().find(|known| known.id == trigger).map_or(trigger, Trigger::text);
            self.trigger(&report, text, events);
        }
    }

    /// A ticket is no longer waited for.
    pub(super) fn stop_waiting(&mut self, id: &str) {
        self.pending.retain(|pending| pending.report.id != id);
    }

    /// A ticket that is a major incident by itself.
    pub(super) fn trigger_alone(&mut self, report: &Report, events: &mut Vec<Event>) {
        let alone = self.triggers.iter().find(|trigger| trigger.for_one_ticket && report.fits.contains(&trigger.id));
        if let Some(text) = alone.map(Trigger::text) {
            self.trigger(report, text, events);
        }
    }

    fn trigger(&mut self, report: &Report, text: String, events: &mut Vec<Event>) {
        let own = |outage: &Outage| outage.reports().any(|member| member.id == report.id);
        match self.outages.iter().position(|outage| outage.is_live() && own(outage)) {
            Some(index) => {
                let Some(outage) = self.outages.get_mut(index).filter(|outage| !outage.triggers.contains(&text)) else {
                    return;
                };
                outage.triggers.push(text);
                events.extend(self.tell(index, Turn::Grown));
            }
            None => {
                self.suggested += 1;
                let key = Key { kind: Kind::System, plant: report.plant, of: 0, symptom: 0 };
                let rise = Rise { key, seconds: 0, units: 1.0, expected: 0.0, once_in_weeks: 0.0 };
                let mut outage = Outage::new(self.suggested, rise, report.at);
                outage.triggers.push(text);
                outage.stage = Stage::Suggested;
                self.outages.push(outage);
                let index = self.outages.len() - 1;
                match self.window.of_id(&report.id) {
                    Some(serial) => self.enter(index, serial, 1.0, true),
                    None => {
                        if let Some(outage) = self.outages.get_mut(index) {
                            outage.take(u64::MAX, report.clone(), true);
                        }
                    }
                }
                events.extend(self.tell(index, Turn::Suggested));
            }
        }
    }

    /// Why the policy calls an outage a major incident.
    pub(super) fn reasons(&self, outage: &Outage) -> Vec<String> {
        let mut reasons = outage.triggers.clone();
        let holding = self.triggers.iter().filter(|trigger| trigger.holds(outage)).map(Trigger::text);
        for reason in holding {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }
}
