//! Shadows: declarations that never get a word in, because wherever they hold, another one is heard first.
//!
//! Of rules the most severe is heard, and of equals the first; of caps the strictest; of categories and of SLAs of one
//! kind and target, the first.

use super::{Findings, listed, reasoning};
use crate::expression::Expr;
use crate::policy::Policy;
use crate::policy::reader::{Header, Setting};
use crate::policy::script::Closure;
use crate::policy::words::{Effect, Sla};

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    rules(policy, findings);
    categories(policy, findings);
    slas(policy, findings);
}

/// A declaration and the condition under which it speaks.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'p> {
    pub(super) header: &'p Header,
    pub(super) closure: &'p Closure,
    pub(super) tree: &'p Expr,
}

impl<'p> Speaker<'p> {
    /// The speaker, unless it has no condition or one that is a script.
    pub(super) fn new(policy: &'p Policy, header: &'p Header, closure: Option<&'p Closure>) -> Option<Self> {
        let closure = closure?;
        Some(Self { header, closure, tree: policy.scripts.tree(closure)? })
    }
}

/// Those whose conditions cover that of a speaker: one alone if there is one. None if nobody covers it, and if it
/// never speaks at all.
pub(super) fn shadowed_by<'p>(policy: &Policy, speaker: Speaker<'p>, others: &[Speaker<'p>]) -> Option<Vec<&'p str>> {
    let trees: Vec<&Expr> = others.iter().map(|other| other.tree).collect();
    // Most declarations do have something to say: one search finds a ticket for that.
    if others.is_empty()
        || reasoning::may_be_uncovered(policy, speaker.tree, &trees)
        || reasoning::never(policy, &[speaker.tree])
    {
        return None;
    }
    let alone = others.iter().find(|other| reasoning::covered(policy, speaker.tree, &[other.tree]));
    if let Some(other) = alone {
        return Some(vec![&other.header.id]);
    }
    if others.len() < 2 || !reasoning::covered(policy, speaker.tree, &trees) {
        return None;
    }
    // Those without which it would not be covered are the ones to name.
    let mut needed: Vec<Speaker<'p>> = others.to_vec();
    for other in others {
        let rest: Vec<Speaker<'p>> = needed.iter().copied().filter(|n| n.header.id != other.header.id).collect();
        let trees: Vec<&Expr> = rest.iter().map(|other| other.tree).collect();
        if reasoning::covered(policy, speaker.tree, &trees) {
            needed = rest;
        }
    }
    Some(needed.iter().map(|other| other.header.id.as_str()).collect())
}

fn rules(policy: &Policy, findings: &mut Findings) {
    let rank = |setting: &Setting| policy.matrix.rank(setting.constant_text()?);
    let (mut raising, mut capping) = (Vec::new(), Vec::new());
    for rule in &policy.words.rules {
        let Some(speaker) = Speaker::new(policy, &rule.header, rule.when.as_ref()) else { continue };
        match &rule.effect {
            Effect::Priority(setting) => raising.extend(rank(setting).map(|rank| (rank, speaker))),
            // The strictest cap is the one that allows the least: the highest rank.
            Effect::Cap(setting) => capping.extend(rank(setting).map(|rank| (usize::MAX - rank, speaker))),
            Effect::Assess { .. } => {}
        }
    }
    for (kind, ranked) in [("a rule at least as severe", raising), ("a cap at least as strict", capping)] {
        for (index, (rank, speaker)) in ranked.iter().enumerate() {
            let heard_first =
                ranked.iter().enumerate().filter(|(at, (other, _))| other < rank || other == rank && *at < index);
            let others: Vec<Speaker<'_>> = heard_first.map(|(_, (_, other))| *other).collect();
            if let Some(by) = shadowed_by(policy, *speaker, &others) {
                let message = format!(
                    "rule `{}` never decides: wherever it holds, so does {kind}, {}",
                    speaker.header.id,
                    listed(by)
                );
                let help = "narrow the other, say something more severe here, or remove this one";
                findings.warn("shadowed-rule", speaker.closure.at.clone(), message, help);
            }
        }
    }
}

fn categories(policy: &Policy, findings: &mut Findings) {
    let all: Vec<Speaker<'_>> =
        policy.words.categories.iter().filter_map(|c| Speaker::new(policy, &c.header, c.when.as_ref())).collect();
    for (index, speaker) in all.iter().enumerate() {
        if let Some(by) = shadowed_by(policy, *speaker, all.get(..index).unwrap_or_default()) {
            let message = format!(
                "category `{}` is never chosen by its `when`: all of its tickets go to {} first",
                speaker.header.id,
                listed(by)
            );
            let help = "declare the narrower category first, or remove this `when`";
            findings.warn("shadowed-category", speaker.closure.at.clone(), message, help);
        }
    }
}

fn slas(policy: &Policy, findings: &mut Findings) {
    for (index, sla) in policy.words.slas.iter().enumerate() {
        let Some(speaker) = Speaker::new(policy, &sla.header, sla.when.as_ref()) else { continue };
        let earlier = policy.words.slas.iter().take(index).filter(|other| promises_the_same(sla, other));
        let others: Vec<Speaker<'_>> =
            earlier.filter_map(|other| Speaker::new(policy, &other.header, other.when.as_ref())).collect();
        if let Some(by) = shadowed_by(policy, speaker, &others) {
            let message = format!(
                "sla `{}` never counts: all of its targets are promised by {} first",
                sla.header.id,
                listed(by)
            );
            let help = "declare the narrower SLA first, or remove this one";
            findings.warn("shadowed-sla", speaker.closure.at.clone(), message, help);
        }
    }
}

/// Whether an SLA leaves another nothing to promise.
fn promises_the_same(sla: &Sla, earlier: &Sla) -> bool {
    let promised = |name: &str| earlier.targets.iter().any(|target| target.name == name);
    sla.kind == earlier.kind && sla.targets.iter().all(|target| promised(&target.name))
}
