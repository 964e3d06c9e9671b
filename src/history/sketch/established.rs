//! Established: the facts of all tickets, found in the order in which one needs the other: words, names, calendars.

use super::facts::Facts;
use super::names::reads;
use super::{Refused, classified, scheduled, texts};
use crate::history::columns::Columns;
use crate::policy::Policy;
use std::collections::BTreeSet;

/// The facts that classification makes.
pub(super) fn establish(tickets: &Columns, policy: &Policy) -> Result<Facts, Refused> {
    let mut facts = Facts::new(tickets, policy);
    let asked = read_by_categories(policy)?;
    texts::read(&mut facts, tickets, policy, &asked);
    for name in asked.iter().map(String::as_str).chain(classified::INPUTS) {
        facts.receive(tickets, policy, name);
    }
    classified::classify(&mut facts, policy, &asked);
    let known = facts.names();
    scheduled::schedule(&mut facts, tickets, policy, &known);
    Ok(facts)
}

/// Adds the columns of what else is read.
pub(super) fn complete(facts: &mut Facts, tickets: &Columns, policy: &Policy, read: &BTreeSet<String>) {
    let lacking: BTreeSet<String> = read.iter().filter(|name| !facts.has(name)).cloned().collect();
    texts::find(facts, tickets, policy, &lacking);
    lacking.iter().for_each(|name| facts.receive(tickets, policy, name));
    scheduled::schedule(facts, tickets, policy, &lacking);
}

/// What the conditions of categories read.
fn read_by_categories(policy: &Policy) -> Result<BTreeSet<String>, Refused> {
    let mut names = BTreeSet::new();
    for closure in policy.words.categories.iter().filter_map(|category| category.when.as_ref()) {
        let tree = policy.scripts.tree(closure).ok_or(Refused)?;
        names.extend(reads(tree).into_iter().map(str::to_owned));
    }
    Ok(names)
}
