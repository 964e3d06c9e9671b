//! `Rhythm`: what comes at the same hour again and again, and that nobody has called an outage, is the plant's rhythm.
//!
//! The season is the plant's as a whole. That one system gets its six tickets whenever the morning shift logs in is none of it.

use super::stream::Key;
use crate::tail::at_least;
use serde::{Deserialize, Serialize};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
/// Beats further from the hour than this are not in time.
const IN_TIME: i64 = HOUR + HOUR / 4;
/// Beats of the same hour of the day count for so long, those of the same hour of the week for longer.
const DAYS: i64 = 8 * DAY;
const WEEKS: i64 = 29 * DAY;
/// Beats before it is a rhythm; one that the host has dismissed counts as two.
const ENOUGH: usize = 2;
/// How much one beat differs from the next: the size of the distribution of their units.
const SIZE: f64 = 6.0;
/// Beats kept.
const MOST: usize = 200;

/// Reports that were suggested, or would have been if they had not been in time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Beat {
    key: Key,
    at: i64,
    units: f64,
    outage: u32,
    dismissed: bool,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Rhythm(Vec<Beat>);

impl Rhythm {
    /// Notes that a stream's reports stood out, suggested as an outage or not (0); more of them on the same day are the
    /// same beat, and what the host says of an outage it says of the beat.
    pub(super) fn note(&mut self, key: Key, at: i64, units: f64, outage: u32) {
        self.0.retain(|beat| at - beat.at <= WEEKS);
        let same = |beat: &&mut Beat| alike(&beat.key, &key) && (at - beat.at).abs() < DAY / 2;
        if let Some(beat) = self.0.iter_mut().find(same) {
            beat.units = beat.units.max(units);
            beat.outage = if outage == 0 { beat.outage } else { outage };
            return;
        }
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        self.0.push(Beat { key, at, units, outage, dismissed: false });
    }

    /// The host says that it was an outage: no beat.
    pub(super) fn confirm(&mut self, outage: u32) {
        self.0.retain(|beat| beat.outage != outage);
    }

    /// The host says that it was none.
    pub(super) fn dismiss(&mut self, outage: u32) {
        for beat in self.0.iter_mut().filter(|beat| beat.outage == outage) {
            beat.dismissed = true;
        }
    }

    /// The probability that a rhythm makes so many units more than `expected` at this hour; none if there is no rhythm.
    pub(super) fn chance(&self, key: &Key, at: i64, units: f64, expected: f64) -> Option<f64> {
        let earlier = || self.0.iter().filter(|beat| alike(&beat.key, key) && at - beat.at >= DAY / 2);
        let daily = earlier().filter(|beat| at - beat.at <= DAYS && in_time(at - beat.at, DAY));
        let weekly = earlier().filter(|beat| in_time(at - beat.at, WEEK));
        let usual = usual(daily).or_else(|| usual(weekly))?;
        Some(at_least(units - 1.0, usual + expected, SIZE))
    }
}

/// Units of a beat, if there are enough for a rhythm.
fn usual<'b>(beats: impl Iterator<Item = &'b Beat>) -> Option<f64> {
    let sum = |(count, heard, units): (usize, usize, f64), beat: &Beat| {
        (count + 1, heard + if beat.dismissed { 2 } else { 1 }, units + beat.units)
    };
    let (count, heard, units) = beats.fold((0, 0, 0.0), sum);
    (heard >= ENOUGH).then(|| units / count as f64)
}

fn in_time(passed: i64, period: i64) -> bool {
    (passed + IN_TIME).rem_euclid(period) <= 2 * IN_TIME
}

/// Streams of one system are alike, wherever the system is counted.
fn alike(a: &Key, b: &Key) -> bool {
    let same_plant = a.plant == b.plant || a.plant == 0 || b.plant == 0;
    let of_a_system = !a.kind.mixes_systems() && !b.kind.mixes_systems();
    a.of == b.of && same_plant && (a.kind == b.kind || of_a_system)
}

#[cfg(test)]
mod tests {
    use super::super::stream::Kind;
    use super::*;

    const KEY: Key = Key { kind: Kind::System, plant: 1, of: 2, symptom: 0 };

    fn chance_after(days: &[i64], at: i64) -> Option<f64> {
        let mut rhythm = Rhythm::default();
        for day in days {
            rhythm.note(KEY, day * DAY, 5.0, *day as u32);
        }
        rhythm.chance(&KEY, at, 6.0, 0.1)
    }

    #[test]
    fn what_comes_every_morning_is_a_rhythm_from_the_third_on() {
        assert_eq!(chance_after(&[0], DAY), None);
        assert!(chance_after(&[0, 1], 2 * DAY + HOUR).is_some_and(|chance| chance > 0.1));
        assert_eq!(chance_after(&[0, 1], 2 * DAY + 4 * HOUR), None);
        assert_eq!(chance_after(&[0, 1], 20 * DAY), None);
    }

    #[test]
    fn so_is_what_comes_every_monday() {
        assert!(chance_after(&[0, 7], 14 * DAY).is_some());
    }

    #[test]
    fn the_hosts_word_counts() {
        let mut rhythm = Rhythm::default();
        rhythm.note(KEY, 0, 5.0, 1);
        rhythm.dismiss(1);
        assert!(rhythm.chance(&KEY, DAY, 6.0, 0.1).is_some());
        rhythm.confirm(1);
        assert!(rhythm.chance(&KEY, DAY, 6.0, 0.1).is_none());
    }

    #[test]
    fn an_outage_on_the_day_of_a_beat_takes_the_beat_with_it() {
        let mut rhythm = Rhythm::default();
        rhythm.note(KEY, 0, 5.0, 1);
        rhythm.note(KEY, DAY, 5.0, 0);
        rhythm.note(KEY, DAY + HOUR, 40.0, 2);
        rhythm.confirm(2);
        assert!(rhythm.chance(&KEY, 2 * DAY, 40.0, 0.1).is_none());
    }

    #[test]
    fn an_outage_at_the_hour_of_the_rhythm_stands_out() {
        let mut rhythm = Rhythm::default();
        rhythm.note(KEY, 0, 5.0, 1);
        rhythm.note(KEY, DAY, 5.0, 2);
        assert!(rhythm.chance(&KEY, 2 * DAY, 40.0, 0.1).is_some_and(|chance| chance < 1e-6));
    }
}
