//! A decision on its way to JavaScript: numbers and texts in this memory, of which `pkg/deciding.mjs` makes the object.
//!
//! Parsing JSON takes several times as long as making the objects themselves: every name is read anew, and so is every
//! text that the policy says of each ticket. On the tape an object is the number of its shape, then its values; a text
//! that has come before is the number under which the other side has kept it.
//!
//! Both sides keep the same texts only as long as every tape was read to its end. So the reader says which tape it read
//! last, and where that is not the one written last, everything is told anew.

mod kept;
mod serializer;
mod shapes;
mod writer;

use super::write::{Answer, named_error};
use super::{Policy, arguments, read};
use crate::time::Instant;
use crate::value::Value;
use js_sys::{Array, Error};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use writer::Writer;

/// One tape, used again for every decision; borrowed only while nobody reads a ticket.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Tape(RefCell<Writer>);

#[wasm_bindgen]
impl Tape {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The memory that the tape is in.
    #[wasm_bindgen(getter)]
    pub fn memory(&self) -> JsValue {
        wasm_bindgen::memory()
    }

    /// `options.now` as seconds.
    pub fn moment(options: &JsValue) -> Answer<f64> {
        // Seconds of the years 1 to 9999 are exact as a double.
        Ok(arguments::now(options)?.unix() as f64)
    }

    /// An argument that is a list of tickets.
    pub fn tickets(tickets: &JsValue) -> Answer<Array> {
        arguments::items("tickets", tickets)
    }

    /// Writes the decision about a ticket that is JSON; 0 if that cannot be read, else the tape's address.
    #[wasm_bindgen(js_name = decideJson)]
    pub fn decide_json(&self, policy: &Policy, ticket: &str, now: f64, read: i32) -> Answer<usize> {
        serde_json::from_str(ticket).map_or(Ok(0), |ticket| self.decided(policy, &ticket, now, read))
    }

    /// The same of a ticket of any kind.
    pub fn decide(&self, policy: &Policy, ticket: &JsValue, now: f64, read: i32) -> Answer<usize> {
        self.decided(policy, &read::ticket(ticket)?, now, read)
    }

    /// The keys of a shape.
    pub fn shape(&self, number: usize) -> Vec<String> {
        self.0.borrow().keys(number)
    }
}

impl Tape {
    fn decided(&self, policy: &Policy, ticket: &Value, now: f64, read: i32) -> Answer<usize> {
        let now = Instant::from_unix(now as i64).unwrap_or(Instant::MIN);
        let decision = policy.0.decide(ticket, now).map_err(|e| named_error("TicketError", &e, e.problems()))?;
        let address = self.0.borrow_mut().write(&decision, read);
        address.map_err(|_| Error::new("the decision could not be written").into())
    }
}
