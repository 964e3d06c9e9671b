//! Texts that a setting may come to, and that are none of its values: the decision would go on without it.

use super::Findings;
use crate::error::did_you_mean;
use crate::expression::ends;
use crate::policy::Policy;
use crate::policy::questions::{Role, questions};
use crate::value::Value;

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    for question in questions(policy) {
        let Role::Setting(entry) = question.role else { continue };
        let Some(tree) = policy.scripts.tree(question.closure) else { continue };
        let known = match entry {
            "impact" => &policy.matrix.impacts,
            "urgency" => &policy.matrix.urgencies,
            _ => &policy.matrix.priorities,
        };
        for end in ends(tree) {
            let Some(text) = end.constant().and_then(Value::as_text) else { continue };
            if !known.iter().any(|value| value == text) {
                let message = format!("`{entry}` of {} `{}` may be `{text}`", question.word, question.id);
                let help =
                    did_you_mean(text, known.iter().map(String::as_str), || format!("one of: {}", known.join(", ")));
                findings.warn("unknown-text", policy.scripts.place(end.at, question.closure), message, help);
            }
        }
    }
}
