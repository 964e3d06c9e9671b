//! Past tickets for JavaScript.

use super::arguments::{self, instant, optional};
use super::write::{Answer, encode, named_error, outcome};
use super::{Policy, read};
use crate::error::{Place, Problem};
use crate::history::Question;
use crate::time::Instant;
use crate::value::MAX_DEPTH;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// Past tickets, kept side by side.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct History(crate::History);

#[wasm_bindgen]
impl History {
    /// A history without tickets.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// A history of NDJSON (text or bytes) or of a list of tickets.
    pub fn load(tickets: &JsValue) -> Answer<History> {
        let mut history = Self::default();
        history.append(tickets)?;
        history.0.settle();
        Ok(history)
    }

    /// Adds a piece of NDJSON, or more tickets.
    pub fn append(&mut self, piece: &JsValue) -> Answer<()> {
        if let Some(text) = piece.as_string() {
            self.0.append(text.as_bytes());
        } else if piece.is_instance_of::<Uint8Array>() {
            self.0.append(&piece.unchecked_ref::<Uint8Array>().to_vec());
        } else if Array::is_array(piece) {
            for ticket in read::values(piece)? {
                match read::value(&ticket, MAX_DEPTH) {
                    Ok(ticket) => self.0.push(&ticket),
                    Err(problem) => self.0.refuse(problem),
                }
            }
        } else {
            return Err(no_tickets());
        }
        Ok(())
    }

    /// How many tickets there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// What was no ticket.
    pub fn problems(&self) -> Answer {
        encode(&self.0.problems())
    }

    /// The memory that the tickets take.
    pub fn memory(&self) -> Answer {
        encode(&self.0.memory())
    }

    /// A ticket as it was; `undefined` if there is none.
    pub fn ticket(&mut self, index: &JsValue) -> Answer {
        self.0.settle();
        let ticket = usize::try_from(arguments::whole("index", index)?).ok().and_then(|index| self.0.ticket(index));
        ticket.map_or(Ok(JsValue::UNDEFINED), |ticket| encode(&ticket))
    }

    /// Decides every ticket.
    pub fn decide(&mut self, policy: &Policy, options: &JsValue) -> Answer {
        self.0.settle();
        let now = now(options)?;
        let (offset, limit) = (count(options, "offset")?.unwrap_or(0), count(options, "limit")?.unwrap_or(usize::MAX));
        let rows = (offset..self.0.len()).take(limit);
        let decided = rows.filter_map(|index| self.0.decide(&policy.0, index, now)).map(|decided| match decided {
            Ok(decision) => encode(&decision),
            Err(error) => Err(named_error("TicketError", &error, error.problems())),
        });
        Ok(decided.map(|answer| outcome("decision", answer)).collect::<Array>().into())
    }

    /// What another policy would decide otherwise.
    pub fn compare(&mut self, before: &Policy, after: &Policy, options: &JsValue) -> Answer {
        encode(&self.0.compare(&before.0, &after.0, question(options)?))
    }

    /// How the desk has done.
    pub fn report(&mut self, policy: &Policy, options: &JsValue) -> Answer {
        encode(&self.0.report(&policy.0, question(options)?))
    }
}

#[cfg(feature = "watch")]
#[wasm_bindgen]
impl History {
    /// The faults that came back.
    pub fn recurrences(&mut self, policy: &Policy) -> Answer {
        self.0.settle();
        encode(&self.0.recurrences(&policy.0))
    }
}

fn question(options: &JsValue) -> Answer<Question> {
    let usual = Question::default();
    Ok(Question {
        now: now(options)?,
        offset: count(options, "offset")?.unwrap_or(usual.offset),
        limit: count(options, "limit")?.unwrap_or(usual.limit),
        clocks: flag(options, "clocks")?.unwrap_or(usual.clocks),
    })
}

fn now(options: &JsValue) -> Answer<Option<Instant>> {
    optional(options, "now")?.map(|now| instant("now", &now)).transpose()
}

/// `options[key]`, a whole number that is not negative.
fn count(options: &JsValue, key: &str) -> Answer<Option<usize>> {
    let Some(value) = optional(options, key)? else { return Ok(None) };
    let count = arguments::whole(key, &value)?;
    if count < 0 {
        let problem = Problem::new("out-of-range", Place::path(key), format!("`{key}` is negative"));
        return Err(arguments::refused(problem.help("count from 0")));
    }
    // More than can be counted here is as good as all.
    Ok(Some(usize::try_from(count).unwrap_or(usize::MAX)))
}

/// `options[key]`, true or false.
fn flag(options: &JsValue, key: &str) -> Answer<Option<bool>> {
    let Some(value) = optional(options, key)? else { return Ok(None) };
    let refuse =
        || arguments::refused(Problem::new("wrong-type", Place::path(key), format!("`{key}` is not true or false")));
    value.as_bool().map(Some).ok_or_else(refuse)
}

/// The error for what should have been tickets.
fn no_tickets() -> JsValue {
    let problem = Problem::new("wrong-type", Place::path("tickets"), "`tickets` is neither NDJSON nor a list");
    arguments::refused(problem.help("pass text or a Uint8Array with one JSON object a line, or an array of tickets"))
}
