//! Priority of all tickets at once, by the same rules as `prioritise` gives one ticket its priority.

use super::bits::Bits;
use super::situations::Situations;
use super::view::{Derived, View};
use super::{Refused, condition};
use crate::history::column::{ABSENT, Column};
use crate::history::dictionary::Dictionary;
use crate::history::encoding::encode;
use crate::policy::reader::{Named, Setting};
use crate::policy::words::{Category, Effect, System};
use crate::ticket::Ticket;
use crate::value::Value;
use std::collections::BTreeMap;

/// No rank: no rule speaks, or the ticket cannot be decided.
pub(in crate::history) const UNRANKED: u8 = u8::MAX;

/// Fills in impact, urgency and priority, and gives the rank of each ticket's priority.
pub(super) fn prioritise(view: &mut View<'_>) -> Result<Vec<u8>, Refused> {
    let priorities = &view.policy.matrix.priorities;
    if priorities.len() >= usize::from(UNRANKED) {
        return Err(Refused);
    }
    assess(view)?;
    let mut story = vec![story_of(view, "impact"), story_of(view, "urgency")];
    let raised = speak(view, Kind::Priority, &mut story)?;
    let base = base(view)?;
    let strictest = speak(view, Kind::Cap, &mut story)?;
    let capped = |((raised, base), cap): ((u8, u8), u8)| {
        let rank = if raised == UNRANKED { base } else { raised };
        if cap == UNRANKED { rank } else { rank.max(cap) }
    };
    let mut ranks: Vec<u8> = raised.into_iter().zip(base).zip(strictest).map(capped).collect();
    Bits::all(view.facts.count).without(&view.facts.decidable).each(|row| {
        if let Some(rank) = ranks.get_mut(row) {
            *rank = UNRANKED;
        }
    });
    let story = view.known.story(&story.iter().map(String::as_str).collect::<Vec<_>>());
    let column = named_column(&ranks, priorities);
    view.derived.insert("priority", Derived { column, story });
    Ok(ranks)
}

/// What a rule does with the priority.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Raises it: the most severe counts.
    Priority,
    /// Limits it: the least severe counts.
    Cap,
}

impl Kind {
    fn of(effect: &Effect) -> Option<(Self, &Setting)> {
        match effect {
            Effect::Priority(setting) => Some((Self::Priority, setting)),
            Effect::Cap(setting) => Some((Self::Cap, setting)),
            Effect::Assess { .. } => None,
        }
    }

    fn stronger(self, old: u8, new: u8) -> u8 {
        match self {
            _ if old == UNRANKED => new,
            _ if new == UNRANKED => old,
            Self::Priority => old.min(new),
            Self::Cap => old.max(new),
        }
    }
}

/// What the rules of one kind come to for each ticket.
fn speak(view: &mut View<'_>, kind: Kind, story: &mut Vec<String>) -> Result<Vec<u8>, Refused> {
    let policy = view.policy;
    let mut ranks = vec![UNRANKED; view.facts.count];
    // Nearly all rules say the same for every ticket: those of one rank are put together before tickets are looked at.
    let mut alike: BTreeMap<u8, Bits> = BTreeMap::new();
    for rule in &policy.words.rules {
        let Some((_, setting)) = Kind::of(&rule.effect).filter(|(of, _)| *of == kind) else { continue };
        let (question, truth) = condition(view, rule.when.as_ref())?;
        let (says, answer) = said(view, setting)?;
        story.extend([question, answer]);
        match says {
            Says::All(rank) => {
                let bits = alike.entry(rank).or_insert_with(|| Bits::none(view.facts.count));
                *bits = bits.or(&truth.holds);
            }
            Says::Each(said) => raise(&mut ranks, &truth.holds, |row| said.get(row).copied(), kind),
        }
    }
    for (rank, bits) in &alike {
        raise(&mut ranks, bits, |_| Some(*rank), kind);
    }
    Ok(ranks)
}

fn raise(ranks: &mut [u8], bits: &Bits, rank: impl Fn(usize) -> Option<u8>, kind: Kind) {
    bits.each(|row| {
        if let (Some(old), Some(new)) = (ranks.get_mut(row), rank(row)) {
            *old = kind.stronger(*old, new);
        }
    });
}

/// The rank that a setting says, for all tickets or for each.
enum Says {
    All(u8),
    Each(Vec<u8>),
}

impl Says {
    fn of(&self, row: usize) -> u8 {
        match self {
            Self::All(rank) => *rank,
            Self::Each(ranks) => ranks.get(row).copied().unwrap_or(UNRANKED),
        }
    }
}

/// What a setting says, and the setting as text.
fn said(view: &View<'_>, setting: &Setting) -> Result<(Says, String), Refused> {
    let policy = view.policy;
    let rank = |value: &Value| {
        let rank = value.as_text().and_then(|name| policy.matrix.rank(name));
        rank.and_then(|rank| u8::try_from(rank).ok()).unwrap_or(UNRANKED)
    };
    match setting {
        Setting::Constant(value, _) => Ok((Says::All(rank(value)), value.to_string())),
        Setting::Asked(closure) => {
            let tree = policy.scripts.tree(closure).ok_or(Refused)?;
            let ask = |ticket: &Ticket| {
                let value = tree.value(ticket).and_then(|value| value.settled(tree));
                value.map_or(UNRANKED, |value| rank(&value))
            };
            Ok((Says::Each(view.each(tree, ask)), view.question(tree)))
        }
    }
}

/// The matrix cell of each ticket, or the default.
fn base(view: &View<'_>) -> Result<Vec<u8>, Refused> {
    let matrix = &view.policy.matrix;
    let otherwise = match &matrix.otherwise {
        Some(setting) => said(view, setting)?.0,
        None => Says::All(UNRANKED),
    };
    let columns = ["impact", "urgency"].map(|name| view.column(name));
    let text = |column: &Column, row| Some(view.facts.value(column.entry(row)?)?.as_text()?.to_owned());
    let cell = |row: usize| {
        let [impact, urgency] = columns;
        let cell = matrix.cell(&text(impact, row)?, &text(urgency, row)?)?;
        u8::try_from(matrix.rank(cell)?).ok()
    };
    let mut ranks = Situations::of(view.facts.count, &columns).judge(|row| cell(row).unwrap_or(UNRANKED));
    for (row, rank) in ranks.iter_mut().enumerate().filter(|(_, rank)| **rank == UNRANKED) {
        // A default that cannot be told must not hide a severe incident.
        *rank = Some(otherwise.of(row)).filter(|rank| *rank != UNRANKED).unwrap_or(0);
    }
    Ok(ranks)
}

/// Impact and urgency where the ticket does not say them: from rules, then from the system, then from the category.
fn assess(view: &mut View<'_>) -> Result<(), Refused> {
    let policy = view.policy;
    for rule in &policy.words.rules {
        let Effect::Assess { impact, urgency } = &rule.effect else { continue };
        let (question, truth) = condition(view, rule.when.as_ref())?;
        for (field, setting) in [("impact", impact), ("urgency", urgency)] {
            let Some(setting) = setting else { continue };
            // Closures that assess are rare; tickets are then judged one by one.
            let Setting::Constant(value @ Value::Text(text), _) = setting else { return Err(Refused) };
            let story = [&story_of(view, field), &question, text.as_str()].map(str::to_owned);
            let mut rows = Vec::new();
            truth.holds.each(|row| rows.push((row, value.clone())));
            fill(view, field, &story, &rows);
        }
    }
    let system =
        |of: fn(&System) -> &Option<Named>| by_name(&policy.words.systems, |system| (&system.header.id, of(system)));
    let category = |of: fn(&Category) -> &Option<Named>| {
        by_name(&policy.words.categories, |category| (&category.header.id, of(category)))
    };
    for (field, column, names) in [
        ("impact", "system", system(|system| &system.impact)),
        ("urgency", "system", system(|system| &system.urgency)),
        ("impact", "category", category(|category| &category.impact)),
        ("urgency", "category", category(|category| &category.urgency)),
    ] {
        suppose_by(view, field, column, &names);
    }
    Ok(())
}

fn by_name<'p, T>(list: &'p [T], of: impl Fn(&'p T) -> (&'p String, &'p Option<Named>)) -> BTreeMap<&'p str, &'p str> {
    let named = list.iter().map(of).filter_map(|(id, named)| Some((id.as_str(), named.as_ref()?.name.as_str())));
    named.collect()
}

/// Fills in a field by the name that another one has.
fn suppose_by(view: &mut View<'_>, field: &'static str, by: &str, names: &BTreeMap<&str, &str>) {
    if names.is_empty() {
        return;
    }
    let column = view.column(by);
    let supposed = |row| {
        let name = view.facts.value(column.entry(row)?)?;
        names.get(name.as_text()?).copied()
    };
    let values = Situations::of(view.facts.count, &[column]).judge(supposed);
    let rows = values.into_iter().enumerate();
    let filled: Vec<(usize, Value)> = rows.filter_map(|(row, value)| Some((row, Value::from(value?)))).collect();
    let story = [story_of(view, field), by.to_owned(), format!("{names:?}")];
    fill(view, field, &story, &filled);
}

/// Gives tickets that lack a field a value of it.
fn fill(view: &mut View<'_>, field: &'static str, story: &[String; 3], values: &[(usize, Value)]) {
    let mut column = view.column(field).clone();
    let (mut words, mut entry) = (Dictionary::default(), Vec::new());
    for (row, value) in values {
        if column.code(*row) == ABSENT {
            entry.clear();
            encode(value, &mut words, &mut entry);
            if let Some(code) = column.code_of(&entry) {
                column.set(*row, code);
            }
        }
    }
    let story = view.known.story(&story.each_ref().map(String::as_str));
    view.derived.insert(field, Derived { column, story });
}

fn story_of(view: &View<'_>, field: &str) -> String {
    view.derived.get(field).map_or_else(String::new, |derived| derived.story.to_string())
}

/// The column of a field whose values are names, by their ranks.
fn named_column(ranks: &[u8], names: &[String]) -> Column {
    let entry = |name: &String| {
        let (mut words, mut entry) = (Dictionary::default(), Vec::new());
        encode(&Value::Text(name.clone()), &mut words, &mut entry);
        entry
    };
    Column::of_few(&names.iter().map(entry).collect::<Vec<_>>(), ranks)
}
