//! `Rate`: how many reports a week something usually gets, with what is not known of it.

use libm::exp2;
use serde::{Deserialize, Serialize};

pub(super) const WEEK: f64 = 604_800.0;
/// After so many weeks, what was seen counts half.
const HALF_LIFE: f64 = 6.0;

/// A count that fades.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Rate {
    count: f64,
    last: i64,
}

impl Rate {
    pub(super) fn learn(&mut self, at: i64, weight: f64) {
        self.count = self.count(at) + weight;
        self.last = self.last.max(at);
    }

    /// A rate of which nothing but this count is known.
    pub(super) fn of(count: f64, at: i64) -> Self {
        Self { count, last: at }
    }

    /// What is left of the count at an instant.
    pub(super) fn count(&self, at: i64) -> f64 {
        self.count * fading(at - self.last)
    }
}

/// What is left after so many seconds.
pub(super) fn fading(seconds: i64) -> f64 {
    exp2(-(seconds.max(0) as f64) / WEEK / HALF_LIFE)
}

/// Weeks of watching, faded like the counts.
pub(super) fn exposure(seconds: i64) -> f64 {
    (1.0 - fading(seconds)) * HALF_LIFE / core::f64::consts::LN_2
}
