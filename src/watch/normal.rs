//! `Normal`: what is usual, for every stream at every hour of the week, learnt from the stream of tickets itself.

use super::growth::Growth;
use super::names::Name;
use super::outage::Usual;
use super::rate::{Rate, WEEK, exposure, fading};
use super::report::{Report, WORST};
use super::season::Season;
use super::shift::Suspect;
use super::stream::{Key, Kind, Stream, keys};
use super::window::KEPT;
use libm::exp2;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Streams beyond this many: those nothing has come in for longest are forgotten.
const MOST: usize = 20_000;
/// How much more is expected on the first day than what has been seen, and after how many seconds half of that.
const STRANGE: (f64, f64) = (2.0, 2.5 * 86_400.0);
/// Reports a week of a plant that are assumed at first, and for how many weeks' worth that counts.
const ASSUMED: (f64, f64) = (60.0, 0.1);
/// Variance that no average explains: some days are busier.
const RESTLESS: f64 = 0.12;
/// So long a level is too young to tell how a plant grows.
const YOUNG_LEVEL: i64 = 6 * WEEK as i64;
/// More of it while the week is not known yet.
const YOUNG: f64 = 0.4;

/// What is usual in one plant; the plant 0 is all of them together, and those that nobody named.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Plant {
    since: i64,
    season: Season,
    faded: i64,
    rate: Rate,
    growth: Growth,
    /// Reports as they come, not yet judged: what to assume where nothing is learnt.
    arrivals: Rate,
    /// How often each mark comes.
    marks: [f64; WORST as usize + 1],
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Normal {
    pub(super) streams: BTreeMap<Key, Stream>,
    plants: BTreeMap<Name, Plant>,
}

/// What is usual for a stream: reports a week, when in the week, and the size of the distribution of their number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expectation<'n> {
    season: Option<&'n Season>,
    weekly: f64,
    pub(super) size: f64,
}

impl Expectation<'_> {
    /// Reports expected from one instant to another.
    pub(super) fn between(&self, from: i64, to: i64) -> f64 {
        self.weekly * self.season.map_or(1.0, |season| season.share(from, to))
    }
}

impl Plant {
    fn new(since: i64) -> Self {
        let marks = [6.0, 1.5, 0.7, 0.3, 0.2];
        Self {
            since,
            season: Season::default(),
            faded: since,
            rate: Rate::default(),
            growth: Growth::default(),
            arrivals: Rate::default(),
            marks,
        }
    }

    /// Weeks of watching from one instant to another; three working days are more than three sevenths of a week.
    fn exposure(&self, from: i64, to: i64) -> f64 {
        let from = from.max(self.since);
        let seconds = (to - from).max(0);
        let weeks = seconds as f64 / WEEK;
        let busier = if weeks > 0.0 && weeks < 4.0 { self.season.share(from, to) / weeks } else { 1.0 };
        exposure(seconds) * busier
    }

    fn learn(&mut self, report: &Report, weight: f64, grows: bool) {
        let (from, to) = (self.growth.last().max(self.since), report.at);
        let weeks = self.exposure(self.since, to);
        let expected =
            if to > from && weeks > 0.0 { self.rate.count(to) / weeks * self.season.share(from, to) } else { 0.0 };
        self.growth.learn(to, if grows { weight } else { 0.0 }, expected);
        self.season.learn(report.at, weight);
        if report.at - self.faded > WEEK as i64 {
            self.season.fade(fading(report.at - self.faded));
            self.faded = report.at;
        }
        self.rate.learn(report.at, weight);
        if let Some(count) = self.marks.get_mut(usize::from(report.mark)) {
            *count += weight;
        }
    }
}

impl Normal {
    /// Makes sure that the plant is watched from now on.
    fn open(&mut self, plant: Name, now: i64) {
        for plant in [0, plant] {
            self.plants.entry(plant).or_insert_with(|| Plant::new(now));
        }
    }

    /// Notes that a report has come.
    pub(super) fn arrive(&mut self, report: &Report) {
        self.open(report.plant, report.seen);
        for plant in if report.plant == 0 { vec![0] } else { vec![0, report.plant] } {
            if let Some(plant) = self.plants.get_mut(&plant) {
                plant.arrivals.learn(report.seen, 1.0);
            }
        }
    }

    /// Since when the stream is watched.
    pub(super) fn since(&self) -> Option<i64> {
        self.plants.get(&0).map(|all| all.since)
    }

    /// Learns a report that is ordinary with this weight, or part of a new level. Gives the streams that have come to one.
    pub(super) fn learn(&mut self, report: &Report, weight: f64, suspect: Option<Suspect>) -> Vec<Key> {
        if report.at < report.seen - KEPT {
            return Vec::new();
        }
        // A system that is new makes only its own streams grow.
        let grows = !self.is_young(report);
        for plant in if report.plant == 0 { vec![0] } else { vec![0, report.plant] } {
            if let Some(plant) = self.plants.get_mut(&plant) {
                plant.learn(report, weight, grows);
            }
        }
        let shifted = keys(report).filter(|key| self.learn_in(*key, report, weight, suspect)).collect();
        if report.topic == 0 {
            // Nobody looks for outages there: no suggestion is one of its level.
            self.learn_in(unknown_topic(report), report, weight, suspect);
        }
        if self.streams.len() > MOST {
            self.forget(report.at);
        }
        shifted
    }

    fn learn_in(&mut self, key: Key, report: &Report, weight: f64, suspect: Option<Suspect>) -> bool {
        let season = self.plants.get(&key.plant).map(|plant| &plant.season);
        let share = |from, to| season.map_or(0.0, |season| season.share(from, to));
        self.streams.entry(key).or_default().learn(report, weight, suspect, share)
    }

    /// Whether the report's system has come to a new level lately.
    fn is_young(&self, report: &Report) -> bool {
        let young = |plant| {
            let key = Key {
                kind: if plant == 0 { Kind::Everywhere } else { Kind::System },
                plant,
                of: report.topic,
                symptom: 0,
            };
            self.streams.get(&key).is_some_and(|stream| stream.level_since > report.at - YOUNG_LEVEL)
        };
        report.topic != 0 && [0, report.plant].into_iter().any(young)
    }

    fn forget(&mut self, now: i64) {
        let mut counts: Vec<f64> = self.streams.values().map(|stream| stream.rate.count(now)).collect();
        counts.sort_by(f64::total_cmp);
        let low = counts.get(MOST / 4).copied().unwrap_or_default();
        self.streams.retain(|_, stream| stream.rate.count(now) > low || !stream.recent.is_empty());
    }

    /// What is usual for a stream, as of an instant.
    pub(super) fn expectation(&self, key: &Key, now: i64) -> Expectation<'_> {
        let Some(plant) = self.plants.get(&key.plant).or_else(|| self.plants.get(&0)) else {
            return Expectation { season: None, weekly: 1.0, size: 1.0 };
        };
        let (learnt, level_since) =
            self.streams.get(key).map_or((0.0, 0), |stream| (stream.rate.count(now), stream.level_since));
        let count = learnt + 1.0;
        let (watched, level) = ((now - plant.since).max(0), (now - level_since.max(plant.since)).max(0));
        let (reports, weeks) = ASSUMED;
        let all = (plant.arrivals.count(now) + reports * weeks) / (plant.exposure(plant.since, now) + weeks);
        let weekly = count / (plant.exposure(level_since, now - KEPT) + 1.0 / (all * key.kind.assumed()));
        let strange = 1.0 + STRANGE.0 * exp2(-watched as f64 / STRANGE.1);
        let restless = RESTLESS + YOUNG * exp2(-level as f64 / WEEK);
        let growth = if now - level_since < YOUNG_LEVEL { 1.0 } else { plant.growth.factor() };
        Expectation {
            season: Some(&plant.season),
            weekly: weekly * strange * growth,
            size: 1.0 / (1.0 / count + restless),
        }
    }

    /// The share of a plant's week from one instant to another.
    pub(super) fn share(&self, plant: Name, from: i64, to: i64) -> f64 {
        let plant = self.plants.get(&plant).or_else(|| self.plants.get(&0));
        plant.map_or(1.0, |plant| plant.season.share(from, to))
    }

    /// How often each mark comes in a plant, as shares.
    pub(super) fn marks(&self, plant: Name) -> [f64; WORST as usize + 1] {
        let plain = [1.0; WORST as usize + 1];
        let marks = self.plants.get(&plant).map_or(plain, |plant| plant.marks);
        let sum: f64 = marks.iter().sum();
        marks.map(|count| count / sum)
    }

    /// What is usual for reports like this one.
    pub(super) fn usual(&self, report: &Report) -> Usual {
        let quarter = 900;
        let topic = Key { kind: Kind::System, plant: report.plant, of: report.topic, symptom: 0 };
        let mean = self.expectation(&topic, report.at).between(report.at - quarter, report.at + quarter);
        let rate = |key: &Key| self.streams.get(key).map_or(0.0, |stream| stream.rate.count(report.at));
        let line = Key { kind: Kind::Line, plant: report.plant, of: report.line, symptom: 0 };
        let plant = self.plants.get(&report.plant).map_or(0.0, |plant| plant.rate.count(report.at));
        let mark = self.marks(report.plant).get(usize::from(report.mark)).copied().unwrap_or(0.2);
        Usual { topic_per_second: mean / (2 * quarter) as f64, line: (rate(&line) + 0.5) / (plant + 8.0), mark }
    }
}

fn unknown_topic(report: &Report) -> Key {
    Key { kind: Kind::System, plant: report.plant, of: 0, symptom: 0 }
}
