//! Terms of the lexicon that do not say what they stand for.
//!
//! Each term is read as a text of its own. Where another term wins there, it wins wherever this one stands: `printer*`
//! behind `print*`, which matches the same words.

use super::Findings;
use crate::policy::Policy;
use crate::policy::reader::Named;
use crate::text::fold;
use crate::value::Value;

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    let Some(lexicon) = &policy.lexicon else { return };
    for (entry, term) in policy.words.lexicon_terms.iter() {
        let Some((field, value)) = policy.words.lexicon_entries.get(*entry) else { continue };
        let text = fold(&example(&term.name));
        let found = lexicon.read(&text).into_iter().find(|found| found.field == field.name);
        let said = found.map_or(Value::Null, |found| found.value.into_owned());
        if said != with_example(value) {
            finding(field, value, term, &said, findings);
        }
    }
}

fn finding(field: &Named, value: &Value, term: &Named, said: &Value, findings: &mut Findings) {
    let says = match said {
        Value::Null => "nothing".to_owned(),
        said => format!("`{said}`"),
    };
    let stands_for = match value {
        Value::Null => "takes the words out of the game".to_owned(),
        value => format!("stands for `{value}`"),
    };
    let message = format!("the term `{}` {stands_for}, but its words make `{}` {says}", term.name, field.name);
    let help = "another term covers the same words: write out the one that is to win, or remove one of them";
    findings.warn("shadowed-term", term.at.clone(), message, help);
}

/// A text that a term matches.
fn example(term: &str) -> String {
    term.replace("{n}", " 7 ")
}

/// What the value of a term with `{n}` comes to for its example.
fn with_example(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.replace("{n}", "7")),
        other => other.clone(),
    }
}
