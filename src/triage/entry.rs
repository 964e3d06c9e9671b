//! `Entries`: the rules and routes of a policy in the order in which the first that holds settles the question.

use crate::order::order;
use crate::policy::Policy;
use crate::policy::script::Closure;
use crate::policy::words::Effect;
use std::ops::Range;

/// A rule or a route.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry {
    /// A rule by its number, with the rank that it says, if it is the same for every ticket.
    Rule(usize, Option<usize>),
    /// A route by its number.
    Route(usize),
}

impl Entry {
    pub(super) fn when(self, policy: &Policy) -> Option<&Closure> {
        match self {
            Self::Rule(number, _) => policy.words.rules.get(number)?.when.as_ref(),
            Self::Route(number) => policy.words.routes.get(number)?.when.as_ref(),
        }
    }

    pub(super) fn rule(self) -> Option<usize> {
        match self {
            Self::Rule(number, _) => Some(number),
            Self::Route(_) => None,
        }
    }

    pub(super) fn rank(self) -> Option<usize> {
        match self {
            Self::Rule(_, rank) => rank,
            Self::Route(_) => None,
        }
    }
}

/// All entries: those that raise, the most severe first; caps, the strictest first; other rules; routes. Of equals the
/// first in the policy.
#[derive(Debug)]
pub(super) struct Entries {
    all: Vec<Entry>,
    pub(super) raising: Range<usize>,
    pub(super) caps: Range<usize>,
    /// Rules that say something else for each ticket, or that feed the matrix.
    pub(super) others: Range<usize>,
    pub(super) routes: Range<usize>,
}

impl Entries {
    pub(super) fn new(policy: &Policy) -> Self {
        let (mut raising, mut caps, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for (number, rule) in policy.words.rules.iter().enumerate() {
            let rank = rule.effect.priority().and_then(|name| policy.matrix.rank(name));
            let list = match (&rule.effect, rank) {
                (Effect::Priority(_), Some(_)) => &mut raising,
                (Effect::Cap(_), Some(_)) => &mut caps,
                _ => &mut others,
            };
            list.push(Entry::Rule(number, rank));
        }
        order(&mut raising, |a, b| a.rank().cmp(&b.rank()));
        order(&mut caps, |a, b| b.rank().cmp(&a.rank()));
        let routes = (0..policy.words.routes.len()).map(Entry::Route).collect();
        let mut all = Vec::new();
        let mut append = |entries: Vec<Entry>| {
            let start = all.len();
            all.extend(entries);
            start..all.len()
        };
        let [raising, caps, others, routes] = [raising, caps, others, routes].map(&mut append);
        Self { all, raising, caps, others, routes }
    }

    pub(super) fn all(&self) -> &[Entry] {
        &self.all
    }

    /// The lines of a range before the first whose rank `ends` it.
    pub(super) fn first(&self, range: &Range<usize>, ends: impl Fn(usize) -> bool) -> Range<usize> {
        let entries = self.all.get(range.clone()).unwrap_or_default();
        let count = entries.partition_point(|entry| entry.rank().is_some_and(|rank| !ends(rank)));
        range.start..range.start + count
    }

    pub(super) fn get(&self, number: usize) -> Option<Entry> {
        self.all.get(number).copied()
    }
}
