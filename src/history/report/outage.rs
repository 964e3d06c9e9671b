//! Outage: how long production stood while it was to run.
//!
//! A line that stands for two reasons stands once: what several tickets say of one line is put together before it is
//! counted. Tickets that name no line are counted one by one, since nobody knows whether they mean the same.

use super::Row;
use crate::history::judgement::Name;
use crate::policy::Policy;
use crate::time::{Instant, Seconds};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// A line, or a ticket that names none, with its plant.
type Site<'j> = (Option<&'j Name>, Result<&'j Name, usize>);

/// How many tickets stopped production, and when it stood where.
type Stops<'j> = (usize, BTreeMap<Site<'j>, Vec<Standstill>>);

impl Outages {
    pub(super) fn of(rows: &[Row<'_>], policy: &Policy) -> Self {
        let stopped: Vec<&Row<'_>> = rows.iter().filter(|row| row.judgement.production_stopped).collect();
        let by_line = outages(&stopped, policy, |row| row.judgement.line.as_ref());
        Self {
            seconds: by_line.iter().map(|outage| outage.seconds).sum(),
            tickets: stopped.len(),
            by_line,
            by_system: outages(&stopped, policy, |row| row.judgement.system.as_ref()),
        }
    }
}

fn outages<'j>(rows: &[&Row<'j>], policy: &Policy, of: impl Fn(&Row<'j>) -> Option<&'j Name>) -> Vec<Outage> {
    let mut groups: BTreeMap<Option<&Name>, Stops<'_>> = BTreeMap::new();
    for row in rows {
        let site = (row.judgement.plant.as_ref(), row.judgement.line.as_ref().ok_or(row.index));
        let until = row.resolved_at.unwrap_or(row.judgement.now).max(row.opened_at);
        let (tickets, sites) = groups.entry(of(row)).or_default();
        *tickets += 1;
        sites.entry(site).or_default().push((row.opened_at, until));
    }
    let outage = |(name, (tickets, sites)): (Option<&Name>, Stops<'_>)| Outage {
        name: name.map(ToString::to_string),
        tickets,
        seconds: sites.into_iter().map(|(site, standstills)| open_seconds(policy, site, standstills)).sum(),
    };
    let mut list: Vec<Outage> = groups.into_iter().map(outage).collect();
    list.sort_by_key(|outage| Reverse(outage.seconds));
    list
}

fn open_seconds(policy: &Policy, (plant, line): Site<'_>, standstills: Vec<Standstill>) -> Seconds {
    let of_line = line.ok().and_then(|line| policy.calendar_of_line(line));
    let calendar = of_line.or_else(|| policy.calendar_of_plant(plant?));
    let seconds = |(from, to): Standstill| match &calendar {
        Some(calendar) => calendar.between(from, to, &[]),
        None => to.since(from),
    };
    together(standstills).into_iter().map(seconds).sum()
}

/// Stretches that overlap become one.
fn together(mut standstills: Vec<Standstill>) -> Vec<Standstill> {
    standstills.sort_unstable();
    let mut merged: Vec<Standstill> = Vec::new();
    for (from, to) in standstills {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}
