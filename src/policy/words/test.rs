//! `test("ERP down at 2 a.m. is P1", #{ ticket }, #{ expectation })`: an example that must stay true.

use super::{Words, add, argument_text, note, usage};
use crate::error::Problem;
use crate::policy::declaration::Declaration;
use crate::policy::reader::{Header, Named, Reader};
use crate::value::Value;
use std::cell::RefCell;

/// What a test may expect.
#[cfg(feature = "scripting")]
pub(crate) const EXPECTATIONS: [&str; 34] = [
    "now",
    "priority",
    "team",
    "category",
    "symptom",
    "service",
    "system",
    "asset",
    "plant",
    "area",
    "line",
    "zone",
    "layer",
    "ownership",
    "tier",
    "shift",
    "impact",
    "urgency",
    "sla",
    "respond_due",
    "resolve_due",
    "review_due",
    "review_within",
    "cost_per_minute",
    "missing",
    "rules",
    "procedures",
    "escalations",
    "undecided",
    "facts",
    "problems",
    "fired",
    "pending",
    "assigned_by",
];

/// A ticket and what is expected of its decision.
#[derive(Debug)]
pub(crate) struct PolicyTest {
    /// The id is the test's name.
    pub(crate) header: Header,
    pub(crate) ticket: Vec<(Named, Value)>,
    pub(crate) expected: Vec<(Named, Value)>,
}

#[inline(never)]
pub(super) fn read(declaration: &Declaration, words: &mut Words, problems: &RefCell<Vec<Problem>>) {
    let Some(id) = argument_text(declaration, 0, problems) else { return };
    if declaration.arguments.len() != 3 {
        return note(problems, declaration.at.clone(), "wrong-arguments", usage("test"), "");
    }
    let ticket = Reader::of_argument(declaration, 1, problems).take_rest();
    let mut expectation = Reader::of_argument(declaration, 2, problems);
    let test = PolicyTest { ticket, expected: expectation.take_rest(), header: expectation.take_header(id) };
    add(&mut words.tests, test, problems);
}
