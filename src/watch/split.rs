//! Splitting: what looked like one outage of a whole plant and turns out to be two, each of its own system.

use super::Memory;
use super::event::{Event, Turn};
use super::names::Name;
use super::outage::{Outage, Stage, counts};
use super::report::Serial;
use super::scan::scan;
use super::stream::{Key, Kind};

/// Tickets before anybody can tell.
const ENOUGH: usize = 8;
/// Of the tickets that name a system, the share that the two systems must have together, and the second one alone. A dead
/// network is told of by five or six systems.
const TOGETHER: f64 = 0.75;
const SECOND: f64 = 0.25;

impl Memory {
    /// Makes a suggestion of two systems two suggestions, if the second is surprising by itself.
    pub(super) fn split(&mut self, index: usize, events: &mut Vec<Event>) {
        let Some(outage) = self.outages.get(index) else { return };
        let Some(topic) = outage.second_topic() else { return };
        let (number, plant) = (outage.number, outage.character().plant);
        let kind = if plant == 0 { Kind::Everywhere } else { Kind::System };
        let key = Key { kind, plant, of: topic, symptom: 0 };
        let of_it = |serial| self.window.get(serial).filter(|report| report.outage == number);
        let watched = self.now - self.normal.since().unwrap_or(self.now);
        let Some(finding) = scan(&self.normal, self.echo.habits(self.now), key, of_it) else { return };
        if finding.chance > self.budget.near_limit(self.now, watched) * kind.allowance() {
            return;
        }
        let serials: Vec<Serial> =
            outage.members.iter().filter(|m| m.report.topic == topic).map(|m| m.serial).collect();
        let new = self.open(&finding, watched);
        for serial in serials {
            self.enter(new, serial, super::suggest::FOUNDER, true);
        }
        events.extend(self.tell(new, Turn::Suggested));
    }
}

impl Outage {
    /// The second of two systems that a suggestion of a whole plant is about.
    fn second_topic(&self) -> Option<Name> {
        let character = self.character();
        if self.stage != Stage::Suggested || character.topic != 0 || character.line != 0 {
            return None;
        }
        let topics = counts(self.core().map(|report| report.topic).filter(|topic| *topic != 0));
        let known: usize = topics.iter().map(|(_, count)| count).sum();
        let [(_, first), (topic, second), ..] = topics.as_slice() else { return None };
        let two_only = (first + second) as f64 >= TOGETHER * known as f64 && *second as f64 >= SECOND * known as f64;
        (known >= ENOUGH && two_only).then_some(*topic)
    }
}
