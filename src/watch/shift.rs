//! `Shift`: whether reports that outages explain are the beginning of a new level.
//!
//! What an outage explains is not learnt. Of a load that comes to stay (a new code, a system that goes live) nothing would
//! ever be learnt, and it would be suggested again day after day. But outages end: every hour that one lasts without anybody
//! confirming it speaks for a new level, and every hour that brings nothing speaks against it.

use serde::{Deserialize, Serialize};

/// Seconds that an outage lasts on average: the hazard that a new level does not have.
const LASTING: f64 = 2.0 * 3600.0;
/// A share of the week's reports in which a new level would hardly be silent.
const SILENCE: f64 = 0.08;
/// Outages for one new level.
const RARE: f64 = 50.0;
/// The same once the host has said that it is no outage.
const RARE_WHEN_DISMISSED: f64 = 4.0;
/// Odds below which the next outage has nothing to do with this one.
const HOPELESS: f64 = 0.001;

/// An outage that explains a report and that nobody has confirmed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspect {
    pub(super) outage: u32,
    pub(super) dismissed: bool,
}

/// A level that a stream may have shifted to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Shift {
    /// The first report that an outage explains.
    pub(super) since: i64,
    /// The last one, and its outage.
    last: i64,
    outage: u32,
    /// Reports since, whatever explains them.
    pub(super) count: f64,
    /// Logarithm of the odds that it is a new level, and not an outage.
    odds: f64,
}

impl Shift {
    fn new(at: i64, suspect: Suspect) -> Self {
        let rare = if suspect.dismissed { RARE_WHEN_DISMISSED } else { RARE };
        Self { since: at, last: at, outage: suspect.outage, count: 0.0, odds: -libm::log(rare) }
    }

    /// Goes on with a report that an outage explains, or begins with it; `share` gives the share of a week's reports
    /// between two instants.
    pub(super) fn go_on(known: Option<Self>, at: i64, suspect: Suspect, share: impl Fn(i64, i64) -> f64) -> Self {
        let Some(mut shift) = known else { return Self::new(at, suspect) };
        let passed = at.max(shift.last);
        if suspect.outage == shift.outage {
            shift.odds += (passed - shift.last) as f64 / LASTING;
        } else if passed > shift.last {
            shift.odds -= share(shift.last, passed) / SILENCE;
        }
        (shift.last, shift.outage) = (passed, suspect.outage);
        if shift.odds < libm::log(HOPELESS) { Self::new(at, suspect) } else { shift }
    }

    pub(super) fn is_likely(&self) -> bool {
        self.odds > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    fn share(from: i64, to: i64) -> f64 {
        (to - from) as f64 / (7 * 24 * HOUR) as f64
    }

    fn after(hours: &[(i64, u32)], dismissed: bool) -> Shift {
        let go_on = |known, (hour, outage): &(i64, u32)| {
            Some(Shift::go_on(known, hour * HOUR, Suspect { outage: *outage, dismissed }, share))
        };
        hours.iter().fold(None, go_on).unwrap()
    }

    #[test]
    fn an_outage_that_does_not_end_is_a_new_level() {
        assert!(!after(&[(0, 1), (6, 1)], false).is_likely());
        assert!(after(&[(0, 1), (6, 1), (9, 1)], false).is_likely());
    }

    #[test]
    fn what_comes_back_every_day_is_a_new_level() {
        assert!(after(&[(7, 1), (12, 1), (31, 2), (36, 2)], false).is_likely());
    }

    #[test]
    fn outages_days_apart_are_outages() {
        let second = after(&[(0, 1), (2, 1), (100, 2), (104, 2)], false);
        assert!(!second.is_likely());
        assert_eq!(second.since, 100 * HOUR);
    }

    #[test]
    fn the_hosts_word_makes_it_likelier() {
        assert!(after(&[(0, 1), (3, 1)], true).is_likely());
    }
}
