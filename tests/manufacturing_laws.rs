//! Promises of the manufacturing pack that no single example can keep.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use andon::Decision;
use andon::Policy;
use serde_json::json;
use std::collections::BTreeSet;
use support::{files, instant, policy, root, ticket};

const PACK: &str = "rules/manufacturing";
const SUNDAY: &str = "2026-03-01T18:00:00Z";

fn decide(policy: &Policy, entries: &serde_json::Value) -> Decision {
    let mut ticket_json = json!({ "id": "law", "openedAt": SUNDAY });
    ticket_json.as_object_mut().unwrap().extend(entries.as_object().unwrap().clone());
    policy.decide(&ticket(&ticket_json.to_string()), instant(SUNDAY)).unwrap()
}

/// Whatever else is said: no shift, no plan, a twin, a test system, repaired, announced, one user, low and low.
#[test]
fn security_and_danger_are_never_lowered() {
    let policy = policy(PACK);
    let circumstances = [
        ("lineScheduled", json!(false)),
        ("assetRedundant", json!(true)),
        ("environment", json!("test")),
        ("restored", json!(true)),
        ("plannedMaintenance", json!(true)),
        ("usersBlocked", json!(0)),
        ("symptom", json!("request")),
    ];
    for danger in [json!({ "category": "Security" }), json!({ "threat": "malware" }), json!({ "safetyRisk": true })] {
        for chosen in 0..1_u32 << circumstances.len() {
            let mut entries = danger.clone();
            for (bit, (field, value)) in circumstances.iter().enumerate() {
                if chosen >> bit & 1 == 1 {
                    entries[field] = value.clone();
                }
            }
            assert_eq!(decide(&policy, &entries).priority, "P1", "{entries}");
        }
    }
}

#[test]
fn every_category_has_an_owner_questions_and_clocks_at_every_priority() {
    let policy = policy(PACK);
    let form = policy.fields();
    for category in &form.categories {
        assert!(!category.require.is_empty(), "{} asks for nothing", category.id);
        for level in ["high", "medium", "low"] {
            let decision = decide(&policy, &json!({ "category": category.id, "impact": level, "urgency": level }));
            assert_ne!(format!("{:?}", decision.assignment.by), "Fallback", "{} has no owner", category.id);
            for target in ["response", "resolution"] {
                let promised = decision.targets.iter().any(|clock| clock.target == target);
                assert!(promised, "{} {} has no {target}", category.id, decision.priority);
            }
        }
    }
}

#[test]
fn the_catalogue_lists_every_rule_and_no_other() {
    let readme = std::fs::read_to_string(root(PACK).join("README.md")).unwrap();
    let catalogue = readme.split("## Rules of priority").nth(1).unwrap().split("\n## ").next().unwrap();
    let first_cells =
        catalogue.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|line| line.split(" |").next());
    let listed: BTreeSet<&str> =
        first_cells.flat_map(|cell| cell.split(['`', ','])).map(str::trim).filter(|id| !id.is_empty()).collect();
    let sources = files(PACK);
    let declared: BTreeSet<&str> = sources
        .values()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.strip_prefix("rule(\"")?.split('"').next())
        .collect();
    assert_eq!(listed, declared);
}

#[test]
fn samples_are_decided_without_a_problem() {
    let policy = policy(PACK);
    for line in std::fs::read_to_string(root(PACK).join("samples.ndjson")).unwrap().lines() {
        let decision = policy.decide(&ticket(line), instant("2026-03-03T12:00:00Z")).unwrap();
        assert!(decision.problems.is_empty(), "{}: {:?}", decision.id, decision.problems);
    }
}
