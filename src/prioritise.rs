//! Prioritise: how severe is it? Production impact decides; impact x urgency where no rule speaks.
//!
//! The most severe priority of all rules that hold wins. Then the caps that hold limit it. A cap that cannot be judged
//! does not: no ticket goes down in silence because a field was missing.

use crate::error::{Place, Problem};
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::reader::{Header, Named, Setting};
use crate::policy::words::{Effect, Rule};
use crate::text::fold;
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
    let judged = judge(policy, ticket, journal);
    let (id, text, at) = judged.reason(policy, ticket);
    journal.reason(Stage::Prioritise, &id, text, &at);
    drop_harmless(policy, judged.rank, !judged.raised.is_empty(), journal);
    let rules = judged.matched(policy);
    Arc::make_mut(ticket).set("priority", Value::Text(name(policy, judged.rank)), Source::Rule, id);
    rules
}

/// How severe a ticket is, as a rank, and what of the policy spoke to it.
pub(crate) struct Judged<'p> {
    pub(crate) rank: usize,
    raised: Vec<Said<'p>>,
    caps: Vec<Said<'p>>,
    /// Which of those that raise decided; none if the matrix or a cap did.
    winner: Option<usize>,
    /// Which cap decided.
    capped: Option<usize>,
    /// What it would be without the cap.
    uncapped: usize,
}

/// The most severe of what the rules that hold say, limited by the caps that hold.
pub(crate) fn judge<'p>(policy: &'p Policy, ticket: &mut Arc<Ticket>, journal: &mut Journal) -> Judged<'p> {
    assess(policy, ticket, journal);
    let raised = speaking(policy, ticket, journal, |effect| match effect {
        Effect::Priority(setting) => Some(setting),
        _ => None,
    });
    let base = base(policy, ticket, journal);
    let winner = raised.iter().enumerate().min_by_key(|(_, said)| said.rank);
    let (uncapped, winner) = winner.map_or((base, None), |(index, said)| (said.rank, Some(index)));
    let caps = speaking(policy, ticket, journal, |effect| match effect {
        Effect::Cap(setting) => Some(setting),
        _ => None,
    });
    let strictest = caps.iter().enumerate().rev().max_by_key(|(_, said)| said.rank);
    let strictest = strictest.filter(|(_, said)| said.rank > uncapped);
    let (rank, capped) = strictest.map_or((uncapped, None), |(index, said)| (said.rank, Some(index)));
    Judged { rank, winner: winner.filter(|_| capped.is_none()), raised, caps, capped, uncapped }
}

impl<'p> Judged<'p> {
    /// What decided; nothing if the matrix did.
    fn said(&self) -> Option<&Said<'p>> {
        let cap = self.capped.and_then(|index| self.caps.get(index));
        cap.or_else(|| self.winner.and_then(|index| self.raised.get(index)))
    }

    /// What decided, why, and where it stands.
    fn reason(&self, policy: &Policy, ticket: &Ticket) -> (String, String, Place) {
        let Some(said) = self.said() else { return base_reason(policy, ticket) };
        let header = &said.rule.header;
        let text = match self.capped {
            Some(_) => format!("{}; without this it would be {}", said.because(), name(policy, self.uncapped)),
            None => said.because(),
        };
        (header.id.clone(), text, header.at.clone())
    }

    /// All rules that spoke, in the order of the policy, and which of them won.
    fn matched(&self, policy: &Policy) -> Vec<MatchedRule> {
        let rule = |said: &Said<'_>, effect: String, won: bool| MatchedRule {
            id: said.rule.header.id.clone(),
            effect,
            won,
            because: said.rule.header.because.clone(),
            at: said.rule.header.at.clone(),
        };
        let raising = self.raised.iter().enumerate();
        let raising = raising.map(|(i, said)| rule(said, name(policy, said.rank), self.winner == Some(i)));
        let limit = |said: &Said<'_>| format!("at most {}", name(policy, said.rank));
        let capping = self.caps.iter().enumerate();
        let capping = capping.map(|(i, said)| rule(said, limit(said), self.capped == Some(i)));
        raising.chain(capping).collect()
    }
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
    for rule in policy.rules_for(ticket, journal.accounts()) {
        let Some(setting) = setting(&rule.effect) else { continue };
        if journal.holds(Stage::Prioritise, &rule.header, rule.when.as_ref(), policy, ticket)
            && let Some(rank) = rank_said(policy, rule, setting, ticket, journal)
        {
            said.push(Said { rule, rank });
        }
    }
    said
}

fn rank_said(
    policy: &Policy,
    rule: &Rule,
    setting: &Setting,
    ticket: &Arc<Ticket>,
    journal: &mut Journal,
) -> Option<usize> {
    if let Some(rank) = setting.constant_text().and_then(|name| policy.matrix.rank(name)) {
        return Some(rank);
    }
    let value = journal.value(Stage::Prioritise, &rule.header, setting, policy, ticket)?;
    rank(policy, &value, &rule.header, journal)
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
    // All of them: what one says may be what the next asks for.
    for rule in &policy.words.rules {
        let Effect::Assess { impact, urgency } = &rule.effect else { continue };
        if journal.holds(Stage::Prioritise, &rule.header, rule.when.as_ref(), policy, ticket) {
            let scales = [("impact", impact, &policy.matrix.impacts), ("urgency", urgency, &policy.matrix.urgencies)];
            for (field, setting, scale) in scales {
                let value =
                    setting.as_ref().and_then(|s| journal.value(Stage::Prioritise, &rule.header, s, policy, ticket));
                if let Some(level) = value.and_then(|value| level(field, scale, &value, &rule.header, journal)) {
                    Arc::make_mut(ticket).suppose(field, level, Source::Rule, rule.header.id.clone());
                }
            }
        }
    }
    from_names(policy, ticket);
}

/// The impact or urgency that a value is, as the policy spells it: a help desk's own `High` is `high`.
fn level<'p>(
    field: &str,
    scale: &'p [String],
    value: &Value,
    header: &Header,
    journal: &mut Journal,
) -> Option<&'p str> {
    let known = value.as_text().and_then(|said| scale.iter().find(|level| *level == said || fold(level) == fold(said)));
    if known.is_none() {
        let message = format!("`{}` is skipped: `{value}` is no {field}", header.id);
        let help = format!("one of: {}", scale.join(", "));
        journal.problems.push(Problem::new("unknown-name", header.at.clone(), message).help(help));
    }
    known.map(String::as_str)
}

/// What the declarations of system and category say of impact and urgency.
pub(crate) fn from_names(policy: &Policy, ticket: &mut Arc<Ticket>) {
    let (system, category) = (policy.system_of(ticket), policy.category_of(ticket));
    let mut suppose = |field, named: Option<&Named>, source, detail: &str| {
        if let Some(named) = named {
            Arc::make_mut(ticket).suppose(field, named.name.as_str(), source, detail);
        }
    };
    if let Some(system) = system {
        suppose("impact", system.impact.as_ref(), Source::System, &system.name);
        suppose("urgency", system.urgency.as_ref(), Source::System, &system.name);
    }
    if let Some(category) = category {
        suppose("impact", category.impact.as_ref(), Source::Category, &category.label);
        suppose("urgency", category.urgency.as_ref(), Source::Category, &category.label);
    }
}

/// The rank in the matrix cell, or the default where impact or urgency is unknown.
fn base(policy: &Policy, ticket: &Arc<Ticket>, journal: &mut Journal) -> usize {
    let matrix = &policy.matrix;
    if let Some(rank) = cell(policy, ticket) {
        return rank;
    }
    let Some(otherwise) = &matrix.otherwise else { return 0 };
    if let Some(rank) = otherwise.constant_text().and_then(|name| matrix.rank(name)) {
        return rank;
    }
    let header = Header { id: "matrix".into(), because: String::new(), at: matrix.at.clone() };
    let value = journal.value(Stage::Prioritise, &header, otherwise, policy, ticket);
    // A default that cannot be told must not hide a severe incident.
    value.and_then(|value| rank(policy, &value, &header, journal)).unwrap_or(0)
}

fn cell(policy: &Policy, ticket: &Ticket) -> Option<usize> {
    let (impact, urgency) = (ticket.text_of("impact")?, ticket.text_of("urgency")?);
    policy.matrix.cell(impact, urgency).and_then(|cell| policy.matrix.rank(cell))
}

/// Why the matrix says what it says.
fn base_reason(policy: &Policy, ticket: &Ticket) -> (String, String, Place) {
    let text = match (ticket.text_of("impact"), ticket.text_of("urgency")) {
        (Some(impact), Some(urgency)) if cell(policy, ticket).is_some() => {
            format!("impact {impact}, urgency {urgency}")
        }
        (None, None) => "no rule speaks and impact and urgency are unknown: the default".into(),
        (None, _) => "no rule speaks and impact is unknown: the default".into(),
        _ => "no rule speaks and urgency is unknown: the default".into(),
    };
    ("matrix".into(), text, policy.matrix.at.clone())
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

fn name(policy: &Policy, rank: usize) -> String {
    policy.matrix.priorities.get(rank).cloned().unwrap_or_default()
}
