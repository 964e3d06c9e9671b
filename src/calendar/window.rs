//! `Window`: a stretch of one working day on the wall clock, such as `06:00-14:00` or `22:00-06:00`.

use super::segment::Segment;
use super::zone::{DAY, Zone, midnight};
use crate::error::{Place, Problem};
use chrono::NaiveDate;
use std::fmt;
use std::sync::Arc;

/// Seconds from midnight of the date on which it opens; a night shift ends after [`DAY`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    from: i64,
    to: i64,
    /// The shift it belongs to, if it has a name.
    pub(super) shift: Option<Arc<str>>,
}

impl Window {
    /// The whole day.
    pub(super) const WHOLE_DAY: Self = Self { from: 0, to: DAY, shift: None };

    /// Reads `06:00-14:00`; an end at or before the start is on the next date.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let Some((from, to)) = text.split_once(['-', '–']) else {
            let message = format!("`{text}` is not a window of time");
            return Err(bad_time(message).help("write start and end such as `06:00-14:00`; a night is `22:00-06:00`"));
        };
        Self::of(from, to)
    }

    /// The window between two times of day.
    pub(super) fn of(from: &str, to: &str) -> Result<Self, Problem> {
        let (from_text, to_text) = (from.trim(), to.trim());
        let (from, to) = (time_of_day(from_text)?, time_of_day(to_text)?);
        if from == DAY {
            let message = format!("`{from_text}-{to_text}` starts at the end of the day");
            return Err(bad_time(message).help("write it as a window of the next day, from `00:00`"));
        }
        if from == to {
            let message = format!("`{from_text}-{to_text}` starts where it ends");
            let split = format!("; a shift of 24 hours is `{from_text}-24:00` and, on the next day, `00:00-{to_text}`");
            let help = format!("a whole day is `00:00-24:00`{}", if from == 0 { "" } else { &split });
            return Err(Problem::new("empty-window", Place::default(), message).help(help));
        }
        Ok(Self { from, to: if to < from { to + DAY } else { to }, shift: None })
    }

    /// The same window as part of a named shift.
    pub(super) fn of_shift(mut self, name: &Arc<str>) -> Self {
        self.shift = Some(name.clone());
        self
    }

    /// Whether it works past midnight.
    pub(super) fn is_overnight(&self) -> bool {
        self.to > DAY
    }

    /// Whether it is the whole day, from midnight to midnight.
    pub(super) fn is_whole_day(&self) -> bool {
        (self.from, self.to) == (0, DAY)
    }

    /// When it is open if it opens on `date`. A jump of the clock may swallow it.
    pub(super) fn on(&self, date: NaiveDate, zone: &Zone) -> Option<Segment> {
        let midnight = midnight(date);
        Segment::new(zone.instant(midnight + self.from), zone.instant(midnight + self.to))
    }

    /// Its place on a wall clock that counts from `days` days earlier.
    pub(super) fn shifted(&self, days: i64) -> Option<Segment> {
        Segment::new(self.from + days * DAY, self.to + days * DAY)
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(shift) = &self.shift {
            write!(f, "{shift} ")?;
        }
        // An end at midnight is 24:00, the end of a night shift a time of the next day.
        let to = if self.is_overnight() { self.to - DAY } else { self.to };
        write!(f, "{}-{}", clock_text(self.from), clock_text(to))
    }
}

fn clock_text(seconds: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{rest:02}") }
}

/// Reads `6:00`, `06:00` or `06:00:30` as seconds from midnight; `24:00` is the end of the day.
pub(super) fn time_of_day(text: &str) -> Result<i64, Problem> {
    let mut parts = text.split(':').map(two_digits);
    let (hour, minute, second) = (parts.next().flatten(), parts.next().flatten(), parts.next());
    let (Some(hour), Some(minute), Some(second), None) = (hour, minute, second.unwrap_or(Some(0)), parts.next()) else {
        return Err(not_a_time(text));
    };
    if minute > 59 || second > 59 {
        return Err(not_a_time(text));
    }
    let seconds = hour * 3600 + minute * 60 + second;
    if seconds > DAY {
        let help = match hour.checked_sub(24) {
            Some(next) if next < 24 => {
                format!("end at `24:00`, or write the time of the next day: `{next:02}:{minute:02}`")
            }
            _ => "a day ends at `24:00`".into(),
        };
        return Err(Problem::new("past-midnight", Place::default(), format!("`{text}` is past 24:00")).help(help));
    }
    Ok(seconds)
}

fn two_digits(text: &str) -> Option<i64> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn not_a_time(text: &str) -> Problem {
    bad_time(format!("`{text}` is not a time of day")).help("write hours and minutes such as `06:00`")
}

fn bad_time(message: String) -> Problem {
    Problem::new("bad-time", Place::default(), message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read() {
        for (text, from, to) in [
            ("06:00-14:00", 6, 14),
            ("22:00-06:00", 22, 30),
            ("22:00 – 00:00", 22, 24),
            ("0:00-24:00", 0, 24),
            ("16:00-24:00", 16, 24),
        ] {
            let window = Window::parse(text).unwrap();
            assert_eq!((window.from, window.to), (from * 3600, to * 3600), "{text}");
        }
    }

    #[test]
    fn bad_windows_say_the_way_out() {
        for (text, code, help) in [
            ("8-17", "bad-time", "such as `06:00`"),
            ("06:00", "bad-time", "06:00-14:00"),
            ("06:00-14:60", "bad-time", "such as `06:00`"),
            ("06:00-14:00-15:00", "bad-time", "such as `06:00`"),
            ("06:00-06:00", "empty-window", "`06:00-24:00`"),
            ("22:00-30:00", "past-midnight", "`06:00`"),
            ("24:00-06:00", "bad-time", "`00:00`"),
        ] {
            let problem = Window::parse(text).unwrap_err();
            assert_eq!(problem.code, code, "{text}");
            assert!(problem.help.contains(help), "{text}: {}", problem.help);
        }
    }
}
