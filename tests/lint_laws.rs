//! What lint says of conditions holds for every ticket, and nothing that does is left unsaid: random rules, judged by
//! trying out every ticket that could matter.
//!
//! `ANDON_LINT_CASES` sets how many policies are tried.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use andon::{Policy, Verdict};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use support::{instant, ticket, tiny_with};

const RULES: [&str; 4] = ["a", "b", "c", "d"];
/// The severity of each rule: the first and the last are equals.
const PRIORITIES: [&str; 4] = ["P2", "P1", "P3", "P2"];

/// A condition that asks about three fields, one of each kind.
fn condition() -> impl Strategy<Value = String> {
    let number = (0..3usize, 1..9i64, prop::bool::ANY).prop_map(|(op, n, given)| {
        let field = if given { "(t.users_blocked ?? 4)" } else { "t.users_blocked" };
        format!("{field} {} {n}", ["<", ">=", "=="].get(op).unwrap())
    });
    let zone = (0..5usize).prop_map(|which| {
        let texts = [
            "t.zone == \"floor\"",
            "t.zone != \"office\"",
            "(t.zone ?? \"office\") in [\"office\", \"hall\"]",
            "has(t.zone)",
            "t.zone.starts_with(\"f\")",
        ];
        (*texts.get(which).unwrap()).to_owned()
    });
    let flag = prop_oneof![
        Just("t.production_stopped".to_owned()),
        Just("(t.production_stopped ?? true)".to_owned()),
        Just("t.production_stopped == false".to_owned()),
    ];
    let leaf = prop_oneof![number, zone, flag];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several.clone().prop_map(|parts| format!("({})", parts.join(" && "))),
            several.prop_map(|parts| format!("({})", parts.join(" || "))),
            inner.clone().prop_map(|part| format!("!({part})")),
            (inner.clone(), inner.clone(), inner).prop_map(|(c, a, b)| format!("(if {c} {{ {a} }} else {{ {b} }})")),
        ]
    })
}

/// Every ticket that the conditions above can tell apart.
fn tickets() -> Vec<String> {
    let mut tickets = Vec::new();
    for zone in ["", r#", "zone": "floor""#, r#", "zone": "office""#, r#", "zone": "hall""#] {
        for stopped in ["", r#", "productionStopped": true"#, r#", "productionStopped": false"#] {
            let blocked = (0..10).map(|n| format!(r#", "usersBlocked": {n}"#));
            for users in blocked.chain([String::new()]) {
                tickets.push(format!(r#"{{ "id": "1", "openedAt": "2026-03-02T06:00:00Z"{zone}{stopped}{users} }}"#));
            }
        }
    }
    tickets
}

/// For each ticket the rules that hold.
fn tried_out(policy: &Policy) -> Vec<BTreeSet<String>> {
    let now = instant("2026-03-02T06:00:00Z");
    let held = |json: &String| {
        let explanation = policy.explain(&ticket(json), now).unwrap();
        let trace = explanation.trace.into_iter();
        trace
            .filter(|seen| seen.verdict == Verdict::Matched && RULES.contains(&seen.id.as_str()))
            .map(|s| s.id)
            .collect()
    };
    tickets().iter().map(held).collect()
}

/// What should be said of the rules, by trying them out.
fn expected(held: &[BTreeSet<String>]) -> BTreeSet<(String, &'static str)> {
    let mut expected = BTreeSet::new();
    for (index, (rule, priority)) in RULES.iter().zip(PRIORITIES).enumerate() {
        let with: Vec<&BTreeSet<String>> = held.iter().filter(|rules| rules.contains(*rule)).collect();
        let heard_first = RULES
            .iter()
            .zip(PRIORITIES)
            .enumerate()
            .filter(|(at, (_, other))| *other < priority || *other == priority && *at < index);
        let first: Vec<&str> = heard_first.map(|(_, (other, _))| *other).collect();
        if with.is_empty() {
            expected.insert((format!("rule `{rule}`"), "never-holds"));
        } else if with.iter().all(|rules| first.iter().any(|other| rules.contains(*other))) {
            expected.insert((format!("rule `{rule}`"), "shadowed-rule"));
        }
        if with.len() == held.len() {
            expected.insert((format!("rule `{rule}`"), "always-holds"));
        }
    }
    expected
}

#[test]
fn what_is_said_of_rules_is_what_trying_them_out_says() {
    let cases = std::env::var("ANDON_LINT_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(40);
    let mut runner = TestRunner::new_with_rng(
        Config { cases, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let said = std::cell::Cell::new(0);
    runner
        .run(&prop::collection::vec(condition(), RULES.len()), |conditions| {
            let rules = RULES.iter().zip(PRIORITIES).zip(&conditions).map(|((id, priority), condition)| {
                format!("rule(\"{id}\", #{{ when: |t| {condition}, priority: \"{priority}\" }});\n")
            });
            let fields = r#"field("zone", #{ values: ["floor", "office", "hall"] });"#;
            let source = format!("{fields}\n{}", rules.collect::<String>());
            let policy = tiny_with(&source).unwrap_or_else(|error| panic!("{source}\n{error}"));
            let codes = ["never-holds", "always-holds", "shadowed-rule"];
            let findings = policy.lint(Some((2026, 3))).into_iter().filter(|finding| codes.contains(&finding.code));
            let found: BTreeSet<(String, &str)> = findings
                .map(|finding| {
                    let rule =
                        RULES.iter().map(|id| format!("rule `{id}`")).find(|rule| finding.message.contains(rule));
                    (rule.unwrap(), finding.code)
                })
                .collect();
            said.set(said.get() + found.len());
            prop_assert_eq!(found, expected(&tried_out(&policy)), "{}", source);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    let said = said.get();
    println!("{cases} policies, {said} findings, each as trying out {} tickets says", tickets().len());
    assert!(said > 0, "nothing was found in any policy: the rules are too tame");
}
