//! `Clock`: one target of one ticket at `now`, counted on its calendar.
//!
//! On time means at the due instant or before; late means after it. A breach stands: a pause that begins after the due
//! instant does not move it.

use super::course::Course;
use crate::calendar::{Calendar, Pause, Run, Stops};
use crate::policy::words::AgreementKind;
use crate::time::{Instant, Seconds};
use serde::Serialize;
use std::sync::Arc;

/// State of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not yet met, not yet late.
    Running,
    /// Standing still, not late.
    Paused,
    /// Met in time.
    Met,
    /// Late, met since or not.
    Breached,
    /// No longer owed.
    Cancelled,
}

/// A target with its clock.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    /// `response`, `resolution`, `update`, `next_response`, or a name of the policy's own.
    pub target: String,
    /// Whose promise it is.
    pub kind: AgreementKind,
    /// The SLA that won it.
    pub sla: String,
    /// Other SLAs of this kind that hold and have this target.
    pub others: Vec<String>,
    /// The calendar it is counted on.
    pub calendar: String,
    /// The promise, in seconds of business time.
    pub within: Seconds,
    /// 1, and one more each time it begins again. A warning is told once for each target, percentage and cycle.
    pub cycle: usize,
    /// When the clock started.
    pub started_at: Instant,
    /// When it is due; none while it stands still, or if the calendar never has that much open time.
    pub due_at: Option<Instant>,
    /// While it stands still: when it would be due if it went on now.
    pub due_if_resumed_now: Option<Instant>,
    /// Since when it stands still.
    pub paused_since: Option<Instant>,
    /// When it was met.
    pub stopped_at: Option<Instant>,
    /// How it stands.
    pub state: State,
    /// Business time gone by, in seconds.
    pub elapsed: Seconds,
    /// Business time left, in seconds; negative when late.
    pub remaining: Seconds,
    /// Business time gone by, in whole percent of the target.
    pub percent: i64,
    /// Warnings before the due instant.
    pub warnings: Vec<Warning>,
    /// Whether it will be missed; for a resolution that is still open.
    pub forecast: Option<Forecast>,
    /// The stretches in which the clock stood still; one that has no end still does.
    pub pauses: Vec<Pause>,
    #[serde(skip)]
    pub(crate) stops: Stops,
    /// The calendar itself.
    #[serde(skip)]
    pub(crate) counted_on: Arc<Calendar>,
}

impl Clock {
    /// When so much of the target is used up; none while it stands still.
    pub(crate) fn instant_of(&self, percent: i64) -> Option<Instant> {
        self.counted_on.add_over(self.started_at, share(self.within, percent), &self.stops)
    }
}

/// A warning at a share of the target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Warning {
    /// In percent of the target.
    pub percent: i64,
    /// When.
    pub at: Instant,
    /// Whether that instant has come while the clock ran.
    pub fired: bool,
}

/// Whether a target that is still open will be missed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Forecast {
    /// Whether it is likely to be missed.
    pub breach_likely: bool,
    /// When it is likely to be met; none if nothing is known about how long it takes.
    pub expected_at: Option<Instant>,
    /// Why.
    pub reasons: Vec<String>,
}

/// What a clock is about, apart from time.
pub(crate) struct Face {
    pub(crate) target: String,
    pub(crate) kind: AgreementKind,
    pub(crate) sla: String,
    pub(crate) calendar: String,
    pub(crate) within: Seconds,
}

/// Reads the clock at `now`.
pub(crate) fn read(face: Face, course: Course, calendar: Arc<Calendar>, warn_at: &[i64], now: Instant) -> Clock {
    let started_at = course.started_at;
    let ended_at = course.stopped_at.or(course.cancelled_at);
    let until = ended_at.unwrap_or(now).max(started_at);
    let stops = Stops::of(&course.pauses);
    let run = Run::of(&calendar, started_at, &stops);
    let due_at = run.instant_of(face.within);
    let elapsed = run.counted(until);
    let warnings = warn_at.iter().filter_map(|percent| warning(*percent, face.within, &run, until)).collect();
    let remaining = face.within - elapsed;
    let paused_since = if ended_at.is_none() { course.paused_since(now) } else { None };
    let late = due_at.is_some_and(|due| until > due);
    let state = match (course.stopped_at, course.cancelled_at) {
        _ if late && course.cancelled_at.is_none() => State::Breached,
        (Some(_), _) => State::Met,
        (None, Some(_)) => State::Cancelled,
        (None, None) if paused_since.is_some() => State::Paused,
        (None, None) => State::Running,
    };
    Clock {
        percent: elapsed.saturating_mul(100) / face.within.max(1),
        due_if_resumed_now: paused_since.filter(|_| !late).and_then(|_| calendar.add(now, remaining, &[])),
        target: face.target,
        kind: face.kind,
        sla: face.sla,
        others: Vec::new(),
        calendar: face.calendar,
        within: face.within,
        cycle: course.cycle,
        started_at,
        due_at,
        paused_since,
        stopped_at: course.stopped_at,
        state,
        elapsed,
        remaining,
        warnings,
        forecast: None,
        pauses: stops.pauses().collect(),
        stops,
        counted_on: calendar,
    }
}

/// The warning at a share of the target; none if the clock never gets there.
fn warning(percent: i64, within: Seconds, run: &Run<'_>, until: Instant) -> Option<Warning> {
    let at = run.instant_of(share(within, percent))?;
    Some(Warning { percent, at, fired: at <= until })
}

fn share(within: Seconds, percent: i64) -> Seconds {
    within.saturating_mul(percent) / 100
}
