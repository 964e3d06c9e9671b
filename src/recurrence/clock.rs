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
/// Fewer episodes have no period.
const FEWEST: usize = 4;
/// Chance findings a week that clocks may make, over all things, times the weeks that one is looked at.
pub(super) const LIMIT: f64 = 0.4;

/// At the same hour of three different weeks, and of half the weeks since.
pub(super) fn weekly(times: &[i64], share: &dyn Fn(i64, i64) -> f64) -> Option<Found> {
    let first = times.len().saturating_sub(NEWEST);
    let times = times.get(first..)?;
    let phases = Phases::new(times, WEEK);
    let tried = times.iter().enumerate().filter_map(|(index, centre)| slot(times, &phases, index, *centre, share));
    let (chance, centre, hits) = tried.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    let episodes = hits.into_iter().map(|index| index + first).collect();
    let second_of_week = Some((centre - MONDAY).rem_euclid(WEEK));
    Some(Found { episodes, second_of_week, period_hours: Some(168.0), ..Found::new(Pattern::Weekly, chance) })
}

fn slot(
    times: &[i64],
    phases: &Phases,
    index: usize,
    centre: i64,
    share: &dyn Fn(i64, i64) -> f64,
) -> Option<(f64, i64, Vec<usize>)> {
    let hits: Vec<usize> = phases.near(index, SLOT).collect();
    let week_of = |at: i64| (at - centre + WEEK / 2).div_euclid(WEEK);
    let mut weeks: Vec<i64> = hits.iter().filter_map(|index| times.get(*index)).map(|at| week_of(*at)).collect();
    weeks.dedup();
    let since = times.last()? - times.first()?;
    let enough = weeks.len() >= 3 && weeks.len() as i64 * 2 > since / WEEK;
    let chance = || SLOTS * binomial_tail(times.len(), hits.len(), share(centre - SLOT, centre + SLOT));
    enough.then(|| (chance(), centre, hits.clone()))
}

/// Where in the turns of a clock some instants lie: its period is divided by once for each of them, and not once for
/// each two.
struct Phases {
    period: i64,
    of: Vec<i64>,
}

impl Phases {
    fn new(times: &[i64], period: i64) -> Self {
        Self { period, of: times.iter().map(|at| at.rem_euclid(period)).collect() }
    }

    /// The instants that a clock through one of them explains.
    fn near(&self, centre: usize, tolerance: i64) -> impl Iterator<Item = usize> {
        let centre = self.of.get(centre).copied().unwrap_or_default();
        let near = move |phase: i64| {
            let off = (phase - centre).abs();
            off.min(self.period - off) <= tolerance
        };
        self.of.iter().enumerate().filter(move |(_, phase)| near(**phase)).map(|(index, _)| index)
    }
}

/// At a fixed interval between 16 hours and 8 days.
pub(super) fn every_n_hours(times: &[i64], share: &dyn Fn(i64, i64) -> f64) -> Option<Found> {
    let first = times.len().saturating_sub(NEWEST);
    let times = times.get(first..)?;
    if times.len() < FEWEST {
        return None;
    }
    let judged = candidates(times).into_iter().flat_map(|period| intervals(times, period, share));
    // Of equals the longest: half of a period fits as well.
    let best = judged.min_by(|a, b| a.chance.total_cmp(&b.chance).then(b.period.cmp(&a.period)))?;
    let hits = Phases::new(times, best.period).near(best.centre, tolerance(best.period)).collect::<Vec<_>>();
    let hours = libm::round(mean_period(times, &hits, best.period) / HOUR as f64 * 10.0) / 10.0;
    let episodes = hits.into_iter().map(|index| index + first).collect();
    Some(Found { episodes, period_hours: Some(hours), ..Found::new(Pattern::EveryNHours, best.chance) })
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
    periods.retain(|period| !is_of_the_plant(*period));
    periods
}

/// What shifts and weekdays do by themselves; the weekly test judges it against the plant's own week.
fn is_of_the_plant(period: i64) -> bool {
    [48, 56, 84, 168, 72, 96, 120].into_iter().any(|hours| locked(period, hours)) && !locked(period, 24)
}

fn locked(period: i64, hours: i64) -> bool {
    (period - hours * HOUR).abs() * 40 < hours * HOUR
}

/// A clock: a period, through one of the episodes.
struct Interval {
    chance: f64,
    period: i64,
    centre: usize,
}

/// The clocks of a period that explain most episodes.
fn intervals(times: &[i64], period: i64, share: &dyn Fn(i64, i64) -> f64) -> impl Iterator<Item = Interval> {
    let (phases, tolerance) = (Phases::new(times, period), tolerance(period));
    let most = FEWEST.max((times.len() * 7).div_ceil(10));
    // Of so many episodes a good clock explains one, and that one lies near all others that it explains.
    let some = 0..=times.len().saturating_sub(most);
    let likely = some.into_iter().any(|one| phases.near(one, 2 * tolerance).count() >= most);
    let span = times.last().zip(times.first()).map_or(0, |(last, first)| last - first) as f64;
    let centres = if likely { times } else { &[] };
    centres.iter().enumerate().filter_map(move |(centre, at)| {
        let hits = phases.near(centre, tolerance).count();
        if hits < most {
            return None;
        }
        let daily = locked(period, 24);
        let part = if daily { of_the_day(*at, tolerance, share) } else { 2.0 * tolerance as f64 / period as f64 };
        // Periods and phases that could have been found instead; two episodes fix both.
        let tries = span * (1.0 / (16.0 * HOUR as f64) - 1.0 / (8.0 * DAY as f64)) / part.max(0.01);
        let chance = tries.max(1.0) * binomial_tail(times.len() - 2, hits - 2, part);
        Some(Interval { chance, period, centre })
    })
}

/// How far from its instant a clock may strike.
fn tolerance(period: i64) -> i64 {
    (period / 25).max(45 * 60)
}

/// The share of all reports that comes at this time of day.
fn of_the_day(centre: i64, tolerance: i64, share: &dyn Fn(i64, i64) -> f64) -> f64 {
    (0..7).map(|day| share(centre + day * DAY - tolerance, centre + day * DAY + tolerance)).sum()
}

fn mean_period(times: &[i64], hits: &[usize], period: i64) -> f64 {
    let at = |index: &usize| times.get(*index).copied().unwrap_or_default();
    let (from, to) = (hits.first().map_or(0, at), hits.last().map_or(0, at));
    let periods = libm::round((to - from) as f64 / period as f64).max(1.0);
    (to - from) as f64 / periods
}
