//! Working days: local dates with any open time. Not eight hours times n.

use super::Calendar;
use super::zone::{date_of, midnight};
use chrono::NaiveDate;
use std::cmp::Ordering;

impl Calendar {
    /// `days` working days from `from`, local time of day kept.
    pub(super) fn reach_day(&self, from: i64, days: i64) -> Option<i64> {
        let zone = self.timeline.source().zone();
        let start = if days < 0 { self.timeline.prev_close(from) } else { self.timeline.next_open(from) }?;
        let local = zone.local(start);
        let date = date_of(local);
        let target = match days.cmp(&0) {
            Ordering::Less => self.working_day_before(date, days.unsigned_abs()),
            Ordering::Equal => Some(date),
            Ordering::Greater => self.working_day_after(date, days.unsigned_abs()),
        }?;
        Some(zone.instant(midnight(target) + local - midnight(date)))
    }

    /// The `count`-th working day after `date`.
    fn working_day_after(&self, date: NaiveDate, count: u64) -> Option<NaiveDate> {
        let zone = self.timeline.source().zone();
        let mut next = date.succ_opt()?;
        let mut left = count;
        for open in self.timeline.segments_after(zone.instant(midnight(next))) {
            let (first, last) = (zone.date(open.from).max(next), zone.date(open.to - 1));
            for date in first.iter_days().take_while(|date| *date <= last).filter(|date| zone.has(*date)) {
                left -= 1;
                if left == 0 {
                    return Some(date);
                }
            }
            next = next.max(last.succ_opt()?);
        }
        None
    }

    /// The `count`-th working day before `date`.
    fn working_day_before(&self, date: NaiveDate, count: u64) -> Option<NaiveDate> {
        let zone = self.timeline.source().zone();
        let mut next = date.pred_opt()?;
        let mut left = count;
        for open in self.timeline.segments_before(zone.instant(midnight(date))) {
            let (first, last) = (zone.date(open.from), zone.date(open.to - 1).min(next));
            for date in last.iter_days().rev().take_while(|date| *date >= first).filter(|date| zone.has(*date)) {
                left -= 1;
                if left == 0 {
                    return Some(date);
                }
            }
            next = next.min(first.pred_opt()?);
        }
        None
    }
}
