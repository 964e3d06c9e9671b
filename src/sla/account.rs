//! Account: how a due instant came about, stretch by stretch: counted, closed and why, paused.

use super::clock::Clock;
use crate::calendar::{Closed, Pause, Stretch};
use crate::time::{Instant, Seconds, length_text};
use serde::Serialize;

/// What a stretch of time was to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// It counted.
    Counted,
    /// The calendar was closed.
    Closed,
    /// The clock stood still in open time.
    Paused,
}

/// A stretch of a clock's account.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The first second of it.
    pub from: Instant,
    /// The first second after it.
    pub to: Instant,
    /// What it was.
    pub what: Counted,
    /// Its length in seconds.
    pub seconds: Seconds,
    /// In words: the shift, why it was closed, a change of the clock.
    pub because: String,
}

/// The account of one clock, from its start to its due instant.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The target.
    pub target: String,
    /// The SLA.
    pub sla: String,
    /// The calendar.
    pub calendar: String,
    /// Its time zone: the one in which `lines` tell the time.
    pub zone: String,
    /// Stretches without gaps.
    pub entries: Vec<Entry>,
    /// The same in words, a line for each.
    pub lines: Vec<String>,
}

/// The account of a clock; up to `now` if it has no due instant.
pub(crate) fn account(clock: &Clock, now: Instant) -> Account {
    let until = clock.due_at.unwrap_or(now).max(clock.started_at);
    let stretches = clock.counted_on.stretches(clock.started_at, until);
    let pieces = stretches.iter().flat_map(|stretch| split(stretch, &clock.pauses));
    let mut entries: Vec<Entry> = Vec::new();
    for entry in pieces {
        match entries.last_mut() {
            Some(last) if last.what == entry.what && last.because == entry.because => {
                last.to = entry.to;
                last.seconds += entry.seconds;
            }
            _ => entries.push(entry),
        }
    }
    Account {
        target: clock.target.clone(),
        sla: clock.sla.clone(),
        calendar: clock.calendar.clone(),
        zone: clock.counted_on.zone().to_owned(),
        lines: lines(clock, &entries),
        entries,
    }
}

/// The pieces of a stretch that pauses cut out of it, and those between.
fn split(stretch: &Stretch, pauses: &[Pause]) -> Vec<Entry> {
    let mut edges = vec![stretch.from, stretch.to];
    for pause in pauses.iter().filter(|_| stretch.closed.is_none()) {
        let ends = [Some(pause.from), pause.to];
        edges.extend(ends.into_iter().flatten().filter(|at| stretch.from < *at && *at < stretch.to));
    }
    edges.sort_unstable();
    edges.dedup();
    let piece = |(from, to): (&Instant, &Instant)| {
        let paused = pauses.iter().any(|pause| pause.from <= *from && pause.to.is_none_or(|end| *from < end));
        let (what, because) = match (stretch.closed, paused) {
            (Some(closed), _) => (Counted::Closed, reason(closed).to_owned()),
            (None, true) => (Counted::Paused, "paused".to_owned()),
            (None, false) => (Counted::Counted, on_duty(stretch)),
        };
        Entry { from: *from, to: *to, what, seconds: to.since(*from), because }
    };
    edges.iter().zip(edges.iter().skip(1)).map(piece).collect()
}

fn on_duty(stretch: &Stretch) -> String {
    let shift = stretch.shift.as_ref().map_or_else(|| "open".to_owned(), |shift| format!("shift {shift}"));
    match stretch.clock_change {
        0 => shift,
        change if change > 0 => format!("{shift}, clocks go forward by {}", length_text(change)),
        change => format!("{shift}, clocks go back by {}", length_text(-change)),
    }
}

fn reason(closed: Closed) -> &'static str {
    match closed {
        Closed::Hours => "outside hours",
        Closed::Holiday => "holiday",
        Closed::Exception => "exception",
        Closed::Break => "break or maintenance",
    }
}

/// `2026-10-25 02:00 +02:00   5m  counted  shift C            5m of 2h`
fn lines(clock: &Clock, entries: &[Entry]) -> Vec<String> {
    let mut used = 0;
    let mut lines = Vec::new();
    for entry in entries {
        if entry.what == Counted::Counted {
            used += entry.seconds;
        }
        let local = clock.counted_on.local_text(entry.from);
        let (date, time) = local.split_once('T').unwrap_or((&local, ""));
        let (time, offset) = time.split_at_checked(8).unwrap_or((time, ""));
        let what = match entry.what {
            Counted::Counted => "counted",
            Counted::Closed => "closed",
            Counted::Paused => "paused",
        };
        let (length, used) = (length_text(entry.seconds), length_text(used));
        let of = length_text(clock.within);
        lines.push(format!("{date} {time} {offset}  {length:>8}  {what:<8}{}  ({used} of {of})", entry.because));
    }
    if let Some(due) = clock.due_at {
        lines.push(format!("{}  due", clock.counted_on.local_text(due).replacen('T', " ", 1)));
    }
    lines
}
