//! `Stream`: the reports that have something in common, against what is usual for it.

use super::names::Name;
use super::rate::Rate;
use super::report::{Report, Serial};
use super::shift::{Shift, Suspect};
use serde::{Deserialize, Serialize};

/// What the reports of a stream have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Kind {
    /// One system in one plant.
    System,
    /// One symptom of one system in one plant.
    Symptom,
    /// One line.
    Line,
    /// One line, something standing still.
    LineStopped,
    /// One line, connections.
    LineLink,
    /// One area.
    Area,
    /// One plant, something standing still.
    Stopped,
    /// One plant, connections.
    Link,
    /// One plant, slowness.
    Slow,
    /// One system, all plants.
    Everywhere,
    /// One symptom of one system, all plants.
    SymptomEverywhere,
    /// Connections, all plants.
    LinkEverywhere,
}

/// Which stream: what is in common, of which plant (0: all), and of which system, line or area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) plant: Name,
    pub(super) of: Name,
    pub(super) symptom: Name,
}

impl Kind {
    /// The part of all allowed false alarms that streams of this kind may make. They sum to one.
    pub(super) fn allowance(self) -> f64 {
        match self {
            Self::System => 0.17,
            Self::Symptom => 0.12,
            Self::Line => 0.16,
            Self::LineStopped => 0.07,
            Self::LineLink => 0.12,
            Self::Area => 0.03,
            Self::Stopped => 0.05,
            Self::Link => 0.06,
            Self::Slow => 0.05,
            Self::Everywhere => 0.09,
            Self::SymptomEverywhere => 0.05,
            Self::LinkEverywhere => 0.03,
        }
    }

    /// The part of its plant's reports that is assumed of a stream nothing is known of.
    pub(super) fn assumed(self) -> f64 {
        match self {
            Self::System | Self::Everywhere => 0.06,
            Self::Symptom | Self::SymptomEverywhere => 0.02,
            Self::Line => 0.06,
            Self::LineStopped => 0.01,
            Self::LineLink => 0.015,
            Self::Area => 0.12,
            Self::Stopped => 0.06,
            Self::Link | Self::LinkEverywhere | Self::Slow => 0.12,
        }
    }

    /// Counts different systems, not different places: one dead printer with six complaints is one, a dead switch is five.
    pub(super) fn counts_systems(self) -> bool {
        matches!(self, Self::Line | Self::LineStopped | Self::LineLink)
    }

    /// How long its windows are at most. Broad streams have their ups and downs over hours, and a slow outage is seen sooner
    /// in its system.
    pub(super) fn longest(self) -> i64 {
        let hours = match self {
            Self::System | Self::Symptom | Self::Slow => 8,
            Self::SymptomEverywhere | Self::Line | Self::LineStopped | Self::LineLink => 4,
            Self::Everywhere | Self::Area | Self::Stopped | Self::Link | Self::LinkEverywhere => 3,
        };
        hours * 3600
    }

    /// Does not say which system.
    pub(super) fn mixes_systems(self) -> bool {
        !matches!(self, Self::System | Self::Symptom | Self::Everywhere | Self::SymptomEverywhere)
    }
}

/// The streams of a report.
pub(super) fn keys(report: &Report) -> impl Iterator<Item = Key> {
    let key = |there: bool, kind, plant, of, symptom| there.then_some(Key { kind, plant, of, symptom });
    let Report { plant, topic, symptom, line, area, .. } = *report;
    let stopped = report.mark >= 2;
    [
        key(topic != 0, Kind::System, plant, topic, 0),
        key(topic != 0 && symptom != 0, Kind::Symptom, plant, topic, symptom),
        key(line != 0, Kind::Line, plant, line, 0),
        key(line != 0 && stopped, Kind::LineStopped, plant, line, 0),
        key(line != 0 && report.link, Kind::LineLink, plant, line, 0),
        key(area != 0, Kind::Area, plant, area, 0),
        key(stopped, Kind::Stopped, plant, 0, 0),
        key(report.link, Kind::Link, plant, 0, 0),
        key(report.slow, Kind::Slow, plant, 0, 0),
        key(topic != 0, Kind::Everywhere, 0, topic, 0),
        key(topic != 0 && symptom != 0, Kind::SymptomEverywhere, 0, topic, symptom),
        key(report.link, Kind::LinkEverywhere, 0, 0, 0),
    ]
    .into_iter()
    .flatten()
}

/// Reports that a stream remembers one by one; more in a window changes nothing.
const REMEMBERED: usize = 96;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Stream {
    pub(super) rate: Rate,
    /// Instant and serial, oldest first.
    pub(super) recent: Vec<(i64, Serial)>,
    /// Looked at less generously until then: somebody said that its suggestion was none.
    pub(super) wary_until: i64,
    /// Since when its level is what it is; 0 if it has always been.
    pub(super) level_since: i64,
    shift: Option<Shift>,
}

impl Stream {
    /// Learns a report that is ordinary with this weight. True if the stream has come to a new level with it.
    pub(super) fn learn(
        &mut self,
        report: &Report,
        weight: f64,
        suspect: Option<Suspect>,
        share: impl Fn(i64, i64) -> f64,
    ) -> bool {
        self.rate.learn(report.at, weight);
        if let Some(suspect) = suspect {
            self.shift = Some(Shift::go_on(self.shift, report.at, suspect, share));
        }
        let Some(shift) = &mut self.shift else { return false };
        shift.count += f64::from(report.weight);
        let shifted = shift.is_likely();
        if shifted {
            self.rate = Rate::of(shift.count, report.at);
            self.level_since = shift.since;
            self.shift = None;
        }
        shifted
    }

    /// Nothing that has come lately is a new level: the host says that it was an outage.
    pub(super) fn stay(&mut self) {
        self.shift = None;
    }

    /// Takes a report in its place in time, and forgets those older than `since`.
    pub(super) fn take(&mut self, at: i64, serial: Serial, since: i64) {
        let gone = self.recent.partition_point(|(at, _)| *at < since);
        self.recent.drain(..gone);
        let place = self.recent.partition_point(|known| *known <= (at, serial));
        self.recent.insert(place, (at, serial));
        if self.recent.len() > REMEMBERED {
            self.recent.remove(0);
        }
    }
}
