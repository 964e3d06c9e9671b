//! `Course`: what a ticket's history did to one clock. From spells of unchanging state to start, pauses and end.
//!
//! The clock is replayed each time: no state is kept between decisions, so a decision can be made again for any `now`.

use super::spells::Spell;
use crate::calendar::Pause;
use crate::policy::words::{Reopen, Terms};
use crate::time::Instant;

/// The life of one clock, up to `now`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Course {
    pub(crate) started_at: Instant,
    pub(crate) pauses: Vec<Pause>,
    pub(crate) stopped_at: Option<Instant>,
    pub(crate) cancelled_at: Option<Instant>,
    /// 1, and one more with each restart.
    pub(crate) cycle: usize,
}

/// What a spell means for the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signals {
    pub(crate) starts: bool,
    pub(crate) pauses: bool,
    pub(crate) stops: bool,
    pub(crate) resets: bool,
    pub(crate) cancels: bool,
}

/// Replays spells, in time order, by what each of them means; none if the clock never started.
pub(crate) fn replay(terms: &Terms, origin: Instant, spells: &[Spell<'_>], signals: &[Signals]) -> Option<Course> {
    let mut course: Option<Course> = None;
    let mut early: Vec<Pause> = Vec::new();
    let mut was = Signals::default();
    for (spell, signals) in spells.iter().zip(signals) {
        let pause = Pause { from: spell.from, to: spell.to };
        let fresh =
            |at, cycle| Course { started_at: at, pauses: Vec::new(), stopped_at: None, cancelled_at: None, cycle };
        match &mut course {
            None if signals.starts => {
                let at = if terms.retroactive { origin } else { spell.from.max(origin) };
                let pauses = if terms.retroactive { std::mem::take(&mut early) } else { Vec::new() };
                course = Some(Course { pauses, ..fresh(at, 1) });
            }
            None => {}
            Some(running) if signals.resets && !was.resets => {
                *running = fresh(spell.from, running.cycle + 1);
            }
            Some(running) if was.stops && !signals.stops && running.cancelled_at.is_none() => {
                reopen(terms, running, spell.from)
            }
            Some(_) => {}
        }
        was = *signals;
        match &mut course {
            Some(running) if running.cancelled_at.is_none() => {
                running.follow(*signals, spell.from, pause);
            }
            None if signals.pauses => early.push(pause),
            _ => {}
        }
    }
    course
}

/// The time between being done and being opened again counts as a pause, or a new cycle begins.
fn reopen(terms: &Terms, running: &mut Course, at: Instant) {
    match (terms.reopen, running.stopped_at.take()) {
        (Reopen::Continue, Some(stopped)) => running.pauses.push(Pause { from: stopped, to: Some(at) }),
        (Reopen::Restart, _) => {
            running.started_at = at;
            running.pauses.clear();
            running.cycle += 1;
        }
        (Reopen::Continue, None) => {}
    }
}

impl Course {
    fn follow(&mut self, signals: Signals, at: Instant, pause: Pause) {
        let at = at.max(self.started_at);
        if signals.cancels {
            self.cancelled_at = Some(at);
        } else if signals.stops {
            self.stopped_at = self.stopped_at.or(Some(at));
        } else if signals.pauses {
            self.pauses.push(pause);
        }
    }

    /// Since when the clock stands still, if it does at `now`.
    pub(crate) fn paused_since(&self, now: Instant) -> Option<Instant> {
        let last = self.pauses.last().filter(|pause| pause.to.is_none_or(|to| to > now))?;
        // Pauses that follow each other are one to a reader.
        let mut since = last.from;
        for pause in self.pauses.iter().rev().skip(1) {
            if pause.to == Some(since) {
                since = pause.from;
            } else {
                break;
            }
        }
        Some(since)
    }
}
