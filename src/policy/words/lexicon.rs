//! `lexicon("system", "ERP", ["sap", "erp", "s/4 hana"])`: words in a ticket's text that say what a field is.
//!
//! The value `()` takes phrases out of the game: with `lexicon("line", (), ["phone line"])` the text "phone line 4"
//! names no production line.

use super::{Words, argument_text, note, usage};
use crate::error::Problem;
use crate::policy::datum::Datum;
use crate::policy::declaration::Declaration;
use crate::policy::reader::Named;
use crate::text::Refused;
use crate::value::Value;
use std::cell::RefCell;
use std::sync::Arc;

#[inline(never)]
pub(super) fn read(declaration: &Declaration, words: &mut Words, problems: &RefCell<Vec<Problem>>) {
    let Some(field) = argument_text(declaration, 0, problems) else { return };
    let value = declaration.arguments.get(1).and_then(Datum::value);
    let (Some(value @ (Value::Null | Value::Text(_) | Value::Bool(_) | Value::Int(_))), Some(Datum::List(terms))) =
        (value, declaration.arguments.get(2))
    else {
        return note(problems, declaration.at.clone(), "wrong-arguments", usage("lexicon"), "");
    };
    let Words { lexicon, lexicon_entries: entries, lexicon_terms, .. } = words;
    let (entries, known) = (Arc::make_mut(entries), Arc::make_mut(lexicon_terms));
    for (index, term) in terms.iter().enumerate() {
        let places = declaration.places.inside("2").and_then(|list| list.inside(&index.to_string()));
        let at = places.and_then(|places| places.at.clone()).unwrap_or_else(|| declaration.at.clone());
        let Some(term) = term.as_text() else {
            note(problems, at, "wrong-type", "a term must be text", "");
            continue;
        };
        match lexicon.add(&field, &value, term) {
            Ok(()) => known.push((entries.len(), Named { name: term.to_owned(), at })),
            Err(refused) => {
                let (message, help) = refusal(&refused, &field, term);
                note(problems, at, "bad-term", message, help);
            }
        }
    }
    entries.push((Named { name: field, at: declaration.at.clone() }, value));
}

fn refusal(refused: &Refused, field: &str, term: &str) -> (String, &'static str) {
    match refused {
        Refused::Empty => (format!("the term `{term}` has no letter and no digit"), ""),
        Refused::Number => (format!("`{{n}}` in `{term}` must follow a word, and only once"), "write `line {n}`"),
        Refused::Taken(other) => {
            (format!("the term `{term}` already stands for `{field}` = `{other}`"), "keep it in one place")
        }
    }
}
