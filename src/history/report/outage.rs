//! Outage: how long production stood while it was to run.
//!
//! A line that stands for two reasons stands once: what several tickets say of one line is put together before it is
//! counted. Tickets that name no line are counted one by one, since nobody knows whether they mean the same.

use super::{Row, groups};
use crate::history::judgement::{Judgement, Name};
use crate::history::ranked::ranked;
use crate::policy::Policy;
use crate::time::{Instant, Seconds};
use serde::Serialize;

/// Production that stood, in seconds in which it was to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outages {
    /// Together.
    pub seconds: Seconds,
    /// Tickets that stopped production.
    pub tickets: usize,
    /// By line, the longest first.
    pub by_line: Vec<Outage>,
    /// By system, the longest first. A line that stands for two systems counts for both.
    pub by_system: Vec<Outage>,
}

/// Production that stood in one place or for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outage {
    /// The line or system; none if the tickets name none.
    pub name: Option<String>,
    /// Tickets.
    pub tickets: usize,
    /// Open time of the line's calendar, or else of the plant's; of the wall clock where neither has one.
    pub seconds: Seconds,
}

/// A stretch in which production stood.
type Standstill = (Instant, Instant);

impl Outages {
    pub(super) fn of(rows: &[Row<'_>], policy: &Policy) -> Self {
        let stopped: Vec<&Row<'_>> = rows.iter().filter(|row| row.judgement.production_stopped).collect();
        let by_line = outages(&stopped, policy, |judgement| judgement.line.as_ref());
        Self {
            seconds: by_line.iter().map(|outage| outage.seconds).sum(),
            tickets: stopped.len(),
            by_line,
            by_system: outages(&stopped, policy, |judgement| judgement.system.as_ref()),
        }
    }
}

fn outages<'j>(rows: &[&Row<'j>], policy: &Policy, of: impl Fn(&'j Judgement) -> Option<&'j Name>) -> Vec<Outage> {
    let outages = groups(rows, of).into_iter().map(|(name, rows)| {
        let tickets = rows.len();
        // The line is known in its plant only: two plants may call a line by one name.
        let lines = groups(&rows, |judgement| judgement.line.as_ref()).into_iter();
        let sites = lines.flat_map(|(line, rows)| {
            let plants = groups(&rows, |judgement| judgement.plant.as_ref()).into_iter();
            plants.map(move |(plant, rows)| (line, plant, rows)).collect::<Vec<_>>()
        });
        let seconds = sites.map(|(line, plant, rows)| open_seconds(policy, line, plant, &rows)).sum();
        Outage { name: name.map(ToString::to_string), tickets, seconds }
    });
    ranked(outages, |outage| outage.seconds)
}

fn open_seconds(policy: &Policy, line: Option<&Name>, plant: Option<&Name>, rows: &[&Row<'_>]) -> Seconds {
    let of_line = line.and_then(|line| policy.calendar_of_line(line));
    let calendar = of_line.or_else(|| policy.calendar_of_plant(plant?));
    let until = |row: &Row<'_>| row.resolved_at.unwrap_or(row.judgement.now).max(row.opened_at);
    let standstills = rows.iter().map(|row| (row.opened_at, until(row)));
    let standstills = if line.is_some() { together(standstills) } else { standstills.collect() };
    let seconds = |(from, to): Standstill| match &calendar {
        Some(calendar) => calendar.between(from, to, &[]),
        None => to.since(from),
    };
    standstills.into_iter().map(seconds).sum()
}

/// Stretches that overlap become one.
fn together(standstills: impl Iterator<Item = Standstill>) -> Vec<Standstill> {
    let mut sorted: Vec<Standstill> = standstills.collect();
    sorted.sort_unstable();
    let mut merged: Vec<Standstill> = Vec::new();
    for (from, to) in sorted {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}
