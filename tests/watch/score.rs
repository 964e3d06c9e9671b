//! How well suggestions agree with the labels.

use super::plants::Stream;
use andon::time::Instant;
use andon::value::Value;
use andon::watch::{Event, Turn};
use andon::{Policy, Watch};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A suggestion: when it came, and its tickets in the end.
pub struct Suggestion {
    pub at: f64,
    pub tickets: Vec<usize>,
    pub text: String,
}

/// Minutes and tickets to detect, precision and recall of the membership.
pub type Detection = (f64, f64, f64, f64);

/// What came of one stream.
#[derive(Default)]
pub struct Judgement {
    /// For each outage, if it was found.
    pub found: Vec<Option<Detection>>,
    pub duplicates: usize,
    pub wrong: Vec<String>,
}

/// What came of recurring faults: kinds found (or not), assets named without a fault.
#[derive(Default)]
pub struct Problems {
    pub kinds: BTreeMap<&'static str, (usize, usize, usize)>,
    pub wrong: usize,
    pub weeks: i64,
}

impl Problems {
    /// Feeds a stream and compares the problems with the faults.
    pub fn add(&mut self, policy: &Arc<Policy>, stream: &Stream) {
        let mut watch = Watch::new(policy.clone());
        let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for ticket in &stream.tickets {
            let now = Instant::from_unix(ticket.received as i64).unwrap();
            for event in watch.observe(&Value::Map(ticket.fields.clone()), now).unwrap() {
                if let Event::Problem(problem) = event {
                    let pattern = serde_json::to_value(problem.pattern).unwrap().as_str().unwrap().to_owned();
                    named.entry(problem.asset.unwrap_or_default()).or_default().push(pattern);
                }
            }
        }
        self.weeks += stream.weeks;
        for (number, (kind, asset)) in stream.faults.iter().enumerate() {
            if stream.tickets.iter().filter(|ticket| ticket.fault == Some(number)).count() < 3 {
                continue;
            }
            let wanted = match *kind {
                "weekly" => "weekly",
                "every n hours" => "every_n_hours",
                "job" => "job",
                _ => "count_30d",
            };
            let found = named.get(asset);
            let of = self.kinds.entry(kind).or_default();
            of.0 += usize::from(found.is_some());
            of.1 += usize::from(found.is_some_and(|found| found.iter().any(|pattern| pattern == wanted)));
            of.2 += 1;
        }
        self.wrong += named.keys().filter(|asset| !stream.faults.iter().any(|(_, known)| known == *asset)).count();
    }
}

/// The watch's suggestions on a stream; merged ones count no more.
pub fn watched(policy: &Arc<Policy>, stream: &Stream) -> Vec<Suggestion> {
    let mut watch = Watch::new(policy.clone());
    let mut found: BTreeMap<String, Suggestion> = BTreeMap::new();
    let numbers: BTreeMap<&str, usize> =
        stream.tickets.iter().enumerate().map(|(n, t)| (t.fields["id"].as_text().unwrap(), n)).collect();
    for ticket in &stream.tickets {
        let now = Instant::from_unix(ticket.received as i64).unwrap();
        for event in watch.observe(&Value::Map(ticket.fields.clone()), now).unwrap() {
            let Event::Major(major) = event else { continue };
            let tickets = major.tickets.iter().map(|id| numbers[id.as_str()]).collect();
            match major.event {
                Turn::Merged | Turn::Withdrawn => {
                    found.remove(&major.id);
                }
                Turn::Suggested => {
                    let text = format!(
                        "day {:.2} {:?} {}",
                        (ticket.received - super::plants::START) / 86400.0,
                        major.scope,
                        major.evidence.text
                    );
                    found.insert(major.id, Suggestion { at: ticket.received, tickets, text });
                }
                _ => {
                    if let Some(known) = found.get_mut(&major.id) {
                        known.tickets = tickets;
                    }
                }
            }
        }
    }
    let mut found: Vec<Suggestion> = found.into_values().collect();
    found.sort_by(|a, b| a.at.total_cmp(&b.at));
    found
}

/// Each suggestion belongs to the outage that most of its tickets are of, if that is at least 40 % of them.
pub fn judge(stream: &Stream, suggestions: &[Suggestion]) -> Judgement {
    let mut judgement = Judgement { found: vec![None; stream.outages.len()], ..Judgement::default() };
    for suggestion in suggestions {
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for ticket in &suggestion.tickets {
            if let Some(outage) = stream.tickets[*ticket].outage {
                *of.entry(outage).or_default() += 1;
            }
        }
        let most = of.iter().max_by_key(|(_, count)| **count).map(|(outage, count)| (*outage, *count));
        let Some((outage, count)) = most.filter(|(_, count)| *count * 5 >= suggestion.tickets.len() * 2) else {
            judgement.wrong.push(wrong(stream, suggestion));
            continue;
        };
        if judgement.found[outage].is_some() {
            judgement.duplicates += 1;
            continue;
        }
        let all: Vec<f64> = stream.tickets.iter().filter(|t| t.outage == Some(outage)).map(|t| t.received).collect();
        let before = all.iter().filter(|at| **at <= suggestion.at).count();
        let minutes = (suggestion.at - all[0]) / 60.0;
        let count = count as f64;
        let found = (minutes, before as f64, count / suggestion.tickets.len() as f64, count / all.len() as f64);
        judgement.found[outage] = Some(found);
    }
    judgement
}

fn wrong(stream: &Stream, suggestion: &Suggestion) -> String {
    let subjects = suggestion.tickets.iter().take(6).map(|ticket| {
        let fields = &stream.tickets[*ticket].fields;
        let of = stream.tickets[*ticket].outage.map(|outage| stream.outages[outage]).unwrap_or_default();
        format!("\n      {} | {of}", fields["subject"])
    });
    format!("{}{}", suggestion.text, subjects.collect::<String>())
}

/// Judgements of many streams together.
#[derive(Default)]
pub struct Score {
    kinds: BTreeMap<&'static str, Vec<Option<Detection>>>,
    duplicates: usize,
    pub wrong: Vec<String>,
    pub weeks: i64,
}

impl Score {
    pub fn add(&mut self, judgement: &Judgement, stream: &Stream) {
        for (kind, found) in stream.outages.iter().zip(&judgement.found) {
            self.kinds.entry(*kind).or_default().push(*found);
        }
        self.duplicates += judgement.duplicates;
        self.wrong.extend(judgement.wrong.iter().cloned());
        self.weeks += stream.weeks;
    }

    pub fn recall(&self) -> f64 {
        let all: Vec<_> = self.kinds.values().flatten().collect();
        all.iter().filter(|found| found.is_some()).count() as f64 / all.len() as f64
    }

    pub fn false_per_week(&self) -> f64 {
        self.wrong.len() as f64 / self.weeks as f64
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn row(f: &mut fmt::Formatter<'_>, kind: &str, all: &[Option<Detection>]) -> fmt::Result {
    let found: Vec<_> = all.iter().flatten().collect();
    let (count, of) = (found.len(), all.len());
    let mean = |get: &dyn Fn(&Detection) -> f64| found.iter().map(|x| get(x)).sum::<f64>() / count.max(1) as f64;
    let (minutes, tickets) = (median(found.iter().map(|x| x.0).collect()), median(found.iter().map(|x| x.1).collect()));
    let (precision, recall) = (mean(&|x| x.2), mean(&|x| x.3));
    let part = count as f64 / of as f64 * 100.0;
    writeln!(
        f,
        "| {kind} | {count} of {of} ({part:.0} %) | {minutes:.0} | {tickets:.0} | {precision:.2} | {recall:.2} |"
    )
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| kind | found | minutes | tickets | membership precision | recall |\n|---|---|---|---|---|---|")?;
        for (kind, all) in &self.kinds {
            row(f, kind, all)?;
        }
        let all: Vec<_> = self.kinds.values().flatten().copied().collect();
        row(f, "all", &all)?;
        let duplicates = self.duplicates as f64 / all.len() as f64;
        writeln!(
            f,
            "false a week {:.2} ({} in {} weeks), duplicates per outage {duplicates:.3}",
            self.false_per_week(),
            self.wrong.len(),
            self.weeks
        )
    }
}
