//! Flows: from where to where tickets go, and who has more of them than before.

use crate::history::ranked::ranked;
use serde::Serialize;
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
#[derive(Default)]
pub(super) struct Flows<'n>(BTreeMap<(Option<&'n str>, Option<&'n str>), usize>);

impl<'n> Flows<'n> {
    /// Counts tickets that go from one to another.
    pub(super) fn add(&mut self, from: Option<&'n str>, to: Option<&'n str>, tickets: usize) {
        if tickets > 0 {
            *self.0.entry((from, to)).or_default() += tickets;
        }
    }

    /// Those that do not stay where they are, the most first.
    pub(super) fn moved(&self) -> Vec<Flow> {
        let text = |name: &Option<&str>| name.map(str::to_owned);
        let moved = self.0.iter().filter(|((from, to), _)| from != to);
        let flows = moved.map(|((from, to), tickets)| Flow { from: text(from), to: text(to), tickets: *tickets });
        ranked(flows, |flow| flow.tickets)
    }

    /// The tickets of each, the greatest change first.
    pub(super) fn load(&self) -> Vec<Load> {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for ((from, to), tickets) in &self.0 {
            counts.entry(from.unwrap_or_default()).or_default().0 += tickets;
            counts.entry(to.unwrap_or_default()).or_default().1 += tickets;
        }
        let loads = counts.into_iter().map(|(team, (before, after))| Load { team: team.to_owned(), before, after });
        ranked(loads, |load| (load.before.abs_diff(load.after), load.before.max(load.after)))
    }
}
