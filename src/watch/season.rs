//! `Season`: what share of a week's reports comes when, learnt from the reports themselves.
//!
//! Time of day (by quarter of an hour, weekdays and week-ends apart) times day of the week: a shift start and a Monday
//! peak are found within days, where a table of all quarters of a week would need months.

use serde::{Deserialize, Serialize};

const QUARTER: i64 = 900;
const QUARTERS: usize = 96;
const WEEK: i64 = 7 * 86_400;
/// 1970-01-01 was a Thursday; weeks here begin on Monday.
const MONDAY: i64 = 4 * 86_400;
/// A report in a quarter is evidence for its neighbours as well.
const KERNEL: [(i64, f64); 5] = [(-2, 0.1), (-1, 0.2), (0, 0.4), (1, 0.2), (2, 0.1)];
/// What is assumed before anything is learnt: a day of two shifts, as many reports' worth.
const ASSUMED: f64 = 40.0;
/// How much of the profile is always flat: nothing is impossible at night.
const FLAT: f64 = 0.04;
/// The days of a week against each other, before anything is learnt, and how many days' worth that counts.
const WEEK_DAYS: ([f64; 7], f64) = ([1.2, 1.1, 1.1, 1.1, 1.0, 0.5, 0.4], 0.7);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Season {
    weekday: Vec<f64>,
    weekend: Vec<f64>,
    days: [f64; 7],
    /// How many of each day of the week `days` holds: one that was never watched is no quiet day.
    watched: [f64; 7],
    /// The day that is not over, and what it has brought; none before the first whole day.
    today: Option<(i64, f64)>,
    /// Shares of the week up to the end of each quarter.
    sums: Vec<f64>,
    /// Learnt since `sums` were made.
    fresh: f64,
    learnt: f64,
}

impl Default for Season {
    fn default() -> Self {
        let quarter_prior = |quarter: usize| if (24..88).contains(&quarter) { 1.3 } else { 0.4 };
        let day: Vec<f64> = (0..QUARTERS).map(|quarter| quarter_prior(quarter) * ASSUMED / QUARTERS as f64).collect();
        let weekend = day.iter().map(|share| share * 0.3).collect();
        let mut season = Self {
            weekday: day,
            weekend,
            days: [0.0; 7],
            watched: [0.0; 7],
            today: None,
            sums: Vec::new(),
            fresh: 0.0,
            learnt: 0.0,
        };
        season.sum_up();
        season
    }
}

fn slot(at: i64) -> (usize, usize) {
    let second = (at - MONDAY).rem_euclid(WEEK);
    ((second / 86_400) as usize, (second % 86_400 / QUARTER) as usize)
}

impl Season {
    /// Learns a report of this weight.
    pub(super) fn learn(&mut self, at: i64, weight: f64) {
        let (day, quarter) = slot(at);
        self.count_day((at - MONDAY).div_euclid(86_400), weight);
        let profile = if day < 5 { &mut self.weekday } else { &mut self.weekend };
        for (offset, part) in KERNEL {
            let neighbour = (quarter as i64 + offset).rem_euclid(QUARTERS as i64) as usize;
            if let Some(share) = profile.get_mut(neighbour) {
                *share += weight * part;
            }
        }
        self.learnt += weight;
        self.fresh += weight;
        if self.fresh > 20.0 && self.fresh > self.learnt * 0.02 {
            self.sum_up();
        }
    }

    /// Counts a report towards its day. The first day was not watched from its beginning: it does not count.
    fn count_day(&mut self, day: i64, weight: f64) {
        let Some((today, count)) = self.today else {
            self.today = Some((day + 1, 0.0));
            return;
        };
        if day < today {
            return;
        }
        if day == today {
            self.today = Some((today, count + weight));
            return;
        }
        // Days without a report were watched as well; a gap of weeks is a host that was off.
        for (over, count) in (today..day.min(today + 7)).zip([count].into_iter().chain(core::iter::repeat(0.0))) {
            let of_week = over.rem_euclid(7) as usize;
            if let (Some(days), Some(watched)) = (self.days.get_mut(of_week), self.watched.get_mut(of_week)) {
                *days += count;
                *watched += 1.0;
            }
        }
        self.today = Some((day, weight));
    }

    /// What each day of the week brings, against the others.
    fn daily(&self) -> [f64; 7] {
        let (shape, worth) = WEEK_DAYS;
        let seen: f64 = self.watched.iter().zip(shape).map(|(watched, share)| watched * share).sum();
        let level = (self.days.iter().sum::<f64>() + 1.0) / (seen + 1.0);
        let mut daily = shape;
        for (share, (count, watched)) in daily.iter_mut().zip(self.days.iter().zip(self.watched)) {
            *share = (count + *share * level * worth) / (watched + worth);
        }
        daily
    }

    /// Makes everything learnt so far count for less: plants change their shifts.
    pub(super) fn fade(&mut self, factor: f64) {
        for share in self.weekday.iter_mut().chain(&mut self.weekend).chain(&mut self.days).chain(&mut self.watched) {
            *share *= factor;
        }
        self.learnt *= factor;
    }

    fn sum_up(&mut self) {
        self.fresh = 0.0;
        self.sums.clear();
        let days = self.daily();
        let week: f64 = days.iter().sum();
        let mut sum = 0.0;
        for (day, count) in days.iter().enumerate() {
            let profile = if day < 5 { &self.weekday } else { &self.weekend };
            let total: f64 = profile.iter().sum();
            for quarter in profile {
                let share = count / week * quarter / total;
                sum += share * (1.0 - FLAT) + FLAT / (7 * QUARTERS) as f64;
                self.sums.push(sum);
            }
        }
    }

    /// The share of a week's reports up to this instant of its week.
    fn until(&self, at: i64) -> f64 {
        let second = (at - MONDAY).rem_euclid(WEEK);
        let quarter = (second / QUARTER) as usize;
        let part = (second % QUARTER) as f64 / QUARTER as f64;
        let whole = self.sums.get(quarter).copied().unwrap_or(1.0);
        let before = quarter.checked_sub(1).and_then(|before| self.sums.get(before)).copied().unwrap_or(0.0);
        before + (whole - before) * part
    }

    /// The share of a week's reports that comes from `from` to `to`.
    pub(super) fn share(&self, from: i64, to: i64) -> f64 {
        let weeks = (to - MONDAY).div_euclid(WEEK) - (from - MONDAY).div_euclid(WEEK);
        (self.until(to) - self.until(from) + weeks as f64).max(1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_week_is_one() {
        let mut season = Season::default();
        for day in 0..70 {
            season.learn(day * 86_400 + 6 * 3600, 3.0);
        }
        let share = season.share(1_000_000, 1_000_000 + WEEK);
        assert!((share - 1.0).abs() < 1e-9, "{share}");
        let (shift_start, noon) = (season.share(21_600, 22_500), season.share(43_200, 44_100));
        assert!(shift_start > 3.0 * noon, "{shift_start} {noon}");
    }
}
