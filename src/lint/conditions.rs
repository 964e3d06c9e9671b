//! Conditions that always hold, or never do.

use super::{Findings, reasoning};
use crate::policy::Policy;
use crate::policy::questions::{Question, Role, questions};

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    for question in questions(policy) {
        let Some(tree) = policy.scripts.tree(question.closure) else { continue };
        // Clocks are asked of states in a ticket's history, which intake has not seen: they may hold any value.
        let Role::Condition(_) = question.role else { continue };
        if reasoning::never(policy, &[tree]) {
            never(&question, findings);
        } else if tree.constant().is_none() && reasoning::always(policy, tree) {
            // A plain `true` says itself that it always holds.
            always(&question, findings);
        }
    }
}

fn never(question: &Question<'_>, findings: &mut Findings) {
    let message = format!("`{}` of {} `{}` never holds", question.role.entry(), question.word, question.id);
    let help = "no ticket can have all of these values at once: mend the condition, or remove what depends on it";
    findings.warn("never-holds", question.closure.at.clone(), message, help);
}

fn always(question: &Question<'_>, findings: &mut Findings) {
    let message = format!("`{}` of {} `{}` always holds", question.role.entry(), question.word, question.id);
    let help = "it says nothing: mend the condition, or write `|t| true` if every ticket is meant";
    findings.warn("always-holds", question.closure.at.clone(), message, help);
}
