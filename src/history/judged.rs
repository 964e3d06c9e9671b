//! Judged: a whole history as a policy judges it, kept until the history is asked about other policies.

use super::History;
use super::judgement::Judgement;
use crate::intake::TicketError;
use crate::policy::Policy;
use crate::time::Instant;
use std::sync::Arc;

/// How many policies a history remembers its judgements of: before, after, and what was undone.
const KEPT: usize = 4;

/// What a policy makes of each ticket.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// The policy's hash, and the instant it was asked about.
    question: (String, Option<Instant>),
    pub(super) rows: Vec<Result<Judgement, TicketError>>,
}

impl History {
    /// What the policy makes of each ticket: of tickets judged before, what was found then.
    pub(super) fn judged(&mut self, policy: &Policy, now: Option<Instant>) -> Arc<Judged> {
        self.settle();
        let question = (policy.identity().hash.clone(), now);
        let kept = self.judged.iter().position(|judged| judged.question == question);
        let found = kept.map(|at| self.judged.remove(at));
        let mut judged = found.unwrap_or_else(|| Arc::new(Judged { question, rows: Vec::new() }));
        if judged.rows.len() < self.len() {
            let rows = &mut Arc::make_mut(&mut judged).rows;
            for index in rows.len()..self.len() {
                rows.extend(
                    self.decide(policy, index, now)
                        .map(|decided| decided.map(|decision| Judgement::of(&decision, &mut self.names))),
                );
            }
        }
        self.judged.insert(0, judged.clone());
        self.judged.truncate(KEPT);
        judged
    }
}
