//! `Budget`: how unlikely a finding must be before anybody is told.
//!
//! The user says how many false alarms a month he accepts; every look at a stream spends its part of them. Whatever the
//! looks have to do with each other, the expected number of false alarms is at most the sum. Whether the parts are right
//! shows in the near misses: findings somewhat less unlikely that came to nothing, of which there are enough to count.

use super::rate::{Rate, WEEK, exposure};
use libm::pow;
use serde::{Deserialize, Serialize};

/// A month in weeks.
const MONTH: f64 = 365.25 / 12.0 / 7.0;
/// Independent looks at one stream for each report: windows from minutes to hours overlap.
const LOOKS: f64 = 2.5;
/// A near miss is so many times less unlikely than a suggestion.
const LOOSER: f64 = 30.0;
/// How the rate of findings falls as the limit does, from streams without outages.
const SLOPE: f64 = 0.7;
/// Near misses within so many seconds are one.
const CLUMP: i64 = 3 * 3600;
/// Reports a week that are assumed at first, and for how many weeks' worth that counts.
const ASSUMED: (f64, f64) = (150.0, 0.3);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Budget {
    per_week: f64,
    reports: Rate,
    near_misses: Rate,
    last_near_miss: i64,
}

impl Budget {
    pub(super) fn new(false_alarms_per_month: f64) -> Self {
        let per_week = false_alarms_per_month.max(1e-3) / MONTH;
        Self { per_week, reports: Rate::default(), near_misses: Rate::default(), last_near_miss: i64::MIN }
    }

    pub(super) fn set(&mut self, false_alarms_per_month: f64) {
        self.per_week = false_alarms_per_month.max(1e-3) / MONTH;
    }

    pub(super) fn count_report(&mut self, at: i64) {
        self.reports.learn(at, 1.0);
    }

    /// A report that came near and ended in no suggestion.
    pub(super) fn count_near_miss(&mut self, at: i64) {
        if at.saturating_sub(self.last_near_miss) >= CLUMP {
            self.near_misses.learn(at, 1.0);
            self.last_near_miss = at;
        }
    }

    pub(super) fn reports_a_week(&self, now: i64, watched: i64) -> f64 {
        let (rate, weeks) = ASSUMED;
        (self.reports.count(now) + rate * weeks) / (exposure(watched) + weeks)
    }

    /// Looks a week, for "would come by chance once in so many weeks".
    pub(super) fn looks_a_week(&self, now: i64, watched: i64) -> f64 {
        self.reports_a_week(now, watched) * LOOKS
    }

    /// The limit for one look at all streams together, before self-calibration.
    fn plain(&self, now: i64, watched: i64) -> f64 {
        self.per_week / self.looks_a_week(now, watched)
    }

    /// What a look may at most have as probability.
    pub(super) fn limit(&self, now: i64, watched: i64) -> f64 {
        self.plain(now, watched) * self.calibration(now, watched)
    }

    pub(super) fn near_limit(&self, now: i64, watched: i64) -> f64 {
        self.plain(now, watched) * LOOSER
    }

    /// By how much the limit is raised or lowered, so that the near misses fit the accepted false alarms.
    fn calibration(&self, now: i64, watched: i64) -> f64 {
        let usual = self.per_week * pow(LOOSER, SLOPE);
        let weeks = exposure(watched);
        let found = (self.near_misses.count(now) + 2.0 * usual) / (weeks + 2.0);
        let young = if (watched as f64) < WEEK { 0.35 } else { 1.0 };
        (LOOSER * pow(self.per_week / found, 1.0 / SLOPE)).clamp(0.1, LOOSER) * young
    }
}
