//! Local time and UTC: the only file that knows daylight saving time.
//!
//! Local times are written as *local seconds*: what a clock on the wall shows, counted as if it were UTC. Dates are
//! chrono's [`NaiveDate`].
//!
//! A zone is what `zic` writes of it: past changes, and the rule that holds from then on for ever.

use super::offsets::Offsets;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use std::sync::Arc;
use tz::TimeZone;

/// Seconds of a day on the wall clock.
pub(super) const DAY: i64 = 86_400;

/// An IANA time zone.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    name: Arc<str>,
    offsets: Arc<Offsets>,
}

impl Zone {
    /// UTC.
    pub(super) fn utc() -> Self {
        Self::new("UTC".into(), TimeZone::utc())
    }

    /// The zone of these rules.
    pub(super) fn new(name: Arc<str>, rules: TimeZone) -> Self {
        Self { name, offsets: Arc::new(Offsets::new(rules)) }
    }

    /// The IANA name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What the wall clock shows at `at`.
    pub(super) fn local(&self, at: i64) -> i64 {
        at + self.offset(at)
    }

    /// The date on the wall at `at`.
    pub(super) fn date(&self, at: i64) -> NaiveDate {
        date_of(self.local(at))
    }

    /// Whether the zone has this date: Samoa went from 29 to 31 December 2011.
    pub(super) fn has(&self, date: NaiveDate) -> bool {
        let midnight = midnight(date);
        self.instant(midnight) < self.instant(midnight + DAY)
    }

    /// The instant at which the wall clock shows `local`: RFC 5545's meaning, which Temporal calls "compatible".
    ///
    /// A time that a jump forward skips is moved forward by the length of the jump; of a time that comes twice the
    /// first is meant, for starts and for ends alike, so that neighbours neither overlap nor leave a hole. Both are
    /// one rule: use the offset in force before the jump.
    pub(super) fn instant(&self, local: i64) -> i64 {
        // No zone is a day or more from UTC, so these are the offsets that can matter, the earlier first.
        let before = self.offset(local - DAY);
        let candidates = [before, self.offset(local - before), self.offset(local + DAY)];
        if candidates == [before; 3] {
            return local - before;
        }
        let shown = candidates.into_iter().map(|offset| local - offset).filter(|at| self.local(*at) == local);
        shown.min().unwrap_or(local - before)
    }

    /// Whether the clock is known not to change between two instants.
    pub(super) fn is_steady(&self, from: i64, to: i64) -> bool {
        self.offsets.are_steady(from, to)
    }

    /// Seconds east of UTC at `at`.
    fn offset(&self, at: i64) -> i64 {
        self.offsets.at(at)
    }
}

/// Midnight at the start of `date`, in local seconds.
pub(super) fn midnight(date: NaiveDate) -> i64 {
    date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
}

/// The date of a time in local seconds.
pub(super) fn date_of(local: i64) -> NaiveDate {
    naive(local).date()
}

fn naive(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::zones::Zones;

    fn instant(zone: &str, local: &str) -> String {
        let local = local.parse::<NaiveDateTime>().unwrap().and_utc().timestamp();
        DateTime::from_timestamp(Zones::default().find(zone).unwrap().instant(local), 0)
            .unwrap()
            .naive_utc()
            .to_string()
    }

    #[test]
    fn a_skipped_time_moves_forward_by_the_jump() {
        assert_eq!(instant("Europe/Paris", "2026-03-29T02:30:00"), "2026-03-29 01:30:00");
        assert_eq!(instant("Pacific/Apia", "2011-12-30T09:00:00"), "2011-12-30 19:00:00");
        assert_eq!(instant("America/Sao_Paulo", "2018-11-04T00:00:00"), "2018-11-04 03:00:00");
    }

    #[test]
    fn a_time_that_comes_twice_is_the_first() {
        assert_eq!(instant("Europe/Paris", "2026-10-25T02:30:00"), "2026-10-25 00:30:00");
        assert_eq!(instant("America/New_York", "2026-11-01T01:00:00"), "2026-11-01 05:00:00");
    }

    #[test]
    fn a_skipped_date_is_none() {
        let dates = [29, 30, 31].map(|day| NaiveDate::from_ymd_opt(2011, 12, day).unwrap());
        assert_eq!(dates.map(|date| Zones::default().find("Pacific/Apia").unwrap().has(date)), [true, false, true]);
    }

    #[test]
    fn a_slip_in_the_name_is_pointed_out() {
        assert_eq!(Zones::default().find("America/Monterey").unwrap_err().help, "did you mean `America/Monterrey`?");
    }
}
