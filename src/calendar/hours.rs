//! Reads the windows that repeat: `hours`, `shifts` with `days`, `pattern`.

use super::cycle::Cycle;
use super::dates;
use super::entries::Entries;
use super::reading::{Reading, items};
use super::rule::Rule;
use super::weekdays;
use super::window::Window;
use crate::error::{Place, Problem, did_you_mean};
use crate::value::Value;
use chrono::{Datelike, NaiveDate, Weekday, WeekdaySet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Windows by shift name.
pub(super) type Shifts = BTreeMap<Arc<str>, Vec<Window>>;
/// Days of the week and their windows.
type WeekParts = Vec<(WeekdaySet, Vec<Window>)>;

const HOURS: &str = "`#{ \"mon-fri\": [\"06:00-14:00\", \"22:00-06:00\"] }` or `\"24x7\"`";
const PATTERN: &str = "`#{ anchor: \"2026-01-05\", days: \"D*4 -*4\" }`";
/// No rotation is longer: two years.
const LONGEST_CYCLE: usize = 731;

/// Reads what a declaration says about hours into `rule`.
pub(super) fn read(entries: &Entries, rule: &mut Rule, reading: &mut Reading) {
    if let Some(value) = entries.get("shifts") {
        rule.shifts.extend(shifts(value, reading));
    }
    let (key, cycle) = match (entries.get("hours"), entries.get("days"), entries.get("pattern")) {
        (Some(value), None, None) => ("hours", hours(value, entries, rule, reading)),
        (None, Some(value), None) => ("days", shift_days(value, &rule.shifts, reading)),
        (None, None, Some(value)) => ("pattern", pattern(value, &rule.shifts, reading)),
        (None, None, None) => return nothing_given(entries, reading),
        (hours, ..) => {
            let key = if hours.is_some() { "hours" } else { "days" };
            let message = "`hours`, `days` and `pattern` exclude each other";
            let problem = Problem::new("conflicting-keys", Place::default(), message);
            return reading.problem(key, problem.help("say when it is open in one of them"));
        }
    };
    let Some(cycle) = cycle else { return };
    for (one, other) in cycle.overlaps() {
        warn_of_overlap(key, one, other, reading);
    }
    rule.hours = cycle;
}

/// Neither hours, days nor pattern: fine for a calendar that extends another, unless it names shifts nobody works.
fn nothing_given(entries: &Entries, reading: &mut Reading) {
    let (key, message, help) = if entries.contains_key("shifts") {
        ("days", "these shifts are never worked", "say when: `days: \"mon-sat\"`, or a `pattern`")
    } else if entries.contains_key("extends") {
        return;
    } else {
        (
            "hours",
            "a calendar needs `hours`",
            "write `hours: \"24x7\"`, windows for days, `shifts` with `days`, or a `pattern`",
        )
    };
    reading.problem(key, Problem::new("missing-key", Place::default(), message).help(help));
}

fn hours(value: &Value, entries: &Entries, rule: &Rule, reading: &mut Reading) -> Option<Cycle> {
    match value {
        Value::Text(text) if text == "24x7" => Some(Cycle::always()),
        Value::Text(text) => {
            let problem = Problem::new("wrong-type", Place::default(), format!("`{text}` are not hours"));
            reading.problem("hours", problem.help(format!("write {HOURS}")));
            None
        }
        _ => {
            let parts = week(value, "hours", &rule.shifts, reading)?;
            if !entries.contains_key("extends") {
                return Some(Cycle::week(&parts));
            }
            let changed = rule.hours.clone().with_days(&parts);
            if changed.is_none() {
                let problem =
                    Problem::new("conflicting-keys", Place::default(), "days of a rotation cannot be changed");
                reading.problem("hours", problem.help("use `exceptions` for single dates, or write a `pattern`"));
            }
            changed
        }
    }
}

/// Reads a map of days and windows.
fn week(value: &Value, path: &str, shifts: &Shifts, reading: &mut Reading) -> Option<WeekParts> {
    let mut parts = Vec::new();
    for (key, value) in reading.map(value, path, HOURS)? {
        let path = format!("{path}.{key}");
        let days = reading.good(&path, weekdays::parse(key));
        let windows = windows(value, &path, shifts, reading);
        parts.extend(days.map(|days| (days, windows)));
    }
    Some(parts)
}

fn shifts(value: &Value, reading: &mut Reading) -> Shifts {
    let mut shifts = Shifts::new();
    let example = "`#{ A: \"06:00-14:00\", B: \"14:00-22:00\", C: \"22:00-06:00\" }`";
    for (name, value) in reading.map(value, "shifts", example).into_iter().flatten() {
        let windows = windows(value, &format!("shifts.{name}"), &Shifts::new(), reading);
        let name: Arc<str> = name.as_str().into();
        let named = windows.into_iter().map(|window| window.of_shift(&name)).collect();
        shifts.insert(name, named);
    }
    shifts
}

/// All shifts on the days of the week that `value` lists.
fn shift_days(value: &Value, shifts: &Shifts, reading: &mut Reading) -> Option<Cycle> {
    if shifts.is_empty() {
        let problem =
            Problem::new("missing-key", Place::default(), "`days` says when shifts are worked, but there are none");
        reading.problem("shifts", problem.help("add `shifts: #{ A: \"06:00-14:00\" }`, or use `hours`"));
        return None;
    }
    let texts = reading.texts(value, "days", "`\"mon-sat\"` or a list of days");
    let days: Vec<_> = texts.iter().filter_map(|(path, text)| reading.good(path, weekdays::parse(text))).collect();
    let windows: Vec<Window> = shifts.values().flatten().cloned().collect();
    // Each day once, even if two entries of the list name it.
    let days = WeekdaySet::from_iter(days.iter().flat_map(|set| set.iter(Weekday::Mon)));
    Some(Cycle::week(&[(days, windows)]))
}

fn pattern(value: &Value, shifts: &Shifts, reading: &mut Reading) -> Option<Cycle> {
    let map = reading.map(value, "pattern", PATTERN)?;
    reading.only_keys(map, "pattern.", &["anchor", "days", "weeks"]);
    let anchor = anchor(map, reading);
    let days = match (map.get("days"), map.get("weeks")) {
        (Some(days), None) => rotation_days(days, shifts, reading),
        (None, Some(weeks)) => rotation_weeks(weeks, shifts, reading),
        _ => {
            let problem = Problem::new("missing-key", Place::default(), "a pattern needs either `days` or `weeks`");
            reading.problem("pattern", problem.help(format!("write {PATTERN}")));
            return None;
        }
    };
    if days.is_empty() || days.len() > LONGEST_CYCLE {
        let size = if days.is_empty() { "without days".into() } else { format!("of more than {LONGEST_CYCLE} days") };
        let problem = Problem::new("bad-pattern", Place::default(), format!("a pattern {size} cannot repeat"));
        reading.problem("pattern", problem.help(format!("list 1 to {LONGEST_CYCLE} days")));
    }
    Some(Cycle::rotation(anchor?, days))
}

/// The date on which a pattern begins.
fn anchor(map: &Entries, reading: &mut Reading) -> Option<NaiveDate> {
    let Some(value) = map.get("anchor") else {
        let problem = Problem::new("missing-key", Place::default(), "a pattern needs an `anchor`");
        reading.problem("pattern", problem.help("add the date of its first day: `anchor: \"2026-01-05\"`"));
        return None;
    };
    let text = reading.text(value, "pattern.anchor", "`\"2026-01-05\"`")?;
    let anchor = reading.good("pattern.anchor", dates::date(text))?;
    if map.contains_key("weeks") && anchor.weekday() != Weekday::Mon {
        let problem = Problem::new("bad-pattern", Place::default(), "a pattern of `weeks` starts on a Monday");
        reading.problem("pattern.anchor", problem.help("give the date of the Monday of its first week"));
    }
    Some(anchor)
}

/// Reads `D*4 N*4 -*4`, as text or as a list of such words.
fn rotation_days(value: &Value, shifts: &Shifts, reading: &mut Reading) -> Vec<Vec<Window>> {
    let mut days = Vec::new();
    for (path, text) in reading.texts(value, "pattern.days", "`\"D*4 -*4\"`") {
        // In a list, a name may have spaces.
        let words: Vec<&str> = if value.as_text().is_some() { text.split_whitespace().collect() } else { vec![text] };
        for word in words {
            let (names, count) = match word.rsplit_once('*') {
                Some((names, count)) => (names, count.parse().ok().filter(|count| (1..=LONGEST_CYCLE).contains(count))),
                None => (word, Some(1)),
            };
            let Some(count) = count else {
                let problem =
                    Problem::new("bad-pattern", Place::default(), format!("`{word}` does not say how many days"));
                reading.problem(&path, problem.help("write a shift and a count such as `D*4`"));
                continue;
            };
            // What is too long already need not be longer.
            if days.len() > LONGEST_CYCLE {
                return days;
            }
            let names = names.split('+').filter(|name| *name != "-");
            let windows: Vec<Window> = names.flat_map(|name| shift(name, &path, shifts, reading)).collect();
            days.extend(std::iter::repeat_n(windows, count));
        }
    }
    days
}

fn rotation_weeks(value: &Value, shifts: &Shifts, reading: &mut Reading) -> Vec<Vec<Window>> {
    let mut days = Vec::new();
    for (path, item) in items(value, "pattern.weeks") {
        days.extend(Cycle::week(&week(item, &path, shifts, reading).unwrap_or_default()).into_days());
    }
    days
}

/// The windows of a list: texts, names of shifts, or pairs of times.
pub(super) fn windows(value: &Value, path: &str, shifts: &Shifts, reading: &mut Reading) -> Vec<Window> {
    let mut windows = Vec::new();
    for (path, item) in items(value, path) {
        // What has no colon was not meant as a window if there are names to choose from.
        let is_name = |text: &str| shifts.contains_key(text) || !shifts.is_empty() && !text.contains(':');
        match (item, pair(item)) {
            (Value::Text(name), _) if is_name(name) => windows.extend(shift(name, &path, shifts, reading)),
            (Value::Text(text), _) => windows.extend(reading.good(&path, Window::parse(text))),
            (_, Some((from, to))) => windows.extend(reading.good(&path, Window::of(from, to))),
            (other, None) => {
                reading.text(other, &path, "a window such as `\"06:00-14:00\"`");
            }
        }
    }
    windows
}

/// Start and end, if they are written as a list of two.
fn pair(value: &Value) -> Option<(&str, &str)> {
    match value {
        Value::List(pair) => match pair.as_slice() {
            [Value::Text(from), Value::Text(to)] => Some((from, to)),
            _ => None,
        },
        _ => None,
    }
}

/// The windows of the shift of this name.
fn shift(name: &str, path: &str, shifts: &Shifts, reading: &mut Reading) -> Vec<Window> {
    shifts.get(name).cloned().unwrap_or_else(|| {
        let help = did_you_mean(name, shifts.keys().map(AsRef::as_ref), || "name it in `shifts`".into());
        let problem = Problem::new("unknown-shift", Place::default(), format!("there is no shift `{name}`"));
        reading.problem(path, problem.help(help));
        Vec::new()
    })
}

/// Two windows share time: right for a handover, else a slip.
pub(super) fn warn_of_overlap(path: &str, one: &Window, other: &Window, reading: &mut Reading) {
    let message = format!("`{one}` and `{other}` overlap; the time they share counts once");
    let warning = Problem::new("overlapping-windows", Place::default(), message);
    reading.warning(path, warning.help("end one where the other begins, unless it is a handover"));
}
