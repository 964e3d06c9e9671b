//! Triage for JavaScript. The ticket is read on the other side, where its values are: `pkg/triage.mjs` writes their
//! numbers onto the slip, straight into this memory, and asks what they come to.

use super::write::{Answer, encode, named_error};
use super::{Policy, read};
use crate::ticket::{Field, Kind};
use crate::triage::{Question, Sifted, Triage};
use crate::value::Value;
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// A policy made ready for triage.
///
/// Borrowed only while nobody reads a ticket: a getter may ask about another one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sieve {
    triage: RefCell<Triage>,
    teams: usize,
}

/// What the other side has to know.
#[derive(Serialize)]
struct Terms<'a> {
    fields: Vec<Read<'a>>,
    questions: &'a [Question],
    /// Addresses.
    numbers: usize,
    asked: usize,
    answers: usize,
    /// How many words `asked` has.
    room: usize,
    /// Rules by their numbers, with the priority that each says; then the matrix with each priority.
    rules: Vec<Said<'a>>,
    teams: Vec<&'a str>,
}

/// A rule and the priority that it says.
#[derive(Serialize)]
struct Said<'a> {
    rule: &'a str,
    priority: &'a str,
}

/// How a field is read.
#[derive(Serialize)]
struct Read<'a> {
    key: &'a str,
    other: Option<&'a str>,
    /// It may stand under `fields`.
    own: bool,
    kind: &'static str,
}

#[wasm_bindgen]
impl Policy {
    /// Makes the policy ready for triage.
    pub fn sieve(&self) -> Sieve {
        Sieve { triage: RefCell::new(Triage::new(self.0.clone())), teams: self.0.words.teams.len() }
    }
}

#[wasm_bindgen]
impl Sieve {
    /// The memory that the slip is in.
    pub fn memory(&self) -> JsValue {
        wasm_bindgen::memory()
    }

    /// What is on the slip, where, and what verdicts mean.
    pub fn terms(&self) -> Answer {
        let triage = self.triage.borrow();
        let slip = triage.slip();
        encode(&Terms {
            fields: triage.fields().into_iter().map(|field| read_as(field, &triage)).collect(),
            numbers: slip.map_or(0, |slip| slip.numbers.as_ptr() as usize),
            asked: slip.map_or(0, |slip| slip.asked.as_ptr() as usize),
            answers: slip.map_or(0, |slip| slip.answers.as_ptr() as usize),
            room: slip.map_or(0, |slip| slip.asked.len()),
            questions: triage.questions(),
            rules: triage.rules().into_iter().map(|[rule, priority]| Said { rule, priority }).collect(),
            teams: triage.teams(),
        })
    }

    /// The number of a value; -1 if the ticket as a whole decides.
    pub fn learn(&self, field: usize, value: &JsValue) -> i32 {
        let value = read::value(value, 0).ok();
        let number = value.and_then(|value| self.triage.borrow_mut().learn(field, value));
        number.and_then(|number| i32::try_from(number).ok()).unwrap_or(-1)
    }

    /// What the slip comes to: rule and team as one number, doubled, one more if something stayed undecided; -1 if the
    /// ticket as a whole decides, -2 if the slip has questions.
    pub fn sift(&self) -> i32 {
        let sifted = self.triage.borrow_mut().sift();
        self.told(sifted)
    }

    /// The same, once the questions are answered.
    pub fn settle(&self) -> i32 {
        let sifted = self.triage.borrow_mut().settle();
        self.told(sifted)
    }

    /// The same of a ticket as JSON, whose slip the engine fills in.
    pub fn weigh(&self, ticket: &str) -> i32 {
        let ticket: Option<Value> = serde_json::from_str(ticket).ok();
        let verdict = ticket.and_then(|ticket| self.triage.borrow_mut().weigh(&ticket));
        self.told(verdict.map_or(Sifted::Open, Sifted::Verdict))
    }

    /// What decides a ticket that the slip could not tell of.
    pub fn judge(&self, ticket: &JsValue) -> Answer {
        let ticket = read::ticket(ticket)?;
        encode(&self.triage.borrow_mut().decide(&ticket).map_err(|e| named_error("TicketError", &e, e.problems()))?)
    }

    /// What the corridor says of a ticket, and why.
    pub fn explain(&self, ticket: &JsValue) -> Answer {
        let ticket = read::ticket(ticket)?;
        encode(&self.triage.borrow().explain(&ticket).map_err(|e| named_error("TicketError", &e, e.problems()))?)
    }

    /// Where a rule stands, and its conditions.
    pub fn conditions(&self, rule: usize) -> Answer {
        #[derive(Serialize)]
        struct Standing<'a> {
            at: &'a crate::error::Place,
            conditions: Vec<crate::triage::Held>,
        }
        let triage = self.triage.borrow();
        encode(&Standing { at: &triage.place(Some(rule)), conditions: triage.held(Some(rule), None) })
    }

    /// A value of a field as the policy spells it.
    pub fn spelled(&self, field: usize, value: &JsValue) -> Answer {
        let value = read::value(value, 0).ok();
        encode(&value.and_then(|value| self.triage.borrow().spelled(field, value)))
    }
}

impl Sieve {
    fn told(&self, sifted: Sifted) -> i32 {
        let number = match sifted {
            Sifted::Open => None,
            Sifted::Asked => return -2,
            Sifted::Verdict(verdict) => verdict
                .rule
                .checked_mul(self.teams)
                .map(|number| (number + verdict.team) * 2 + usize::from(verdict.undecided)),
        };
        number.and_then(|number| i32::try_from(number).ok()).unwrap_or(-1)
    }
}

fn read_as<'a>(field: &'a Field, triage: &Triage) -> Read<'a> {
    let kind = match field.kind {
        Kind::Text if triage.searches(field) => "long",
        Kind::Text | Kind::Int | Kind::Number => "value",
        Kind::Bool => "flag",
        Kind::Texts | Kind::Instant => "open",
    };
    let other = (field.name != field.camel).then_some(&*field.name);
    Read { key: &field.camel, other, own: !field.canonical, kind }
}
