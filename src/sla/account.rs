//! Account: how a due instant came about, stretch by stretch: counted, closed and why, paused.

use super::clock::Clock;
use crate::calendar::{Calendar, Closed, Stops, Stretch};
use crate::order::order;
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
    /// In words: the shift, or why it was closed.
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
    /// The time zone in which `lines` tell the time: the plant's, if it is known.
    pub zone: String,
    /// Stretches without gaps.
    pub entries: Vec<Entry>,
    /// The same in words, a line for each.
    pub lines: Vec<String>,
}

/// The account of a clock, told in the time of `place`; up to `now` if it has no due instant.
pub(crate) fn account(clock: &Clock, place: &Calendar, now: Instant) -> Account {
    let until = clock.due_at.unwrap_or(now).max(clock.started_at);
    let stretches = clock.counted_on.stretches(clock.started_at, until);
    let pieces = stretches.iter().flat_map(|stretch| split(stretch, &clock.stops));
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
        zone: place.zone().to_owned(),
        lines: lines(clock, place, &entries),
        entries,
    }
}

/// The pieces of a stretch that pauses cut out of it, and those between.
fn split(stretch: &Stretch, pauses: &Stops) -> Vec<Entry> {
    let mut edges = vec![stretch.from, stretch.to];
    let open = stretch.closed.is_none();
    let ends = pauses.pauses().flat_map(|pause| [Some(pause.from), pause.to]).flatten();
    edges.extend(ends.filter(|at| open && stretch.from < *at && *at < stretch.to));
    order(&mut edges, Instant::cmp);
    edges.dedup();
    let piece = |(from, to): (&Instant, &Instant)| {
        let (what, because) = match (stretch.closed, pauses.covers(*from)) {
            (Some(closed), _) => (Counted::Closed, reason(closed).to_owned()),
            (None, true) => (Counted::Paused, String::new()),
            (None, false) => {
                (Counted::Counted, stretch.shift.as_ref().map_or_else(String::new, |s| format!("shift {s}")))
            }
        };
        Entry { from: *from, to: *to, what, seconds: to.since(*from), because }
    };
    edges.iter().zip(edges.iter().skip(1)).map(piece).collect()
}

fn reason(closed: Closed) -> &'static str {
    match closed {
        Closed::Hours => "outside hours",
        Closed::Holiday => "holiday",
        Closed::Exception => "exception",
        Closed::Break => "break or maintenance",
    }
}

/// `2026-10-25 02:00 +02:00      5m  counted, shift C (5m of 2h)`
fn lines(clock: &Clock, place: &Calendar, entries: &[Entry]) -> Vec<String> {
    let mut used = 0;
    let mut lines = Vec::new();
    for entry in entries {
        let mut what = match entry.what {
            Counted::Counted => "counted".to_owned(),
            Counted::Closed => "closed".to_owned(),
            Counted::Paused => "paused".to_owned(),
        };
        if !entry.because.is_empty() {
            what.push_str(&format!(", {}", entry.because));
        }
        what.push_str(&clock_change(place.clock_change(entry.from, entry.to)));
        if entry.what == Counted::Counted {
            used += entry.seconds;
            what.push_str(&format!(" ({} of {})", length_text(used), length_text(clock.within)));
        }
        lines.push(format!("{}  {:>7}  {what}", wall(place, entry.from), length_text(entry.seconds)));
    }
    lines.extend(clock.due_at.map(|due| format!("{}  due", wall(place, due))));
    lines
}

/// `2026-10-25 02:00 +02:00`, with seconds where there are any.
fn wall(place: &Calendar, at: Instant) -> String {
    let text = place.local_text(at);
    let (date_time, offset) = text.split_at_checked(19).unwrap_or((&text, ""));
    let date_time = date_time.strip_suffix(":00").unwrap_or(date_time).replacen('T', " ", 1);
    format!("{date_time} {offset}")
}

fn clock_change(seconds: Seconds) -> String {
    match seconds {
        0 => String::new(),
        forward if forward > 0 => format!(", clocks go forward by {}", length_text(forward)),
        back => format!(", clocks go back by {}", length_text(-back)),
    }
}
