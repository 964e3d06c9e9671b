//! Flows: from where to where tickets go, and who has more of them than before.

use super::Pair;
use crate::history::judgement::{Judgement, Name};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Tickets that go from one to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// Before; none if there was none.
    pub from: Option<String>,
    /// After; none if there is none.
    pub to: Option<String>,
    /// How many.
    pub tickets: usize,
}

/// The tickets of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Load {
    /// The team.
    pub team: String,
    /// Before.
    pub before: usize,
    /// After.
    pub after: usize,
}

/// How many tickets go from which to which.
pub(super) struct Flows<'j>(BTreeMap<(Option<&'j Name>, Option<&'j Name>), usize>);

impl<'j> Flows<'j> {
    pub(super) fn of(pairs: &[Pair<'j>], of: impl Fn(&'j Judgement) -> Option<&'j Name>) -> Self {
        let mut counts = BTreeMap::new();
        for (_, before, after) in pairs {
            *counts.entry((of(before), of(after))).or_default() += 1;
        }
        Self(counts)
    }

    /// Those that do not stay where they are, the most first.
    pub(super) fn moved(self) -> Vec<Flow> {
        let text = |name: Option<&Name>| name.map(ToString::to_string);
        let moved = self.0.into_iter().filter(|((from, to), _)| from != to);
        let mut flows: Vec<Flow> =
            moved.map(|((from, to), tickets)| Flow { from: text(from), to: text(to), tickets }).collect();
        flows.sort_by_key(|flow| Reverse(flow.tickets));
        flows
    }
}

/// The tickets of each team, the greatest change first.
pub(super) fn load(pairs: &[Pair<'_>]) -> Vec<Load> {
    let mut counts: BTreeMap<&Name, (usize, usize)> = BTreeMap::new();
    for (_, old, new) in pairs {
        counts.entry(&old.team).or_default().0 += 1;
        counts.entry(&new.team).or_default().1 += 1;
    }
    let load = |(team, (before, after)): (&Name, _)| Load { team: team.to_string(), before, after };
    let mut loads: Vec<Load> = counts.into_iter().map(load).collect();
    loads.sort_by_key(|load| Reverse((load.before.abs_diff(load.after), load.before.max(load.after))));
    loads
}
