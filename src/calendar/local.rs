//! Reads what a declaration says about local time: zone, holidays, exceptions, breaks, maintenance.

use super::cycle;
use super::dates::{self, Dates};
use super::entries::Entries;
use super::hours::{self, Shifts};
use super::reading::{Reading, items};
use super::rule::{Closure, HolidayMode, Rule};
use super::window::{Window, time_of_day};
use super::zone::{Zone, midnight};
use crate::error::{Place, Problem};
use crate::order::order;
use crate::value::Value;
use chrono::Datelike;

/// The example that problems with a list of dates show.
const DATES: &str = "a list of dates such as `[\"2026-12-25\", \"*-05-01\", \"easter+1\"]`";
/// A dated entry further than this from all others is likely a slip of the pen.
const STRAY_YEARS: u32 = 5;

/// The rule of a declaration, starting from that of the calendar it extends.
pub(super) fn rule(entries: &Entries, base: Option<&Rule>, reading: &mut Reading) -> Rule {
    let mut rule = base.cloned().unwrap_or_else(|| Rule::always(Zone::utc()));
    match entries.get("zone") {
        Some(value) => rule.zone = zone(value, reading).unwrap_or(rule.zone),
        None if entries.contains_key("extends") => {}
        None => {
            let problem = Problem::new("missing-key", Place::default(), "a calendar needs a `zone`");
            reading.problem("zone", problem.help("add an IANA name: `zone: \"America/Monterrey\"`"));
        }
    }
    hours::read(entries, &mut rule, reading);
    if let Some(value) = entries.get("holidays") {
        rule.holidays.extend(holidays(value, reading));
    }
    if let Some(value) = entries.get("holiday_mode") {
        let choices = [("calendar", HolidayMode::Calendar), ("shift", HolidayMode::Shift)];
        rule.holiday_mode = reading.choice(value, "holiday_mode", &choices);
    }
    if let Some(value) = entries.get("exceptions") {
        let mut own = exceptions(value, &rule.shifts, reading);
        own.append(&mut rule.exceptions);
        rule.exceptions = own;
    }
    if let Some(value) = entries.get("breaks") {
        rule.closures.extend(breaks(value, reading));
    }
    if let Some(value) = entries.get("maintenance") {
        rule.closures.extend(maintenance(value, reading));
    }
    warn_of_stray_years(entries, reading);
    rule
}

/// The value of `zone`.
pub(super) fn zone(value: &Value, reading: &mut Reading) -> Option<Zone> {
    let name = reading.text(value, "zone", "an IANA name such as `\"America/Monterrey\"`")?;
    let found = reading.zones.find(name);
    reading.good("zone", found)
}

fn holidays(value: &Value, reading: &mut Reading) -> Vec<Dates> {
    let texts = reading.texts(value, "holidays", DATES);
    texts.into_iter().filter_map(|(path, text)| reading.good(&path, Dates::parse(text))).collect()
}

/// The most particular dates come first: they decide.
fn exceptions(value: &Value, shifts: &Shifts, reading: &mut Reading) -> Vec<(Dates, Vec<Window>)> {
    let example = "`#{ \"2026-12-24\": [\"08:00-12:00\"], \"2026-12-31\": [] }`";
    let mut exceptions = Vec::new();
    for (key, value) in reading.map(value, "exceptions", example).into_iter().flatten() {
        let path = format!("exceptions.{key}");
        let dates = reading.good(&path, Dates::parse(key));
        let windows = hours::windows(value, &path, shifts, reading);
        for (one, other) in cycle::overlaps_on_one_day(&windows) {
            hours::warn_of_overlap(&path, one, other, reading);
        }
        exceptions.extend(dates.map(|dates| (dates, windows)));
    }
    let breadth = |dates: &Dates| match dates {
        Dates::On(_) => 0,
        Dates::Range(..) => 1,
        _ => 2,
    };
    order(&mut exceptions, |(a, _), (b, _)| breadth(a).cmp(&breadth(b)));
    exceptions
}

fn breaks(value: &Value, reading: &mut Reading) -> Vec<Closure> {
    let Value::Map(map) = value else {
        let texts = reading.texts(value, "breaks", "a list such as `[\"12:00-12:30\", \"mon-fri 09:00-09:15\"]`");
        return texts.into_iter().filter_map(|(path, text)| reading.good(&path, closure(text))).collect();
    };
    let mut closures = Vec::new();
    for (key, value) in map {
        let path = format!("breaks.{key}");
        let dates = reading.good(&path, Dates::parse(key));
        for window in hours::windows(value, &path, &Shifts::new(), reading) {
            closures.extend(dates.clone().map(|dates| Closure::On(dates, window)));
        }
    }
    closures
}

fn maintenance(value: &Value, reading: &mut Reading) -> Vec<Closure> {
    let example = "`[\"2026-05-02T22:00/2026-05-03T04:00\", \"1st sun 02:00-06:00\"]`";
    let mut closures = Vec::new();
    for (path, item) in items(value, "maintenance") {
        let Some(text) = reading.text(item, &path, example) else { continue };
        let read = if text.contains('T') { stretch(text) } else { closure(text) };
        closures.extend(reading.good(&path, read));
    }
    closures
}

/// Reads `mon-fri 12:00-12:30`; without dates it means every day.
fn closure(text: &str) -> Result<Closure, Problem> {
    let (dates, window) = text.trim().rsplit_once(' ').unwrap_or(("daily", text.trim()));
    Ok(Closure::On(Dates::parse(dates)?, Window::parse(window)?))
}

/// Reads `2026-05-02T22:00/2026-05-03T04:00`.
fn stretch(text: &str) -> Result<Closure, Problem> {
    let local = |text: &str| {
        let (date, time) = text.split_once('T').unwrap_or((text, "00:00"));
        Ok::<_, Problem>(midnight(dates::date(date)?) + time_of_day(time)?)
    };
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let (from, to) = (local(from)?, local(to)?);
    if from < to {
        return Ok(Closure::Once(from, to));
    }
    let message = format!("`{text}` ends before it starts");
    Err(Problem::new("empty-window", Place::default(), message).help("write `2026-05-02T22:00/2026-05-03T04:00`"))
}

/// A single holiday in a far year closes nothing that anybody will see: it is probably mistyped.
fn warn_of_stray_years(entries: &Entries, reading: &mut Reading) {
    let mut dated = Vec::new();
    for (path, item) in entries.get("holidays").into_iter().flat_map(|value| items(value, "holidays")) {
        dated.extend(item.as_text().map(|text| (path, text)));
    }
    if let Some(Value::Map(exceptions)) = entries.get("exceptions") {
        dated.extend(exceptions.keys().map(|key| (format!("exceptions.{key}"), key.as_str())));
    }
    let first_date = |text: &str| dates::date(text.split('/').next().unwrap_or(text)).ok();
    let dated: Vec<_> =
        dated.into_iter().filter_map(|(path, text)| Some((path, text, first_date(text)?.year()))).collect();
    for (path, text, year) in &dated {
        let nearest = dated.iter().filter(|other| other.0 != *path).map(|other| other.2.abs_diff(*year)).min();
        if let Some(years) = nearest.filter(|years| *years > STRAY_YEARS) {
            let message = format!("`{text}` is {years} years from the nearest other date");
            let warning = Problem::new("stray-year", Place::default(), message);
            reading.warning(path, warning.help("check the year; a date of every year is written `*-12-25`"));
        }
    }
}
