//! `Outage`: the tickets of one suggestion, and how well another one fits among them.

use super::names::Name;
use super::report::{Report, Serial, WORST};
use super::stream::{Key, Kind};
use super::units::Units;
use libm::{exp, log};
use serde::{Deserialize, Serialize};

/// Members that the fit of another ticket is judged by: the newest.
const JUDGES: usize = 48;
/// Core members that say what an outage is about: more do not change it.
const CHARACTER: usize = 400;
/// Seconds after which an outage without a new ticket is over, at least and at most.
const QUIET: (i64, i64) = (75 * 60, 240 * 60);
/// How fast the expectation of another ticket falls, at least and at most.
const PATIENCE: (i64, i64) = (20 * 60, 90 * 60);
/// Of the tickets, the share that has to agree.
const MOSTLY: f64 = 0.65;

/// A ticket of an outage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Member {
    pub(super) serial: Serial,
    pub(super) report: Report,
    /// It is about what the outage is about; others are side effects.
    pub(super) core: bool,
    pub(super) resolved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Stage {
    Suggested,
    Confirmed,
    /// Nothing comes any more; late tickets may still join.
    Ended,
    Resolved,
    Dismissed,
    Merged,
    Withdrawn,
    /// It lasted so long that it is what is normal now.
    Settled,
}

/// What gave rise to the suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Rise {
    pub(super) key: Key,
    pub(super) seconds: i64,
    pub(super) units: f64,
    pub(super) expected: f64,
    pub(super) once_in_weeks: f64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Outage {
    pub(super) number: u32,
    pub(super) stage: Stage,
    /// The host has said that it is an outage: it is never learnt.
    pub(super) confirmed: bool,
    pub(super) rise: Rise,
    /// In time order.
    pub(super) members: Vec<Member>,
    /// When a core ticket last came.
    pub(super) last: i64,
    /// Members and scope when people were last told.
    pub(super) told: usize,
    pub(super) told_scope: Vec<Vec<Name>>,
    pub(super) triggers: Vec<String>,
    /// What happened when, for the review.
    pub(super) log: Vec<(i64, String)>,
}

/// What is usual for a report: how many like it come a second, and which part of its plant's reports come from its line
/// and with its mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usual {
    pub(super) topic_per_second: f64,
    pub(super) line: f64,
    pub(super) mark: f64,
}

/// What most members share; 0 where they do not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Character {
    pub(super) topic: Name,
    pub(super) plant: Name,
    pub(super) line: Name,
    pub(super) symptom: Name,
    pub(super) link: bool,
}

/// The value that most of those have that have one; 0 if there is none.
pub(super) fn mostly(values: impl Iterator<Item = Name>, share: f64) -> Name {
    let counted = counts(values.filter(|value| *value != 0));
    let known: usize = counted.iter().map(|(_, count)| count).sum();
    let most = counted.first().filter(|(_, count)| *count as f64 >= share * known as f64);
    most.map_or(0, |(value, _)| *value)
}

/// Values with how often they come, the commonest first.
pub(super) fn counts(values: impl Iterator<Item = Name>) -> Vec<(Name, usize)> {
    let mut counted: Vec<(Name, usize)> = Vec::new();
    for value in values {
        match counted.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counted.push((value, 1)),
        }
    }
    counted.sort_by_key(|(value, count)| (core::cmp::Reverse(*count), *value));
    counted
}

/// What most of these reports share.
pub(super) fn character<'r>(reports: impl Iterator<Item = &'r Report> + Clone) -> Character {
    let lines = reports.clone().filter(|report| report.line != 0).count();
    let line = mostly(reports.clone().map(|report| report.line), 0.75);
    let (all, links) = reports.clone().fold((0, 0), |(all, links), report| (all + 1, links + usize::from(report.link)));
    Character {
        topic: mostly(reports.clone().map(|report| report.topic), MOSTLY),
        plant: mostly(reports.clone().map(|report| report.plant), 0.9),
        line: if lines >= 3 && lines * 2 >= all { line } else { 0 },
        symptom: mostly(reports.map(|report| report.symptom), MOSTLY),
        link: links * 2 > all,
    }
}

impl Outage {
    /// A suggestion that has no members yet; of its streams, the last report came at `last`.
    pub(super) fn new(number: u32, rise: Rise, last: i64) -> Self {
        let (members, told_scope, triggers, log) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            number,
            stage: Stage::Suggested,
            confirmed: false,
            rise,
            members,
            last,
            told: 0,
            told_scope,
            triggers,
            log,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        matches!(self.stage, Stage::Suggested | Stage::Confirmed | Stage::Ended)
    }

    pub(super) fn reports(&self) -> impl Iterator<Item = &Report> + Clone {
        self.members.iter().map(|member| &member.report)
    }

    pub(super) fn core(&self) -> impl Iterator<Item = &Report> + Clone {
        self.members.iter().filter(|member| member.core).map(|member| &member.report)
    }

    pub(super) fn character(&self) -> Character {
        character(self.core().take(CHARACTER))
    }

    pub(super) fn onset(&self) -> i64 {
        self.members.first().map_or(self.last, |member| member.report.at)
    }

    /// Seconds between tickets, of late.
    fn gap(&self) -> i64 {
        let core = self.members.iter().rev().filter(|member| member.core);
        let mut newest = core.map(|member| member.report.at);
        let Some(last) = newest.next() else { return QUIET.0 };
        let earlier: Vec<i64> = newest.take(5).collect();
        earlier.last().map_or(QUIET.0, |first| (last - first) / earlier.len() as i64)
    }

    /// Until when another ticket is waited for.
    pub(super) fn quiet_at(&self) -> i64 {
        self.last + (4 * self.gap()).clamp(QUIET.0, QUIET.1)
    }

    /// How surely a report belongs here.
    pub(super) fn belief(&self, report: &Report, usual: &Usual) -> f64 {
        if report.at < self.onset() - PATIENCE.0 || report.at > self.quiet_at() {
            return 0.0;
        }
        let skip = self.members.len().saturating_sub(JUDGES);
        let judges: Vec<&Report> = self.reports().skip(skip).collect();
        let coming = self.coming(&judges, report.at);
        let odds = coming * self.likeness(&judges, report, usual) / usual.topic_per_second.max(1e-12);
        odds / (1.0 + odds)
    }

    /// Tickets a second that the outage makes at an instant.
    fn coming(&self, judges: &[&Report], at: i64) -> f64 {
        let patience = (2 * self.gap()).clamp(PATIENCE.0, PATIENCE.1) as f64;
        judges.iter().map(|judge| exp(-((at - judge.at).abs() as f64) / patience) / patience).sum()
    }

    /// How much more such a report is to be expected of the outage than of the plant, its topic left aside; times how much
    /// of the outage is about its topic.
    fn likeness(&self, judges: &[&Report], report: &Report, usual: &Usual) -> f64 {
        let count = judges.len() as f64;
        let share = |same: usize, otherwise: f64| (same as f64 + otherwise) / (count + 1.0);
        let same = |like: &dyn Fn(&Report) -> bool| judges.iter().filter(|judge| like(judge)).count();
        let character = self.character();
        let mixed = character.topic == 0;
        let topic = share(same(&|judge| judge.topic == report.topic), if mixed { 0.3 } else { 0.01 });
        let plant = match report.plant {
            0 => 0.6,
            plant => share(same(&|judge| judge.plant == plant), if character.plant == 0 { 0.4 } else { 0.1 }),
        };
        let line = match (character.line, report.line) {
            (0, _) => 1.0,
            (_, 0) => 0.6,
            (line, other) if line == other => (0.8 / usual.line.max(0.02)).min(20.0),
            _ => 0.08,
        };
        let symptom = match (character.symptom, report.symptom) {
            (0, _) | (_, 0) => 1.0,
            (most, other) if most == other => 2.0,
            _ => 0.5,
        };
        let mark = share(same(&|judge| judge.mark == report.mark), 1.0 / f64::from(WORST + 1)) / usual.mark.max(0.02);
        let words = if report.topic == 0 { self.words_in_common(judges, report) } else { 1.0 };
        topic * plant * line * symptom * mark.clamp(0.3, 4.0) * words
    }

    fn words_in_common(&self, judges: &[&Report], report: &Report) -> f64 {
        let common = |word: &&u64| judges.iter().filter(|judge| judge.words.contains(word)).count() >= 2;
        match report.words.iter().filter(common).count() {
            0 => 0.5,
            1 => 1.5,
            2 => 5.0,
            _ => 12.0,
        }
    }

    /// Whether the report is about what the outage is about.
    pub(super) fn is_core(&self, report: &Report) -> bool {
        let character = self.character();
        if character.line != 0 && character.topic == 0 {
            return character.line == report.line;
        }
        character.topic == 0 || character.topic == report.topic
    }

    /// Takes a report as a member, in its place in time.
    pub(super) fn take(&mut self, serial: Serial, report: Report, core: bool) {
        if core {
            self.last = self.last.max(report.at);
        }
        let place = self.members.partition_point(|known| (known.report.at, known.serial) <= (report.at, serial));
        self.members.insert(place, Member { serial, report, core, resolved: false });
    }

    /// Whether these new reports, surprising by themselves, are the same outage.
    pub(super) fn claims(&self, found: &Character, onset: i64, kind: Kind) -> bool {
        let own = self.character();
        let soon = onset <= self.quiet_at() + 45 * 60 && onset >= self.onset() - 3600;
        let same_plant = own.plant == 0 || found.plant == 0 || own.plant == found.plant;
        if !soon {
            return false;
        }
        if own.topic != 0 && own.topic == found.topic {
            return true;
        }
        if own.line != 0 && own.line == found.line && same_plant {
            return true;
        }
        let has_topic = found.topic != 0 && self.core().any(|report| report.topic == found.topic);
        match (own.topic, found.topic) {
            (0, 0) => same_plant || own.link && found.link,
            (0, _) => same_plant && (own.link && found.link || has_topic),
            // Signs without a system of their own, in a plant where an outage is known: its side effects.
            (_, 0) => same_plant && kind.mixes_systems() && found.plant != 0,
            _ => false,
        }
    }

    /// Different callers.
    pub(super) fn voices(&self) -> usize {
        let mut units = Units::new(false);
        for report in self.reports() {
            units.add(report);
        }
        units.voices()
    }
}

/// Cuts the reports before the outage set in: the end of the list that is least to be expected.
pub(super) fn trim(times: &[i64], expected_per_second: f64) -> usize {
    let Some(last) = times.last() else { return 0 };
    let surprise = |(skip, first): (usize, &i64)| {
        let count = (times.len() - skip) as f64;
        let expected = ((last - first).max(120) as f64 * expected_per_second).max(1e-9);
        (skip, count * log(count / expected) - (count - expected))
    };
    let best = times.iter().enumerate().map(surprise).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    best.map_or(0, |(skip, _)| skip)
}
