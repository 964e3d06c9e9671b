//! `Dates`: which local dates a line such as `*-12-25` or `last mon may` means.

use super::easter;
use super::weekdays;
use crate::error::{Place, Problem};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday, WeekdaySet};

/// A set of local dates, in one of the forms that [the module](super) describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dates {
    /// `2026-12-25`
    On(NaiveDate),
    /// `2026-07-06/2026-07-17`, both ends included.
    Range(NaiveDate, NaiveDate),
    /// `*-12-25`, and `*-12-24/*-01-01` with both ends included.
    Yearly(MonthDay, MonthDay),
    /// `mon-fri`, `sat,sun`, `daily`
    Weekdays(WeekdaySet),
    /// `4th thu nov`, `last mon may`; without a month, of every month: `2nd tue`.
    Nth(Nth, Weekday, Option<u32>),
    /// `mon before *-05-25`, `sat after *-06-19`
    Beside(Weekday, Side, MonthDay),
    /// `easter-2`, `orthodox-easter+1`: a church's Easter Sunday and days from it.
    Easter(Church, i64),
}

/// Month and day of month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MonthDay(u32, u32);

/// Which one of a month's Mondays, Tuesdays, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nth {
    /// From the start, the first is 1.
    Start(u32),
    /// The last.
    Last,
}

/// On which side of a date to look for the nearest weekday; the date itself does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Up to seven days earlier.
    Before,
    /// Up to seven days later.
    After,
}

/// Whose Easter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Church {
    /// `easter`
    Western,
    /// `orthodox-easter`
    Orthodox,
}

impl Dates {
    /// Reads one line.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let dates = match *words.as_slice() {
            [word] if word.contains('/') => return range(word),
            [word] if word.starts_with("easter") || word.starts_with("orthodox-easter") => easter_word(word),
            [word] if word.starts_with('*') => month_day(word)?.map(|day| Self::Yearly(day, day)),
            [word] if word.starts_with(|c: char| c.is_ascii_digit()) => return date(word).map(Self::On),
            [word] => return weekdays::parse(word).map(Self::Weekdays),
            [nth, weekday] => nth_weekday(nth, weekday, None),
            [weekday, side @ ("before" | "after"), day] => beside(weekday, side, month_day(day)?),
            [nth, weekday, month] => month_number(month).and_then(|month| nth_weekday(nth, weekday, Some(month))),
            _ => None,
        };
        dates.ok_or_else(|| not_a_date(text))
    }

    /// Whether `date` is one of them.
    pub(super) fn contains(&self, date: NaiveDate) -> bool {
        match *self {
            Self::On(day) => day == date,
            Self::Range(first, last) => (first..=last).contains(&date),
            Self::Yearly(first, last) => {
                let day = MonthDay(date.month(), date.day());
                // A range over New Year wraps.
                if first <= last { first <= day && day <= last } else { first <= day || day <= last }
            }
            Self::Weekdays(days) => days.contains(date.weekday()),
            Self::Nth(nth, weekday, month) => {
                date.weekday() == weekday && month.is_none_or(|m| m == date.month()) && nth.is(date)
            }
            Self::Beside(weekday, side, day) => date.weekday() == weekday && side.is(date, day),
            Self::Easter(church, shift) => TimeDelta::try_days(-shift)
                .and_then(|back| date.checked_add_signed(back))
                .is_some_and(|sunday| church.easter(sunday.year()) == Some(sunday)),
        }
    }
}

impl Nth {
    fn is(self, date: NaiveDate) -> bool {
        match self {
            Self::Start(nth) => date.day().div_ceil(7) == nth,
            Self::Last => date.day() + 7 > u32::from(date.num_days_in_month()),
        }
    }
}

impl Side {
    fn is(self, date: NaiveDate, day: MonthDay) -> bool {
        // Near New Year the day beside which `date` stands may be in another year.
        (-1..=1).filter_map(|shift| NaiveDate::from_ymd_opt(date.year() + shift, day.0, day.1)).any(|day| {
            let ahead = (day - date).num_days();
            match self {
                Self::Before => (1..=7).contains(&ahead),
                Self::After => (-7..=-1).contains(&ahead),
            }
        })
    }
}

impl Church {
    fn easter(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Western => easter::western(year),
            Self::Orthodox => easter::orthodox(year),
        }
    }
}

/// Reads `2026-12-25`.
pub(super) fn date(text: &str) -> Result<NaiveDate, Problem> {
    let mut parts = text.split('-').map(|part| number(part, part.len()));
    let (year, month, day) = (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
    let (Some(year), Some(month), Some(day), None, 10) = (year, month, day, parts.next(), text.len()) else {
        return Err(not_a_date(text));
    };
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    match date {
        None => Err(bad_date(format!("there is no {text}")).help("look at a calendar: this date does not exist")),
        Some(date) if !(1900..2200).contains(&date.year()) => {
            Err(bad_date(format!("`{text}` is far away")).help("use a year from 1900 to 2199"))
        }
        Some(date) => Ok(date),
    }
}

/// Reads both ends of a range.
fn range(text: &str) -> Result<Dates, Problem> {
    let Some((first, last)) = text.split_once('/') else { return Err(not_a_date(text)) };
    if let (Some(first), Some(last)) = (month_day(first)?, month_day(last)?) {
        return Ok(Dates::Yearly(first, last));
    }
    let (first, last) = (date(first)?, date(last)?);
    if first > last {
        let help = format!("put the earlier date first: `{last}/{first}`");
        return Err(bad_date(format!("`{text}` ends before it starts")).help(help));
    }
    Ok(Dates::Range(first, last))
}

/// Reads `*-12-25`; none if it does not start like that.
fn month_day(text: &str) -> Result<Option<MonthDay>, Problem> {
    let Some(rest) = text.strip_prefix("*-") else { return Ok(None) };
    let day = rest.split_once('-').and_then(|(month, day)| Some(MonthDay(number(month, 2)?, number(day, 2)?)));
    let day = day.ok_or_else(|| not_a_date(text))?;
    // 2024 is a leap year: `*-02-29` is a date, if only every fourth year.
    match NaiveDate::from_ymd_opt(2024, day.0, day.1) {
        Some(_) => Ok(Some(day)),
        None => Err(bad_date(format!("`{text}` is in no year")).help("write month and day such as `*-12-25`")),
    }
}

fn easter_word(word: &str) -> Option<Dates> {
    let (church, rest) = match word.strip_prefix("orthodox-") {
        Some(rest) => (Church::Orthodox, rest),
        None => (Church::Western, word),
    };
    let shift = rest.strip_prefix("easter")?;
    let days = match shift.split_at_checked(1) {
        None => 0,
        Some(("+", days)) => i64::from(number(days, days.len())?),
        Some(("-", days)) => -i64::from(number(days, days.len())?),
        Some(_) => return None,
    };
    (days.abs() < 200).then_some(Dates::Easter(church, days))
}

fn nth_weekday(nth: &str, weekday: &str, month: Option<u32>) -> Option<Dates> {
    let nth = match nth {
        "1st" | "first" => Nth::Start(1),
        "2nd" | "second" => Nth::Start(2),
        "3rd" | "third" => Nth::Start(3),
        "4th" | "fourth" => Nth::Start(4),
        "5th" | "fifth" => Nth::Start(5),
        "last" => Nth::Last,
        _ => return None,
    };
    Some(Dates::Nth(nth, weekdays::one(weekday)?, month))
}

fn beside(weekday: &str, side: &str, day: Option<MonthDay>) -> Option<Dates> {
    let side = if side == "before" { Side::Before } else { Side::After };
    Some(Dates::Beside(weekdays::one(weekday)?, side, day?))
}

fn month_number(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    (1..).zip(MONTHS).find_map(|(number, month)| (month == name).then_some(number))
}

/// Reads exactly `digits` digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn not_a_date(text: &str) -> Problem {
    bad_date(format!("`{text}` names no dates")).help(
        "write `2026-12-25`, `*-12-25`, `2026-07-06/2026-07-17`, `4th thu nov`, `last mon may`, `mon before *-05-25`, \
         `easter-2` or `mon-fri`",
    )
}

fn bad_date(message: String) -> Problem {
    Problem::new("bad-date", Place::default(), message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_year(text: &str, year: i32) -> Vec<String> {
        let dates = Dates::parse(text).unwrap();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        first
            .iter_days()
            .take_while(|d| d.year() == year)
            .filter(|d| dates.contains(*d))
            .map(|d| d.to_string())
            .collect()
    }

    #[test]
    fn every_form_means_its_dates() {
        for (text, dates) in [
            ("2026-12-25", &["2026-12-25"][..]),
            ("*-12-25", &["2026-12-25"]),
            ("*-02-29", &[]),
            ("2026-07-06/2026-07-08", &["2026-07-06", "2026-07-07", "2026-07-08"]),
            ("*-12-31/*-01-01", &["2026-01-01", "2026-12-31"]),
            ("4th thu nov", &["2026-11-26"]),
            ("last mon may", &["2026-05-25"]),
            ("first mon feb", &["2026-02-02"]),
            ("5th sun mar", &["2026-03-29"]),
            ("5th mon apr", &[]),
            ("mon before *-05-25", &["2026-05-18"]),
            ("wed before *-11-23", &["2026-11-18"]),
            ("sat after *-06-19", &["2026-06-20"]),
            ("fri after *-12-30", &["2026-01-02"]),
            ("easter-2", &["2026-04-03"]),
            ("easter+1", &["2026-04-06"]),
            ("easter+60", &["2026-06-04"]),
            ("orthodox-easter", &["2026-04-12"]),
        ] {
            assert_eq!(of_year(text, 2026), dates, "{text}");
        }
        assert_eq!(of_year("2nd tue", 2026).len(), 12);
        assert_eq!(of_year("daily", 2028).len(), 366);
        assert_eq!(of_year("sat,sun", 2026).len(), 104);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "2026-02-30",
            "2026-2-3",
            "26-02-03",
            "*-13-01",
            "*-02-30",
            "2026-07-17/2026-07-06",
            "*-12-24/2027-01-01",
            "6th mon may",
            "last mon mai",
            "easter2",
            "easter+",
            "easter+2x",
            "christmas",
            "3026-01-01",
            "mon before easter",
            "2026-12-25T00:00",
            "+026-12-25",
        ] {
            let problem = Dates::parse(text).unwrap_err();
            assert!(matches!(problem.code, "bad-date" | "unknown-day"), "{text}: {problem}");
            assert!(!problem.help.is_empty(), "{text}");
        }
    }
}
