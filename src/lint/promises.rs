//! Promises that are missing: priorities without an SLA, categories that nobody owns.

use super::{Findings, reasoning};
use crate::expression::{Comparison, Expr, Op, Read, Spot};
use crate::policy::Policy;
use crate::policy::words::{AgreementKind, Category};
use crate::value::Value;

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    priorities(policy, findings);
    for category in &policy.words.categories {
        owner(policy, category, findings);
    }
}

/// Priorities for which no SLA of the desk can hold.
fn priorities(policy: &Policy, findings: &mut Findings) {
    let slas: Vec<_> = policy.words.slas.iter().filter(|sla| sla.kind == AgreementKind::Sla).collect();
    for priority in &policy.matrix.priorities {
        let is_priority = equals(policy, "priority", priority);
        let may_hold = |closure| match policy.scripts.tree(closure) {
            Some(tree) => !reasoning::never(policy, &[&is_priority, tree]),
            None => true,
        };
        if !slas.iter().any(|sla| sla.when.as_ref().is_none_or(may_hold)) {
            let message = format!("no SLA can hold for a ticket of priority `{priority}`");
            let help = format!("declare an sla(...) whose `when` holds for it: `|t| t.priority == \"{priority}\"`");
            findings.warn("priority-without-sla", policy.matrix.at.clone(), message, help);
        }
    }
}

/// A category without an owner, that no route names and to which no system belongs.
fn owner(policy: &Policy, category: &Category, findings: &mut Findings) {
    let words = &policy.words;
    let id = &category.header.id;
    let of_system = words.systems.iter().any(|system| system.category.as_ref().is_some_and(|named| named.name == *id));
    // Where there is one team, there is nobody else to own anything.
    if category.owner.is_some() || of_system || words.teams.len() < 2 {
        return;
    }
    let names_it = |closure| match policy.scripts.tree(closure) {
        Some(tree) => reasoning::constants(tree).iter().any(|constant| constant.as_text() == Some(id)),
        None => true,
    };
    if !words.routes.iter().any(|route| route.when.as_ref().is_none_or(names_it)) {
        let message = format!("nobody owns the category `{id}`: no `owner`, no route that names it, no system");
        let help = "add `owner: \"...\"`; without it the fallback team gets its tickets";
        findings.warn("category-without-owner", category.header.at.clone(), message, help);
    }
}

/// `t.field == "value"`
fn equals(policy: &Policy, field: &str, value: &str) -> Expr {
    let at = Spot::default();
    let read = Expr::new(Op::Field(Read { name: field.into(), slot: policy.words.schema.id(field) }), at);
    let constant = Expr::new(Op::Constant(Value::from(value)), at);
    Expr::new(Op::Compare(Comparison::Equal, Box::new([read, constant])), at)
}
