//! Whole: every ticket judged by both policies, clocks, escalations and cost included.

use super::differences::{Pair, differences};
use super::flows::Flows;
use super::promises::targets;
use super::{Amount, Aspect, Comparison, CostChange, FiredChange, Found, Question, cents, failures, priorities};
use crate::history::History;
use crate::history::judgement::{Judgement, Name};
use crate::policy::Policy;
use std::collections::BTreeMap;

impl History {
    pub(super) fn compare_whole(&mut self, before: &Policy, after: &Policy, question: Question) -> Comparison {
        let old = self.judged(before, question.now);
        let new = self.judged_beside(before, after, question.now);
        let rows = old.rows.iter().zip(&new.rows).enumerate();
        let pairs: Vec<Pair<'_>> =
            rows.filter_map(|(at, (old, new))| Some((at, old.as_ref().ok()?, new.as_ref().ok()?))).collect();
        let found = found(&pairs, &priorities(before, after));
        Comparison {
            clocks: true,
            targets: targets(&pairs),
            escalations: escalations(&pairs),
            cost: Some(CostChange {
                before: cost(before, pairs.iter().map(|pair| pair.1)),
                after: cost(after, pairs.iter().map(|pair| pair.2)),
            }),
            ..self.told(before, after, question, found, &Aspect::ALL, failures(old.failed()))
        }
    }
}

fn found<'j>(pairs: &[Pair<'j>], priorities: &[String]) -> Found<'j> {
    let changed = pairs.iter().map(|(row, old, new)| (*row, differences(old, new)));
    let mut found = Found {
        tickets: pairs.len(),
        changed: changed.filter(|(_, aspects)| !aspects.is_empty()).collect(),
        matrix: vec![vec![0; priorities.len()]; priorities.len()],
        teams: Flows::default(),
        categories: Flows::default(),
    };
    let rank = |name: &Name| priorities.iter().position(|known| **known == **name);
    for (_, old, new) in pairs {
        if let (Some(row), Some(column)) = (rank(&old.priority), rank(&new.priority)) {
            found.count(row, column, 1);
        }
        found.teams.add(Some(&old.team), Some(&new.team), 1);
        found.categories.add(old.category.as_deref(), new.category.as_deref(), 1);
    }
    found
}

fn escalations(pairs: &[Pair<'_>]) -> Vec<FiredChange> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (_, old, new) in pairs {
        for (name, count) in &old.fired {
            counts.entry(name).or_default().0 += count;
        }
        for (name, count) in &new.fired {
            counts.entry(name).or_default().1 += count;
        }
    }
    let change = |(name, (before, after)): (&str, _)| FiredChange { escalation: name.to_owned(), before, after };
    counts.into_iter().map(change).collect()
}

fn cost<'j>(policy: &Policy, judgements: impl Iterator<Item = &'j Judgement>) -> Amount {
    let amount: f64 = judgements.filter_map(|judgement| judgement.money).map(|money| money.accrued).sum();
    Amount { currency: policy.words.currency.clone(), amount: cents(amount) }
}
