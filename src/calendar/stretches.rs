//! Stretches: what a calendar does, piece by piece, and why. For people who ask; clocks count by the timeline.

use super::rule::{Closure, Rule};
use super::segment::Segment;
use super::source::Source;
use super::window::Window;
use super::zone::midnight;
use super::{Calendar, instant};
use crate::order::order;
use crate::time::{Instant, Seconds};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// Stretches are told for at most so many seconds: thirteen months.
const LONGEST: Seconds = 400 * 86_400;

/// Why a calendar is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Closed {
    /// Nobody works then in an ordinary week.
    Hours,
    /// A holiday.
    Holiday,
    /// An exception to the ordinary week.
    Exception,
    /// A break, or maintenance.
    Break,
}

/// A stretch of time in which a calendar does one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stretch {
    /// The first second of it.
    pub from: Instant,
    /// The first second after it.
    pub to: Instant,
    /// Why it is closed; none if it is open.
    pub closed: Option<Closed>,
    /// The shift on duty.
    pub shift: Option<String>,
}

impl Calendar {
    /// What the calendar does from `from` to `to`, without gaps. Longer spans than thirteen months are cut.
    pub fn stretches(&self, from: Instant, to: Instant) -> Vec<Stretch> {
        let to = to.min(from.plus(LONGEST));
        let Some(span) = Segment::new(from.unix(), to.unix()) else { return Vec::new() };
        let mut edges = vec![span.from, span.to];
        edges.extend(self.timeline.source().edges(span).into_iter().filter(|edge| (span.from..span.to).contains(edge)));
        order(&mut edges, i64::cmp);
        edges.dedup();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
            let Some(next) = self.stretch(*from, *to) else { continue };
            match stretches.last_mut() {
                Some(last) if (last.closed, &last.shift) == (next.closed, &next.shift) => {
                    last.to = next.to;
                }
                _ => stretches.push(next),
            }
        }
        stretches
    }

    /// The first and the last instant of a month of local time: from its first midnight to that of the next.
    pub fn month(&self, year: i32, month: u32) -> Option<(Instant, Instant)> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = first.checked_add_months(chrono::Months::new(1))?;
        let zone = self.timeline.source().zone();
        Some((instant(Some(zone.instant(midnight(first))))?, instant(Some(zone.instant(midnight(next))))?))
    }

    /// What a clock on the wall shows: `2026-10-25T02:30:00+02:00`.
    pub fn local_text(&self, at: Instant) -> String {
        let shift = self.timeline.source().zone().local(at.unix()) - at.unix();
        let local = at.plus(shift).to_string();
        let (sign, offset) = if shift < 0 { ('-', -shift) } else { ('+', shift) };
        format!("{}{sign}{:02}:{:02}", local.trim_end_matches('Z'), offset / 3600, offset % 3600 / 60)
    }

    /// By how much the clock on the wall jumps from `from` to `to`, in seconds: an hour forward is 3600.
    pub fn clock_change(&self, from: Instant, to: Instant) -> Seconds {
        let zone = self.timeline.source().zone();
        (zone.local(to.unix()) - zone.local(from.unix())) - to.since(from)
    }

    /// The weekday of local time, 0 for Monday.
    pub fn local_weekday(&self, at: Instant) -> u32 {
        self.timeline.source().zone().date(at.unix()).weekday().num_days_from_monday()
    }

    /// The day of the week (0 is Monday) and the hour that a clock on the wall shows.
    pub fn weekday_and_hour(&self, at: Instant) -> (usize, usize) {
        let local = self.timeline.source().zone().local(at.unix());
        // 1970 began on a Thursday.
        let weekday = (local.div_euclid(86_400) + 3).rem_euclid(7);
        (weekday as usize, (local.rem_euclid(86_400) / 3600) as usize)
    }

    fn stretch(&self, from: i64, to: i64) -> Option<Stretch> {
        let source = self.timeline.source();
        let open = self.timeline.is_open(from);
        Some(Stretch {
            from: instant(Some(from))?,
            to: instant(Some(to))?,
            closed: if open { None } else { Some(source.closed_because(from)) },
            shift: if open { source.shift_at(from).map(str::to_owned) } else { None },
        })
    }
}

impl Source {
    /// Every instant within `span` at which something may change.
    fn edges(&self, span: Segment) -> Vec<i64> {
        match self {
            Self::Rule(rule) => rule.edges(span),
            Self::Union(_, members) | Self::Intersect(_, members) => {
                members.iter().flat_map(|member| member.timeline.source().edges(span)).collect()
            }
        }
    }

    /// Why it is closed at an instant at which it is: of members, what the first closed one says.
    fn closed_because(&self, at: i64) -> Closed {
        match self {
            Self::Rule(rule) => rule.closed_because(at),
            Self::Union(_, members) | Self::Intersect(_, members) => members
                .iter()
                .find(|member| !member.timeline.is_open(at))
                .map_or(Closed::Hours, |member| member.timeline.source().closed_because(at)),
        }
    }
}

impl Rule {
    fn edges(&self, span: Segment) -> Vec<i64> {
        let mut edges = Vec::new();
        for date in self.dates_near(span) {
            let windows = self.exceptions.iter().find(|(dates, _)| dates.contains(date)).map(|(_, windows)| windows);
            let windows = windows.map_or_else(|| self.hours.on(date), Vec::as_slice);
            let closures = self.closures.iter().filter_map(|closure| closure.on(date, &self.zone));
            let segments = windows.iter().filter_map(|window| window.on(date, &self.zone)).chain(closures);
            edges.extend(
                segments.chain(Window::WHOLE_DAY.on(date, &self.zone)).flat_map(|segment| [segment.from, segment.to]),
            );
        }
        edges
    }

    fn closed_because(&self, at: i64) -> Closed {
        let date = self.zone.date(at);
        let here = |segment: Segment| segment.from <= at && at < segment.to;
        let near = [date.pred_opt(), Some(date)];
        let closure =
            |closure: &Closure| near.iter().flatten().any(|day| closure.on(*day, &self.zone).is_some_and(here));
        if self.closures.iter().any(closure) {
            Closed::Break
        } else if self.exceptions.iter().any(|(dates, _)| dates.contains(date)) {
            Closed::Exception
        } else if self.holidays.iter().any(|dates| dates.contains(date)) {
            Closed::Holiday
        } else {
            Closed::Hours
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(json: &str) -> Calendar {
        let declaration = serde_json::from_str(json).unwrap();
        Calendar::compile(&declaration, &|_| None).unwrap().calendar
    }

    fn told(calendar: &Calendar, from: &str, to: &str) -> Vec<String> {
        let at = |text: &str| Instant::parse(text).unwrap();
        let stretches = calendar.stretches(at(from), at(to));
        let what = |s: &Stretch| s.shift.clone().or(s.closed.map(|c| format!("{c:?}"))).unwrap_or("open".into());
        stretches.iter().map(|s| format!("{} {}", &s.from.to_string()[5..16], what(s))).collect()
    }

    #[test]
    fn every_stretch_says_what_and_why() {
        let plant = calendar(
            r#"{"zone":"Etc/UTC","shifts":{"A":"06:00-14:00","B":"14:00-22:00"},"days":"mon-fri",
                "holidays":["2026-03-04"],"exceptions":{"2026-03-05":["08:00-12:00"]},"breaks":["2026-03-02 10:00-10:30"]}"#,
        );
        assert_eq!(
            told(&plant, "2026-03-02T00:00:00Z", "2026-03-06T00:00:00Z"),
            [
                "03-02T00:00 Hours",
                "03-02T06:00 A",
                "03-02T10:00 Break",
                "03-02T10:30 A",
                "03-02T14:00 B",
                "03-02T22:00 Hours",
                "03-03T06:00 A",
                "03-03T14:00 B",
                "03-03T22:00 Hours",
                "03-04T00:00 Holiday",
                "03-05T00:00 Exception",
                "03-05T08:00 open",
                "03-05T12:00 Exception",
            ]
        );
    }

    #[test]
    fn stretches_add_up_to_what_the_clock_counts() {
        let plant = calendar(
            r#"{"zone":"Europe/Berlin","shifts":{"A":"06:00-14:00","C":"22:00-06:00"},"days":"mon-sat",
                "holidays":["2026-10-26"],"holiday_mode":"shift"}"#,
        );
        let (from, to) = plant.month(2026, 10).unwrap();
        let open: Seconds =
            plant.stretches(from, to).iter().filter(|s| s.closed.is_none()).map(|s| s.to.since(s.from)).sum();
        assert_eq!(open, plant.between(from, to, &[]));
        assert_eq!(plant.clock_change(from, to), -3600);
    }
}
