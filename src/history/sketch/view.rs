//! View: the facts of all tickets as one stage of the corridor sees them, and conditions asked about all of them.

use super::facts::Facts;
use super::sets::Sets;
use super::situations::Situations;
use super::team::Teams;
use super::texts::is_phrase;
use super::truth::{Answer, Truth};
use crate::expression::{Expr, Op, Stop};
use crate::history::column::Column;
use crate::policy::Policy;
use crate::policy::print::Print;
use crate::ticket::{Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};
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
    /// For columns of few values, which tickets have each.
    sets: BTreeMap<String, Arc<Sets>>,
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

    /// Which tickets have each value of a column, if it has few.
    fn sets(&mut self, name: &str, facts: &Facts) -> Option<Arc<Sets>> {
        if let Some(known) = self.sets.get(name) {
            return Some(known.clone());
        }
        let sets = Arc::new(Sets::of(facts.count, facts.column(name))?);
        self.sets.insert(name.to_owned(), sets.clone());
        Some(sets)
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

/// What a condition reads, by the names of columns of [`Facts`].
pub(super) fn reads(expr: &Expr) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        match &expr.op {
            Op::Mentions(phrase) => {
                names.insert(phrase.as_str());
            }
            Op::Field(read) => {
                names.insert(&*read.name);
            }
            _ => open.extend(expr.parts()),
        }
    }
    names
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
        let round = self.known.round;
        if let Some((used, truth)) = self.known.truths.get_mut(&question) {
            *used = round;
            return (question, truth.clone());
        }
        let truth = Arc::new(self.judge(expr));
        self.known.truths.insert(question.clone(), (round, truth.clone()));
        (question, truth)
    }

    /// Notes what was found of a condition before anybody asked.
    pub(super) fn note(&mut self, question: String, truth: Truth) {
        self.known.truths.insert(question, (self.known.round, Arc::new(truth)));
    }

    /// Whether the answers to a question are known.
    pub(super) fn knows(&self, question: &str) -> bool {
        self.known.truths.contains_key(question)
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

/// Gives the ticket a value, or none. Phrases that it has become its text: what is found there is what was found before.
pub(super) fn suppose(ticket: &mut Ticket, name: &str, value: Option<Value>) {
    if is_phrase(name) {
        if value.is_some() {
            ticket.text.push('\n');
            ticket.text.push_str(name);
        }
        return;
    }
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

pub(super) fn answer(outcome: Result<bool, Stop<'_>>) -> Answer {
    match outcome {
        Ok(true) => Answer::Holds,
        Ok(false) => Answer::Not,
        Err(Stop::Failed { .. }) => Answer::Fails,
        Err(Stop::Undecided { .. }) => Answer::Undecided,
    }
}
