//! Texts that a setting may come to, and that are none of its values: the decision would go on without it.

use super::Findings;
use crate::error::did_you_mean;
use crate::expression::{Expr, Op};
use crate::policy::Policy;
use crate::questions::{Role, questions};
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
        each_end(tree, &mut |end| {
            let Some(text) = end.constant().and_then(Value::as_text) else { return };
            if !known.iter().any(|value| value == text) {
                let message = format!("`{entry}` of {} `{}` may be `{text}`", question.word, question.id);
                let help =
                    did_you_mean(text, known.iter().map(String::as_str), || format!("one of: {}", known.join(", ")));
                findings.warn("unknown-text", policy.scripts.place(end.at, question.closure), message, help);
            }
        });
    }
}

/// Calls `note` with each part that a value may come from.
fn each_end<'e>(expr: &'e Expr, note: &mut impl FnMut(&'e Expr)) {
    match &expr.op {
        Op::If(parts) => {
            let [_, then, other] = &**parts;
            each_end(then, note);
            each_end(other, note);
        }
        Op::Switch(switch) => {
            let arms = switch.arms.iter().map(|arm| &arm.then);
            arms.chain(&switch.otherwise).for_each(|end| each_end(end, note));
        }
        Op::Otherwise(parts) => parts.iter().for_each(|part| each_end(part, note)),
        Op::Given(_, body) => each_end(body, note),
        _ => note(expr),
    }
}
