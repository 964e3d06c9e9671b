//! Prioritise: how severe is it? Production impact decides; impact x urgency where no rule speaks.
//!
//! The most severe priority of all rules that hold wins. Then the caps that hold limit it. A cap that cannot be judged
//! does not: no ticket goes down in silence because a field was missing.

use crate::error::{Place, Problem};
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::reader::{Header, Named, Setting};
use crate::policy::words::{Effect, Rule};
use crate::ticket::{Source, Ticket};
use crate::value::Value;
use serde::Serialize;
use std::sync::Arc;

/// A rule about priority that holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchedRule {
    /// The rule.
    pub id: String,
    /// What it says: `P1`, `at most P3`.
    pub effect: String,
    /// Whether it decided the priority.
    pub won: bool,
    /// Its reason.
    pub because: String,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// Sets the ticket's priority and tells which rules spoke.
pub(crate) fn prioritise(policy: &Policy, ticket: &mut Arc<Ticket>, journal: &mut Journal) -> Vec<MatchedRule> {
    assess(policy, ticket, journal);
    let raised = speaking(policy, ticket, journal, |effect| match effect {
        Effect::Priority(setting) => Some(setting),
        _ => None,
    });
    let base = base(policy, ticket, journal);
    let winner = raised.iter().enumerate().min_by_key(|(_, said)| said.rank).map(|(index, _)| index);
    let (mut rank, mut reason) = match winner.and_then(|index| raised.get(index)) {
        Some(said) => (said.rank, (said.rule.header.id.clone(), said.because(), said.rule.header.at.clone())),
        None => base,
    };
    let caps = speaking(policy, ticket, journal, |effect| match effect {
        Effect::Cap(setting) => Some(setting),
        _ => None,
    });
    let strictest = caps.iter().enumerate().rev().max_by_key(|(_, said)| said.rank);
    let capped = strictest.filter(|(_, said)| said.rank > rank).map(|(index, _)| index);
    if let Some(said) = capped.and_then(|index| caps.get(index)) {
        let lowered = format!("{}; without this it would be {}", said.because(), name(policy, rank));
        reason = (said.rule.header.id.clone(), lowered, said.rule.header.at.clone());
        rank = said.rank;
    }
    let (id, text, at) = reason;
    journal.reason(Stage::Prioritise, &id, text, &at);
    drop_harmless(policy, rank, !raised.is_empty(), journal);
    let rules = matched(policy, &raised, winner.filter(|_| capped.is_none()), &caps, capped);
    Arc::make_mut(ticket).set("priority", Value::Text(name(policy, rank)), Source::Rule, id);
    rules
}

/// What a rule says for this ticket, as a rank: 0 is the most severe.
struct Said<'p> {
    rule: &'p Rule,
    rank: usize,
}

impl Said<'_> {
    fn because(&self) -> String {
        let header = &self.rule.header;
        if header.because.is_empty() { format!("rule `{}` holds", header.id) } else { header.because.clone() }
    }
}

/// What the rules that hold say, of those whose effect is of one kind.
fn speaking<'p>(
    policy: &'p Policy,
    ticket: &Arc<Ticket>,
    journal: &mut Journal,
    setting: impl Fn(&'p Effect) -> Option<&'p Setting>,
) -> Vec<Said<'p>> {
    let mut said = Vec::new();
    for rule in &policy.words.rules {
        let Some(setting) = setting(&rule.effect) else { continue };
        if journal.holds(Stage::Prioritise, &rule.header, rule.when.as_ref(), policy, ticket)
            && let Some(value) = journal.value(Stage::Prioritise, &rule.header, setting, policy, ticket)
            && let Some(rank) = rank(policy, &value, &rule.header, journal)
        {
            said.push(Said { rule, rank });
        }
    }
    said
}

fn rank(policy: &Policy, value: &Value, header: &Header, journal: &mut Journal) -> Option<usize> {
    let rank = value.as_text().and_then(|name| policy.matrix.rank(name));
    if rank.is_none() {
        let message = format!("`{}` is skipped: `{value}` is no priority", header.id);
        let help = format!("one of: {}", policy.matrix.priorities.join(", "));
        journal.problems.push(Problem::new("unknown-name", header.at.clone(), message).help(help));
    }
    rank
}

/// Impact and urgency where the ticket does not say them: from rules, then from the system, then from the category.
fn assess(policy: &Policy, ticket: &mut Arc<Ticket>, journal: &mut Journal) {
    for rule in &policy.words.rules {
        let Effect::Assess { impact, urgency } = &rule.effect else { continue };
        if journal.holds(Stage::Prioritise, &rule.header, rule.when.as_ref(), policy, ticket) {
            for (field, setting) in [("impact", impact), ("urgency", urgency)] {
                let value =
                    setting.as_ref().and_then(|s| journal.value(Stage::Prioritise, &rule.header, s, policy, ticket));
                if let Some(value) = value {
                    Arc::make_mut(ticket).suppose(field, value, Source::Rule, rule.header.id.clone());
                }
            }
        }
    }
    let mut supposed: Vec<(&str, &Named, Source, &str)> = Vec::new();
    if let Some(system) = policy.system_of(ticket) {
        supposed.extend(system.impact.as_ref().map(|named| ("impact", named, Source::System, system.name.as_str())));
        supposed.extend(system.urgency.as_ref().map(|named| ("urgency", named, Source::System, system.name.as_str())));
    }
    if let Some(category) = policy.category_of(ticket) {
        let label = category.label.as_str();
        supposed.extend(category.impact.as_ref().map(|named| ("impact", named, Source::Category, label)));
        supposed.extend(category.urgency.as_ref().map(|named| ("urgency", named, Source::Category, label)));
    }
    for (field, named, source, detail) in supposed {
        Arc::make_mut(ticket).suppose(field, Value::Text(named.name.clone()), source, detail);
    }
}

/// The matrix cell, or the default where impact or urgency is unknown.
fn base(policy: &Policy, ticket: &Arc<Ticket>, journal: &mut Journal) -> (usize, (String, String, Place)) {
    let matrix = &policy.matrix;
    let at = matrix.at.clone();
    let (impact, urgency) = (ticket.text_of("impact"), ticket.text_of("urgency"));
    if let (Some(impact), Some(urgency)) = (impact, urgency)
        && let Some(rank) = matrix.cell(impact, urgency).and_then(|cell| matrix.rank(cell))
    {
        return (rank, ("matrix".into(), format!("impact {impact}, urgency {urgency}"), at));
    }
    let header = Header { id: "matrix".into(), because: String::new(), at: at.clone() };
    let value = matrix.otherwise.as_ref().and_then(|s| journal.value(Stage::Prioritise, &header, s, policy, ticket));
    let rank = value.as_ref().and_then(|value| rank(policy, value, &header, journal));
    let unknown = match (impact, urgency) {
        (None, None) => "impact and urgency are unknown",
        (None, _) => "impact is unknown",
        _ => "urgency is unknown",
    };
    // A default that cannot be told must not hide a severe incident.
    (rank.unwrap_or(0), ("matrix".into(), format!("no rule speaks and {unknown}: the default"), at))
}

/// Undecided rules that could not have changed the outcome are no open questions.
fn drop_harmless(policy: &Policy, rank: usize, spoken: bool, journal: &mut Journal) {
    let constant = |setting: &Setting| setting.constant_text().and_then(|name| policy.matrix.rank(name));
    journal.undecided.retain(|open| {
        let rule = policy.words.rules.iter().find(|rule| rule.header.id == open.id);
        match (open.stage, rule.map(|rule| &rule.effect)) {
            (Stage::Prioritise, Some(Effect::Priority(setting))) => constant(setting).is_none_or(|other| other < rank),
            (Stage::Prioritise, Some(Effect::Cap(setting))) => constant(setting).is_none_or(|other| other > rank),
            (Stage::Prioritise, Some(Effect::Assess { .. })) => !spoken,
            _ => true,
        }
    });
}

/// All rules that spoke, in the order of the policy, and which of them won.
fn matched(
    policy: &Policy,
    raised: &[Said],
    winner: Option<usize>,
    caps: &[Said],
    capped: Option<usize>,
) -> Vec<MatchedRule> {
    let rule = |said: &Said, effect: String, won: bool| MatchedRule {
        id: said.rule.header.id.clone(),
        effect,
        won,
        because: said.rule.header.because.clone(),
        at: said.rule.header.at.clone(),
    };
    let raising = raised.iter().enumerate().map(|(i, said)| rule(said, name(policy, said.rank), winner == Some(i)));
    let capping = caps
        .iter()
        .enumerate()
        .map(|(i, said)| rule(said, format!("at most {}", name(policy, said.rank)), capped == Some(i)));
    raising.chain(capping).collect()
}

fn name(policy: &Policy, rank: usize) -> String {
    policy.matrix.priorities.get(rank).cloned().unwrap_or_default()
}
