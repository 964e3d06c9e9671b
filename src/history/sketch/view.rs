//! View: the facts of all tickets as one stage of the corridor sees them, and conditions asked about all of them.

use super::facts::Facts;
use super::known::Known;
use super::names::{reads, suppose};
use super::situations::Situations;
use super::truth::{Answer, Truth};
use crate::expression::{Expr, Op, Stop};
use crate::history::column::Column;
use crate::policy::Policy;
use crate::ticket::Ticket;
use crate::time::Instant;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A column that a stage has filled in, and what it was made of.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    pub(super) column: Column,
    /// The number of its story: columns of one story are the same.
    pub(super) story: u64,
}

/// The facts, with what stages have filled in so far.
pub(super) struct View<'a> {
    pub(super) policy: &'a Policy,
    pub(super) facts: &'a Facts,
    pub(super) derived: BTreeMap<&'static str, Derived>,
    pub(super) known: &'a mut Known,
}

/// What a script computes before it goes on is not in the text of an expression, but it may fail.
fn needs(expr: &Expr, question: &mut String) {
    if let Op::Given(given, _) = &expr.op {
        given.iter().for_each(|need| question.push_str(&format!(" given {need}")));
    }
    expr.parts().into_iter().for_each(|part| needs(part, question));
}

impl<'a> View<'a> {
    /// The column of a field.
    pub(super) fn column(&self, name: &str) -> &Column {
        self.derived.get(name).map_or_else(|| self.facts.column(name), |derived| &derived.column)
    }

    /// The answers of a condition, from memory where it was asked about the same facts before.
    pub(super) fn truth(&mut self, expr: &Expr) -> Arc<Truth> {
        self.answered(expr).1
    }

    /// The answers of a condition, with the question as it is remembered.
    pub(super) fn answered(&mut self, expr: &Expr) -> (String, Arc<Truth>) {
        let question = self.question(expr);
        if let Some(truth) = self.known.truth(&question) {
            return (question, truth);
        }
        let truth = Arc::new(self.judge(expr));
        self.known.note(question.clone(), truth.clone());
        (question, truth)
    }

    /// An expression as text, with the story of each filled-in column that it reads.
    pub(super) fn question(&self, expr: &Expr) -> String {
        let mut question = expr.to_string();
        needs(expr, &mut question);
        for name in reads(expr) {
            if let Some(derived) = self.derived.get(name) {
                question.push_str(&format!(" #{name} {}", derived.story));
            }
        }
        question
    }

    fn judge(&mut self, expr: &Expr) -> Truth {
        match &expr.op {
            Op::All(parts) => Truth::all(self.facts.count, &self.truths(parts)),
            Op::Any(parts) => Truth::any(self.facts.count, &self.truths(parts)),
            Op::Not(part) => self.truth(part).negated(),
            _ => self.asked(expr),
        }
    }

    fn truths(&mut self, parts: &[Expr]) -> Vec<Arc<Truth>> {
        parts.iter().map(|part| self.truth(part)).collect()
    }

    /// The answers of a condition that is not put together of others.
    fn asked(&mut self, expr: &Expr) -> Truth {
        let ask = |ticket: &Ticket| answer(expr.holds(ticket));
        let names = reads(expr);
        let alone = names.first().filter(|name| names.len() == 1 && !self.derived.contains_key(**name));
        let sets = alone.and_then(|name| self.known.sets(name, self.facts));
        let (Some(name), Some(sets)) = (alone, sets) else { return Truth::of(&self.each(expr, ask)) };
        let mut ticket = Ticket::new(Instant::MIN, &self.policy.words.schema);
        let column = self.facts.column(name);
        sets.truth(|code| {
            ticket.text.clear();
            suppose(&mut ticket, name, column.entry_of(code).and_then(|entry| self.facts.value(entry)));
            ask(&ticket)
        })
    }

    /// What `ask` says of each ticket; tickets that are alike in what the expression reads are asked about once.
    pub(super) fn each<T: Copy>(&self, expr: &Expr, ask: impl Fn(&Ticket) -> T) -> Vec<T> {
        let names = reads(expr);
        let columns: Vec<&Column> = names.iter().map(|name| self.column(name)).collect();
        let situations = Situations::of(self.facts.count, &columns);
        let mut ticket = Ticket::new(Instant::MIN, &self.policy.words.schema);
        situations.judge(|row| {
            ticket.text.clear();
            for (name, column) in names.iter().zip(&columns) {
                let value = column.entry(row).and_then(|entry| self.facts.value(entry));
                suppose(&mut ticket, name, value);
            }
            ask(&ticket)
        })
    }
}

pub(super) fn answer(outcome: Result<bool, Stop<'_>>) -> Answer {
    match outcome {
        Ok(true) => Answer::Holds,
        Ok(false) => Answer::Not,
        Err(Stop::Failed { .. }) => Answer::Fails,
        Err(Stop::Undecided { .. }) => Answer::Undecided,
    }
}
