//! andon: what happens after somebody pulls the cord.
//!
//! ```text
//! ticket -> intake -> classify -> prioritise -> sla -> route -> escalate -> Decision
//! ```
//!
//! A [`Policy`] is compiled from Rhai files that declare; [`Policy::decide`] is a pure function of policy, ticket and
//! `now`. No clock, no random source, no global state, no I/O: the same input gives the same bytes in a native
//! program, in Node and in a browser.

pub mod calendar;
pub mod error;
pub mod text;
pub mod time;
pub mod value;

pub mod calendar;
pub mod ticket;

mod policy;

mod intake;

mod journal;

mod classify;
mod cost;
mod escalate;
mod prioritise;
mod procedure;
mod registry;
mod route;
mod sla;

mod decision;

mod decide;
mod form;

pub use cost::Cost;
pub use decision::{Class, Decision, Explanation, KnownFact, MissingField};
pub use escalate::{EscalationStep, Notified, StepState};
pub use form::{CategoryForm, FieldForm, Form};
pub use intake::TicketError;
pub use journal::{Consideration, Reason, Stage, Undecided, Verdict};
pub use policy::{Difference, Identity, Policy, TestReport, TestResult};
pub use prioritise::MatchedRule;
pub use procedure::Advice;
pub use route::{Assignment, By};
pub use sla::{Clock, Review, State, Warning};
