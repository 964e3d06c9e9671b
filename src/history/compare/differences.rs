//! In what two judgements of a ticket differ.

use crate::history::judgement::{Judgement, Promise};
use serde::Serialize;

/// A ticket's place in the history, and what each policy makes of it.
pub(super) type Pair<'j> = (usize, &'j Judgement, &'j Judgement);

/// Something that people see change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// The priority.
    Priority,
    /// The team.
    Team,
    /// The category.
    Category,
    /// Which targets there are, or how one comes out.
    Sla,
    /// When a target is due.
    Due,
    /// Which steps of escalations fire.
    Escalations,
    /// What it costs.
    Cost,
}

impl Aspect {
    /// All aspects.
    pub const ALL: [Self; 7] =
        [Self::Priority, Self::Team, Self::Category, Self::Sla, Self::Due, Self::Escalations, Self::Cost];
}

/// In what they differ.
pub(super) fn differences(before: &Judgement, after: &Judgement) -> Vec<Aspect> {
    let differs = |aspect: &Aspect| match aspect {
        Aspect::Priority => before.priority != after.priority,
        Aspect::Team => before.team != after.team,
        Aspect::Category => before.category != after.category,
        Aspect::Sla => !alike(before, after, |a, b| a.outcome == b.outcome),
        Aspect::Due => both(before, after).any(|(a, b)| a.due_at != b.due_at),
        Aspect::Escalations => before.fired != after.fired,
        Aspect::Cost => before.money.map(|money| money.accrued) != after.money.map(|money| money.accrued),
    };
    Aspect::ALL.into_iter().filter(differs).collect()
}

/// Whether they have the same targets, each as `same` says.
fn alike(before: &Judgement, after: &Judgement, same: impl Fn(&Promise, &Promise) -> bool) -> bool {
    let common = both(before, after).filter(|(a, b)| same(a, b)).count();
    common == before.promises.len() && common == after.promises.len()
}

/// The targets that both have.
pub(super) fn both<'j>(
    before: &'j Judgement,
    after: &'j Judgement,
) -> impl Iterator<Item = (&'j Promise, &'j Promise)> {
    before.promises.iter().filter_map(|old| {
        let same = |new: &&Promise| new.target == old.target && new.kind == old.kind;
        Some((old, after.promises.iter().find(same)?))
    })
}
