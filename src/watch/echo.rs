//! `Echo`: how often an ordinary trouble is told of by a second person, and by a third.
//!
//! Reports of one small trouble are not independent: two people stand at the same printer. Without this, any two or three of
//! them would be taken for an outage wherever little is usual; how often they come is a habit of the desk and is learnt.

use super::rate::Rate;
use serde::{Deserialize, Serialize};

/// Another report of the topic within so many seconds may be an echo.
pub(super) const NEAR: i64 = 1800;
/// Echoes of a report that are assumed at first, of an echo as well, and for how many reports that counts.
const SECOND: (f64, f64) = (0.02, 400.0);
const THIRD: (f64, f64) = (0.08, 15.0);
/// More than that is no habit of people: outages too small to be told look the same.
const MOST_THIRDS: f64 = 0.1;

/// What came shortly before a report, besides what was to be expected: probabilities of chance are taken off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Before {
    second: f32,
    third: f32,
}

impl Before {
    /// Of other voices on the same topic that have just spoken, and how many were expected.
    pub(super) fn new(voices: usize, expected: f64) -> Self {
        let none = libm::exp(-expected);
        let surplus = |there: bool, chance: f64| (if there { 1.0 } else { 0.0 } - chance) as f32;
        let (one_or_more, two_or_more) = (1.0 - none, 1.0 - none * (1.0 + expected));
        Self { second: surplus(voices >= 1, one_or_more), third: surplus(voices >= 2, two_or_more) }
    }
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Echo {
    reports: Rate,
    seconds: Rate,
    thirds: Rate,
}

impl Echo {
    /// Learns from an ordinary report.
    pub(super) fn learn(&mut self, at: i64, before: Before) {
        self.reports.learn(at, 1.0);
        self.seconds.learn(at, f64::from(before.second));
        self.thirds.learn(at, f64::from(before.third));
    }

    /// How often a report is echoed, and an echo.
    pub(super) fn habits(&self, now: i64) -> Habits {
        let (reports, seconds, thirds) = (self.reports.count(now), self.seconds.count(now), self.thirds.count(now));
        let second = (seconds + SECOND.0 * SECOND.1) / (reports + SECOND.1);
        let third = (thirds + THIRD.0 * THIRD.1) / (seconds.max(0.0) + THIRD.1);
        Habits { second: second.clamp(0.002, 0.3), third: third.clamp(0.02, MOST_THIRDS) }
    }
}

/// The probability that a report is echoed, and an echo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Habits {
    second: f64,
    third: f64,
}

impl Habits {
    /// The probability that a report and its echoes make `more` further ones where `by_chance` gives that for the others.
    pub(super) fn at_least(self, more: f64, by_chance: impl Fn(f64) -> f64) -> f64 {
        let mut all = (1.0 - self.second) * by_chance(more);
        let mut reached = self.second;
        let mut left = more - 1.0;
        while left > 0.0 {
            all += reached * (1.0 - self.third) * by_chance(left);
            reached *= self.third;
            left -= 1.0;
        }
        // The last step in part: counts of units are no whole numbers.
        all + reached * libm::pow(self.third, left)
    }
}
