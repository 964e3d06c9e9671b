//! How suggestions come into being, grow, merge and end.

use super::Memory;
use super::echo::{Before, NEAR};
use super::event::{Event, Turn};
use super::names::Name;
use super::outage::{Outage, Rise, Stage, character, trim};
use super::report::{Report, Serial};
use super::scan::{Finding, scan};
use super::shift::Suspect;
use super::stream::{Key, Kind, keys};

/// A report this old may still join an outage, but not make one.
const LATE: i64 = 2 * 3600;
/// How surely a report must belong to an outage.
const JOINS: f64 = 0.5;
/// How surely the reports that gave rise to a suggestion belong to it.
pub(super) const FOUNDER: f64 = 0.9;
/// How much sooner a system that fails elsewhere already is believed to fail here as well.
const SPREADING: f64 = 60.0;
/// Streams remember reports for this long.
const REMEMBERED: i64 = 8 * 3600;
/// A suggestion that no more tickets belong to may as well be a trouble of two or three people.
const SMALL: usize = 4;
/// A suggestion of more tickets than these is told of by steps, of so many tickets for each time that it has as many.
const FLOOD: usize = 200;
const FLOOD_STEP: usize = 10;
/// Outages are remembered for so long after the last report.
const FORGOTTEN: i64 = 14 * 3600;

impl Memory {
    /// What time alone brings: old reports are learnt, outages end.
    pub(super) fn pass_time(&mut self) -> Vec<Event> {
        while let Some(report) = self.window.pop(self.now) {
            if !report.failure {
                continue;
            }
            if report.near_miss && report.outage == 0 {
                self.budget.count_near_miss(report.at);
            }
            if self.outages.iter().all(|outage| outage.number != report.outage || outage.members.len() <= SMALL) {
                self.echo.learn(report.at, report.before);
            }
            self.learn(&report);
        }
        let now = self.now;
        let mut events = Vec::new();
        let over: Vec<usize> =
            self.outages.iter().enumerate().filter(|(_, o)| o.is_over(now)).map(|(i, _)| i).collect();
        for index in over {
            if let Some(outage) = self.outages.get_mut(index) {
                outage.stage = Stage::Ended;
            }
            events.extend(self.tell(index, Turn::Ended));
        }
        self.ring(&mut events);
        self.outages.retain(|outage| now - outage.last < FORGOTTEN || outage.stage == Stage::Confirmed);
        events
    }

    /// Learns a report, the less the surer it belongs to an outage. An outage whose stream has come to a new level is none.
    fn learn(&mut self, report: &Report) {
        let outage = self.outages.iter().find(|outage| outage.number == report.outage);
        let confirmed = outage.is_some_and(|outage| outage.confirmed);
        let dismissed = outage.is_some_and(|outage| outage.stage == Stage::Dismissed);
        let suspect = (report.outage != 0 && !confirmed).then_some(Suspect { outage: report.outage, dismissed });
        let weight = f64::from(report.weight * (1.0 - report.belief));
        let shifted = self.normal.learn(report, weight, suspect);
        let settled = |outage: &&mut Outage| {
            matches!(outage.stage, Stage::Suggested | Stage::Ended) && shifted.contains(&outage.rise.key)
        };
        for outage in self.outages.iter_mut().filter(settled) {
            outage.stage = Stage::Settled;
        }
    }

    /// Takes a new report.
    pub(super) fn take(&mut self, mut report: Report, events: &mut Vec<Event>) {
        if !report.failure {
            self.window.push(report);
            return;
        }
        let late = report.at < self.now - REMEMBERED;
        if !late {
            self.normal.arrive(&report);
            self.budget.count_report(self.now);
        }
        report.before = self.before(&report);
        let keys: Vec<Key> = keys(&report).collect();
        let (at, serial) = (report.at, self.window.push(report.clone()));
        let joined = self.join(serial);
        if let Some(index) = joined {
            self.grown(index, events);
        } else {
            self.note_failure(&report, events);
        }
        if late {
            return;
        }
        for key in &keys {
            self.normal.streams.entry(*key).or_default().take(at, serial, self.now - REMEMBERED);
        }
        let free = self.window.get(serial).is_some_and(Report::is_free);
        if free && at >= self.now - LATE {
            self.look(serial, &keys, events);
        }
        self.trigger_alone(&report, events);
    }

    /// Who has just spoken of the same topic in the same plant.
    fn before(&self, report: &Report) -> Before {
        let key = Key { kind: Kind::System, plant: report.plant, of: report.topic, symptom: 0 };
        let Some(stream) = self.normal.streams.get(&key).filter(|_| report.topic != 0) else {
            return Before::default();
        };
        let since = report.at - NEAR;
        let near = stream.recent.iter().rev().take_while(|(at, _)| *at >= since).filter(|(at, _)| *at <= report.at);
        let mut voices: Vec<u64> = near
            .filter_map(|(_, serial)| Some(self.window.get(*serial)?.voice))
            .filter(|v| *v != report.voice)
            .collect();
        voices.sort_unstable();
        voices.dedup();
        Before::new(voices.len(), self.normal.expectation(&key, report.at).between(since, report.at))
    }

    /// The outage that a report belongs to; it is then a member.
    fn join(&mut self, serial: Serial) -> Option<usize> {
        let report = self.window.get(serial)?;
        let usual = self.normal.usual(report);
        // What goes on as it was when the host dismissed it is explained, and told no more.
        let live = self.outages.iter().enumerate().filter(|(_, o)| o.is_live() || o.stage == Stage::Dismissed);
        let beliefs = live.map(|(index, outage)| (index, outage.belief(report, &usual)));
        let (index, belief) = beliefs.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        if belief < JOINS {
            return None;
        }
        let dismissed = self.outages.get(index).is_some_and(|outage| outage.stage == Stage::Dismissed);
        self.enter(index, serial, if dismissed { 0.0 } else { belief }, false);
        Some(index)
    }

    pub(super) fn enter(&mut self, index: usize, serial: Serial, belief: f64, founder: bool) {
        let before = self.window.get(serial).map_or(0, |report| report.outage);
        if let Some(former) = self.outages.iter_mut().find(|outage| outage.number == before) {
            former.members.retain(|member| member.serial != serial);
        }
        let (Some(outage), Some(report)) = (self.outages.get_mut(index), self.window.get_mut(serial)) else { return };
        report.outage = outage.number;
        report.belief = belief as f32;
        let core = founder || outage.is_core(report);
        report.core = core;
        if outage.stage == Stage::Ended {
            outage.stage = Stage::Suggested;
        }
        outage.take(serial, report.clone(), core);
    }

    pub(super) fn grown(&mut self, index: usize, events: &mut Vec<Event>) {
        let Some(outage) = self.outages.get(index).filter(|outage| outage.stage != Stage::Dismissed) else { return };
        let count = outage.members.len();
        // Every event holds all tickets: told of each of ten thousand, a host would read fifty million.
        if count > FLOOD && count % (count / FLOOD * FLOOD_STEP).max(1) != 0 {
            return;
        }
        let change = if outage.reaches_further() { Turn::ScopeWidened } else { Turn::Grown };
        events.extend(self.tell(index, change));
        self.split(index, events);
    }

    /// Looks at the streams of a report.
    fn look(&mut self, serial: Serial, keys: &[Key], events: &mut Vec<Event>) {
        let watched = self.now - self.normal.since().unwrap_or(self.now);
        let (limit, near) = (self.budget.limit(self.now, watched), self.budget.near_limit(self.now, watched));
        let echoes = self.echo.habits(self.now);
        let findings = keys.iter().filter_map(|key| {
            let finding =
                scan(&self.normal, echoes, *key, |serial| self.window.get(serial).filter(|report| report.is_free()))?;
            let allowance = key.kind.allowance() * self.leniency(key);
            Some((finding.chance / allowance, finding))
        });
        let best = findings.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.key.cmp(&b.1.key)));
        let Some((weighted, finding)) = best else { return };
        if weighted < near
            && let Some(report) = self.window.get_mut(serial)
        {
            report.near_miss = true;
        }
        let Some((at, _)) = finding.reports.first().filter(|_| weighted < limit) else { return };
        let in_rhythm = self.rhythm.chance(&finding.key, *at, finding.units, finding.expected);
        if in_rhythm.is_some_and(|chance| chance >= limit * finding.key.kind.allowance()) {
            self.rhythm.note(finding.key, *at, finding.units, 0);
        } else {
            self.settle(&finding, watched, events);
        }
    }

    /// A system that fails in another plant now needs less to be believed; a stream that was dismissed needs more.
    fn leniency(&self, key: &Key) -> f64 {
        let wary = self.normal.streams.get(key).is_some_and(|stream| stream.wary_until > self.now);
        let spreading = !key.kind.mixes_systems()
            && self
                .outages
                .iter()
                .any(|outage| outage.is_live() && outage.last > self.now - 2 * 3600 && outage.is_of(key.of));
        (if wary { 0.3 } else { 1.0 }) * if spreading { SPREADING } else { 1.0 }
    }

    /// Surprising reports: part of an outage that is known, or a new one.
    fn settle(&mut self, finding: &Finding, watched: i64, events: &mut Vec<Event>) {
        let times: Vec<i64> = finding.reports.iter().map(|(at, _)| *at).collect();
        let seconds = times.last().zip(times.first()).map_or(1, |(last, first)| (last - first).max(150));
        let skip = trim(&times, finding.expected / seconds as f64).min(times.len().saturating_sub(3));
        let serials: Vec<Serial> = finding.reports.iter().skip(skip).map(|(_, serial)| *serial).collect();
        let found = character(serials.iter().filter_map(|serial| self.window.get(*serial)));
        let onset = times.get(skip).copied().unwrap_or(self.now);
        let known = self.outages.iter().position(|o| o.is_live() && o.claims(&found, onset, finding.key.kind));
        let index = known.unwrap_or_else(|| self.open(finding, watched));
        for serial in serials {
            self.enter(index, serial, FOUNDER, true);
        }
        self.look_back(index, onset);
        if known.is_none() {
            events.extend(self.tell(index, Turn::Suggested));
        } else {
            self.grown(index, events);
        }
        self.merge(index, events);
    }

    pub(super) fn open(&mut self, finding: &Finding, watched: i64) -> usize {
        self.suggested += 1;
        let seconds = finding.reports.last().zip(finding.reports.first()).map_or(0, |(last, first)| last.0 - first.0);
        let looks = self.budget.looks_a_week(self.now, watched);
        let rise = Rise {
            key: finding.key,
            seconds,
            units: finding.units,
            expected: finding.expected,
            once_in_weeks: 1.0 / (finding.chance * looks).max(1e-12),
        };
        if let Some((at, _)) = finding.reports.first() {
            self.rhythm.note(finding.key, *at, finding.units, self.suggested);
        }
        self.outages.push(Outage::new(self.suggested, rise, finding.reports.last().map_or(self.now, |(at, _)| *at)));
        self.outages.len() - 1
    }

    /// Reports that came before anybody could know.
    fn look_back(&mut self, index: usize, onset: i64) {
        for serial in self.window.since(onset - 1800) {
            let Some(report) = self.window.get(serial).filter(|report| report.outage == 0 && report.failure) else {
                continue;
            };
            let usual = self.normal.usual(report);
            let belief = self.outages.get(index).map_or(0.0, |outage| outage.belief(report, &usual));
            if belief >= JOINS {
                self.enter(index, serial, belief, false);
            }
        }
    }

    /// Two suggestions that turn out to be one.
    fn merge(&mut self, index: usize, events: &mut Vec<Event>) {
        let Some(outage) = self.outages.get(index) else { return };
        let (own, onset, kind) = (outage.character(), outage.onset(), outage.rise.key.kind);
        let other =
            self.outages.iter().enumerate().position(|(i, o)| i != index && o.is_live() && o.claims(&own, onset, kind));
        let Some(other) = other else { return };
        let (survivor, gone) = (index.min(other), index.max(other));
        let Some(absorbed) = self.outages.get_mut(gone) else { return };
        absorbed.stage = Stage::Merged;
        let members = absorbed.members.clone();
        let Some(outage) = self.outages.get_mut(survivor) else { return };
        let number = outage.number;
        for member in &members {
            outage.take(member.serial, member.report.clone(), member.core);
        }
        for member in &members {
            if let Some(report) = self.window.get_mut(member.serial) {
                report.outage = number;
            }
        }
        events.extend(self.tell_merged(gone, survivor));
        self.grown(survivor, events);
    }
}

impl Outage {
    fn is_over(&self, now: i64) -> bool {
        self.stage == Stage::Suggested && now > self.quiet_at()
    }

    fn is_of(&self, topic: Name) -> bool {
        topic != 0 && self.character().topic == topic
    }
}
