//! View: the facts of all tickets as one stage of the corridor sees them, and conditions asked about all of them.

use super::facts::Facts;
use super::situations::Situations;
use super::team::Teams;
use super::truth::{Answer, Truth};
use crate::expression::{Expr, Op, Stop};
use crate::history::column::Column;
use crate::policy::Policy;
use crate::policy::print::Print;
use crate::ticket::{Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A column that a stage has filled in, and what it was made of.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    pub(super) column: Column,
    /// The number of its story: columns of one story are the same.
    pub(super) story: u64,
}

/// What was found before about the same facts.
#[derive(Clone, Debug, Default)]
pub(in crate::history) struct Known {
    /// Answers, by what was asked, with the round in which they were last needed.
    truths: BTreeMap<String, (u32, Arc<Truth>)>,
    /// Numbers of stories, likewise.
    stories: BTreeMap<String, (u32, u64)>,
    told: u64,
    round: u32,
    /// Who owns each ticket where no route holds, and the print of the teams among them.
    pub(super) owners: Option<(Print, Teams)>,
}

/// Answers that no policy has asked for in so many rounds are forgotten.
const ROUNDS: u32 = 8;

impl Known {
    /// Begins another round.
    pub(super) fn next_round(&mut self) {
        self.round += 1;
        let round = self.round;
        self.truths.retain(|_, (used, _)| round - *used <= ROUNDS);
        self.stories.retain(|_, (used, _)| round - *used <= ROUNDS);
    }

    /// The number of a story: the same for the same, and for no other.
    pub(super) fn story(&mut self, parts: &[&str]) -> u64 {
        let mut story = String::new();
        for part in parts {
            story.push_str(&format!("{} {part}", part.len()));
        }
        let (round, told) = (self.round, self.told + 1);
        let (used, number) = self.stories.entry(story).or_insert((round, told));
        *used = round;
        self.told = told.max(*number);
        *number
    }
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

    /// The answers of a condition, from memory where it was asked about the same facts before; none if it cannot be
    /// asked so.
    pub(super) fn truth(&mut self, expr: &Expr) -> Option<Arc<Truth>> {
        Some(self.answered(expr)?.1)
    }

    /// The answers of a condition, with the question as it is remembered.
    pub(super) fn answered(&mut self, expr: &Expr) -> Option<(String, Arc<Truth>)> {
        let question = self.question(expr)?;
        let round = self.known.round;
        if let Some((used, truth)) = self.known.truths.get_mut(&question) {
            *used = round;
            return Some((question, truth.clone()));
        }
        let truth = Arc::new(self.judge(expr)?);
        self.known.truths.insert(question.clone(), (round, truth.clone()));
        Some((question, truth))
    }

    /// An expression as text, with the story of each filled-in column that it reads.
    pub(super) fn question(&self, expr: &Expr) -> Option<String> {
        let mut question = expr.to_string();
        needs(expr, &mut question);
        for name in expr.reads()? {
            if let Some(derived) = self.derived.get(name) {
                question.push_str(&format!(" #{name} {}", derived.story));
            }
        }
        Some(question)
    }

    fn judge(&mut self, expr: &Expr) -> Option<Truth> {
        match &expr.op {
            Op::All(parts) => Some(Truth::all(self.facts.count, self.truths(parts)?.into_iter())),
            Op::Any(parts) => Some(Truth::any(self.facts.count, self.truths(parts)?.into_iter())),
            Op::Not(part) => Some(self.truth(part)?.negated()),
            _ => Some(Truth::of(&self.each(expr, |ticket| answer(expr.holds(ticket)))?)),
        }
    }

    fn truths(&mut self, parts: &[Expr]) -> Option<Vec<Arc<Truth>>> {
        parts.iter().map(|part| self.truth(part)).collect()
    }

    /// What `ask` says of each ticket; tickets that are alike in what the expression reads are asked about once.
    pub(super) fn each<T: Copy>(&self, expr: &Expr, ask: impl Fn(&Ticket) -> T) -> Option<Vec<T>> {
        let names = expr.reads()?;
        let columns: Vec<&Column> = names.iter().map(|name| self.column(name)).collect();
        let situations = Situations::of(self.facts.count, &columns);
        let mut ticket = Ticket::new(Instant::MIN, &self.policy.words.schema);
        Some(situations.judge(|row| {
            for (name, column) in names.iter().zip(&columns) {
                let value = column.entry(row).and_then(|entry| self.facts.value(entry));
                suppose(&mut ticket, name, value);
            }
            ask(&ticket)
        }))
    }
}

/// Gives the ticket a value, or none.
fn suppose(ticket: &mut Ticket, name: &str, value: Option<Value>) {
    match (name.strip_prefix("fields."), value) {
        (Some(name), Some(value)) => {
            ticket.fields.insert(name.to_owned(), value);
        }
        (Some(name), None) => {
            ticket.fields.remove(name);
        }
        (None, Some(value)) => ticket.set(name, value, Source::Ticket, ""),
        (None, None) => {
            ticket.forget(name);
        }
    }
}

fn answer(outcome: Result<bool, Stop>) -> Answer {
    match outcome {
        Ok(true) => Answer::Holds,
        Ok(false) => Answer::Not,
        Err(Stop::Failed { .. }) => Answer::Fails,
        Err(Stop::Undecided { .. }) => Answer::Undecided,
    }
}
