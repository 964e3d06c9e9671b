//! The boundary to JavaScript: every method decodes, calls the core and encodes. What needs more belongs in the core.
//!
//! The JavaScript side of the contract, with its documentation, is `pkg/index.d.ts`.

mod arguments;
#[cfg(feature = "authoring")]
mod authoring;
mod calendar;
#[cfg(feature = "scripting")]
mod goal;
#[cfg(feature = "history")]
mod history;
mod read;
mod triage;
#[cfg(feature = "watch")]
mod watch;
mod write;

use crate::time::Instant;
use calendar::Calendar;
use js_sys::{Array, Object};
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use write::{Answer, encode, named_error, set};

/// A compiled policy.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Policy(Arc<crate::Policy>);

#[wasm_bindgen]
impl Policy {
    /// A policy from a bundle: the object that `bundle` gave, or its text.
    pub fn load(bundle: &JsValue) -> Answer<Policy> {
        let bundle = arguments::json("bundle", bundle)?;
        crate::Policy::load(&bundle).map(Arc::new).map(Self).map_err(|e| named_error("PolicyError", &e, e.problems()))
    }

    /// Decides one ticket.
    pub fn decide(&self, ticket: &JsValue, options: &JsValue) -> Answer {
        self.decide_at(ticket, arguments::now(options)?)
    }

    /// Decides many tickets; one that cannot be decided does not stop the others.
    #[wasm_bindgen(js_name = decideBatch)]
    pub fn decide_batch(&self, tickets: &JsValue, options: &JsValue) -> Answer {
        let now = arguments::now(options)?;
        let tickets = arguments::items("tickets", tickets)?;
        Ok(tickets.iter().map(|ticket| outcome(self.decide_at(&ticket, now))).collect::<Array>().into())
    }

    /// Describes the intake form.
    pub fn fields(&self) -> Answer {
        encode(&self.0.fields())
    }

    /// A calendar that the policy declares.
    pub fn calendar(&self, name: &JsValue) -> Answer<Calendar> {
        let name = arguments::text("name", name)?;
        let found = self.0.calendar(&name).map(Calendar::from);
        found.ok_or_else(|| arguments::unknown("calendar", &name, &self.0.calendars()))
    }

    /// The names of all calendars.
    pub fn calendars(&self) -> Answer {
        encode(&self.0.calendars())
    }

    /// The policy's name.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.identity().name.clone()
    }

    /// The policy's version, as its author gave it.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.0.identity().version.clone()
    }

    /// The hash of the policy's files.
    #[wasm_bindgen(getter)]
    pub fn hash(&self) -> String {
        self.0.identity().hash.clone()
    }

    fn decide_at(&self, ticket: &JsValue, now: Instant) -> Answer {
        let ticket = read::ticket(ticket)?;
        encode(&self.0.decide(&ticket, now).map_err(|e| named_error("TicketError", &e, e.problems()))?)
    }
}

/// What needs the policy's files.
#[cfg(feature = "scripting")]
#[wasm_bindgen]
impl Policy {
    /// Compiles policy files, given as names and their text.
    pub fn compile(files: &JsValue) -> Answer<Policy> {
        let files = arguments::texts("files", files)?;
        crate::Policy::compile(&files).map(Arc::new).map(Self).map_err(|e| named_error("PolicyError", &e, e.problems()))
    }

    /// Compiles files that are mostly those of this policy.
    pub fn recompile(&self, files: &JsValue) -> Answer<Policy> {
        let files = arguments::texts("files", files)?;
        self.0.recompile(&files).map(Arc::new).map(Self).map_err(|e| named_error("PolicyError", &e, e.problems()))
    }

    /// The policy as a bundle, for where no script engine is.
    pub fn bundle(&self) -> Answer {
        encode(&self.0.bundle().map_err(|e| named_error("PolicyError", &e, e.problems()))?)
    }

    /// Decides one ticket and says what was weighed, and why not what was expected.
    pub fn explain(&self, ticket: &JsValue, options: &JsValue) -> Answer {
        let (ticket, now) = (read::ticket(ticket)?, arguments::now(options)?);
        let explanation = match goal::goal(&self.0, options)? {
            Some(goal) => self.0.explain_toward(&ticket, now, &goal),
            None => self.0.explain(&ticket, now),
        };
        encode(&explanation.map_err(|e| named_error("TicketError", &e, e.problems()))?)
    }

    /// Runs the tests that the policy declares.
    pub fn test(&self) -> Answer {
        encode(&self.0.test())
    }
}

/// `{ ok: true, decision }` or `{ ok: false, error }`, the error as plain data that can be stored and posted.
fn outcome(answer: Answer) -> JsValue {
    outcome_as("decision", answer)
}

/// The same for an answer of another name.
fn outcome_as(name: &str, answer: Answer) -> JsValue {
    let outcome = Object::new();
    set(&outcome, "ok", &answer.is_ok().into());
    match answer {
        Ok(answer) => set(&outcome, name, &answer),
        Err(error) => set(&outcome, "error", &write::plain_error(&error)),
    }
    outcome.into()
}
