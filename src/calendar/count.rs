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

/// One clock on its calendar, to be asked about many times: where it goes on after each pause.
pub(crate) struct Run<'a> {
    calendar: &'a Calendar,
    stops: &'a Stops,
    legs: Vec<Leg>,
}

/// The time from the start, or from the end of a pause, to the next pause.
struct Leg {
    from: i64,
    /// Business time before it.
    before: i64,
}

impl<'a> Run<'a> {
    /// The clock that starts at `from` and stands still in `stops`.
    pub(crate) fn of(calendar: &'a Calendar, from: Instant, stops: &'a Stops) -> Self {
        let mut leg = Leg { from: from.unix(), before: 0 };
        let mut legs = Vec::with_capacity(4);
        for stop in stops.0.iter().filter(|stop| stop.to > from.unix()) {
            let running = calendar.timeline.open_between(leg.from, stop.from.max(leg.from));
            let next = Leg { from: stop.to, before: leg.before + running };
            legs.push(std::mem::replace(&mut leg, next));
        }
        legs.push(leg);
        Self { calendar, stops, legs }
    }

    /// [`Calendar::add`] from the start.
    pub(crate) fn instant_of(&self, seconds: Seconds) -> Option<Instant> {
        if seconds <= 0 {
            let start = self.legs.first()?.from;
            return super::instant(self.calendar.reach(start, seconds, self.stops));
        }
        let leg = self.legs.iter().rfind(|leg| leg.before < seconds)?;
        if leg.from == OPEN_ENDED {
            return None;
        }
        let due = self.calendar.timeline.forward(leg.from, seconds - leg.before)?;
        super::instant(Some(self.calendar.past_the_edge(due)))
    }

    /// [`Calendar::between`] from the start to `to`, which is not earlier.
    pub(crate) fn counted(&self, to: Instant) -> Seconds {
        let place = self.legs.iter().rposition(|leg| leg.from <= to.unix());
        let Some((place, leg)) = place.and_then(|place| Some((place, self.legs.get(place)?))) else { return 0 };
        let counted = leg.before + self.calendar.timeline.open_between(leg.from, to.unix());
        // What is open after the pause has begun does not count.
        self.legs.get(place + 1).map_or(counted, |next| counted.min(next.before))
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
            Ordering::Greater => Some(self.past_the_edge(self.timeline.forward_over(from, seconds, stops)?)),
        }
    }

    /// When a budget is due that is used up at `end`.
    fn past_the_edge(&self, end: i64) -> i64 {
        let moves = self.settings.edge == Edge::Open && !self.timeline.is_open(end);
        // A budget that is used up is due, even if the calendar never opens again.
        if moves { self.timeline.next_open(end).unwrap_or(end) } else { end }
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
