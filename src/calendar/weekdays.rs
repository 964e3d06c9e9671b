//! Days of the week: `mon`, `mon-sat`, `fri-mon`, `mon,wed,fri`, `daily`.

use crate::error::{Place, Problem, did_you_mean};
use chrono::{Weekday, WeekdaySet};

const NAMES: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// The weekday of this name.
pub(super) fn one(name: &str) -> Option<Weekday> {
    NAMES.iter().find_map(|(known, day)| (*known == name).then_some(*day))
}

/// Reads names and ranges with commas between them; a range may run over the end of the week.
pub(super) fn parse(text: &str) -> Result<WeekdaySet, Problem> {
    if text.trim() == "daily" {
        return Ok(WeekdaySet::ALL);
    }
    let mut days = WeekdaySet::EMPTY;
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (mut day, last) = (known(first.trim(), text)?, known(last.trim(), text)?);
        days.insert(day);
        while day != last {
            day = day.succ();
            days.insert(day);
        }
    }
    Ok(days)
}

fn known(name: &str, text: &str) -> Result<Weekday, Problem> {
    one(name).ok_or_else(|| {
        let message = if name == text {
            format!("there is no day `{name}`")
        } else {
            format!("there is no day `{name}` in `{text}`")
        };
        let names = NAMES.iter().map(|(name, _)| *name);
        let help = did_you_mean(name, names, || "name days `mon` to `sun`, `mon-sat`, `mon,wed,fri` or `daily`".into());
        Problem::new("unknown-day", Place::default(), message).help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_ranges() {
        for (text, days) in [
            ("mon", "[Mon]"),
            ("mon-wed", "[Mon, Tue, Wed]"),
            ("mon, wed,fri", "[Mon, Wed, Fri]"),
            ("sat-mon", "[Mon, Sat, Sun]"),
            ("mon-sun", "[Mon, Tue, Wed, Thu, Fri, Sat, Sun]"),
            ("daily", "[Mon, Tue, Wed, Thu, Fri, Sat, Sun]"),
        ] {
            assert_eq!(parse(text).unwrap().to_string(), days);
        }
        assert_eq!(parse("mon-thr").unwrap_err().help, "did you mean `thu`?");
        assert!(parse("").is_err() && parse("Montag").is_err());
    }
}
