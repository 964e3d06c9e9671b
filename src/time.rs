//! Instants and lengths of time: whole seconds, UTC inside, RFC 3339 outside.
//!
//! Nothing here reads a clock. `now` is an argument of every question andon answers.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use serde::{Serialize, Serializer};
use std::fmt::{self, Write};

/// A point in time: seconds since 1970-01-01T00:00:00Z, from year 1 to year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A length of time in seconds; negative means backward.
pub type Seconds = i64;

impl Instant {
    /// 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self(-62_135_596_800);
    /// 9999-12-31T23:59:59Z.
    pub const MAX: Self = Self(253_402_300_799);

    /// The instant `seconds` after 1970-01-01T00:00:00Z; none outside the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&seconds).then_some(Self(seconds))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 (`2026-03-29T02:10:00Z`, `2026-03-29T04:10:00+02:00`). A fraction of a second is dropped.
    ///
    /// A local time without an offset is refused: nobody can say which instant it means.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        usual(text).or_else(|| Self::from_unix(DateTime::parse_from_rfc3339(text).ok()?.timestamp()))
    }

    /// This instant moved by `seconds`, held within the years 1 to 9999.
    pub fn plus(self, seconds: Seconds) -> Self {
        Self(self.0.saturating_add(seconds).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Seconds from `earlier` to this instant.
    pub fn since(self, earlier: Self) -> Seconds {
        self.0.saturating_sub(earlier.0)
    }
}

/// Reads what is written most, `2026-03-29T02:10:00Z`.
fn usual(text: &str) -> Option<Instant> {
    let [y, e, a, r, b'-', m, o, b'-', d, q, b'T', h, u, b':', n, i, b':', s, c, b'Z'] = *text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    let date = NaiveDate::from_ymd_opt(number(&[y, e, a, r])? as i32, number(&[m, o])?, number(&[d, q])?)?;
    let date_time = date.and_hms_opt(number(&[h, u])?, number(&[n, i])?, number(&[s, c])?)?;
    Instant::from_unix(date_time.and_utc().timestamp())
}

impl Instant {
    /// As RFC 3339 has it, `2026-03-29T02:10:00Z`.
    fn text(self) -> [u8; 20] {
        // Naive: asked as of UTC, chrono adds an offset of nothing for each part.
        let date_time = DateTime::from_timestamp(self.0, 0).unwrap_or_default().naive_utc();
        let (year, of_day) = (date_time.year(), date_time.num_seconds_from_midnight());
        let mut text = *b"0000-00-00T00:00:00Z";
        let parts = [
            (0..4, year.unsigned_abs()),
            (5..7, date_time.month()),
            (8..10, date_time.day()),
            (11..13, of_day / 3600),
            (14..16, of_day / 60 % 60),
            (17..19, of_day % 60),
        ];
        for (place, mut number) in parts {
            for digit in text.get_mut(place).into_iter().flatten().rev() {
                *digit += (number % 10) as u8;
                number /= 10;
            }
        }
        text
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl Serialize for Instant {
    /// Without a formatter: a decision holds thirty of them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(str::from_utf8(&self.text()).unwrap_or_default())
    }
}

/// Reads a length such as `"15m"`, `"2h"`, `"1h30m"` or `"90s"` as seconds.
///
/// Days are refused on purpose: in business time "one day" may mean 24 hours, one shift or one working day.
pub fn parse_length(text: &str) -> Option<Seconds> {
    let mut total: Seconds = 0;
    let mut digits = String::new();
    for c in text.trim().chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let unit = match c {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        let count: Seconds = digits.parse().ok()?;
        digits.clear();
        total = total.checked_add(count.checked_mul(unit)?)?;
    }
    (digits.is_empty() && !text.trim().is_empty()).then_some(total)
}

/// Writes a length the way [`parse_length`] reads it: `1h30m`, `45s`, `0m`.
pub fn length_text(seconds: Seconds) -> String {
    let (sign, rest) = if seconds < 0 { ("-", seconds.unsigned_abs()) } else { ("", seconds.unsigned_abs()) };
    let (hours, minutes, secs) = (rest / 3600, rest % 3600 / 60, rest % 60);
    let mut text = String::from(sign);
    for (count, unit) in [(hours, 'h'), (minutes, 'm'), (secs, 's')] {
        if count > 0 {
            // Writing to a text does not fail.
            _ = write!(text, "{count}{unit}");
        }
    }
    if rest == 0 { "0m".into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_and_write_alike() {
        for (text, seconds) in [("15m", 900), ("2h", 7200), ("1h30m", 5400), ("90s", 90), ("48h", 172_800)] {
            assert_eq!(parse_length(text), Some(seconds), "{text}");
            assert_eq!(parse_length(&length_text(seconds)), Some(seconds), "{text}");
        }
        for bad in ["", "15", "m", "1d", "-5m", "1.5h", "15 m", "999999999999999999h"] {
            assert_eq!(parse_length(bad), None, "{bad}");
        }
    }

    #[test]
    fn instants_need_an_offset() {
        assert_eq!(Instant::parse("2026-03-29T04:10:00+02:00"), Instant::parse("2026-03-29T02:10:00Z"));
        assert_eq!(Instant::parse("2026-03-29T04:10:00"), None);
        assert_eq!(Instant::parse("2026-02-30T04:10:00Z"), None);
    }
}
