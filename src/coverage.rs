//! Coverage: who is on at 3 a.m. on Sunday? The hours of a month that nobody covers.
//!
//! A team covers the calendar that its `covers` names; without one, its own. It is covered where its calendar is open
//! and, if it has a rota (`on_call`), the rota names somebody for the shift, or somebody otherwise. An SLA that counts
//! around the clock is covered while any team is.

use crate::calendar::{Calendar, Stretch};
use crate::policy::Policy;
use crate::policy::words::Team;
use crate::time::{Instant, Seconds};
use serde::Serialize;
use std::sync::Arc;

/// The audit of a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// `2026-03`.
    pub month: String,
    /// Hours that nobody covers, in order.
    pub gaps: Vec<Gap>,
    /// Teams of which nothing is known: no calendar, no rota.
    pub unknown: Vec<String>,
}

/// A stretch of time that nobody covers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    /// The team or the SLA.
    pub who: String,
    /// `team` or `sla`.
    pub kind: &'static str,
    /// The first second of it.
    pub from: Instant,
    /// The first second after it.
    pub to: Instant,
    /// The same in the team's own time.
    pub local_from: String,
    /// Its length in seconds.
    pub seconds: Seconds,
    /// Why.
    pub because: String,
}

impl Policy {
    /// The audit of a month; none if there is no such month.
    pub fn coverage(&self, year: i32, month: u32) -> Option<Coverage> {
        let (from, to) = self.always.month(year, month)?;
        let teams = || self.words.teams.iter();
        let of_teams = teams().flat_map(|team| self.gaps_of_team(team, year, month));
        let mut gaps: Vec<Gap> = Vec::new();
        for gap in of_teams.chain(self.gaps_of_slas(from, to)) {
            let place = gaps.partition_point(|earlier| earlier.from <= gap.from);
            gaps.insert(place, gap);
        }
        let unknown = teams().filter(|team| team.calendar.is_none() && team.on_call.is_empty());
        let unknown = unknown.map(|team| team.header.id.clone()).collect();
        Some(Coverage { month: format!("{year:04}-{month:02}"), gaps, unknown })
    }

    fn gaps_of_team(&self, team: &Team, year: i32, month: u32) -> Vec<Gap> {
        let Some(own) = self.calendar_of(team) else { return Vec::new() };
        let promised = team.covers.as_ref().and_then(|named| self.calendar(&named.name)).unwrap_or_else(|| own.clone());
        let Some((from, to)) = own.month(year, month) else { return Vec::new() };
        let uncovered = own.stretches(from, to).into_iter().filter(|stretch| !self.is_covered(team, stretch));
        let mut gaps = Vec::new();
        for stretch in uncovered {
            let owed = promised.stretches(stretch.from, stretch.to).into_iter().filter(|s| s.closed.is_none());
            for piece in owed {
                let because = match &stretch.shift {
                    Some(shift) => format!("the rota names nobody for shift {shift}"),
                    None if team.on_call.is_empty() => "nobody works then and there is no rota".into(),
                    None => "the rota names nobody outside its shifts".into(),
                };
                join(&mut gaps, gap(&team.header.id, "team", &own, (piece.from, piece.to), because));
            }
        }
        gaps
    }

    /// Hours of a 24x7 SLA in which no team at all is covered.
    fn gaps_of_slas(&self, from: Instant, to: Instant) -> Vec<Gap> {
        let around_the_clock = self.words.slas.iter().filter(|sla| {
            let named = sla.targets.iter().map(|target| target.terms.calendar.name.as_str());
            named
                .filter(|name| !["plant", "line"].contains(name))
                .filter_map(|name| self.calendar(name))
                .any(|c| c.is_always())
        });
        let names: Vec<&str> = around_the_clock.map(|sla| sla.header.id.as_str()).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let mut covered: Vec<(Instant, Instant)> = Vec::new();
        for team in &self.words.teams {
            // A team of which nothing is known is taken at its word: it is there.
            let Some(own) = self.calendar_of(team) else { return Vec::new() };
            let on = own.stretches(from, to).into_iter().filter(|stretch| self.is_covered(team, stretch));
            covered.extend(on.map(|stretch| (stretch.from, stretch.to)));
        }
        covered.sort_unstable();
        let mut gaps = Vec::new();
        let mut at = from;
        for (start, end) in covered.into_iter().chain([(to, to)]) {
            if start > at {
                let because = "no team is at work".to_owned();
                gaps.push(gap(&names.join(", "), "sla", &self.always, (at, start), because));
            }
            at = at.max(end);
        }
        gaps
    }

    fn calendar_of(&self, team: &Team) -> Option<Arc<Calendar>> {
        team.calendar.as_ref().and_then(|named| self.calendar(&named.name))
    }

    fn is_covered(&self, team: &Team, stretch: &Stretch) -> bool {
        match self.on_call(team, stretch.from) {
            Some(people) => !people.is_empty(),
            None => stretch.closed.is_none(),
        }
    }
}

fn gap(who: &str, kind: &'static str, own: &Calendar, (from, to): (Instant, Instant), because: String) -> Gap {
    let (who, local_from, seconds) = (who.to_owned(), own.local_text(from), to.since(from));
    Gap { who, kind, from, to, local_from, seconds, because }
}

/// Gaps that follow each other for the same reason are one.
fn join(gaps: &mut Vec<Gap>, next: Gap) {
    match gaps.last_mut() {
        Some(last) if last.to == next.from && last.because == next.because => {
            last.to = next.to;
            last.seconds += next.seconds;
        }
        _ => gaps.push(next),
    }
}
