//! The track of tickets through the trees of a policy.

use super::parts::{Parts, inner, is_atom, is_logic, is_open, number, part, verdict};
use super::{Asked, Atom, Branch, Exercise, Seen};
use crate::error::Place;
use crate::expression::{Expr, Op, Spot, Stop, Switch};
use crate::journal::{Journal, Verdict};
use crate::policy::Policy;
use crate::policy::questions::{Question, questions};
use crate::policy::unanswered::Unanswered;
use crate::ticket::Ticket;
use crate::time::Instant;
use crate::value::Value;
use std::sync::Arc;

/// What has been seen so far.
pub(super) struct Track<'p> {
    policy: &'p Policy,
    questions: Vec<(Question<'p>, Seen)>,
    branches: Parts<Branch>,
    conditions: Parts<Atom>,
    tickets: usize,
    refused: usize,
}

impl<'p> Track<'p> {
    pub(super) fn new(policy: &'p Policy) -> Self {
        let questions: Vec<(Question<'p>, Seen)> =
            questions(policy).into_iter().map(|question| (question, Seen::default())).collect();
        let mut track = Self {
            policy,
            branches: Parts::default(),
            conditions: Parts::default(),
            tickets: 0,
            refused: 0,
            questions: Vec::new(),
        };
        for (question, _) in &questions {
            if let Some(tree) = policy.scripts.tree(question.closure) {
                track.list(tree, is_logic(question), question);
            }
        }
        track.questions = questions;
        track
    }

    /// Lists the parts of a tree, nothing of which has been seen yet. What is no logic may be any value.
    fn list(&mut self, expr: &Expr, is_logic: bool, question: &Question<'p>) {
        let place = |spot| self.policy.scripts.place(spot, question.closure);
        let at = place(expr.at);
        match &expr.op {
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                self.add_branch(expr.at, 0, format!("if {condition}"), place(then.at));
                self.add_branch(expr.at, 1, format!("else of if {condition}"), place(other.at));
            }
            Op::Switch(switch) => {
                for (index, arm) in switch.arms.iter().enumerate() {
                    let values: Vec<String> = arm.values.iter().map(|value| format!("`{value}`")).collect();
                    let text = format!("{} of switch {}", values.join(" | "), switch.on);
                    self.add_branch(expr.at, number(index), text, place(arm.then.at));
                }
                if let Some(otherwise) = &switch.otherwise {
                    let text = format!("_ of switch {}", switch.on);
                    self.add_branch(expr.at, number(switch.arms.len()), text, place(otherwise.at));
                }
            }
            _ if is_logic && is_atom(expr) => {
                let atom = || Atom { text: expr.to_string(), seen: Seen::default(), at };
                self.conditions.list(part(expr.at, 0), atom);
                return;
            }
            _ => {}
        }
        inner(expr, is_logic).into_iter().for_each(|(part, is_logic)| self.list(part, is_logic, question));
    }

    fn add_branch(&mut self, spot: Spot, way: u16, text: String, at: Place) {
        self.branches.list(part(spot, way), || Branch { text, taken: 0, at });
    }

    /// Sends a ticket down the corridor and looks into every question asked on the way.
    pub(super) fn follow(&mut self, ticket: &Value, now: Instant) {
        let mut journal = Journal { asked: Some(Vec::new()), ..Journal::default() };
        if self.policy.walk(ticket, now, &mut journal).is_err() {
            self.refused += 1;
            return;
        }
        self.tickets += 1;
        for asked in journal.asked.unwrap_or_default() {
            self.answer(asked.closure, &asked.ticket);
        }
    }

    fn answer(&mut self, closure: usize, ticket: &Arc<Ticket>) {
        let asked = self.questions.iter_mut().find(|(question, _)| question.closure.number == closure);
        let Some((question, seen)) = asked else { return };
        let (closure, is_logic) = (question.closure, is_logic(question));
        let answer = match is_logic {
            true => self.policy.scripts.holds(closure, ticket),
            false => self.policy.scripts.ask(closure, ticket).map(|_| true),
        };
        seen.count(match answer {
            Ok(true) => Verdict::Matched,
            Ok(false) => Verdict::NotMatched,
            Err(Unanswered::Undecided { .. }) => Verdict::Undecided,
            Err(Unanswered::Failed { .. }) => Verdict::Failed,
        });
        if let Some(tree) = self.policy.scripts.tree(closure) {
            self.visit(tree, is_logic, ticket);
        }
    }

    /// Goes through a tree as far as its evaluation for a ticket does.
    fn visit(&mut self, expr: &Expr, is_logic: bool, ticket: &Ticket) {
        match &expr.op {
            Op::All(parts) if is_logic => self.visit_until(parts, ticket, false),
            Op::Any(parts) if is_logic => self.visit_until(parts, ticket, true),
            Op::Not(part) => self.visit(part, is_logic, ticket),
            Op::Given(_, body) => self.visit(body, is_logic, ticket),
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                self.visit(condition, true, ticket);
                let holds = condition.holds(ticket);
                // Undecided conditions go both ways.
                for (way, branch, leads_there) in [(0, then, true), (1, other, false)] {
                    if holds.as_ref().map_or_else(is_open, |holds| *holds == leads_there) {
                        self.take(expr.at, way);
                        self.visit(branch, is_logic, ticket);
                    }
                }
            }
            Op::Switch(switch) => self.visit_switch(expr.at, switch, is_logic, ticket),
            _ if is_logic && is_atom(expr) => {
                if let Some(atom) = self.conditions.get_mut(part(expr.at, 0)) {
                    atom.seen.count(verdict(&expr.holds(ticket)));
                }
            }
            _ => {}
        }
    }

    /// Parts up to the first that settles the whole.
    fn visit_until(&mut self, parts: &[Expr], ticket: &Ticket, settling: bool) {
        for part in parts {
            self.visit(part, true, ticket);
            match part.holds(ticket) {
                Ok(holds) if holds == settling => return,
                Err(Stop::Failed { .. }) => return,
                _ => {}
            }
        }
    }

    fn visit_switch(&mut self, spot: Spot, switch: &Switch, is_logic: bool, ticket: &Ticket) {
        let Ok(on) = switch.on.value(ticket).and_then(|value| value.settled(&switch.on)) else { return };
        for (index, arm) in switch.arms.iter().enumerate().filter(|(_, arm)| arm.values.contains(&on)) {
            let holds = arm.condition.as_ref().map_or(Ok(true), |condition| {
                self.visit(condition, true, ticket);
                condition.holds(ticket)
            });
            if holds.as_ref().map_or_else(is_open, |holds| *holds) {
                self.take(spot, number(index));
                self.visit(&arm.then, is_logic, ticket);
            }
            if !matches!(holds, Ok(false)) {
                return;
            }
        }
        if let Some(otherwise) = &switch.otherwise {
            self.take(spot, number(switch.arms.len()));
            self.visit(otherwise, is_logic, ticket);
        }
    }

    fn take(&mut self, spot: Spot, way: u16) {
        if let Some(branch) = self.branches.get_mut(part(spot, way)) {
            branch.taken += 1;
        }
    }

    pub(super) fn report(self) -> Exercise {
        let asked = |(question, seen): (Question<'p>, Seen)| Asked {
            word: question.word,
            id: question.id.to_owned(),
            entry: question.role.entry(),
            seen,
            at: question.closure.at.clone(),
        };
        Exercise {
            tickets: self.tickets,
            refused: self.refused,
            declarations: self.questions.into_iter().map(asked).collect(),
            branches: self.branches.in_order(),
            conditions: self.conditions.in_order(),
        }
    }
}
