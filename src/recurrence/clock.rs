//! By the clock: at one hour of the week, or at a fixed interval.

use super::{Found, Pattern, binomial_tail};

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;
/// 1970-01-01 was a Thursday.
const MONDAY: i64 = 4 * DAY;
/// A slot of the week reaches so far to both sides.
const SLOT: i64 = 3 * HOUR / 2;
/// Slots that a week could be cut into: so many tries.
const SLOTS: f64 = 56.0;
/// The newest episodes only: a clock that was set anew is a new one.
const NEWEST: usize = 14;
/// Chance findings a week that clocks may make, over all things, times the weeks that one is looked at.
pub(super) const LIMIT: f64 = 0.4;

/// At the same hour of three different weeks, and of half the weeks since.
pub(super) fn weekly(times: &[i64], share: &dyn Fn(i64, i64) -> f64) -> Option<Found> {
    let first = times.len().saturating_sub(NEWEST);
    let times = times.get(first..)?;
    let tried = times.iter().filter_map(|centre| slot(times, *centre, share));
    let (chance, centre, hits) = tried.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    let episodes = hits.into_iter().map(|index| index + first).collect();
    let second_of_week = Some((centre - MONDAY).rem_euclid(WEEK));
    Some(Found { episodes, second_of_week, period_hours: Some(168.0), ..Found::new(Pattern::Weekly, chance) })
}

fn slot(times: &[i64], centre: i64, share: &dyn Fn(i64, i64) -> f64) -> Option<(f64, i64, Vec<usize>)> {
    let hits = fitting(times, centre, WEEK, SLOT);
    let week_of = |at: i64| (at - centre + WEEK / 2).div_euclid(WEEK);
    let mut weeks: Vec<i64> = hits.iter().filter_map(|index| times.get(*index)).map(|at| week_of(*at)).collect();
    weeks.dedup();
    let since = times.last()? - times.first()?;
    let enough = weeks.len() >= 3 && weeks.len() as i64 * 2 > since / WEEK;
    let chance = SLOTS * binomial_tail(times.len(), hits.len(), share(centre - SLOT, centre + SLOT));
    enough.then_some((chance, centre, hits))
}

/// The episodes that a clock of this period through `centre` explains.
fn fitting(times: &[i64], centre: i64, period: i64, tolerance: i64) -> Vec<usize> {
    let off = |at: i64| {
        let rest = (at - centre).rem_euclid(period);
        rest.min(period - rest)
    };
    times.iter().enumerate().filter(|(_, at)| off(**at) <= tolerance).map(|(index, _)| index).collect()
}

/// At a fixed interval between 16 hours and 8 days.
pub(super) fn every_n_hours(times: &[i64], share: &dyn Fn(i64, i64) -> f64) -> Option<Found> {
    let first = times.len().saturating_sub(NEWEST);
    let times = times.get(first..)?;
    if times.len() < 4 {
        return None;
    }
    let periods = candidates(times);
    let tried = periods.iter().flat_map(|period| times.iter().map(move |centre| (*period, *centre)));
    let judged = tried.filter_map(|(period, centre)| interval(times, period, centre, share));
    // Of equals the longest: half of a period fits as well.
    let (chance, period, hits) = judged.min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    let episodes: Vec<usize> = hits.into_iter().map(|index| index + first).collect();
    let hours = libm::round(mean_period(times, &episodes, first, period) / HOUR as f64 * 10.0) / 10.0;
    Some(Found { episodes, period_hours: Some(hours), ..Found::new(Pattern::EveryNHours, chance) })
}

fn candidates(times: &[i64]) -> Vec<i64> {
    let mut periods = Vec::new();
    for (index, from) in times.iter().enumerate() {
        for to in times.iter().skip(index + 1) {
            let whole = (1..=6).map(|part| (to - from) / part);
            periods
                .extend(whole.filter(|period| (16 * HOUR..=8 * DAY).contains(period)).map(|period| period / 300 * 300));
        }
    }
    periods.sort_unstable();
    periods.dedup();
    periods
}

fn interval(
    times: &[i64],
    period: i64,
    centre: i64,
    share: &dyn Fn(i64, i64) -> f64,
) -> Option<(f64, i64, Vec<usize>)> {
    let tolerance = (period / 25).max(45 * 60);
    let hits = fitting(times, centre, period, tolerance);
    if hits.len() < 4 || hits.len() * 10 < times.len() * 7 {
        return None;
    }
    let locked = |lock: i64| (period - lock * HOUR).abs() * 40 < lock * HOUR;
    if [48, 56, 84, 168, 72, 96, 120].into_iter().any(locked) && !locked(24) {
        // What shifts and weekdays do by themselves; the weekly test judges it against the plant's own week.
        return None;
    }
    let span = (times.last()? - times.first()?) as f64;
    let part = if locked(24) { of_the_day(centre, tolerance, share) } else { 2.0 * tolerance as f64 / period as f64 };
    // Periods and phases that could have been found instead; two episodes fix both.
    let tries = span * (1.0 / (16.0 * HOUR as f64) - 1.0 / (8.0 * DAY as f64)) / part.max(0.01);
    Some((tries.max(1.0) * binomial_tail(times.len() - 2, hits.len() - 2, part), period, hits))
}

/// The share of all reports that comes at this time of day.
fn of_the_day(centre: i64, tolerance: i64, share: &dyn Fn(i64, i64) -> f64) -> f64 {
    (0..7).map(|day| share(centre + day * DAY - tolerance, centre + day * DAY + tolerance)).sum()
}

fn mean_period(times: &[i64], episodes: &[usize], first: usize, period: i64) -> f64 {
    let at = |index: &usize| times.get(index - first).copied().unwrap_or_default();
    let (from, to) = (episodes.first().map_or(0, at), episodes.last().map_or(0, at));
    let periods = libm::round((to - from) as f64 / period as f64).max(1.0);
    (to - from) as f64 / periods
}
