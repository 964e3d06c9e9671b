//! The scan: does a stream hold more independent reports than can be explained?
//!
//! Every report looks back from the newest one of each of its streams, over as long a time as it takes to meet the second,
//! third, ... report. What is found is the most surprising of these windows.

use super::echo::Habits;
use super::normal::Normal;
use super::report::{Report, Serial};
use super::stream::{Key, Kind};
use super::units::Units;
use crate::tail::{at_least, both};

/// Reports do not come more than so much at once: nobody types faster.
const SHORTEST: i64 = 150;
/// Fewer independent reports are never an outage.
const FEWEST: f64 = 2.4;

/// Only what is rarer than this is looked at closely.
const RARE: f64 = 1e-3;

/// The most surprising window of a stream.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub(super) key: Key,
    /// Probability that chance makes it.
    pub(super) chance: f64,
    /// The reports in it, oldest first, with instants.
    pub(super) reports: Vec<(i64, Serial)>,
    pub(super) units: f64,
    pub(super) expected: f64,
}

/// Looks at a stream; `report_of` gives a report by serial unless it belongs to an outage already.
pub(super) fn scan<'r>(
    normal: &Normal,
    echoes: Habits,
    key: Key,
    report_of: impl Fn(Serial) -> Option<&'r Report>,
) -> Option<Finding> {
    let stream = normal.streams.get(&key)?;
    let newest = stream.recent.last()?.0;
    let mut units = Units::new(key.kind.counts_systems());
    let mut marks = Vec::new();
    let mut seen: Vec<(i64, Serial)> = Vec::new();
    let mut usual = None;
    let mut best: Option<(f64, usize, f64, f64)> = None;
    for (at, serial) in stream.recent.iter().rev().take_while(|(at, _)| newest - at <= key.kind.longest()) {
        let Some(report) = report_of(*serial) else { continue };
        seen.push((*at, *serial));
        if !units.add(report) {
            continue;
        }
        marks.push(report.mark);
        if units.count < FEWEST {
            continue;
        }
        let usual = usual.get_or_insert_with(|| normal.expectation(&key, newest));
        let expected = usual.between(*at, newest.max(at + SHORTEST));
        if units.count - 1.0 <= expected {
            // No more than expected is no outage, however few mistakes may be made.
            continue;
        }
        let by_chance = |more| at_least(more, expected, usual.size);
        let mut many = by_chance(units.count - 1.0);
        if many < RARE && !key.kind.counts_systems() {
            many = echoes.at_least(units.count - 1.0, by_chance);
        }
        // Streams of standstills are bad by definition; their marks are no further news.
        let plain = many > 0.05 || matches!(key.kind, Kind::Stopped | Kind::LineStopped);
        let chance = if plain { many } else { many.min(both(many, marks_chance(normal, key, &marks))) };
        if best.is_none_or(|(least, ..)| chance < least) {
            best = Some((chance, seen.len(), units.count, expected));
        }
    }
    let (chance, length, units, expected) = best?;
    seen.truncate(length);
    seen.reverse();
    Some(Finding { key, chance, reports: seen, units, expected })
}

/// The probability that as many ordinary reports sound as bad.
fn marks_chance(normal: &Normal, key: Key, marks: &[u8]) -> f64 {
    let usual = normal.marks(key.plant);
    let observed: usize = marks.iter().map(|mark| usize::from(*mark)).sum();
    // The distribution of the sum, cut where it is as bad as observed.
    let mut sums = vec![0.0; observed + 1];
    if let Some(first) = sums.first_mut() {
        *first = 1.0;
    }
    for _ in marks {
        let mut next = vec![0.0; observed + 1];
        for (sum, chance) in sums.iter().enumerate() {
            for (mark, share) in usual.iter().enumerate() {
                if let Some(slot) = next.get_mut((sum + mark).min(observed)) {
                    *slot += chance * share;
                }
            }
        }
        sums = next;
    }
    sums.last().copied().unwrap_or(1.0)
}
