//! More often in 30 days than things of its kind.

use super::{Found, Pattern};
use crate::tail::at_least;

const DAYS_30: i64 = 30 * 86_400;
/// Fewer failures are no pattern.
const FEWEST: usize = 3;
/// How much assets differ: the size of the distribution of their counts.
const SIZE: f64 = 8.0;
/// Chance findings a window of 30 days, over all things: two a week.
pub(super) const LIMIT: f64 = 2.0 * 30.0 / 7.0;

pub(super) fn in_30_days(times: &[i64], usual: f64) -> Option<Found> {
    let last = *times.last()?;
    let fitting: Vec<usize> =
        times.iter().enumerate().filter(|(_, at)| last - **at <= DAYS_30).map(|(index, _)| index).collect();
    if fitting.len() < FEWEST {
        return None;
    }
    let chance = at_least(fitting.len() as f64, usual.max(0.02), SIZE);
    Some(Found { episodes: fitting, ..Found::new(Pattern::Count30d, chance) })
}
