//! Repair: how long it takes from when an incident happens until it is over.

use super::{Row, groups};
use crate::history::judgement::{Judgement, Name};
use crate::history::ranked::ranked;
use crate::time::{Seconds, length_text};
use serde::Serialize;

/// Time to repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Repair {
    /// Of all incidents that are over.
    pub overall: Spread,
    /// By system, the most incidents first.
    pub by_system: Vec<RepairOf>,
    /// By service tier, the most incidents first.
    pub by_tier: Vec<RepairOf>,
}

/// How long repairs take: on the wall clock, from `openedAt` to resolution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// How many there were.
    pub count: usize,
    /// Half of them took at most so many seconds.
    pub median: Option<Seconds>,
    /// Nine in ten took at most so many seconds.
    pub p90: Option<Seconds>,
    /// The mean, in whole seconds.
    pub mean: Option<Seconds>,
}

/// How long repairs of one system or tier take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RepairOf {
    /// The system or tier; none if the tickets name none.
    pub name: Option<String>,
    /// On the wall clock.
    #[serde(flatten)]
    pub spread: Spread,
    /// The median on the clock of the SLA, in whole minutes: what a policy may declare as the system's `usual_repair`,
    /// for forecasts.
    pub usual_repair: Option<String>,
}

impl Repair {
    pub(super) fn of(rows: &[Row<'_>]) -> Self {
        Self {
            overall: Spread::of(rows.iter().filter_map(wall).collect()),
            by_system: by(rows, |judgement| judgement.system.as_ref()),
            by_tier: by(rows, |judgement| judgement.tier.as_ref()),
        }
    }
}

impl Spread {
    fn of(mut lengths: Vec<Seconds>) -> Self {
        lengths.sort_unstable();
        let count = lengths.len();
        let mean = Seconds::try_from(count).ok().and_then(|count| lengths.iter().sum::<Seconds>().checked_div(count));
        Self { count, median: nearest_rank(&lengths, 50), p90: nearest_rank(&lengths, 90), mean }
    }
}

/// The smallest length that so many percent do not exceed.
fn nearest_rank(sorted: &[Seconds], percent: usize) -> Option<Seconds> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

fn wall(row: &Row<'_>) -> Option<Seconds> {
    Some(row.resolved_at?.since(row.opened_at).max(0))
}

fn by<'j>(rows: &[Row<'j>], of: impl Fn(&'j Judgement) -> Option<&'j Name>) -> Vec<RepairOf> {
    let over: Vec<&Row<'_>> = rows.iter().filter(|row| row.resolved_at.is_some()).collect();
    let repairs = groups(&over, of).into_iter().map(|(name, rows)| {
        let resolutions = rows.iter().filter_map(|row| row.judgement.resolution());
        let mut clocks: Vec<Seconds> =
            resolutions.filter(|promise| promise.stopped_at.is_some()).map(|promise| promise.elapsed).collect();
        clocks.sort_unstable();
        // Rounded up, since a repair that usually takes no time would be no forecast.
        let usual = nearest_rank(&clocks, 50).map(|median| (median + 59) / 60 * 60).filter(|median| *median > 0);
        RepairOf {
            name: name.map(ToString::to_string),
            spread: Spread::of(rows.into_iter().filter_map(wall).collect()),
            usual_repair: usual.map(length_text),
        }
    });
    ranked(repairs, |repair| repair.spread.count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_lengths_that_occurred() {
        let spread = |lengths: &[Seconds]| {
            let Spread { median, p90, mean, .. } = Spread::of(lengths.to_vec());
            (median, p90, mean)
        };
        assert_eq!(spread(&[]), (None, None, None));
        assert_eq!(spread(&[7]), (Some(7), Some(7), Some(7)));
        assert_eq!(spread(&[4, 1, 2, 3]), (Some(2), Some(4), Some(2)));
        assert_eq!(spread(&(1..=100).collect::<Vec<_>>()), (Some(50), Some(90), Some(50)));
    }
}
