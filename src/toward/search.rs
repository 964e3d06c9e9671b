//! The search for changes that reach a goal: one lever, then two, then three, the most promising first.
//!
//! Every set of changes is judged on the ticket it makes, and every tip decided once more as a whole; so is each part
//! of a tip, so that nothing in it could be left out. The number of tickets decided is bounded, not the time: the same
//! question has the same answer everywhere.

use super::change::{Lever, changed, value_of};
use super::lever::Levers;
use super::values::Values;
use super::{Goal, Search, Tip, way};
use crate::decide::Judged;
use crate::intake::TicketError;
use crate::journal::Journal;
use crate::policy::Policy;
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeSet;

/// At most so many changed tickets are decided.
pub(super) const LIMIT: usize = 1_000;
/// A tip changes at most so many fields.
const MOST_CHANGES: usize = 3;
/// At most so many tips are told.
const MOST_TIPS: usize = 24;

/// Whether a ticket is decided as expected.
pub(super) fn reached(policy: &Policy, ticket: &Value, now: Instant, goal: &Goal) -> Result<bool, TicketError> {
    let decision = policy.decide(ticket, now)?;
    Ok(match goal {
        Goal::Priority(priority) => decision.priority == *priority,
        Goal::Team(team) => decision.team == *team,
        Goal::Sla(sla) => decision.targets.iter().any(|clock| clock.sla == *sla),
    })
}

/// The smallest sets of changes that reach a goal, and how far was searched for them.
pub(super) fn tips(policy: &Policy, ticket: &Value, now: Instant, goal: &Goal) -> (Vec<Tip>, Search) {
    let Ok(before) = policy.judge(ticket, &mut Journal::default()) else { return Default::default() };
    let mut quest = Quest {
        before,
        policy,
        ticket,
        now,
        goal,
        values: Values::of(policy),
        seen: BTreeSet::new(),
        tips: Vec::new(),
        decided: 0,
    };
    let complete = quest.run().is_some();
    let mut tips = std::mem::take(&mut quest.tips);
    tips.sort_by_key(|levers| (levers.len(), identities(levers)));
    let told = tips.iter().take(MOST_TIPS).filter_map(|levers| quest.told(levers)).collect();
    (told, Search { decided: quest.decided, limit: LIMIT, complete })
}

/// How many changes say that something else is broken, rather than that it is broken in another way.
fn identities(levers: &[Lever]) -> usize {
    let names = ["category", "system", "service", "asset", "line", "plant"];
    levers.iter().filter(|lever| names.contains(&lever.field.as_str())).count()
}

/// Changes that do not reach the goal yet, and the ticket they make.
struct State {
    levers: Vec<Lever>,
    judged: Judged,
}

struct Quest<'a> {
    policy: &'a Policy,
    ticket: &'a Value,
    now: Instant,
    goal: &'a Goal,
    values: Values,
    /// The ticket as it stands.
    before: Judged,
    /// The sets of changes that were tried.
    seen: BTreeSet<Vec<(String, String)>>,
    tips: Vec<Vec<Lever>>,
    decided: usize,
}

impl Quest<'_> {
    /// Searches; none if a limit ended it.
    fn run(&mut self) -> Option<()> {
        let judged = self.policy.judge(self.ticket, &mut Journal::default()).ok()?;
        let mut states = vec![State { levers: Vec::new(), judged }];
        for changes in 1..=MOST_CHANGES {
            let mut next = Vec::new();
            for state in &states {
                self.extend(state, MOST_CHANGES - changes, &mut next)?;
            }
            next.sort_by_cached_key(|state| (identities(&state.levers), self.remoteness(&state.judged)));
            states = next;
        }
        Some(())
    }

    /// Tries every lever on a state. `spare`: how many more changes there could be.
    fn extend(&mut self, state: &State, spare: usize, next: &mut Vec<State>) -> Option<()> {
        // One change may turn two conditions: a system brings its category along.
        let reach = spare + 2;
        for lever in Levers::toward(self.goal, self.policy, &state.judged, &self.values, reach) {
            let known = value_of(&self.before.ticket, &lever.field);
            if known == Some(&lever.to) || state.levers.iter().any(|other| other.field == lever.field) {
                continue;
            }
            let mut levers = state.levers.clone();
            levers.push(lever);
            levers.sort_by_cached_key(Lever::key);
            if !self.seen.insert(levers.iter().map(Lever::key).collect()) || self.is_more_than_a_tip(&levers) {
                continue;
            }
            let judged = self.judge(&levers)?;
            if self.may_be_reached(&judged) && self.decide(&levers)? {
                self.keep(levers)?;
            } else if spare > 0 {
                next.push(State { levers, judged });
            }
        }
        Some(())
    }

    fn is_more_than_a_tip(&self, levers: &[Lever]) -> bool {
        self.tips.iter().any(|tip| tip.iter().all(|lever| levers.contains(lever)))
    }

    /// Keeps changes that reach the goal, or the smallest parts of them that do.
    fn keep(&mut self, levers: Vec<Lever>) -> Option<()> {
        let mut whole = true;
        for size in 1..levers.len() {
            for part in parts(&levers, size) {
                if self.is_more_than_a_tip(&part) {
                    whole = false;
                } else if self.decide(&part)? {
                    self.tips.push(part);
                    whole = false;
                }
            }
        }
        if whole {
            self.tips.push(levers);
        }
        (self.tips.len() < MOST_TIPS).then_some(())
    }

    /// The changed ticket as far as its team; none if the limit is reached.
    fn judge(&mut self, levers: &[Lever]) -> Option<Judged> {
        self.count()?;
        self.policy.judge(&changed(self.policy, self.ticket, levers), &mut Journal::default()).ok()
    }

    /// Whether the changed ticket is decided as expected; none if the limit is reached.
    fn decide(&mut self, levers: &[Lever]) -> Option<bool> {
        self.count()?;
        reached(self.policy, &changed(self.policy, self.ticket, levers), self.now, self.goal).ok()
    }

    fn count(&mut self) -> Option<()> {
        let within = self.decided < LIMIT;
        self.decided += usize::from(within);
        within.then_some(())
    }

    /// Whether the goal may be reached, as far as it can be seen without clocks.
    fn may_be_reached(&self, judged: &Judged) -> bool {
        match self.goal {
            Goal::Priority(priority) => judged.ticket.text_of("priority") == Some(priority),
            Goal::Team(team) => judged.assignment.team == *team,
            Goal::Sla(_) => {
                way::ways(self.policy, self.goal, &judged.ticket).iter().any(|way| way.holds(&judged.ticket))
            }
        }
    }

    /// How many conditions stand between a ticket and the goal.
    fn remoteness(&self, judged: &Judged) -> usize {
        let ways = way::ways(self.policy, self.goal, &judged.ticket);
        let nearest = ways.iter().map(|way| way.distance(&judged.ticket)).min();
        nearest.unwrap_or(usize::MAX / 2) + way::against(self.policy, self.goal, judged).len()
    }

    /// A tip for people.
    fn told(&self, levers: &[Lever]) -> Option<Tip> {
        let after = self.policy.judge(&changed(self.policy, self.ticket, levers), &mut Journal::default()).ok()?;
        let schema = &self.policy.words.schema;
        let changes = levers.iter().map(|lever| lever.change(schema, &self.before.ticket)).collect();
        Some(Tip { changes, by: self.decider(&after) })
    }

    /// The declaration by which a ticket is decided as expected.
    fn decider(&self, judged: &Judged) -> String {
        let ways = way::ways(self.policy, self.goal, &judged.ticket);
        let held = || ways.iter().find(|way| way.holds(&judged.ticket)).map(|way| way.header.id.clone());
        match self.goal {
            Goal::Priority(_) => judged.rules.iter().find(|rule| rule.won).map(|rule| rule.id.clone()),
            Goal::Team(_) | Goal::Sla(_) => held(),
        }
        .unwrap_or_else(|| "matrix".into())
    }
}

/// The parts of a list that have so many items.
fn parts(levers: &[Lever], size: usize) -> Vec<Vec<Lever>> {
    match (levers.split_first(), size) {
        (_, 0) => vec![Vec::new()],
        (None, _) => Vec::new(),
        (Some((first, rest)), _) => {
            let with = parts(rest, size - 1).into_iter().map(|part| [vec![first.clone()], part].concat());
            with.chain(parts(rest, size)).collect()
        }
    }
}
