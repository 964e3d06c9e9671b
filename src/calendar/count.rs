//! Counting business time with pauses: `add` in both directions and `between`.

use super::segment::{Segment, Segments};
use super::timeline::Timeline;
use super::{Calendar, Edge, Pause, Reverse, ZeroBudget};
use crate::time::{Instant, Seconds};
use std::cmp::Ordering;

/// The end of a pause that nobody has resumed.
const OPEN_ENDED: i64 = i64::MAX;

/// Pauses as a set, to be asked about many times: overlapping ones count once, one that ends before it starts not at
/// all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stops(Segments);

impl Stops {
    /// The set of these pauses.
    pub(crate) fn of(pauses: &[Pause]) -> Self {
        let end = |pause: &Pause| pause.to.map_or(OPEN_ENDED, |to| to.unix());
        Self(Segments::union_of(
            pauses.iter().filter_map(|pause| Segment::new(pause.from.unix(), end(pause))).collect(),
        ))
    }

    /// Whether the clock stands still at an instant.
    pub(crate) fn covers(&self, at: Instant) -> bool {
        self.0.iter().any(|stop| stop.from <= at.unix() && at.unix() < stop.to)
    }

    /// The pauses, none touching the next.
    pub(crate) fn pauses(&self) -> impl Iterator<Item = Pause> {
        let pause =
            |stop: Segment| Some(Pause { from: Instant::from_unix(stop.from)?, to: Instant::from_unix(stop.to) });
        self.0.iter().filter_map(pause)
    }
}

impl Calendar {
    /// Where `seconds` of business time from `from` end; none if never.
    pub(super) fn reach(&self, from: i64, seconds: Seconds, stops: &Stops) -> Option<i64> {
        let stops = &stops.0;
        match seconds.cmp(&0) {
            Ordering::Less => self.timeline.backward_over(from, seconds.checked_neg()?, stops),
            Ordering::Equal if self.settings.zero == ZeroBudget::Same => Some(from),
            Ordering::Equal => self.timeline.next_running(from, stops),
            Ordering::Greater => {
                let due = self.timeline.forward_over(from, seconds, stops)?;
                let moves = self.settings.edge == Edge::Open && !self.timeline.is_open(due);
                // A budget that is used up is due, even if the calendar never opens again.
                Some(if moves { self.timeline.next_open(due).unwrap_or(due) } else { due })
            }
        }
    }

    /// Business time from `from` to `to`.
    pub(super) fn measure(&self, from: i64, to: i64, stops: &Stops) -> Seconds {
        if from <= to {
            return self.timeline.running_between(from, to, &stops.0);
        }
        match self.settings.reverse {
            Reverse::Signed => -self.timeline.running_between(to, from, &stops.0),
            Reverse::Clamp => 0,
        }
    }
}

impl Timeline {
    /// Open time from `from` to `to` outside `stops`.
    fn running_between(&self, from: i64, to: i64, stops: &Segments) -> i64 {
        let stopped = stops.iter().filter_map(|stop| Segment::new(stop.from.max(from), stop.to.min(to)));
        self.open_between(from, to) - stopped.map(|stop| self.open_between(stop.from, stop.to)).sum::<i64>()
    }

    /// [`Timeline::forward`] on a clock that stands still in `stops`.
    fn forward_over(&self, from: i64, count: i64, stops: &Segments) -> Option<i64> {
        let (mut at, mut left) = (from, count);
        for stop in stops.iter().filter(|stop| stop.to > from) {
            let running = self.open_between(at, stop.from.max(at));
            if left <= running {
                break;
            }
            left -= running;
            at = stop.to;
        }
        if at == OPEN_ENDED { None } else { self.forward(at, left) }
    }

    /// [`Timeline::backward`] on a clock that stands still in `stops`.
    fn backward_over(&self, from: i64, count: i64, stops: &Segments) -> Option<i64> {
        let (mut at, mut left) = (from, count);
        for stop in stops.iter().rev().filter(|stop| stop.from < from) {
            let running = self.open_between(stop.to.min(at), at);
            if left <= running {
                break;
            }
            left -= running;
            at = stop.from;
        }
        self.backward(at, left)
    }

    /// The first instant at or after `from` that is open and outside `stops`.
    fn next_running(&self, from: i64, stops: &Segments) -> Option<i64> {
        let mut at = self.next_open(from)?;
        for stop in stops.iter() {
            if stop.from <= at && at < stop.to {
                at = if stop.to == OPEN_ENDED { return None } else { self.next_open(stop.to)? };
            }
        }
        Some(at)
    }
}
