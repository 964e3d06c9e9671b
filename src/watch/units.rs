//! `Units`: how many independent voices a group of reports is.

use super::report::Report;

/// Another caller from a place that has spoken.
const SAME_PLACE: f64 = 0.5;
/// Another caller about a system that was named, where systems are counted.
const SAME_SYSTEM: f64 = 0.25;

/// Counts independent reports one by one.
#[derive(Debug, Default)]
pub(super) struct Units {
    counts_systems: bool,
    voices: Vec<u64>,
    places: Vec<(u32, u32)>,
    pub(super) count: f64,
    pub(super) reports: usize,
}

impl Units {
    pub(super) fn new(counts_systems: bool) -> Self {
        Self { counts_systems, ..Self::default() }
    }

    /// Adds a report; the same voice twice is one. True if it counted.
    pub(super) fn add(&mut self, report: &Report) -> bool {
        self.reports += 1;
        if self.voices.contains(&report.voice) {
            return false;
        }
        self.voices.push(report.voice);
        let (place, again) = if self.counts_systems {
            ((0, report.topic), SAME_SYSTEM)
        } else {
            ((report.plant, report.place()), SAME_PLACE)
        };
        // Callers who name no place are not all in the same one.
        let somewhere = if place.1 == 0 { again.max(0.8) } else { again };
        let unit = if self.places.contains(&place) { somewhere } else { 1.0 };
        self.places.push(place);
        self.count += unit * f64::from(report.weight);
        true
    }

    pub(super) fn voices(&self) -> usize {
        self.voices.len()
    }
}
