//! Why not? For an outcome that somebody expected: which rules would have given it and what each of them missed, and
//! the smallest changes to the ticket that bring it about, each of them decided to make sure.
//!
//! ```text
//! goal -> ways (rules that give it) -> levers (changes that turn a condition) -> search -> tips, verified
//! ```

mod change;
mod distance;
mod goal;
mod lever;
mod search;
mod values;
mod way;

pub use change::Change;
pub use goal::Goal;

use crate::condition::{Condition, Truth};
use crate::error::Place;
use crate::intake::TicketError;
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::ticket::Ticket;
use crate::time::Instant;
use crate::value::Value;
use serde::Serialize;
use way::Way;

/// Why a ticket is not decided as somebody expected, and what would change that.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Toward {
    /// What was expected.
    pub goal: Goal,
    /// Whether the ticket is decided so as it stands.
    pub reached: bool,
    /// The declarations that would give it, those first that miss the fewest conditions.
    pub rules: Vec<NearMiss>,
    /// The declarations that hold and stand in the way.
    pub against: Vec<Against>,
    /// Changes of at most three fields, none of which could be left out, that bring it about: the smallest first.
    pub tips: Vec<Tip>,
    /// How far was searched.
    pub search: Search,
}

/// A declaration that would give what was expected, if its conditions held.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearMiss {
    /// The stage.
    pub stage: Stage,
    /// The declaration.
    pub id: String,
    /// What it says: `P1`, `at most P3`, a team, an SLA.
    pub gives: String,
    /// How many single conditions would have to turn.
    pub misses: usize,
    /// How many conditions must all hold for it.
    pub of: usize,
    /// Those that do not.
    pub missed: Vec<Condition>,
    /// Its reason.
    pub because: String,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// A declaration that holds and leads elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Against {
    /// The stage.
    pub stage: Stage,
    /// The declaration.
    pub id: String,
    /// What it says.
    pub says: String,
    /// Its reason.
    pub because: String,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// Changes that together, and not with one of them left out, bring about what was expected.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tip {
    /// In field order.
    pub changes: Vec<Change>,
    /// The declaration that then decides.
    pub by: String,
}

/// How far was searched for changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Search {
    /// How many changed tickets were decided.
    pub decided: usize,
    /// At most so many are.
    pub limit: usize,
    /// Whether it ended before the limit. Even then, only changes that some condition asks for were tried.
    pub complete: bool,
}

impl Policy {
    /// Why a ticket is not decided as somebody expected, and what would change that.
    ///
    /// # Errors
    /// As for [`Policy::decide`].
    pub fn toward(&self, ticket: &Value, now: Instant, goal: &Goal) -> Result<Toward, TicketError> {
        let judged = self.judge(ticket, &mut Journal::default())?;
        let reached = search::reached(self, ticket, now, goal)?;
        let (tips, search) = if reached { Default::default() } else { search::tips(self, ticket, now, goal) };
        Ok(Toward {
            goal: goal.clone(),
            reached,
            rules: near_misses(self, goal, &judged.ticket),
            against: if reached {
                Vec::new()
            } else {
                way::against(self, goal, &judged).iter().map(Way::told).collect()
            },
            tips,
            search,
        })
    }
}

impl Default for Search {
    fn default() -> Self {
        Self { decided: 0, limit: search::LIMIT, complete: true }
    }
}

fn near_misses(policy: &Policy, goal: &Goal, ticket: &Ticket) -> Vec<NearMiss> {
    let near = |way: Way<'_>| {
        let open = way.needs.iter().filter(|need| Truth::of(&need.expr, ticket) != Truth::True);
        NearMiss {
            stage: way.stage,
            misses: way.distance(ticket),
            of: way.needs.len(),
            missed: open.map(|need| need.shown(policy, ticket)).collect(),
            id: way.header.id,
            gives: way.says,
            because: way.header.because,
            at: way.header.at,
        }
    };
    way::ranked(way::ways(policy, goal, ticket), ticket).into_iter().map(near).collect()
}

impl Way<'_> {
    fn told(&self) -> Against {
        Against {
            stage: self.stage,
            id: self.header.id.clone(),
            says: self.says.clone(),
            because: self.header.because.clone(),
            at: self.header.at.clone(),
        }
    }
}
