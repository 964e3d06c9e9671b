//! Random calendars, as plain data that each side of a comparison can read in its own way.

use andon::calendar::{Calendar, Pause};
use andon::time::Instant;
use andon::value::Value;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Zones whose rules are old news, so that no release of the tz database changes an answer.
pub(crate) const ZONES: [&str; 9] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Monterrey",
    "America/Sao_Paulo",   // the clock jumps at midnight
    "Australia/Lord_Howe", // by half an hour
    "Pacific/Apia",        // once by a whole day
    "Asia/Kolkata",        // never, but half an hour off
    "America/St_Johns",    // one minute after midnight, until 2011
];

/// Some two weeks before the clocks of these zones change, so that questions lie before, on and after the change; and
/// an ordinary day.
const ANCHORS: [Date; 9] = [
    date(2026, 3, 12),  // Berlin 29 March, Lord Howe 5 April
    date(2026, 2, 20),  // New York 8 March
    date(2026, 10, 9),  // Berlin 25 October, New York 1 November
    date(2026, 9, 15),  // Lord Howe 4 October
    date(2018, 10, 18), // Sao Paulo 4 November
    date(2018, 2, 1),   // Sao Paulo 18 February
    date(2011, 12, 12), // Apia 30 December
    date(2010, 2, 25),  // St John's 14 March
    date(2025, 6, 1),
];

/// Days that a random calendar knows about, from its anchor on.
pub(crate) const DAYS: i64 = 40;

/// Minutes from midnight, and length in minutes.
pub(crate) type Minutes = (i64, i64);

/// A random calendar.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) zone: &'static str,
    pub(crate) anchor: Date,
    /// From Monday on.
    pub(crate) week: [Vec<Minutes>; 7],
    /// Days from the anchor.
    pub(crate) holidays: Vec<i64>,
    pub(crate) by_shift: bool,
    pub(crate) exceptions: BTreeMap<i64, Vec<Minutes>>,
    /// For each day of the week from Monday on, whether the break is taken.
    pub(crate) breaks: Vec<([bool; 7], Minutes)>,
}

impl Spec {
    pub(crate) fn date(&self, day: i64) -> Date {
        self.anchor.checked_add(jiff::Span::new().days(day)).unwrap()
    }

    pub(crate) fn declaration(&self) -> Json {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let hours: BTreeMap<&str, Vec<String>> = names.into_iter().zip(self.week.iter().map(|w| texts(w))).collect();
        let holidays: Vec<String> = self.holidays.iter().map(|day| self.date(*day).to_string()).collect();
        let exceptions: BTreeMap<String, Vec<String>> =
            self.exceptions.iter().map(|(day, windows)| (self.date(*day).to_string(), texts(windows))).collect();
        let breaks = self.breaks.iter().filter(|(days, _)| days.contains(&true)).map(|(days, window)| {
            let days: Vec<&str> = names.into_iter().zip(days).filter_map(|(name, on)| on.then_some(name)).collect();
            format!("{} {}", days.join(","), text(*window))
        });
        json!({
            "zone": self.zone,
            "hours": hours,
            "holidays": holidays,
            "holiday_mode": if self.by_shift { "shift" } else { "calendar" },
            "exceptions": exceptions,
            "breaks": breaks.collect::<Vec<_>>(),
        })
    }

    /// The calendar with more keys; none if it never opens.
    pub(crate) fn calendar(&self, more: Json) -> Option<Calendar> {
        let mut declaration = self.declaration();
        declaration.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let declaration: Value = serde_json::from_value(declaration).unwrap();
        match Calendar::compile(&declaration, &|_| None) {
            Ok(compiled) => Some(compiled.calendar),
            Err(problems) if problems.iter().all(|problem| problem.code == "never-opens") => None,
            Err(problems) => panic!("{problems:#?}"),
        }
    }

    /// The instant `minutes` after midnight UTC of the anchor.
    pub(crate) fn at(&self, minutes: i64) -> Instant {
        let midnight = self.anchor.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second();
        Instant::from_unix(midnight + minutes * 60).unwrap()
    }

    /// Pauses from pairs of minutes; the second is the length, if it ends.
    pub(crate) fn pauses(&self, pauses: &[(i64, Option<i64>)]) -> Vec<Pause> {
        let pause = |&(from, length): &(i64, Option<i64>)| Pause {
            from: self.at(from),
            to: length.map(|length| self.at(from + length)),
        };
        pauses.iter().map(pause).collect()
    }
}

fn texts(windows: &[Minutes]) -> Vec<String> {
    windows.iter().map(|window| text(*window)).collect()
}

/// `06:00-14:00`; a night ends on the next date, the end of the day is `24:00`.
pub(crate) fn text((from, length): Minutes) -> String {
    let to = if from + length > 1440 { from + length - 1440 } else { from + length };
    format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
}

/// A window in quarters of an hour, shorter than a day or exactly one.
fn window() -> impl Strategy<Value = Minutes> {
    prop_oneof![
        8 => (0..96i64, 1..96i64).prop_map(|(from, length)| (from * 15, length * 15)),
        1 => Just((0, 1440)),
        // Small hours, where clocks change.
        3 => (0..16i64, 1..16i64).prop_map(|(from, length)| (from * 15, length * 15)),
    ]
}

/// Any calendar.
pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    let week = proptest::array::uniform7(proptest::collection::vec(window(), 0..3));
    let holidays = proptest::collection::vec(0..DAYS, 0..4);
    let exceptions = proptest::collection::btree_map(0..DAYS, proptest::collection::vec(window(), 0..3), 0..4);
    let breaks = proptest::collection::vec((any::<[bool; 7]>(), window()), 0..2);
    let place = (proptest::sample::select(&ZONES[..]), proptest::sample::select(&ANCHORS[..]));
    (place, week, holidays, any::<bool>(), exceptions, breaks).prop_map(
        |((zone, anchor), week, holidays, by_shift, exceptions, breaks)| Spec {
            zone,
            anchor,
            week,
            holidays,
            by_shift,
            exceptions,
            breaks,
        },
    )
}

/// Minutes in the middle of what a calendar knows about.
pub(crate) fn minute() -> std::ops::Range<i64> {
    10 * 1440..30 * 1440
}

/// Pauses of at most three days, one in four without an end.
pub(crate) fn pauses() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    let pause = (minute(), prop_oneof![3 => (0..4320i64).prop_map(Some), 1 => Just(None)]);
    prop_oneof![1 => Just(Vec::new()), 2 => proptest::collection::vec(pause, 0..4)]
}
