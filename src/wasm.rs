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
#[cfg(feature = "history")]
mod lines;
mod read;
mod tape;
mod triage;
#[cfg(feature = "watch")]
mod watch;
mod write;

use calendar::Calendar;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use write::{Answer, encode, named_error};

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
