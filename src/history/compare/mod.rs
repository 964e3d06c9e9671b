//! Compare: what would another policy have decided otherwise?
//!
//! In: two policies. Out: how many tickets change and in what, priorities before and after, who gets more work, which
//! promises would have been kept or broken by the instants on record, and the changed tickets with the reasons of both.

mod comparison;
mod differences;
mod flows;
mod promises;
mod quick;
mod whole;

use super::History;
use crate::intake::TicketError;
use crate::policy::Policy;
pub use comparison::{
    Amount, AspectCount, ChangedTicket, Comparison, CostChange, Failure, FiredChange, Question, Side, SideTarget,
};
pub use differences::Aspect;
use flows::Flows;
pub use flows::{Flow, Load};
pub use promises::{Kept, TargetChange};

/// What both ways of comparing find.
struct Found<'n> {
    /// Tickets that both policies decide.
    tickets: usize,
    /// Those that change, with what changes.
    changed: Vec<(usize, Vec<Aspect>)>,
    /// Tickets by priority before and after, by the names of both policies.
    matrix: Vec<Vec<usize>>,
    teams: Flows<'n>,
    categories: Flows<'n>,
}

impl Found<'_> {
    fn count(&mut self, row: usize, column: usize, tickets: usize) {
        if let Some(cell) = self.matrix.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell += tickets;
        }
    }

    /// The sum of the cells on one side of the diagonal.
    fn moved(&self, side: fn(&usize, &usize) -> bool) -> usize {
        let rows = self.matrix.iter().enumerate();
        let cells =
            rows.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, tickets)| (row, column, tickets)));
        cells.filter(|(row, column, _)| side(column, row)).map(|(.., tickets)| tickets).sum()
    }
}

impl History {
    /// What `after` would decide otherwise than `before`.
    pub fn compare(&mut self, before: &Policy, after: &Policy, question: Question) -> Comparison {
        let quick = if question.clocks { None } else { self.compare_quickly(before, after, question) };
        quick.unwrap_or_else(|| self.compare_whole(before, after, question))
    }

    /// What was found, but for what clocks say.
    fn told(
        &self,
        before: &Policy,
        after: &Policy,
        question: Question,
        found: Found<'_>,
        aspects: &[Aspect],
        failures: Vec<Failure>,
    ) -> Comparison {
        let having = |aspect: &Aspect| found.changed.iter().filter(|(_, aspects)| aspects.contains(aspect)).count();
        let page = found.changed.iter().skip(question.offset).take(question.limit);
        Comparison {
            before: before.identity().clone(),
            after: after.identity().clone(),
            clocks: false,
            tickets: found.tickets,
            changed: found.changed.len(),
            percent: percent(found.changed.len(), found.tickets),
            aspects: aspects.iter().map(|aspect| AspectCount { aspect: *aspect, tickets: having(aspect) }).collect(),
            raised: found.moved(usize::lt),
            lowered: found.moved(usize::gt),
            priorities: priorities(before, after),
            teams: found.teams.moved(),
            categories: found.categories.moved(),
            load: found.teams.load(),
            targets: Vec::new(),
            escalations: Vec::new(),
            cost: None,
            offset: question.offset,
            limit: question.limit,
            changes: page.filter_map(|changed| self.changed(before, after, question, changed)).collect(),
            failures,
            problems: self.problems(),
            matrix: found.matrix,
        }
    }

    fn changed(
        &self,
        before: &Policy,
        after: &Policy,
        question: Question,
        (row, aspects): &(usize, Vec<Aspect>),
    ) -> Option<ChangedTicket> {
        let side = |policy: &Policy| {
            let decision = self.decide(policy, *row, question.now)?.ok()?;
            Some((decision.id.clone(), Side::of(policy, decision)))
        };
        let ((id, before), (_, after)) = (side(before)?, side(after)?);
        Some(ChangedTicket { index: *row, id, aspects: aspects.clone(), before, after })
    }
}

/// The priorities of both, the most severe first; what only the later one has stands at the end.
fn priorities(before: &Policy, after: &Policy) -> Vec<String> {
    let mut names = before.matrix.priorities.clone();
    names.extend(after.matrix.priorities.iter().filter(|name| !before.matrix.priorities.contains(name)).cloned());
    names
}

/// Sums of cents drift by far less than a cent; rounded, every platform prints the same figure.
pub(super) fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

/// A share in percent, to two places.
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { cents(part as f64 * 100.0 / whole as f64) }
}

/// The tickets that cannot be decided, by any policy: their id or their instant is missing.
pub(super) fn failures<'e>(failed: impl Iterator<Item = (usize, &'e TicketError)>) -> Vec<Failure> {
    failed.map(|(index, error)| Failure { index, problems: error.problems().to_vec() }).collect()
}
