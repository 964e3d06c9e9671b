//! Calendars built on others: `extends`, `union`, `intersect`.

use super::entries::{Entries, KEYS, Others};
use super::reading::Reading;
use super::source::Source;
use super::{Calendar, local};
use crate::error::{Place, Problem};
use std::sync::Arc;

/// Combinations of combinations grow fast; a calendar is never made of more rules than this.
const MOST_RULES: usize = 100;
const COMBINATIONS: [&str; 2] = ["union", "intersect"];
/// What a combination may say besides its members.
const BESIDE: [&str; 4] = ["zone", "edge", "zero", "reverse"];

/// Whether a declaration combines other calendars instead of having hours.
pub(super) fn is_one(entries: &Entries) -> bool {
    COMBINATIONS.iter().any(|key| entries.contains_key(*key))
}

/// The calendar that a declaration extends.
pub(super) fn base(entries: &Entries, others: Others<'_>, reading: &mut Reading) -> Option<Arc<Calendar>> {
    let name = reading.text(entries.get("extends")?, "extends", "the name of a calendar")?;
    let base = named(name, "extends", others, reading)?;
    if base.rule().is_some() {
        return Some(base);
    }
    let message = format!("`{name}` combines other calendars and cannot be extended");
    let help = "extend one of its members, and combine that";
    reading.problem("extends", Problem::new("conflicting-keys", Place::default(), message).help(help));
    None
}

/// The source of a `union` or an `intersect`.
pub(super) fn read(entries: &Entries, others: Others<'_>, reading: &mut Reading) -> Option<Source> {
    let key = *COMBINATIONS.iter().find(|key| entries.contains_key(**key))?;
    let conflicts = |other: &&&str| **other != key && !BESIDE.contains(*other) && entries.contains_key(**other);
    for other in KEYS.iter().filter(conflicts) {
        let message = format!("`{other}` cannot stand beside `{key}`");
        let help = format!("put `{other}` into a calendar of its own and name that one in `{key}`");
        reading.problem(other, Problem::new("conflicting-keys", Place::default(), message).help(help));
    }
    let names = reading.texts(entries.get(key)?, key, "a list of names of calendars");
    let members: Vec<_> = names.iter().filter_map(|(path, name)| named(name, path, others, reading)).collect();
    let own_zone = entries.get("zone").and_then(|value| local::zone(value, reading));
    let Some(first) = members.first() else {
        if names.is_empty() {
            let problem = Problem::new("missing-key", Place::default(), format!("`{key}` names no calendar"));
            reading.problem(key, problem.help("write a list of names of calendars"));
        }
        return None;
    };
    if members.iter().map(|member| member.timeline.source().rules()).sum::<usize>() > MOST_RULES {
        let message = format!("`{key}` is made of more than {MOST_RULES} calendars, those of its members included");
        let help = "combine fewer, or declare the hours directly";
        reading.problem(key, Problem::new("too-many-calendars", Place::default(), message).help(help));
    }
    let zone = own_zone.unwrap_or_else(|| first.timeline.source().zone().clone());
    Some(if key == "union" { Source::Union(zone, members) } else { Source::Intersect(zone, members) })
}

fn named(name: &str, path: &str, others: Others<'_>, reading: &mut Reading) -> Option<Arc<Calendar>> {
    let found = others(name);
    if found.is_none() {
        let problem = Problem::new("unknown-calendar", Place::default(), format!("there is no calendar `{name}`"));
        reading.problem(path, problem.help("declare it before the calendars that are built on it"));
    }
    found
}
