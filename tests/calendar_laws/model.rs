//! The model: one flag for every minute, filled and counted by hand, with time zones from another library.

use crate::config;
use crate::spec::{DAYS, Minutes, Spec, minute, pauses, spec};
use andon::time::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use serde_json::json;

/// Whether each minute from the anchor (midnight UTC) on is open.
pub(crate) struct Model {
    open: Vec<bool>,
    start: i64,
}

impl Model {
    pub(crate) fn new(spec: &Spec) -> Self {
        let zone = TimeZone::get(spec.zone).unwrap();
        let start = spec.at(0).unix() / 60;
        let mut model = Self { open: vec![false; usize::try_from(DAYS * 1440).unwrap()], start };
        for day in -3..DAYS + 3 {
            let weekday = usize::try_from(spec.date(day).weekday().to_monday_zero_offset()).unwrap();
            let exception = spec.exceptions.get(&day);
            let lost = spec.by_shift && spec.holidays.contains(&day);
            let weekly = if lost { &[][..] } else { &spec.week[weekday] };
            for window in exception.map_or(weekly, Vec::as_slice) {
                model.fill(&zone, spec.date(day), *window, true);
            }
        }
        for day in -3..DAYS + 3 {
            let weekday = usize::try_from(spec.date(day).weekday().to_monday_zero_offset()).unwrap();
            if !spec.by_shift && spec.holidays.contains(&day) && !spec.exceptions.contains_key(&day) {
                model.fill(&zone, spec.date(day), (0, 1440), false);
            }
            for (_, window) in spec.breaks.iter().filter(|(days, _)| days[weekday]) {
                model.fill(&zone, spec.date(day), *window, false);
            }
        }
        model
    }

    fn fill(&mut self, zone: &TimeZone, date: Date, (from, length): Minutes, open: bool) {
        let minute = |minutes: i64| {
            let local = date.at(0, 0, 0, 0).checked_add(jiff::Span::new().minutes(minutes)).unwrap();
            zone.to_ambiguous_timestamp(local).compatible().unwrap().as_second() / 60 - self.start
        };
        for minute in minute(from)..minute(from + length) {
            if let Some(flag) = usize::try_from(minute).ok().and_then(|minute| self.open.get_mut(minute)) {
                *flag = open;
            }
        }
    }

    /// The same without the minutes of these pauses.
    fn running(&self, pauses: &[(i64, Option<i64>)]) -> Self {
        let paused = |minute: i64| {
            pauses.iter().any(|&(from, length)| from <= minute && length.is_none_or(|length| minute < from + length))
        };
        let open = (0..).zip(&self.open).map(|(minute, open)| *open && !paused(minute)).collect();
        Self { open, start: self.start }
    }

    fn is_open(&self, minute: i64) -> bool {
        self.open[usize::try_from(minute).unwrap()]
    }

    fn end(&self) -> i64 {
        DAYS * 1440
    }

    fn next_open(&self, from: i64) -> Option<i64> {
        (from..self.end()).find(|minute| self.is_open(*minute))
    }

    fn next_close(&self, from: i64) -> Option<i64> {
        (self.next_open(from)?..self.end()).find(|minute| !self.is_open(*minute))
    }

    fn prev_close(&self, from: i64) -> Option<i64> {
        (0..from).rev().find(|minute| self.is_open(*minute)).map(|minute| minute + 1)
    }

    fn forward(&self, from: i64, count: i64) -> Option<i64> {
        let mut open = (from..self.end()).filter(|minute| self.is_open(*minute));
        open.nth(usize::try_from(count - 1).unwrap()).map(|minute| minute + 1)
    }

    fn backward(&self, from: i64, count: i64) -> Option<i64> {
        let mut open = (0..from).rev().filter(|minute| self.is_open(*minute));
        open.nth(usize::try_from(count - 1).unwrap())
    }

    fn between(&self, from: i64, to: i64) -> i64 {
        (from..to).filter(|minute| self.is_open(*minute)).count().try_into().unwrap()
    }
}

/// Compares where the model knows: it ends after forty days, the calendar does not.
fn same(spec: &Spec, ours: Option<Instant>, model: Option<i64>, question: &str) -> Result<(), TestCaseError> {
    match model {
        Some(minute) => prop_assert_eq!(ours, Some(spec.at(minute)), "{}", question),
        None => prop_assert!(
            ours.is_none_or(|ours| !(spec.at(0) < ours && ours < spec.at(DAYS * 1440))),
            "{}: {:?} instead of nothing",
            question,
            ours
        ),
    }
    Ok(())
}

/// Asks both everything about one instant.
fn compare(spec: &Spec, from: i64, count: i64, paused: &[(i64, Option<i64>)]) -> Result<(), TestCaseError> {
    let Some(calendar) = spec.calendar(json!({})) else { return Ok(()) };
    let (model, at, pauses) = (Model::new(spec), spec.at(from), spec.pauses(paused));
    prop_assert_eq!(calendar.is_open(at), model.is_open(from), "is_open");
    same(spec, calendar.next_open(at), model.next_open(from), "next_open")?;
    same(spec, calendar.next_close(at), model.next_close(from), "next_close")?;
    same(spec, calendar.prev_close(at), model.prev_close(from), "prev_close")?;

    let running = model.running(paused);
    let due = running.forward(from, count);
    same(spec, calendar.add(at, count * 60, &pauses), due, "add")?;
    same(spec, calendar.add(at, -count * 60, &pauses), running.backward(from, count), "add backward")?;
    same(spec, calendar.add(at, 0, &pauses), running.next_open(from), "add nothing")?;
    let to = (from + count).min(model.end());
    let expected = running.between(from, to) * 60;
    prop_assert_eq!(calendar.between(at, spec.at(to), &pauses), expected, "between");
    prop_assert_eq!(calendar.between(spec.at(to), at, &pauses), -expected, "between backward");

    let other = spec.calendar(json!({ "edge": "open", "zero": "same", "reverse": "clamp" })).unwrap();
    let reopened = due.map(|due| model.next_open(due));
    if let (Some(Some(reopened)), Some(due)) = (reopened, due.filter(|due| *due < model.end())) {
        let expected = if model.is_open(due) { due } else { reopened };
        same(spec, other.add(at, count * 60, &pauses), Some(expected), "edge open")?;
    }
    prop_assert_eq!(other.add(at, 0, &pauses), Some(at), "zero same");
    prop_assert_eq!(other.between(spec.at(to), at, &pauses), if to < from { expected } else { 0 }, "clamp");
    Ok(())
}

#[test]
fn the_calendar_answers_like_a_list_of_minutes() {
    let questions = (spec(), proptest::collection::vec((minute(), 1..5 * 1440i64, pauses()), 12));
    proptest!(config(256), |((spec, questions) in questions)| {
        for (from, count, paused) in &questions {
            compare(&spec, *from, *count, paused)?;
        }
    });
}

#[test]
fn working_days_are_dates_with_open_minutes() {
    proptest!(config(128), |(spec in spec(), from in minute(), days in -6..6i64)| {
        let Some(calendar) = spec.calendar(json!({})) else { return Ok(()) };
        let (model, zone) = (Model::new(&spec), TimeZone::get(spec.zone).unwrap());
        let start = if days < 0 { model.prev_close(from) } else { model.next_open(from) };
        let Some(start) = start else { return Ok(()) };
        let local = |minute: i64| zone.to_datetime(jiff::Timestamp::from_second(spec.at(minute).unix()).unwrap());
        let mut dates: Vec<Date> = (0..model.end()).filter(|m| model.is_open(*m)).map(|m| local(m).date()).collect();
        dates.dedup();
        let today = local(start).date();
        let target = match days {
            0 => Some(today),
            1.. => dates.iter().copied().filter(|date| *date > today).nth(usize::try_from(days - 1).unwrap()),
            _ => dates.iter().rev().copied().filter(|date| *date < today).nth(usize::try_from(-days - 1).unwrap()),
        };
        if let Some(target) = target {
            let reached = zone.to_ambiguous_timestamp(target.to_datetime(local(start).time())).compatible().unwrap();
            prop_assert_eq!(calendar.add_days(spec.at(from), days).map(Instant::unix), Some(reached.as_second()));
        }
    });
}
