//! A policy that is compiled again is the one that is compiled anew, whatever was typed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failing test may panic"
)]

mod support;

use andon::Policy;
use andon::error::PolicyError;
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::files;

type Files = BTreeMap<String, String>;

/// Texts that somebody may type: harmless, of matter to other files, wrong.
const TYPED: [&str; 14] = [
    "// a remark",
    "rule(\"more\", #{ when: |t| t.production_stopped, priority: \"P1\" });",
    "rule(\"more\", #{ when: |t| { let n = 0; while n < 3 { n += 1; } n == 3 }, priority: \"P1\" });",
    "route(\"more\", #{ when: |t| t.zone == \"office\", to: \"nobody\" });",
    "field(\"more\", #{ type: \"int\" });",
    "fn more(t) { t.users_blocked > 3 }",
    "fn more() { 1 }\nrule(\"more\", #{ when: |t| more() == 1, priority: \"P1\" });",
    "lexicon(\"line\", \"N-1\", [\"first line\"]);",
    "team(\"more\", #{ name: \"More\" });",
    "rule(\"more\", #{ when: |t| t.nothing, priority: \"P1\" });",
    "unheard_of(1);",
    "rule(\"",
    "throw \"no\";",
    "loop {}",
];

fn outcome(compiled: &Result<Policy, PolicyError>) -> String {
    match compiled {
        Ok(policy) => match policy.bundle() {
            Ok(bundle) => serde_json::to_string(&bundle).unwrap(),
            Err(error) => format!("{:?} {error}", policy.identity()),
        },
        Err(error) => error.to_string(),
    }
}

/// Types a text into a file: at its end, or instead of a line.
fn typed(files: &Files, (file, line, text): (usize, usize, &str)) -> Files {
    let mut files = files.clone();
    let place = file % files.len();
    let old = files.values_mut().nth(place).unwrap();
    let mut lines: Vec<&str> = old.lines().collect();
    match line % (2 * lines.len().max(1)) {
        instead if instead < lines.len() => lines[instead] = text,
        _ => lines.push(text),
    }
    *old = lines.join("\n");
    files
}

fn edit() -> impl Strategy<Value = (usize, usize, &'static str)> {
    (any::<usize>(), any::<usize>(), prop::sample::select(TYPED.to_vec()))
}

fn follow(mut now: Files, edits: &[(usize, usize, &'static str)]) {
    let mut policy = Policy::compile(&now).unwrap();
    for edit in edits {
        let next = typed(&now, *edit);
        let (anew, again) = (Policy::compile(&next), policy.recompile(&next));
        assert_eq!(outcome(&again), outcome(&anew), "after {edit:?}");
        // A policy that does not compile is followed by the next edit of the last that did.
        if let Ok(again) = again {
            (policy, now) = (again, next);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_small_policy(edits in prop::collection::vec(edit(), 1..6)) {
        follow(files("tests/policies/workshop"), &edits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn a_pack(edits in prop::collection::vec(edit(), 1..5)) {
        follow(files("rules/manufacturing"), &edits);
    }
}

#[test]
fn another_set_of_files_is_compiled_anew() {
    let whole = files("tests/policies/workshop");
    let policy = Policy::compile(&whole).unwrap();
    let mut fewer = whole.clone();
    fewer.remove("rules.rhai");
    assert_eq!(outcome(&policy.recompile(&fewer)), outcome(&Policy::compile(&fewer)));
    let bundled = Policy::load(&policy.bundle().unwrap()).unwrap();
    assert_eq!(outcome(&bundled.recompile(&whole)), outcome(&Ok(policy)));
}
