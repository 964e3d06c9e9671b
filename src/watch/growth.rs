//! `Growth`: how much more comes of late than what the long memory expects.
//!
//! What was seen counts half after six weeks: enough to know the rare streams, too slow for a desk that takes over another.
//! That all of a plant gets busier shows within days.

use super::rate::WEEK;
use libm::exp2;
use serde::{Deserialize, Serialize};

/// After so many weeks, what came counts half.
const HALF_LIFE: f64 = 1.0;
/// Reports that have to come before growth is believed.
const DOUBT: f64 = 30.0;
/// A desk that shrinks is left to the long memory: it may only be on holiday.
const LEAST: f64 = 1.0;
const MOST: f64 = 3.0;

/// Reports of late, and how many were expected.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Growth {
    came: f64,
    expected: f64,
    last: i64,
}

impl Growth {
    pub(super) fn last(&self) -> i64 {
        self.last
    }

    /// Learns what has come up to an instant, and what was expected since the last one.
    pub(super) fn learn(&mut self, at: i64, came: f64, expected: f64) {
        let left = exp2(-((at - self.last).max(0) as f64) / WEEK / HALF_LIFE);
        self.came = self.came * left + came;
        self.expected = self.expected * left + expected;
        self.last = self.last.max(at);
    }

    /// What the expectation has to be multiplied by.
    pub(super) fn factor(&self) -> f64 {
        ((self.came + DOUBT) / (self.expected + DOUBT)).clamp(LEAST, MOST)
    }
}
