//! Texts that a condition compares a field with, and that the field can never be.
//!
//! The compiler knows `t.zone == "ofice"`; here are comparisons with `t.zone ?? "unknown"`, and fields without a list
//! that the policy itself gives their values: systems, lines, plants, what the lexicon says.

use super::{Findings, distinct, given, reasoning};
use crate::error::did_you_mean;
use crate::expression::{Comparison, Expr, Op};
use crate::policy::Policy;
use crate::policy::known::closed_values;
use crate::policy::questions::questions;
use crate::value::Value;

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    for question in questions(policy) {
        let Some(tree) = policy.scripts.tree(question.closure) else { continue };
        comparisons(tree, &mut |value, with| {
            let mut read = Vec::new();
            let Some(defaults) = fields_and_defaults(value, &mut read) else { return };
            let [field] = read.as_slice() else { return };
            let Some(known) = known(policy, field) else { return };
            for text in texts(with) {
                if !known.iter().chain(&defaults).any(|known| *known == text) {
                    let at = policy.scripts.place(with.at, question.closure);
                    let help = did_you_mean(&text, known.iter().map(String::as_str), || {
                        format!("the policy knows: {}", known.join(", "))
                    });
                    let message = format!("nothing in the policy makes `{field}` `{text}`");
                    findings.warn("unknown-text", at, message, help);
                }
            }
        });
    }
}

/// Calls `note` with both sides of every comparison of something with constants.
fn comparisons<'e>(expr: &'e Expr, note: &mut impl FnMut(&'e Expr, &'e Expr)) {
    match &expr.op {
        Op::Compare(Comparison::Equal | Comparison::Unequal, pair) => {
            let [a, b] = &**pair;
            if b.constant().is_some() {
                note(a, b)
            } else if a.constant().is_some() {
                note(b, a)
            }
        }
        Op::Contains(pair) => {
            let [container, value] = &**pair;
            if matches!(container.constant(), Some(Value::List(_))) {
                note(value, container);
            }
        }
        _ => {}
    }
    expr.parts().into_iter().for_each(|part| comparisons(part, note));
}

/// The fields of `t.a ?? t.b ?? "c"`, and its constants; none if it is anything else.
fn fields_and_defaults<'e>(expr: &'e Expr, read: &mut Vec<&'e str>) -> Option<Vec<String>> {
    match &expr.op {
        Op::Field(field) => {
            read.push(&field.name);
            Some(Vec::new())
        }
        Op::Constant(_) => Some(texts(expr)),
        Op::Otherwise(parts) => {
            let parts: Option<Vec<_>> = parts.iter().map(|part| fields_and_defaults(part, read)).collect();
            Some(parts?.concat())
        }
        _ => None,
    }
}

fn texts(expr: &Expr) -> Vec<String> {
    reasoning::constants(expr).iter().filter_map(Value::as_text).map(str::to_owned).collect()
}

/// The texts that a field can have; none if a ticket may bring others that make sense.
fn known(policy: &Policy, field: &str) -> Option<Vec<String>> {
    let words = &policy.words;
    let named = match field {
        "system" => !words.systems.is_empty(),
        "line" => !words.lines.is_empty(),
        "plant" => !words.plants.is_empty(),
        _ => false,
    };
    let list = closed_values(words, &words.schema, field);
    let mut texts: Vec<String> = match list {
        Some(list) => list.into_iter().map(str::to_owned).collect(),
        None if named => Vec::new(),
        None => return None,
    };
    texts.extend(given::texts(policy, field));
    // `line {n}` stands for texts that cannot be listed.
    if texts.iter().any(|text| text.contains("{n}")) {
        return None;
    }
    Some(distinct(texts.into_iter()))
}
