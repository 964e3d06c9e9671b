//! Judged: a whole history as a policy judges it, kept until the history is asked about other policies.

use super::History;
use super::judgement::Judgement;
use super::sketch::Sketch;
use crate::intake::TicketError;
use crate::policy::Policy;
use crate::policy::print::Print;
use crate::time::Instant;
use std::sync::Arc;

/// How many policies a history remembers its judgements of: before, after, and what was undone.
const KEPT: usize = 4;

/// The words that clocks, escalations and cost read beside the facts.
const WORDS: [&str; 5] = ["currency", "team", "stakeholder", "sla", "escalate"];

/// What a policy makes of each ticket.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// The policy's hash.
    hash: String,
    print: Print,
    /// The instant it was asked about.
    now: Option<Instant>,
    pub(super) rows: Vec<Result<Judgement, TicketError>>,
}

impl Judged {
    /// The tickets that cannot be decided.
    pub(super) fn failed(&self) -> impl Iterator<Item = (usize, &TicketError)> {
        self.rows.iter().enumerate().filter_map(|(index, row)| Some((index, row.as_ref().err()?)))
    }
}

impl History {
    /// What the policy makes of each ticket: of tickets judged before, what was found then.
    pub(super) fn judged(&mut self, policy: &Policy, now: Option<Instant>) -> Arc<Judged> {
        self.settle();
        let hash = &policy.identity().hash;
        let kept = self.judged.iter().position(|judged| judged.hash == *hash && judged.now == now);
        let found = kept.map(|at| self.judged.remove(at));
        let fresh = || Judged { hash: hash.clone(), print: policy.prints().together(&WORDS), now, rows: Vec::new() };
        let mut judged = found.unwrap_or_else(|| Arc::new(fresh()));
        if judged.rows.len() < self.len() {
            self.judge(policy, Arc::make_mut(&mut judged));
        }
        self.judged.insert(0, judged.clone());
        self.judged.truncate(KEPT);
        judged
    }

    /// As [`History::judged`], of a policy that may differ little from one that was judged before.
    pub(super) fn judged_beside(&mut self, other: &Policy, policy: &Policy, now: Option<Instant>) -> Arc<Judged> {
        if other.prints().together(&WORDS) == policy.prints().together(&WORDS) && other.identity() != policy.identity()
        {
            self.sketch(other);
        }
        self.judged(policy, now)
    }

    /// Judges the tickets that are not judged yet. Where another policy with the same promises came to the same priority
    /// and team, it came to the same in everything.
    fn judge(&mut self, policy: &Policy, judged: &mut Judged) {
        let like = |other: &&Arc<Judged>| (other.print, other.now) == (judged.print, judged.now);
        let other = self.judged.iter().find(like).filter(|other| other.rows.len() == self.len()).cloned();
        let both = other.and_then(|other| {
            let (theirs, ours) = (self.sketch_of(&other.hash)?, self.sketch(policy)?);
            theirs.shares_facts(&ours).then_some((other, theirs, ours))
        });
        for index in judged.rows.len()..self.len() {
            let same =
                both.as_ref().filter(|(_, theirs, ours): &&(_, Arc<Sketch>, Arc<Sketch>)| ours.agrees(theirs, index));
            let row = match same.and_then(|(other, ..)| other.rows.get(index)) {
                Some(row) => row.clone(),
                None => match self.decide(policy, index, judged.now) {
                    Some(decided) => decided.map(|decision| Judgement::of(&decision, &mut self.names)),
                    None => break,
                },
            };
            judged.rows.push(row);
        }
    }
}
