//! Assets and jobs that fail again: episodes kept for each, and what `recurrence` makes of them.

use super::Memory;
use super::event::Event;
use super::names::{Name, Names};
use super::report::Report;
use crate::recurrence::{EPISODE, Episode, Found, Pattern, Proof, Recurrence, Surroundings, find};
use crate::time::Instant;
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const DAY: i64 = 86_400;
/// Episodes are kept so long,
const KEPT: i64 = 150 * DAY;
/// and at most so many of one asset,
const EPISODES: usize = 32;
/// with so many tickets each.
const TICKETS: usize = 3;
/// Assets kept; beyond that, those that have not failed for longest are forgotten.
const MOST: usize = 20_000;
/// As many assets of one system have to be known before they weigh as much as all others.
const ALIKE: f64 = 5.0;
/// A pattern is told again after this time at the earliest.
const AGAIN: i64 = 30 * DAY;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Thing {
    episodes: Vec<Episode>,
    plant: Name,
    system: Name,
    told: Vec<(Pattern, i64)>,
}

/// What fails, by name: an asset, or a job where no asset is named.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Problems {
    things: BTreeMap<Name, Thing>,
    since: Option<i64>,
    /// Episodes seen, and assets that failed at all: of each system, and (0) of all.
    seen: BTreeMap<Name, (f64, f64)>,
}

impl Memory {
    /// Notes a report of an asset; what it makes of the asset's past.
    pub(super) fn note_failure(&mut self, report: &Report, events: &mut Vec<Event>) {
        let name = if report.asset != 0 { report.asset } else { report.job };
        if name == 0 || !report.failure {
            return;
        }
        let now = self.now;
        if !self.problems.note(name, report, now) {
            return;
        }
        let Some(thing) = self.problems.things.get(&name) else { return };
        let share = |from: i64, to: i64| self.normal.share(thing.plant, from, to);
        let around = Surroundings {
            share: &share,
            usual_in_30_days: self.problems.usual_in_30_days(thing.system, now),
            things: self.problems.things.len(),
            is_job: report.asset == 0,
        };
        let found = find(&thing.episodes, &around);
        let new: Vec<Found> = found.into_iter().filter(|found| thing.is_new(found.pattern, now)).collect();
        // The surest says it all; a clock explains the count.
        let Some(best) = new.into_iter().max_by_key(|found| (found.pattern, core::cmp::Reverse(found.episodes.len())))
        else {
            return;
        };
        let recurrence = describe(&self.knowledge.names, name, report.asset != 0, thing, &best, &around, now);
        if let Some(thing) = self.problems.things.get_mut(&name) {
            thing.told.retain(|(pattern, _)| *pattern != best.pattern);
            thing.told.push((best.pattern, now));
        }
        events.push(Event::Problem(Box::new(recurrence)));
    }
}

impl Thing {
    fn is_new(&self, pattern: Pattern, now: i64) -> bool {
        let hidden =
            |(told, at): &(Pattern, i64)| now - at < AGAIN && (*told == pattern || pattern == Pattern::Count30d);
        !self.told.iter().any(hidden)
    }
}

impl Problems {
    /// Notes a report; true if a new episode begins with it.
    fn note(&mut self, name: Name, report: &Report, now: i64) -> bool {
        self.since.get_or_insert(now);
        let known = self.things.contains_key(&name);
        let thing = self.things.entry(name).or_default();
        for (kept, said) in [(&mut thing.plant, report.plant), (&mut thing.system, report.system)] {
            if said != 0 {
                *kept = said;
            }
        }
        thing.episodes.retain(|episode| now - episode.last <= KEPT);
        let near = |episode: &&mut Episode| report.at >= episode.at - EPISODE && report.at <= episode.last + EPISODE;
        if let Some(episode) = thing.episodes.iter_mut().rev().find(near) {
            episode.last = episode.last.max(report.at);
            if episode.tickets.len() < TICKETS && !episode.tickets.contains(&report.id) {
                episode.tickets.push(report.id.clone());
            }
            if report.job != 0 {
                episode.job = report.job;
            }
            return false;
        }
        if report.at < now - KEPT {
            return false;
        }
        let place = thing.episodes.partition_point(|episode| episode.at <= report.at);
        let episode = Episode { at: report.at, last: report.at, tickets: vec![report.id.clone()], job: report.job };
        thing.episodes.insert(place, episode);
        if thing.episodes.len() > EPISODES {
            thing.episodes.remove(0);
        }
        let system = thing.system;
        for kind in if system == 0 { vec![0] } else { vec![0, system] } {
            let seen = self.seen.entry(kind).or_default();
            *seen = (seen.0 + 1.0, seen.1 + if known { 0.0 } else { 1.0 });
        }
        if self.things.len() > MOST {
            self.forget();
        }
        true
    }

    fn forget(&mut self) {
        let last = |thing: &Thing| thing.episodes.last().map_or(0, |episode| episode.last);
        let mut heard: Vec<i64> = self.things.values().map(last).collect();
        heard.sort_unstable();
        let early = heard.get(heard.len() / 4).copied().unwrap_or_default();
        self.things.retain(|_, thing| last(thing) > early);
    }

    /// Episodes that an asset usually has in 30 days. Assets that never fail are never seen: the mean of those that did is
    /// too high, and is corrected as the mean of a Poisson distribution without its zero.
    fn usual_in_30_days(&self, system: Name, now: i64) -> f64 {
        let days = ((now - self.since.unwrap_or(now)) as f64 / DAY as f64).max(7.0);
        let seen = |kind: Name| self.seen.get(&kind).copied().unwrap_or_default();
        let (all, alike) = (seen(0), seen(system));
        let of_all = (all.0 + 1.0) / (all.1 + 1.0);
        let mean = (alike.0 + of_all * ALIKE) / (alike.1 + ALIKE);
        let mut rate = mean;
        for _ in 0..20 {
            rate = mean * (1.0 - libm::exp(-rate));
        }
        (rate / days * 30.0).clamp(0.02, 3.0)
    }
}

fn describe(
    names: &Names,
    name: Name,
    is_asset: bool,
    thing: &Thing,
    found: &Found,
    around: &Surroundings<'_>,
    now: i64,
) -> Recurrence {
    let said = |name: Name| (name != 0).then(|| names.text(name).to_owned());
    let episodes = found.episodes.iter().filter_map(|index| thing.episodes.get(*index));
    let tickets = episodes.flat_map(|episode| episode.tickets.iter().cloned()).collect();
    let job = if is_asset { said(found.job) } else { said(name) };
    let what = names.text(name);
    let count = found.episodes.len();
    let usual = libm::round(around.usual_in_30_days * 100.0) / 100.0;
    let how = match (found.pattern, found.period_hours, &job) {
        (Pattern::Weekly, ..) => "at the same hour of the week".to_owned(),
        (Pattern::EveryNHours, Some(hours), _) => format!("every {hours} hours"),
        (Pattern::Job, _, Some(job)) => format!("with job {job}"),
        _ => format!("within 30 days, where {usual} are usual"),
    };
    Recurrence {
        id: format!("PR-{name}-{}", found.pattern as u8 + 1),
        at: Instant::from_unix(now).unwrap_or(Instant::MAX),
        pattern: found.pattern,
        asset: if is_asset { said(name) } else { None },
        plant: said(thing.plant),
        system: said(thing.system),
        period_hours: found.period_hours.map(Value::number),
        weekday: found.second_of_week.map(|second| second / DAY),
        hour: found.second_of_week.map(|second| second % DAY / 3600),
        job,
        tickets,
        evidence: Proof {
            text: format!("{what} failed {count} times {how}"),
            episodes: count,
            usual,
            chance: libm::round((found.chance * around.things as f64).min(1.0) * 1e6) / 1e6,
        },
    }
}
