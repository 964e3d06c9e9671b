//! The corridor: from a host's ticket to a decision, one stage after the other.

use crate::decision::{Class, Decision, KnownFact, MissingField};
use crate::escalate::{EscalationStep, StepState};
use crate::intake::{self, TicketError};
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::prioritise::MatchedRule;
use crate::route::Assignment;
use crate::sla::{Clock, State};
use crate::ticket::{Fact, Ticket};
use crate::time::Instant;
use crate::value::Value;
use crate::{classify, cost, escalate, prioritise, procedure, route, sla};
use std::sync::Arc;

/// A ticket of which priority and team are decided, and what decided them.
pub(crate) struct Judged {
    pub(crate) ticket: Arc<Ticket>,
    pub(crate) rules: Vec<MatchedRule>,
    pub(crate) assignment: Assignment,
}

impl Policy {
    /// Decides a ticket at `now`. The same policy, ticket and `now` give the same decision, everywhere.
    ///
    /// # Errors
    /// If the ticket is no object, or its `id` or `openedAt` is missing or unreadable. Anything else that is wrong
    /// with it stands in the decision's `problems`.
    pub fn decide(&self, ticket: &Value, now: Instant) -> Result<Decision, TicketError> {
        self.walk(ticket, now, &mut Journal::default())
    }

    /// The corridor as far as the team: what it is, how severe, whose.
    pub(crate) fn judge(&self, input: &Value, journal: &mut Journal) -> Result<Judged, TicketError> {
        let received = intake::receive(self, input, &mut journal.problems)?;
        let mut ticket = classify::classify(self, received, journal);
        let rules = prioritise::prioritise(self, &mut ticket, journal);
        let assignment = route::route(self, &mut ticket, journal);
        Ok(Judged { ticket, rules, assignment })
    }

    /// The corridor.
    pub(crate) fn walk(&self, input: &Value, now: Instant, journal: &mut Journal) -> Result<Decision, TicketError> {
        let Judged { ticket, rules, assignment } = self.judge(input, journal)?;
        let (targets, review) = sla::clocks(self, &ticket, now, journal);
        let escalations = escalate::steps(self, &ticket, &targets, now, journal);
        let procedures = procedure::procedures(self, &ticket, journal);
        let missing = missing(self, &ticket, journal);
        let cost = cost::cost(self, &ticket, now);

        Ok(Decision {
            id: text(&ticket, "id").unwrap_or_default(),
            now,
            policy: self.identity.clone(),
            priority: text(&ticket, "priority").unwrap_or_default(),
            team: assignment.team.clone(),
            class: class(&ticket),
            next_event_at: next_event(&targets, &escalations, now),
            assignment,
            targets,
            escalations,
            missing,
            procedures,
            review,
            cost,
            facts: facts(ticket),
            rules,
            reasons: std::mem::take(&mut journal.reasons),
            undecided: std::mem::take(&mut journal.undecided),
            problems: std::mem::take(&mut journal.problems),
        })
    }
}

/// What the category asks for and the ticket lacks. A condition that cannot be judged asks as well.
fn missing(policy: &Policy, ticket: &Arc<Ticket>, journal: &mut Journal) -> Vec<MissingField> {
    let Some(category) = policy.category_of(ticket) else { return Vec::new() };
    let mut missing = Vec::new();
    for requirement in &category.require {
        let field = &requirement.field.name;
        if ticket.has(field) {
            continue;
        }
        let open = journal.undecided.len();
        let asked = journal.holds(Stage::Intake, &category.header, requirement.when.as_ref(), policy, ticket);
        if asked || journal.undecided.len() > open {
            journal.undecided.truncate(open);
            let label = policy.words.schema.get(field).map_or_else(|| field.clone(), |known| known.label.clone());
            let field = policy.words.schema.camel(field).to_string();
            missing.push(MissingField { field, label, required_by: category.header.id.clone() });
        }
    }
    missing
}

fn text(ticket: &Ticket, field: &str) -> Option<String> {
    ticket.text_of(field).map(str::to_owned)
}

fn class(ticket: &Ticket) -> Class {
    let text = |field| text(ticket, field);
    Class {
        category: text("category"),
        symptom: text("symptom"),
        service: text("service"),
        system: text("system"),
        asset: text("asset"),
        plant: text("plant"),
        area: text("area"),
        line: text("line"),
        zone: text("zone"),
        layer: text("layer"),
        ownership: text("ownership"),
        tier: text("tier"),
        shift: text("shift"),
        impact: text("impact"),
        urgency: text("urgency"),
    }
}

/// Everything known but long texts: the host has those already.
fn facts(ticket: Arc<Ticket>) -> Vec<KnownFact> {
    let short = |value: &Value| value.as_text().is_none_or(|text| text.len() <= 200);
    let all = Arc::unwrap_or_clone(ticket).into_facts().into_iter();
    let known = all.filter(|(_, fact)| short(&fact.value));
    known.map(|(field, Fact { value, source, detail })| KnownFact { field, value, source, detail }).collect()
}

/// The first instant after `now` at which a warning, a breach or an escalation comes.
fn next_event(targets: &[Clock], escalations: &[EscalationStep], now: Instant) -> Option<Instant> {
    let running = targets.iter().filter(|clock| clock.state == State::Running);
    let of_clocks = running.flat_map(|clock| {
        let warnings = clock.warnings.iter().map(|warning| warning.at);
        // Late is the second after the due instant.
        warnings.chain(clock.due_at.map(|due| due.plus(1)))
    });
    let pending = escalations.iter().filter(|step| step.state == StepState::Pending).map(|step| step.at);
    of_clocks.chain(pending).filter(|at| *at > now).min()
}
