//! Promises kept and broken, before and after.

use super::differences::{Pair, both};
use crate::history::judgement::{Judgement, Outcome};
use crate::sla::AgreementKind;
use serde::Serialize;
use std::collections::BTreeMap;

/// How the promises about a target come out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TargetChange {
    /// The target.
    pub target: String,
    /// Whose promise it is.
    pub kind: AgreementKind,
    /// Before.
    pub before: Kept,
    /// After.
    pub after: Kept,
    /// Tickets that missed it only afterwards.
    pub newly_breached: usize,
    /// Tickets that missed it only before.
    pub no_longer_breached: usize,
}

/// Promises, counted by how they come out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Kept in time.
    pub met: usize,
    /// Late.
    pub breached: usize,
    /// Neither yet.
    pub open: usize,
    /// No longer owed.
    pub cancelled: usize,
}

impl Kept {
    /// Counts one more.
    pub(in crate::history) fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Met => &mut self.met,
            Outcome::Breached => &mut self.breached,
            Outcome::Open => &mut self.open,
            Outcome::Cancelled => &mut self.cancelled,
        } += 1;
    }
}

/// How each target comes out, by name.
pub(super) fn targets(pairs: &[Pair<'_>]) -> Vec<TargetChange> {
    let mut changes: BTreeMap<(&str, AgreementKind), TargetChange> = BTreeMap::new();
    for (_, old, new) in pairs {
        for (judgement, is_after) in [(old, false), (new, true)] {
            for promise in &judgement.promises {
                let change = changes.entry((&promise.target, promise.kind)).or_insert_with(|| TargetChange {
                    target: promise.target.to_string(),
                    kind: promise.kind,
                    before: Kept::default(),
                    after: Kept::default(),
                    newly_breached: 0,
                    no_longer_breached: 0,
                });
                let kept = if is_after { &mut change.after } else { &mut change.before };
                kept.count(promise.outcome);
            }
        }
        for (target, kind, breached) in turned(old, new) {
            if let Some(change) = changes.get_mut(&(target, kind)) {
                *(if breached { &mut change.newly_breached } else { &mut change.no_longer_breached }) += 1;
            }
        }
    }
    changes.into_values().collect()
}

/// Targets that both have and that only one of them misses; true if it is the later one.
fn turned<'j>(old: &'j Judgement, new: &'j Judgement) -> impl Iterator<Item = (&'j str, AgreementKind, bool)> {
    both(old, new).filter_map(|(old, new)| {
        let (before, after) = (old.outcome == Outcome::Breached, new.outcome == Outcome::Breached);
        (before != after).then_some((&*old.target, old.kind, after))
    })
}
