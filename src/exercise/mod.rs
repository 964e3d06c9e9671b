//! Exercise: what of a policy some tickets try out.
//!
//! Tickets go down the corridor, and every question that it asks is followed into its tree, as far as the answer needed
//! it: which declarations held, which branches were taken, which conditions were seen to hold and not to hold.

mod parts;
mod track;

use crate::error::Place;
use crate::journal::Verdict;
use crate::policy::Policy;
use crate::time::Instant;
use crate::value::Value;
use serde::Serialize;
use track::Track;

/// What tickets have tried out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Exercise {
    /// How many tickets were decided, those of tests included.
    pub tickets: usize,
    /// How many could not be.
    pub refused: usize,
    /// Every question that a declaration asks: the answers. Exercised by an answer of true, or any value.
    pub declarations: Vec<Asked>,
    /// The ways of `if` and `switch`. Exercised if taken.
    pub branches: Vec<Branch>,
    /// Conditions that are asked as a whole. Exercised if seen true and seen false.
    pub conditions: Vec<Atom>,
}

/// A question and how often it was answered how.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// The word that asks: `rule`, `route`, ...
    pub word: &'static str,
    /// The declaration.
    pub id: String,
    /// The entry: `when`, `priority`, ...
    pub entry: &'static str,
    /// The answers.
    #[serde(flatten)]
    pub seen: Seen,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// A way that a closure may take.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Branch {
    /// `if t.line == "4"`, `else`, `switch arm "P1"`, ...
    pub text: String,
    /// How often it was taken.
    pub taken: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Atom {
    /// As the policy has it.
    pub text: String,
    /// The answers.
    #[serde(flatten)]
    pub seen: Seen,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// How often a question was answered how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// True, or a value.
    pub yes: usize,
    /// False.
    pub no: usize,
    /// The ticket lacked a field.
    pub undecided: usize,
    /// It made no sense for the ticket.
    pub failed: usize,
}

impl Seen {
    fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Matched => self.yes += 1,
            Verdict::NotMatched => self.no += 1,
            Verdict::Undecided => self.undecided += 1,
            Verdict::Failed => self.failed += 1,
        }
    }
}

impl Policy {
    /// Tries out the policy's own tests, and tickets at `now`.
    pub fn exercise<'t>(&self, tickets: impl IntoIterator<Item = (&'t Value, Instant)>) -> Exercise {
        let mut track = Track::new(self);
        for test in &self.words.tests {
            let (ticket, now) = crate::verify::scene(test);
            if let Some(now) = Instant::parse(&now) {
                track.follow(&ticket, now);
            }
        }
        for (ticket, now) in tickets {
            track.follow(ticket, now);
        }
        track.report()
    }
}
