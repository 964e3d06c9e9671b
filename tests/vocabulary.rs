//! The vocabulary for editors says of every word exactly what its reader reads.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test may panic"
)]

mod support;

use andon::error::Problem;
use andon::vocabulary::{Entry, Wants, WordDoc, vocabulary};
use support::{policy, root, tiny_with};

/// Words that take no map, or one whose keys are names.
const WITHOUT_ENTRIES: [&str; 3] = ["currency", "lexicon", "test"];

/// The problems of a policy with one declaration of a word, its map holding `inside`.
fn problems(word: &WordDoc, inside: &str) -> Vec<Problem> {
    let id = if ["policy", "matrix"].contains(&word.name) { "" } else { "\"some_thing\", " };
    let source = format!("{}({id}#{{ {inside} }});", word.name);
    tiny_with(&source).err().map(|error| error.problems().to_vec()).unwrap_or_default()
}

/// What a reader knows, from what it says about an entry that nobody knows.
fn known(problems: &[Problem]) -> Vec<String> {
    let unknown = |problem: &&Problem| problem.message.contains("qqqqqqqqqqqqqqqq");
    let help = &problems.iter().find(unknown).unwrap_or_else(|| panic!("{problems:?}")).help;
    let list =
        help.strip_prefix("known: ").or_else(|| help.strip_prefix("known keys: ")).expect("a list of what is known");
    let mut names: Vec<String> = list.split(", ").map(str::to_owned).collect();
    names.sort();
    names
}

fn described(entries: &[Entry]) -> Vec<String> {
    let mut names: Vec<String> = entries.iter().map(|entry| entry.name.to_owned()).collect();
    names.sort();
    names
}

/// An entry as text, with `inside` in its map.
fn holding(entry: &Entry, inside: &str) -> String {
    match entry.wants {
        Wants::Map | Wants::LengthOrMap => format!("{}: #{{ {inside} }}", entry.name),
        Wants::Maps | Wants::Items => format!("{}: [#{{ {inside} }}]", entry.name),
        Wants::Lengths => format!("{}: #{{ some: #{{ {inside} }} }}", entry.name),
        other => panic!("{other:?} holds no entries"),
    }
}

/// The path to what is in an entry's map.
fn path_into(entry: &Entry) -> String {
    match entry.wants {
        Wants::Maps | Wants::Items => format!("{}[0].", entry.name),
        Wants::Lengths => format!("{}.some.", entry.name),
        _ => format!("{}.", entry.name),
    }
}

/// Judges entries, and those inside them: `wrap` puts text where they stand, `path` leads there.
fn agree(word: &WordDoc, entries: &[Entry], path: &str, wrap: &dyn Fn(&str) -> String) {
    let found = problems(word, &wrap("qqqqqqqqqqqqqqqq: 1"));
    assert_eq!(known(&found), described(entries), "the entries of `{}`, {}", word.name, wrap("..."));
    let missing = |entry: &Entry| {
        let (message, path) = (format!("`{}` is missing", entry.name), format!("{path}{}", entry.name));
        found.iter().any(|problem| problem.message == message && problem.at.path.as_deref().is_none_or(|at| at == path))
    };
    for entry in entries {
        let says_when = word.name == "escalate" && entry.name == "after";
        assert!(
            says_when || missing(entry) == entry.required,
            "whether `{}` of `{}` is required",
            entry.name,
            word.name
        );
        if word.name != "calendar" {
            type_agrees(word, entry, wrap);
        }
        if !entry.entries.is_empty() {
            agree(word, entry.entries, &format!("{path}{}", path_into(entry)), &|inside| wrap(&holding(entry, inside)));
        }
    }
}

/// Something of another type is refused in the words of the type.
fn type_agrees(word: &WordDoc, entry: &Entry, wrap: &dyn Fn(&str) -> String) {
    let (other, wanted) = match entry.wants {
        Wants::Text | Wants::Name | Wants::Choice => ("1", "must be text"),
        Wants::Texts | Wants::Names => ("[1]", "holds texts"),
        Wants::Bool => ("1", "must be true or false"),
        Wants::Int => ("\"x\"", "must be a whole number"),
        Wants::Number => ("\"x\"", "must be a number"),
        Wants::Length => ("\"x\"", "is not a length of time"),
        Wants::Percentages => ("1", "must be a list of percentages"),
        Wants::Closure => ("1", "must be a closure over the ticket"),
        Wants::Map => ("1", "must be a map"),
        Wants::Maps => ("1", "must be a list of maps"),
        Wants::Items => ("1", "holds maps"),
        Wants::LengthOrMap => ("1", "must be a length of time"),
        Wants::Lengths => ("1", "must be a map of names"),
        Wants::Setting | Wants::Data => return,
    };
    let found = problems(word, &wrap(&format!("{}: {other}", entry.name)));
    let refused = |problem: &Problem| problem.message.contains(wanted);
    assert!(found.iter().any(refused), "`{}` of `{}` {wanted}: {found:?}", entry.name, word.name);
    if !entry.values.is_empty() {
        let found = problems(word, &wrap(&format!("{}: \"qqqq\"", entry.name)));
        let listed = entry.values.join(", ");
        assert!(found.iter().any(|problem| problem.help.contains(&listed)), "the choices of `{}`", entry.name);
    }
}

#[test]
fn table_and_readers_agree() {
    for word in vocabulary().words.iter().filter(|word| !WITHOUT_ENTRIES.contains(&word.name)) {
        agree(word, word.entries, "", &str::to_owned);
    }
}

#[test]
fn everything_is_explained() {
    let vocabulary = vocabulary();
    assert!(vocabulary.words.iter().all(|word| !word.doc.is_empty()));
    assert!(vocabulary.functions.iter().all(|function| !function.doc.is_empty()));
    assert!(vocabulary.fields.iter().all(|field| !field.doc.is_empty()));
}

#[test]
fn the_file_for_editors_is_up_to_date() {
    let file = std::fs::read_to_string(root("pkg/vocabulary.json")).expect("pkg/vocabulary.json");
    let current = serde_json::to_value(vocabulary()).expect("JSON");
    let written: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    assert!(
        written == current,
        "renew it: cargo run --example vocabulary > pkg/vocabulary.json && npx biome format --write pkg"
    );
}

#[test]
fn the_names_of_a_policy_have_places() {
    let vocabulary = policy("rules/manufacturing").vocabulary();
    let team = vocabulary.names["team"].iter().find(|team| team.id == "network").expect("the team");
    assert_eq!((team.at.file.as_deref(), team.at.line.is_some()), (Some("80-teams.rhai"), true));
    assert_eq!(vocabulary.scales.priority, ["P1", "P2", "P3", "P4"]);
    let function = vocabulary.functions.iter().find(|function| function.name == "is_down").expect("the function");
    assert_eq!(
        (function.parameters.as_slice(), function.file.as_str()),
        (&["t".to_owned()][..], "60-priority-frame.rhai")
    );
    let zone = vocabulary.fields.iter().find(|field| field.name == "zone").expect("the field");
    assert!(zone.values.as_ref().is_some_and(|values| values.contains(&"production-floor".to_owned())));
}
