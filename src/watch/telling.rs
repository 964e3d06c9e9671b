//! What a suggestion says: members, scope, evidence, in words that a shift lead can check.

use super::Memory;
use super::event::{Event, Evidence, Major, Reach, Scope, Turn};
use super::names::{Name, digest};
use super::outage::{Outage, counts};
use super::stream::Kind;
use super::vocabulary::telling;
use crate::time::Instant;
use std::collections::BTreeMap;

/// Of the core tickets, the share that must name a plant, line or system before the outage reaches it.
const REACHED: f64 = 0.12;
/// Tickets that name several places before the outage is more than one of them.
const FEW: usize = 2;
/// Words shown.
const WORDS: usize = 5;

impl Outage {
    /// Plants, areas, lines, systems, the commonest first.
    fn reach(&self) -> [Vec<Name>; 4] {
        [
            self.reached(|member| member.plant, true),
            self.reached(|member| member.area, false),
            self.reached(|member| member.line, false),
            self.reached(|member| member.system, true),
        ]
    }

    fn reached(&self, of: impl Fn(&super::report::Report) -> Name, strict: bool) -> Vec<Name> {
        let counted = counts(self.core().map(of).filter(|name| *name != 0));
        let known: usize = counted.iter().map(|(_, count)| count).sum();
        let least = if strict { (known as f64 * REACHED).max(if known > 4 { FEW as f64 } else { 1.0 }) } else { 1.0 };
        let enough = counted.iter().filter(|(_, count)| *count as f64 >= least);
        enough.map(|(name, _)| *name).collect()
    }

    fn level(&self, [plants, areas, lines, _]: &[Vec<Name>; 4]) -> Reach {
        let placed = self.core().filter(|report| report.place() != 0).count();
        let on_lines = self.core().filter(|report| report.line != 0).count();
        match (plants.len(), areas.len(), lines.len()) {
            (2.., _, _) => Reach::MultiPlant,
            (_, _, 1) if on_lines * 3 >= placed * 2 => Reach::Line,
            (_, 1, _) if placed > 0 => Reach::Area,
            _ => Reach::Plant,
        }
    }

    /// Whether it reaches something that people were not told of.
    pub(super) fn reaches_further(&self) -> bool {
        let reach = self.reach();
        let new = |(now, told): (&Vec<Name>, &Vec<Name>)| now.iter().any(|name| !told.contains(name));
        reach.iter().zip(&self.told_scope).any(new)
    }
}

impl Memory {
    /// An event about an outage, with everything there is to say.
    pub(super) fn tell(&mut self, index: usize, change: Turn) -> Option<Event> {
        let outage = self.outages.get(index)?;
        let notify = match change {
            Turn::Grown => outage.members.len() * 2 >= outage.told * 3,
            Turn::Ended => false,
            _ => true,
        };
        let major = Major {
            event: change,
            id: id(outage),
            at: Instant::from_unix(self.now).unwrap_or(Instant::MAX),
            notify,
            tickets: outage.reports().map(|report| report.id.clone()).collect(),
            scope: self.scope(outage),
            evidence: self.evidence(outage),
            recommendation: recommendation(change).to_owned(),
            merged_into: None,
            plan: self.plan(outage),
        };
        if notify && let Some(outage) = self.outages.get_mut(index) {
            outage.told = outage.members.len();
            outage.told_scope = outage.reach().to_vec();
            outage.log.push((self.now, logged(&major)));
        }
        Some(Event::Major(Box::new(major)))
    }

    pub(super) fn tell_merged(&mut self, gone: usize, survivor: usize) -> Option<Event> {
        let into = id(self.outages.get(survivor)?);
        let mut event = self.tell(gone, Turn::Merged)?;
        if let Event::Major(major) = &mut event {
            major.merged_into = Some(into);
        }
        Some(event)
    }

    pub(super) fn scope(&self, outage: &Outage) -> Scope {
        let reach = outage.reach();
        let level = outage.level(&reach);
        let [plants, areas, lines, systems] = reach.map(|names| self.texts(&names));
        Scope { level, plants, areas, lines, systems }
    }

    fn texts(&self, names: &[Name]) -> Vec<String> {
        names.iter().map(|name| self.knowledge.names.text(*name).to_owned()).collect()
    }

    fn evidence(&self, outage: &Outage) -> Evidence {
        let rise = outage.rise;
        let minutes = (rise.seconds + 59) / 60;
        let pattern = pattern(rise.key.kind).to_owned();
        let (independent_reports, expected) = (rounded(rise.units, 10.0), rounded(rise.expected, 1000.0));
        let once_in_weeks = rounded(rise.once_in_weeks.min(1e6), 1.0);
        let stopped = outage.reports().filter(|report| report.mark >= 1).count();
        let text = format!(
            "{independent_reports} independent reports of {pattern} in {minutes} min, normally {expected}; by chance once in \
             {once_in_weeks} weeks"
        );
        Evidence {
            text,
            pattern,
            minutes,
            independent_reports,
            expected,
            once_in_weeks,
            reports: outage.members.len(),
            reporters: outage.voices(),
            stopped,
            words: self.words(outage),
            triggers: self.reasons(outage),
        }
    }

    /// Words that several members share and few other tickets have.
    fn words(&self, outage: &Outage) -> Vec<String> {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for report in outage.reports().take(50) {
            let mut words: Vec<&str> = telling(&report.text).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                *found.entry(word).or_default() += 1;
            }
        }
        let weighed = found.into_iter().filter(|(_, count)| *count >= 2);
        let weighed =
            weighed.map(|(word, count)| (count as f64 * self.knowledge.vocabulary.rarity(digest(word)), word));
        let mut weighed: Vec<(f64, &str)> = weighed.collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        weighed.into_iter().take(WORDS).map(|(_, word)| word.to_owned()).collect()
    }
}

/// What hosts call a suggestion.
pub(super) fn id(outage: &Outage) -> String {
    format!("MI-{}", outage.number)
}

fn logged(major: &Major) -> String {
    let what = match major.event {
        Turn::Suggested => "suggested as one outage",
        Turn::Grown => "grown",
        Turn::ScopeWidened => "reaches further",
        Turn::Merged => "merged",
        Turn::Withdrawn => "withdrawn",
        Turn::Ended => "no new tickets",
        Turn::Confirmed => "confirmed",
        Turn::Dismissed => "dismissed",
        Turn::Resolved => "resolved",
    };
    format!(
        "{what}: {} tickets; {}; {}",
        major.tickets.len(),
        major.scope.systems.join(", "),
        major.scope.plants.join(", ")
    )
}

pub(super) fn rounded(value: f64, parts: f64) -> f64 {
    libm::round(value * parts) / parts
}

pub(super) fn pattern(kind: Kind) -> &'static str {
    match kind {
        Kind::System => "one system in one plant",
        Kind::Symptom => "one symptom of one system in one plant",
        Kind::Line => "different systems of one line",
        Kind::LineStopped => "a line that stands still",
        Kind::LineLink => "lost connections on one line",
        Kind::Area => "one area",
        Kind::Stopped => "standstill in one plant",
        Kind::Link => "lost connections in one plant",
        Kind::Slow => "slowness in one plant",
        Kind::Everywhere => "one system in several plants",
        Kind::SymptomEverywhere => "one symptom of one system in several plants",
        Kind::LinkEverywhere => "lost connections in several plants",
    }
}

fn recommendation(change: Turn) -> &'static str {
    match change {
        Turn::Suggested | Turn::ScopeWidened => "confirm or dismiss; call the owner of the most affected system",
        Turn::Grown => "link the new ticket",
        Turn::Merged => "go on with the suggestion it became part of",
        Turn::Confirmed => "follow the plan",
        Turn::Ended => "check that all tickets are solved; review",
        Turn::Withdrawn | Turn::Dismissed | Turn::Resolved => "nothing",
    }
}
