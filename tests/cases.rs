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
//! The answers go, a line each, to `cases.ndjson` in cargo's folder for test files: Node and Chromium have to give the same
//! bytes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a failing test may panic"
)]

use andon::Policy;
use andon::error::Problem;
use andon::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    policy: Source,
    ticket: andon::value::Value,
    now: String,
    expect: Option<Json>,
    error: Option<Json>,
}

#[derive(Deserialize)]
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
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases.ndjson"), answers).unwrap();
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}

fn answer(case: &Case) -> String {
    let error = |name, message: String, problems: &[Problem]| {
        #[derive(Serialize)]
        struct Thrown<'a> {
            error: Failure<'a>,
        }
        serde_json::to_string(&Thrown { error: Failure { name, message, problems } }).unwrap()
    };
    let now = Instant::parse(&case.now).unwrap_or_else(|| panic!("`{}`: `now` is no instant", case.name));
    let policy = match Policy::compile(&files(&case.policy)) {
        Ok(policy) => policy,
        Err(e) => return error("PolicyError", e.to_string(), e.problems()),
    };
    match policy.decide(&case.ticket, now) {
        Ok(decision) => serde_json::to_string(&decision).unwrap(),
        Err(e) => error("TicketError", e.to_string(), e.problems()),
    }
}

fn all_cases() -> Vec<Case> {
    let read = |path: &PathBuf| -> Vec<Case> {
        let text = fs::read_to_string(path).unwrap();
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    sorted_files(&root().join("tests/cases"), "json").iter().flat_map(read).collect()
}

fn files(source: &Source) -> Files {
    let pack = match source {
        Source::Inline { files } => return files.clone(),
        Source::Folder(name) => root().join(name),
    };
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    sorted_files(&pack, "rhai").into_iter().map(file).collect()
}

fn sorted_files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
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
