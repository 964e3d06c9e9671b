//! Recurrence: does a fault come back, and by what clock?
//!
//! Pure: occurrence times of one thing in, patterns out. Reports of one failure are first gathered into an [`Episode`]; else
//! one bad afternoon makes "three incidents". Every test is against what the plant itself does at that hour, and what it may
//! claim is divided by the number of things that are tested.

mod clock;
mod count;

use crate::time::Instant;
use crate::value::{Value, serialize_number};
use serde::{Deserialize, Serialize};

/// Reports within so many seconds are one failure.
pub(crate) const EPISODE: i64 = 6 * 3600;

/// One failure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Episode {
    pub(crate) at: i64,
    /// Its last report.
    pub(crate) last: i64,
    pub(crate) tickets: Vec<String>,
    /// The job that its reports name; 0 for none.
    pub(crate) job: u32,
}

/// How a fault comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Pattern {
    /// More often in 30 days than things of its kind.
    #[serde(rename = "count_30d")]
    Count30d,
    /// At the same hour of the week.
    #[serde(rename = "weekly")]
    Weekly,
    /// At a fixed interval.
    #[serde(rename = "every_n_hours")]
    EveryNHours,
    /// With a job.
    #[serde(rename = "job")]
    Job,
}

/// What was found in the episodes of one thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) pattern: Pattern,
    /// Probability that chance makes it, over all that was tried on this thing.
    pub(crate) chance: f64,
    /// Positions of the episodes that fit.
    pub(crate) episodes: Vec<usize>,
    pub(crate) period_hours: Option<f64>,
    /// Instant within the week (Monday 00:00 is 0), in seconds.
    pub(crate) second_of_week: Option<i64>,
    pub(crate) job: u32,
}

/// What is known of the surroundings.
pub(crate) struct Surroundings<'a> {
    /// The share of a week's reports of the plant from one instant to another.
    pub(crate) share: &'a dyn Fn(i64, i64) -> f64,
    /// Episodes that a thing of this plant usually has in 30 days.
    pub(crate) usual_in_30_days: f64,
    /// How many things are watched.
    pub(crate) things: usize,
    /// The thing is a job itself.
    pub(crate) is_job: bool,
}

/// Everything that can be said of the episodes (in time order), the surest first.
pub(crate) fn find(episodes: &[Episode], around: &Surroundings<'_>) -> Vec<Found> {
    let times: Vec<i64> = episodes.iter().map(|episode| episode.at).collect();
    let things = around.things.max(1) as f64;
    let claims = [
        (count::in_30_days(&times, around.usual_in_30_days), count::LIMIT),
        (clock::weekly(&times, around.share), clock::LIMIT),
        (clock::every_n_hours(&times, around.share), clock::LIMIT),
        (if around.is_job { None } else { with_a_job(episodes) }, clock::LIMIT),
    ];
    let mut found: Vec<Found> =
        claims.into_iter().filter_map(|(found, limit)| found.filter(|found| found.chance <= limit / things)).collect();
    found.sort_by(|a, b| a.chance.total_cmp(&b.chance).then(a.pattern.cmp(&b.pattern)));
    found
}

/// The same job named in three failures and in most of them.
fn with_a_job(episodes: &[Episode]) -> Option<Found> {
    let last = episodes.last()?.job;
    let fitting: Vec<usize> =
        episodes.iter().enumerate().filter(|(_, e)| last != 0 && e.job == last).map(|(index, _)| index).collect();
    let enough = fitting.len() >= 3 && fitting.len() * 5 >= episodes.len() * 3;
    // Nobody names a job by chance.
    enough.then(|| Found { episodes: fitting, job: last, ..Found::new(Pattern::Job, 0.0) })
}

impl Found {
    fn new(pattern: Pattern, chance: f64) -> Self {
        Self { pattern, chance, episodes: Vec::new(), period_hours: None, second_of_week: None, job: 0 }
    }
}

/// P(at least `hits` of `count`), each with probability `p`.
fn binomial_tail(count: usize, hits: usize, p: f64) -> f64 {
    let p = p.clamp(1e-9, 1.0 - 1e-9);
    let mut term = libm::exp(count as f64 * libm::log1p(-p));
    let mut below = 0.0;
    for k in 0..hits {
        below += term;
        term *= (count - k.min(count)) as f64 / (k + 1) as f64 * p / (1.0 - p);
    }
    // Small tails are the sum of their first terms; 1 - below would be all rounding.
    let mut above = 0.0;
    for k in hits..=count {
        above += term;
        term *= (count - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
    }
    if below > 0.5 { above } else { 1.0 - below }
}

/// A fault that comes back: an event of the watch, a line of the history's report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recurrence {
    /// The same for the same fault and pattern.
    pub id: String,
    /// When it was found.
    pub at: Instant,
    /// How it comes back.
    pub pattern: Pattern,
    /// The asset that fails; none if only a job is known.
    pub asset: Option<String>,
    /// Its plant.
    pub plant: Option<String>,
    /// Its system.
    pub system: Option<String>,
    /// Hours between failures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_hours: Option<Value>,
    /// Day of the week, Monday 0, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekday: Option<i64>,
    /// Hour of the day, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour: Option<i64>,
    /// The job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// Tickets of the failures.
    pub tickets: Vec<String>,
    /// Why this is no chance.
    pub evidence: Proof,
}

/// Why a recurrence is no chance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// As a sentence.
    pub text: String,
    /// Failures that fit.
    pub episodes: usize,
    /// Failures in 30 days that are usual for an asset of the plant.
    #[serde(serialize_with = "serialize_number")]
    pub usual: f64,
    /// Probability that chance makes it somewhere in the plant.
    #[serde(serialize_with = "serialize_number")]
    pub chance: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episodes(hours: &[f64]) -> Vec<Episode> {
        let episode = |hour: &f64| {
            let at = (hour * 3600.0) as i64;
            Episode { at, last: at, tickets: Vec::new(), job: 0 }
        };
        hours.iter().map(episode).collect()
    }

    fn patterns(hours: &[f64]) -> Vec<Pattern> {
        let flat = |from: i64, to: i64| (to - from) as f64 / 604_800.0;
        let around = Surroundings { share: &flat, usual_in_30_days: 0.2, things: 100, is_job: false };
        find(&episodes(hours), &around).into_iter().map(|found| found.pattern).collect()
    }

    #[test]
    fn three_in_thirty_days_where_others_fail_twice_a_year() {
        assert_eq!(patterns(&[10.0, 203.0, 411.0]), [Pattern::Count30d]);
        assert_eq!(patterns(&[10.0, 1203.0, 2411.0]), []);
    }

    #[test]
    fn every_monday_night() {
        let weeks = [0.0, 168.4, 336.2, 503.8, 672.1, 840.3];
        assert!(patterns(&weeks).contains(&Pattern::Weekly));
    }

    #[test]
    fn every_forty_hours() {
        let runs: Vec<f64> = (0..9).map(|run| f64::from(run) * 40.0 + if run % 2 == 0 { 0.3 } else { 0.0 }).collect();
        assert!(patterns(&runs).contains(&Pattern::EveryNHours));
        let random = [3.0, 61.0, 90.0, 172.0, 251.0, 280.0, 399.0, 410.0, 520.0];
        assert!(!patterns(&random).contains(&Pattern::EveryNHours));
    }

    #[test]
    fn the_binomial_tail_is_right_in_both_halves() {
        assert!((binomial_tail(3, 3, 0.5) - 0.125).abs() < 1e-12);
        assert!((binomial_tail(3, 1, 0.5) - 0.875).abs() < 1e-12);
        assert!((binomial_tail(10, 8, 0.01) - 45.0 * 0.01_f64.powi(8)).abs() < 1e-15);
    }
}
