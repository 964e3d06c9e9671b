//! Sketch: priority and team of every ticket, found column by column instead of ticket by ticket.
//!
//! A condition is asked once for each situation that the fields it reads tell apart, and kept as sets of bits under its
//! text: the next policy that asks the same has the answer already. What the rules together say is set algebra. A policy
//! with a closure that is no tree is refused: its tickets are decided one by one.
//!
//! The law is that a sketch says what [`Policy::decide`] says; `tests/sketch.rs` holds it to that.

mod bits;
mod classified;
mod established;
mod facts;
mod known;
mod names;
mod priority;
mod received;
mod scheduled;
mod searched;
mod sets;
mod situations;
mod team;
mod texts;
mod truth;
mod view;

use super::History;
use super::column::Column;
use crate::expression::Expr;
use crate::policy::Policy;
use crate::policy::script::Closure;
use bits::Bits;
use established::{complete, establish};
use facts::Facts;
use known::Known;
use names::reads;
pub(super) use priority::UNRANKED;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use truth::Truth;
use view::View;

/// Priority and team of every ticket.
#[derive(Clone, Debug)]
pub(super) struct Sketch {
    /// The hash of the policy.
    hash: String,
    /// The rank of each ticket's priority; of a ticket that cannot be decided, none that a priority has.
    pub(super) ranks: Vec<u8>,
    /// Names of priorities by rank.
    pub(super) priorities: Vec<String>,
    /// The team of each ticket, by its place in `team_names`.
    pub(super) teams: Vec<u16>,
    pub(super) team_names: Vec<String>,
    facts: Arc<Facts>,
    /// Impact and urgency.
    assessed: [Column; 2],
}

/// The policy cannot be sketched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused;

impl Sketch {
    /// Tickets that cannot be decided.
    pub(super) fn undecidable(&self) -> Vec<usize> {
        let mut rows = Vec::new();
        Bits::all(self.facts.count).without(&self.facts.decidable).each(|row| rows.push(row));
        rows
    }

    /// Whether both see the same in every ticket before any rule speaks.
    pub(super) fn shares_facts(&self, other: &Self) -> bool {
        self.facts.same(&other.facts)
    }

    pub(super) fn priority(&self, row: usize) -> Option<&str> {
        self.priorities.get(usize::from(*self.ranks.get(row)?)).map(String::as_str)
    }

    pub(super) fn team(&self, row: usize) -> Option<&str> {
        self.team_names.get(usize::from(*self.teams.get(row)?)).map(String::as_str)
    }

    /// The category of a ticket, as an entry of a column.
    pub(super) fn category(&self, row: usize) -> Option<String> {
        let category = self.facts.value(self.facts.column("category").entry(row)?)?;
        category.as_text().map(str::to_owned)
    }

    /// Whether rules and routes come to the same for a ticket, of policies that share its facts.
    pub(super) fn agrees(&self, other: &Self, row: usize) -> bool {
        let mut assessed = self.assessed.iter().zip(&other.assessed);
        self.priority(row) == other.priority(row)
            && self.team(row) == other.team(row)
            && assessed.all(|(a, b)| a.entry(row) == b.entry(row))
    }
}

/// Facts, and what was found about them.
#[derive(Clone, Debug)]
pub(super) struct Room {
    facts: Arc<Facts>,
    known: Known,
}

/// How many rooms a history keeps: of the policy before an edit and of the one after it.
const ROOMS: usize = 2;
/// How many sketches.
const SKETCHES: usize = 4;

impl History {
    /// Priority and team of every ticket, if the policy can be sketched.
    pub(super) fn sketch(&mut self, policy: &Policy) -> Option<Arc<Sketch>> {
        let hash = &policy.identity().hash;
        let sketch = match self.sketch_of(hash) {
            Some(sketch) => sketch,
            None => Arc::new(self.draw(policy).ok()?),
        };
        self.sketches.retain(|other| other.hash != *hash);
        self.sketches.insert(0, sketch.clone());
        self.sketches.truncate(SKETCHES);
        Some(sketch)
    }

    /// The sketch of the policy with this hash, if it was drawn.
    pub(super) fn sketch_of(&self, hash: &str) -> Option<Arc<Sketch>> {
        self.sketches.iter().find(|sketch| sketch.hash == hash && sketch.ranks.len() == self.len()).cloned()
    }

    fn draw(&mut self, policy: &Policy) -> Result<Sketch, Refused> {
        let mut room = self.room(policy, &fields_read(policy)?)?;
        room.known.next_round();
        let facts = room.facts.clone();
        let mut view = View { policy, facts: &facts, derived: BTreeMap::new(), known: &mut room.known };
        searched::search(&mut view, &trees(policy)?);
        let drawn = priority::prioritise(&mut view).and_then(|ranks| Ok((ranks, team::route(&mut view)?)));
        let assessed = ["impact", "urgency"].map(|field| view.column(field).clone());
        self.rooms.insert(0, room);
        let (ranks, teams) = drawn?;
        Ok(Sketch {
            hash: policy.identity().hash.clone(),
            ranks,
            priorities: policy.matrix.priorities.clone(),
            teams: teams.of,
            team_names: teams.names,
            facts,
            assessed,
        })
    }

    /// The room of the policy's facts, taken out of the house; a new one if there is none.
    fn room(&mut self, policy: &Policy, read: &BTreeSet<String>) -> Result<Room, Refused> {
        let known = self.rooms.iter().position(|room| room.facts.fit(policy, self.len()));
        let mut room = match known {
            Some(at) => self.rooms.remove(at),
            None => Room { facts: Arc::new(establish(&self.columns, policy)?), known: Known::default() },
        };
        self.rooms.truncate(ROOMS - 1);
        if room.facts.lack(read) {
            complete(Arc::make_mut(&mut room.facts), &self.columns, policy, read);
        }
        Ok(room)
    }

    /// Forgets what was found about fewer tickets than there are to be.
    pub(super) fn forget_sketches(&mut self) {
        self.rooms.clear();
        self.sketches.clear();
    }
}

/// The fields that rules and routes read.
fn fields_read(policy: &Policy) -> Result<BTreeSet<String>, Refused> {
    let read = trees(policy)?.into_iter().flat_map(reads);
    // Whatever rules read, a matrix reads these.
    Ok(read.chain(["impact", "urgency"]).map(str::to_owned).collect())
}

/// What rules and routes ask.
fn trees(policy: &Policy) -> Result<Vec<&Expr>, Refused> {
    policy.judging().map(|closure| policy.scripts.tree(closure).ok_or(Refused)).collect()
}

/// The answers of a declaration's condition, with the question as it is remembered; no condition always holds.
fn condition(view: &mut View<'_>, when: Option<&Closure>) -> Result<(String, Arc<Truth>), Refused> {
    let Some(closure) = when else { return Ok((String::new(), Arc::new(Truth::always(view.facts.count)))) };
    let tree = view.policy.scripts.tree(closure).ok_or(Refused)?;
    Ok(view.answered(tree))
}
