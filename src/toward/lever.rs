//! Levers: from a condition that should turn to the values of single fields that turn it.
//!
//! A value is a candidate because the condition, the field's closed list, the policy's registry or another condition
//! names it, and a lever because the condition, evaluated with it, comes out as wanted.

use super::Goal;
use super::change::{Lever, value_of};
use super::distance::is;
use super::values::{Values, reads_of};
use super::way;
use crate::decide::Judged;
use crate::expression::{Expr, Op, Read};
use crate::policy::Policy;
use crate::schedule::is_timed;
use crate::ticket::{Kind, Source};
use crate::value::Value;

/// What nobody can change about an incident by saying it differently: who and when, words, progress. Nor the calendar.
const FIXED: [&str; 7] = ["id", "subject", "description", "reporter", "channel", "status", "acknowledged_by"];

/// Finds the levers of one ticket.
pub(super) struct Levers<'a> {
    pub(super) policy: &'a Policy,
    pub(super) judged: &'a Judged,
    pub(super) values: &'a Values,
    /// Ways that miss more conditions are not tried.
    pub(super) reach: usize,
    /// Goals that are being worked towards.
    goals: Vec<Goal>,
    found: Vec<Lever>,
}

impl<'a> Levers<'a> {
    /// The levers that may lead to a goal, those of the nearest ways first.
    pub(super) fn toward(
        goal: &Goal,
        policy: &'a Policy,
        judged: &'a Judged,
        values: &'a Values,
        reach: usize,
    ) -> Vec<Lever> {
        let mut levers = Self { policy, judged, values, reach, goals: Vec::new(), found: Vec::new() };
        levers.reach_for(goal);
        levers.found
    }

    fn reach_for(&mut self, goal: &Goal) {
        if self.goals.contains(goal) {
            return;
        }
        self.goals.push(goal.clone());
        let ticket = &self.judged.ticket;
        for way in way::ranked(way::ways(self.policy, goal, ticket), ticket) {
            if way.distance(ticket) <= self.reach {
                way.needs.iter().for_each(|need| self.turn(&need.expr, true));
            }
        }
        for way in way::against(self.policy, goal, self.judged) {
            way.needs.iter().for_each(|need| self.turn(&need.expr, false));
        }
        self.goals.pop();
    }

    /// Finds what brings an expression to `wanted`.
    fn turn(&mut self, expr: &Expr, wanted: bool) {
        if is(expr, wanted, &self.judged.ticket) {
            return;
        }
        match &expr.op {
            Op::All(parts) | Op::Any(parts) => parts.iter().for_each(|part| self.turn(part, wanted)),
            Op::Not(part) => self.turn(part, !wanted),
            Op::Given(_, body) => self.turn(body, wanted),
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                self.turn(then, wanted);
                self.turn(other, wanted);
                self.turn(condition, true);
                self.turn(condition, false);
            }
            _ => self.turn_single(expr, wanted),
        }
    }

    /// Finds the values of single fields that bring a condition without parts to `wanted`.
    fn turn_single(&mut self, expr: &Expr, wanted: bool) {
        let mut reads = Vec::new();
        reads_of(expr, &mut reads);
        for read in reads {
            for value in self.turning(expr, read, wanted) {
                self.pull(&read.name, value);
            }
        }
    }

    /// The values of a field with which a condition comes to `wanted`: those nearest to the condition, if any do.
    fn turning(&self, expr: &Expr, read: &Read, wanted: bool) -> Vec<Value> {
        let field = self.policy.words.schema.get(&read.name);
        let fixed = FIXED.contains(&&*read.name) || is_timed(self.policy, &read.name);
        if fixed || field.is_some_and(|field| field.kind == Kind::Instant) {
            return Vec::new();
        }
        let ticket = &self.judged.ticket;
        let now = value_of(ticket, &read.name);
        let mut probe = (**ticket).clone();
        let mut turns = |value: &Value| {
            probe.replace(read.name.strip_prefix("fields.").unwrap_or(&read.name), value);
            is(expr, wanted, &probe)
        };
        let kind = field.map(|field| field.kind);
        let candidates = [
            self.values.named_by(expr, kind, now),
            self.values.known(&read.name),
            now.map(|_| Value::Null).into_iter().collect(),
        ];
        for group in candidates {
            let fitting: Vec<Value> = group.into_iter().filter(&mut turns).collect();
            match fitting.as_slice() {
                [] => {}
                [Value::Int(_), ..] => return fitting.into_iter().take(1).collect(),
                _ => return fitting,
            }
        }
        Vec::new()
    }

    /// A lever on a field; on what decides it, if it follows from something else.
    fn pull(&mut self, field: &str, value: Value) {
        let text = value.as_text().unwrap_or_default().to_owned();
        match field {
            "priority" => self.reach_for(&Goal::Priority(text)),
            "team" => self.reach_for(&Goal::Team(text)),
            "layer" | "ownership" | "tier" => self.pull_registry(field, &text),
            "category" if self.source("category") != Some(Source::Ticket) => {
                self.add("category", value);
                self.pull_registry(field, &text);
            }
            "vendor" => {
                self.add("vendor", value);
                self.pull_registry(field, &text);
            }
            _ => self.add(field, value),
        }
    }

    /// Levers on the system and the category, from which a fact follows.
    fn pull_registry(&mut self, field: &str, text: &str) {
        let words = &self.policy.words;
        for system in &words.systems {
            let layer = system.layer.as_ref().map(|layer| layer.name.as_str());
            let has = match field {
                "layer" => layer,
                "ownership" => system.ownership.as_deref().or_else(|| layer.and_then(crate::classify::ownership)),
                "tier" => system.tier.as_deref(),
                "vendor" => system.vendor.as_deref(),
                _ => system.category.as_ref().map(|category| category.name.as_str()),
            };
            if has == Some(text) {
                self.add("system", system.header.id.as_str().into());
            }
        }
        for category in &words.categories {
            let layer = category.layer.as_ref().map(|layer| layer.name.as_str());
            let has = match field {
                "layer" => layer,
                "ownership" => layer.and_then(crate::classify::ownership),
                "tier" => category.tier.as_deref(),
                _ => None,
            };
            if has == Some(text) {
                self.add("category", category.header.id.as_str().into());
            }
        }
    }

    fn source(&self, field: &str) -> Option<Source> {
        self.judged.ticket.fact(field).map(|fact| fact.source)
    }

    fn add(&mut self, field: &str, to: Value) {
        let lever = Lever { field: field.to_owned(), to };
        let changes = value_of(&self.judged.ticket, field).unwrap_or(&Value::Null) != &lever.to;
        if changes && !self.found.contains(&lever) {
            self.found.push(lever);
        }
    }
}
