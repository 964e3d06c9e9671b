//! Lint: what of a policy is legal, and yet cannot be meant.
//!
//! A policy that compiles refers only to what exists. Whether a rule can ever win, whether every priority has a
//! promise, whether somebody is there at night: these are questions about the policy as a whole. Each finding has a
//! place and a way out, and none is a guess: what cannot be decided is not mentioned.

mod asked;
mod conditions;
mod given;
mod promises;
mod reasoning;
mod routes;
mod said;
mod shadow;
mod staffing;
mod terms;
mod texts;
mod unused;

use crate::error::Place;
use crate::policy::Policy;
#[cfg(feature = "scripting")]
use crate::policy::questions::questions;
use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing; may well be meant.
    Note,
    /// Something has no effect, or somebody is not there.
    Warning,
    /// The policy contradicts itself.
    Error,
}

/// Something that is legal, and yet cannot be meant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// Stable name of the kind of finding, for programs: `shadowed-rule`, `unused-team`, ...
    pub code: &'static str,
    /// What it is.
    pub message: String,
    /// The way out.
    pub help: String,
    /// Where.
    #[serde(flatten)]
    pub at: Place,
}

impl Policy {
    /// Findings in file and line order.
    ///
    /// The hours that nobody covers are looked for in `month` (year and number) or, without one, in every month of the
    /// latest year that a calendar of the policy names, its holidays being kept up to then; in a policy that names no
    /// year, in those of 2028.
    pub fn lint(&self, month: Option<(i32, u32)>) -> Vec<Finding> {
        let mut findings = Findings(Vec::new());
        conditions::check(self, &mut findings);
        shadow::check(self, &mut findings);
        routes::check(self, &mut findings);
        promises::check(self, &mut findings);
        staffing::check(self, month, &mut findings);
        unused::check(self, &mut findings);
        asked::check(self, &mut findings);
        texts::check(self, &mut findings);
        said::check(self, &mut findings);
        terms::check(self, &mut findings);
        for warning in self.warnings() {
            findings.warn(warning.code, warning.at.clone(), warning.message.clone(), warning.help.as_str());
        }
        #[cfg(feature = "scripting")]
        not_lowered(self, &mut findings);
        findings.in_order()
    }
}

/// Closures that the interpreter answers: slower, and opaque to everything else here. A bundle has none.
#[cfg(feature = "scripting")]
fn not_lowered(policy: &Policy, findings: &mut Findings) {
    for question in questions(policy) {
        if let Some((reason, at)) = policy.scripts.why_not_lowered(question.closure) {
            let message = format!(
                "`{}` of {} `{}` is run as a script: {reason}",
                question.role.entry(),
                question.word,
                question.id
            );
            let help = "write it without; a script is slower and its conditions cannot be checked or explained";
            findings.note("not-lowered", at, message, help);
        }
    }
}

/// Findings so far.
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, level: Level, code: &'static str, at: Place, message: String, help: impl Into<String>) {
        self.0.push(Finding { level, code, message, help: help.into(), at });
    }

    fn note(&mut self, code: &'static str, at: Place, message: String, help: impl Into<String>) {
        self.add(Level::Note, code, at, message, help);
    }

    fn warn(&mut self, code: &'static str, at: Place, message: String, help: impl Into<String>) {
        self.add(Level::Warning, code, at, message, help);
    }

    fn in_order(self) -> Vec<Finding> {
        let mut ordered: Vec<Finding> = Vec::new();
        for finding in self.0 {
            let place = ordered.partition_point(|other| (&other.at, other.code) <= (&finding.at, finding.code));
            ordered.insert(place, finding);
        }
        ordered
    }
}

/// Each text once, in the order in which they come. The lists are short, and a browser downloads every sort there is.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}

/// Names as a sentence has them: `a`, `b` and `c`.
fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
