//! andon: what happens after somebody pulls the cord.
//!
//! ```text
//! ticket -> intake -> classify -> prioritise -> route -> sla -> escalate -> Decision
//! ```
//!
//! A [`Policy`] is compiled from Rhai files that declare; [`Policy::decide`] is a pure function of policy, ticket and
//! `now`. No clock, no random source, no global state, no I/O: the same input gives the same bytes in a native
//! program, in Node and in a browser.

// What everything stands on.
mod order;
mod table;
pub mod error;
mod gather;
pub mod time;
pub mod value;
pub mod text;
pub mod calendar;
pub mod ticket;
mod expression;

// The policy, and the look-ups in it.
mod policy;
mod registry;
mod schedule;

// The stages, in corridor order, each with a journal for its reasons.
mod condition;
mod journal;
mod intake;
mod classify;
mod prioritise;
mod route;
mod sla;
mod escalate;
mod procedure;
mod cost;

// What comes out, and the corridor itself.
mod decision;
mod decide;
mod toward;
mod explain;
pub mod triage;
mod form;
mod verify;
mod coverage;
#[cfg(feature = "scripting")]
pub mod vocabulary;

// What can be said of a policy as a whole.
mod lint;
mod exercise;

#[cfg(feature = "history")]
pub mod history;

// What remembers: outages and recurring faults in a stream of tickets.
#[cfg(feature = "watch")]
mod tail;
#[cfg(feature = "watch")]
mod recurrence;
#[cfg(feature = "watch")]
pub mod watch;

// The boundary to JavaScript.
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use condition::{Condition, Reading, Truth};
pub use cost::Cost;
pub use coverage::{Coverage, Gap};
pub use decision::{Class, Decision, KnownFact, MissingField};
pub use escalate::{EscalationStep, Notified, StepState};
pub use exercise::{Asked, Atom, Branch, Exercise, Seen};
pub use explain::Explanation;
pub use form::{CategoryForm, FieldForm, Form};
#[cfg(feature = "history")]
pub use history::History;
pub use intake::TicketError;
pub use journal::{Consideration, Reason, Stage, Undecided, Verdict};
pub use lint::{Finding, Level};
pub use policy::{Identity, Policy};
pub use prioritise::MatchedRule;
pub use procedure::Advice;
#[cfg(feature = "watch")]
pub use recurrence::{Pattern, Proof, Recurrence};
pub use route::{Assignment, By};
pub use sla::{Account, AgreementKind, Clock, Counted, Entry, Forecast, Review, State, Warning};
pub use toward::{Against, Change, Goal, NearMiss, Search, Tip, Toward};
pub use verify::{Difference, TestReport, TestResult};
#[cfg(feature = "watch")]
pub use watch::Watch;
