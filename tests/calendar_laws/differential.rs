//! The same questions to two other crates, `workclock` and `ule-hours`, each in the meanings it has.

use crate::config;
use crate::spec::{Minutes, Spec, minute, spec, text};
use andon::time::Instant;
use jiff::civil::{Time, Weekday};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::json;
use std::cell::Cell;
use workclock::{Break, Holidays, Schedule, Weekdays, WorkDay};

const QUESTIONS: usize = 40;

fn stamp(at: Instant) -> Timestamp {
    Timestamp::from_second(at.unix()).unwrap()
}

fn time(minutes: i64) -> Time {
    Time::midnight().wrapping_add(SignedDuration::from_mins(minutes))
}

fn weekday(day: i8) -> Weekday {
    Weekday::from_monday_zero_offset(day).unwrap()
}

/// `workclock` has no exceptions; its holidays cut the calendar day.
fn to_workclock(spec: &Spec) -> Option<Schedule> {
    let mut builder = Schedule::builder().time_zone(spec.zone);
    for (day, windows) in (0..).zip(&spec.week) {
        let days = Weekdays::from_iter([weekday(day)]);
        for (from, length) in windows {
            builder = builder.rule(WorkDay::new(time(*from), time(from + length), days));
        }
    }
    for (days, (from, length)) in &spec.breaks {
        let days: Weekdays = (0..).zip(days).filter(|(_, on)| **on).map(|(day, _)| weekday(day)).collect();
        builder = builder.rule(Break::new(time(*from), time(from + length), days));
    }
    let holidays = spec.holidays.iter().map(|day| spec.date(*day));
    builder.rule(Holidays::new(holidays)).build().ok()
}

/// `ule-hours` has no breaks and no overlapping windows; its holidays close the shifts that open on them.
fn to_ule_hours(spec: &Spec) -> Option<ule_hours::Schedule> {
    let list = |windows: &[Minutes]| windows.iter().map(|window| text(*window)).collect::<Vec<_>>().join(", ");
    let mut builder = ule_hours::Schedule::builder(spec.zone).ok()?;
    for (day, windows) in (0..).zip(&spec.week) {
        builder = builder.open([weekday(day)], &list(windows)).ok()?;
    }
    for day in &spec.holidays {
        builder = builder.closed_on(spec.date(*day));
    }
    for (day, windows) in &spec.exceptions {
        builder = builder.special(spec.date(*day), &list(windows)).ok()?;
    }
    Some(builder.build())
}

#[test]
fn workclock_agrees() {
    let asked = Cell::new(0u64);
    let questions = proptest::collection::vec((minute(), -400_000..2_000_000i64), QUESTIONS);
    proptest!(config(256), |(spec in spec(), questions in questions)| {
        let spec = Spec { by_shift: false, exceptions: Default::default(), ..spec };
        let (Some(calendar), Some(theirs)) = (spec.calendar(json!({ "zero": "same" })), to_workclock(&spec)) else {
            return Ok(());
        };
        for (from, seconds) in questions {
            let (from, to) = (spec.at(from), spec.at(from).plus(seconds));
            let between = theirs.between(stamp(from), stamp(to)).as_secs();
            prop_assert_eq!(calendar.between(from, to, &[]), between, "between {} and {}", from, to);
            let due = theirs.add(stamp(from), SignedDuration::from_secs(seconds)).ok();
            if let Some(due) = due {
                prop_assert_eq!(calendar.add(from, seconds, &[]).map(stamp), Some(due), "{} s from {}", seconds, from);
            }
            asked.set(asked.get() + 2);
        }
    });
    println!("workclock: {} questions", asked.get());
}

/// Those of a day's windows that do not overlap, in order; a night must end before the first window opens again.
fn apart(windows: &[Minutes]) -> Vec<Minutes> {
    let mut sorted = windows.to_vec();
    sorted.sort_unstable();
    let mut apart: Vec<Minutes> = Vec::new();
    for (from, length) in sorted {
        let first = apart.first().map_or(from, |first| first.0);
        if apart.last().is_none_or(|last| last.0 + last.1 <= from) && from + length <= first + 1440 {
            apart.push((from, length));
        }
    }
    apart
}

#[test]
fn ule_hours_agrees_but_for_two_known_defects() {
    let (asked, collided, skipped) = (Cell::new(0u64), Cell::new(0u64), Cell::new(0u64));
    let questions = proptest::collection::vec((minute(), 1..2_000_000i64), QUESTIONS);
    proptest!(config(256), |(spec in spec(), questions in questions)| {
        let week = spec.week.each_ref().map(|windows| apart(windows));
        let exceptions = spec.exceptions.iter().map(|(day, windows)| (*day, apart(windows))).collect();
        let spec = Spec { week, exceptions, by_shift: true, breaks: Vec::new(), ..spec };
        let Some(calendar) = spec.calendar(json!({})) else { return Ok(()) };
        let theirs = to_ule_hours(&spec).unwrap();
        for (from, seconds) in questions {
            let (from, to) = (spec.at(from), spec.at(from).plus(seconds));
            let ours = (calendar.between(from, to, &[]), calendar.add(from, seconds, &[]));
            let due = theirs.add(stamp(from), SignedDuration::from_secs(seconds)).ok();
            let between = theirs.between(stamp(from), stamp(to)).as_secs();
            let agree = ours.0 == between && due.is_none_or(|due| ours.1.map(stamp) == Some(due));
            asked.set(asked.get() + 2);
            if agree {
                continue;
            }
            if after_a_skipped_date(&theirs, from) {
                skipped.set(skipped.get() + 1);
                continue;
            }
            let end = ours.1.unwrap_or(to).max(to);
            prop_assert!(windows_collide(&theirs, from, end), "{:?} from {} to {}: {:?}, {:?}", spec, from, to, ours, due);
            collided.set(collided.get() + 1);
        }
    });
    let (asked, collided, skipped) = (asked.get(), collided.get(), skipped.get());
    println!("ule-hours: {asked} questions, {collided} lost to windows out of order, {skipped} after a skipped date");
}

/// One defect: windows are walked in the order in which they were declared, one day after the other, and what starts
/// before the end of an earlier one is dropped or cut. Where a clock change moves windows onto each other, or a long
/// night reaches into the next day's windows, time is lost.
fn windows_collide(theirs: &ule_hours::Schedule, from: Instant, to: Instant) -> bool {
    let first = stamp(from).to_zoned(theirs.zone().clone()).date();
    let last = stamp(to).to_zoned(theirs.zone().clone()).date();
    let days =
        (-2..=(last - first).get_days() + 2).filter_map(|day| first.checked_add(jiff::Span::new().days(day)).ok());
    let mut latest = Timestamp::MIN;
    let mut collide = false;
    for interval in days.flat_map(|day| theirs.windows_on(day)) {
        collide |= interval.start < latest;
        latest = latest.max(interval.end);
    }
    collide
}

/// The other defect: a walk begins with the windows of the date before, which a zone that skips a date does not have.
/// The night that opened before the skipped date is not seen.
fn after_a_skipped_date(theirs: &ule_hours::Schedule, from: Instant) -> bool {
    let today = stamp(from).to_zoned(theirs.zone().clone()).date();
    let midnight = |date: jiff::civil::Date| date.to_zoned(theirs.zone().clone()).map(|zoned| zoned.timestamp());
    midnight(today).unwrap() == midnight(today.yesterday().unwrap()).unwrap()
}
