//! What has come in each stream, against what is normal for it then: for drawings.

use super::normal::Normal;
use super::stream::{Key, Kind, Stream};
use super::telling::{pattern, rounded};
use super::{Memory, Watch};
use crate::tail::at_least;
use crate::time::Instant;
use serde::Serialize;

/// A quiet stream of which less is expected than this is left out.
const LEAST: f64 = 0.05;
/// How often the count lies below the band, and how often above it.
const OUTSIDE: f64 = 0.05;
/// The band of a stream ends here: no desk takes more tickets in an hour.
const MOST: u32 = 10_000;

/// What reports of one kind have in common, and how many of them came in a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Level {
    /// What they have in common, as evidence names it.
    pub pattern: &'static str,
    /// The plant; none if the stream is of all plants or nobody named one.
    pub plant: Option<String>,
    /// The system, or what else the tickets are about.
    pub system: Option<String>,
    /// The area.
    pub area: Option<String>,
    /// The line.
    pub line: Option<String>,
    /// The symptom.
    pub symptom: Option<String>,
    /// The reports, in the order in which they happened.
    pub tickets: Vec<String>,
    /// Reports that are normal then.
    #[serde(serialize_with = "crate::value::serialize_number")]
    pub expected: f64,
    /// In nine of ten such stretches at least so many come,
    pub low: u32,
    /// and at most so many.
    pub high: u32,
}

impl Watch {
    /// What has come after `from` and up to `to`, stream by stream, against what is normal for that time. Reports of the
    /// last eight hours are known one by one, the newest hundred of a stream at most.
    pub fn levels(&self, from: Instant, to: Instant) -> Vec<Level> {
        let (from, to) = (from.unix(), to.unix());
        let streams = self.memory.normal.streams.iter();
        streams.filter_map(|(key, stream)| self.memory.level(key, stream, from, to)).collect()
    }
}

impl Memory {
    fn level(&self, key: &Key, stream: &Stream, from: i64, to: i64) -> Option<Level> {
        let came = stream.recent.iter().filter(|(at, _)| (from + 1..=to).contains(at));
        let reports = came.filter_map(|(_, serial)| self.window.get(*serial));
        let tickets: Vec<String> = reports.map(|report| report.id.clone()).collect();
        let (expected, low, high) = band(&self.normal, key, from, to);
        if tickets.is_empty() && expected < LEAST {
            return None;
        }
        let name = |number| Some(self.knowledge.names.text(number).to_owned()).filter(|name| !name.is_empty());
        let (system, area, line) = match key.kind {
            Kind::Area => (None, name(key.of), None),
            Kind::Line | Kind::LineStopped | Kind::LineLink => (None, None, name(key.of)),
            _ => (name(key.of), None, None),
        };
        Some(Level {
            pattern: pattern(key.kind),
            plant: name(key.plant),
            system,
            area,
            line,
            symptom: name(key.symptom),
            tickets,
            expected: rounded(expected, 1000.0),
            low,
            high,
        })
    }
}

/// What is expected, and between which counts nine of ten such stretches lie.
fn band(normal: &Normal, key: &Key, from: i64, to: i64) -> (f64, u32, u32) {
    let usual = normal.expectation(key, to);
    let (expected, size) = (usual.between(from, to), usual.size);
    let reaches = |count: u32, chance: f64| at_least(f64::from(count), expected, size) > chance;
    let last = |chance: f64| (1..MOST).take_while(|count| reaches(*count, chance)).last().unwrap_or(0);
    (expected, last(1.0 - OUTSIDE), last(OUTSIDE))
}
