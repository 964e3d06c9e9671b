//! The common suite, run natively: `tests/cases/*.json`, each file a list of cases
//!
//! ```json
//! { "name": "...", "policy": "rules/manufacturing", "ticket": { ... }, "now": "2026-03-02T06:00:00Z", "expect": { ... } }
//! ```
//!
//! `policy` names a folder of the repository or holds the files themselves: `{ "files": { "a.rhai": "..." } }`. `expect` is a part of
//! the decision: of a map the entries named; of a list these items in this order, others between them allowed, but `[]` only
//! if the list is empty. `error` instead of `expect` is a part of the error `{ name, message, problems }`.
//!
//! The tests that the packs under `rules/` declare are cases as well; the list of those goes to `examples.ndjson`.
//!
//! The answers go, a line each, to `cases.ndjson` in cargo's folder for test files: Node and Chromium have to give the same
//! bytes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a failing test may panic"
)]

mod support;

use andon::Policy;
use andon::error::Problem;
use andon::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::{files, folders, policy, root};

type Files = BTreeMap<String, String>;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    policy: Source,
    ticket: andon::value::Value,
    now: String,
    expect: Option<Json>,
    error: Option<Json>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(untagged)]
enum Source {
    Folder(String),
    Inline { files: Files },
}

/// What `error` is compared with, in the order in which JavaScript writes it.
#[derive(Serialize)]
struct Failure<'a> {
    name: &'static str,
    message: String,
    problems: &'a [Problem],
}

#[test]
fn cases() {
    let mut answers = String::new();
    let mut failures = Vec::new();
    for case in all_cases() {
        let answer = answer(&case);
        let actual: Json = serde_json::from_str(&answer).unwrap();
        let expected = match (&case.expect, &case.error) {
            (Some(decision), None) => decision.clone(),
            (None, Some(error)) => json!({ "error": error }),
            _ => panic!("`{}` needs either `expect` or `error`", case.name),
        };
        compare(&case.name, &expected, &actual, &mut failures);
        answers.push_str(&answer);
        answers.push('\n');
    }
    let mut list = String::new();
    for folder in folders("rules") {
        let policy = policy(&folder);
        for example in examples(&folder, &policy) {
            answers.push_str(&decided(&policy, &example));
            answers.push('\n');
            list.push_str(&serde_json::to_string(&example).unwrap());
            list.push('\n');
        }
    }
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(kept.join("cases.ndjson"), answers).unwrap();
    fs::write(kept.join("examples.ndjson"), list).unwrap();
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}

fn answer(case: &Case) -> String {
    match Policy::compile(&source(&case.policy)) {
        Ok(policy) => decided(&policy, case),
        Err(e) => error("PolicyError", e.to_string(), e.problems()),
    }
}

fn decided(policy: &Policy, case: &Case) -> String {
    let now = Instant::parse(&case.now).unwrap_or_else(|| panic!("`{}`: `now` is no instant", case.name));
    match policy.decide(&case.ticket, now) {
        Ok(decision) => serde_json::to_string(&decision).unwrap(),
        Err(e) => error("TicketError", e.to_string(), e.problems()),
    }
}

fn error(name: &'static str, message: String, problems: &[Problem]) -> String {
    #[derive(Serialize)]
    struct Thrown<'a> {
        error: Failure<'a>,
    }
    serde_json::to_string(&Thrown { error: Failure { name, message, problems } }).unwrap()
}

/// What a pack's own tests decide, as cases.
fn examples(folder: &str, policy: &Policy) -> Vec<Case> {
    let case = |result: andon::TestResult| Case {
        name: format!("{folder}: {}", result.name),
        policy: Source::Folder(folder.to_owned()),
        ticket: result.ticket,
        now: result.now.expect("an instant").to_string(),
        expect: None,
        error: None,
    };
    policy.test().results.into_iter().map(case).collect()
}

fn all_cases() -> Vec<Case> {
    let read = |path: &PathBuf| -> Vec<Case> {
        let text = fs::read_to_string(path).unwrap();
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    sorted_files(&root("tests/cases"), "json").iter().flat_map(read).collect()
}

fn source(source: &Source) -> Files {
    match source {
        Source::Inline { files } => files.clone(),
        Source::Folder(name) => files(name),
    }
}

fn sorted_files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths
}

/// Notes every place where `actual` lacks what is expected.
fn compare(at: &str, expected: &Json, actual: &Json, failures: &mut Vec<String>) {
    match (expected, actual) {
        (Json::Object(expected), Json::Object(actual)) => {
            for (key, value) in expected {
                compare(&format!("{at} / {key}"), value, actual.get(key).unwrap_or(&Json::Null), failures);
            }
        }
        (Json::Array(expected), Json::Array(actual)) if !expected.is_empty() => {
            let mut rest = actual.iter();
            for (index, item) in expected.iter().enumerate() {
                if !rest.any(|candidate| matches(item, candidate)) {
                    failures.push(format!(
                        "{at}[{index}]: {item} is not there in this order: {}",
                        Json::from(actual.clone())
                    ));
                }
            }
        }
        _ if expected == actual => {}
        _ => failures.push(format!("{at}: expected {expected}, came {actual}")),
    }
}

fn matches(expected: &Json, actual: &Json) -> bool {
    let mut failures = Vec::new();
    compare("", expected, actual, &mut failures);
    failures.is_empty()
}
