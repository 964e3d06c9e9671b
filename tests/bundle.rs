//! A bundle is the policy: same decisions, byte for byte, and refused when it is not as it was made.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use andon::Policy;
use andon::time::Instant;
use andon::value::Value;

/// The bundle as it comes back from a file.
fn stored(policy: &Policy) -> Value {
    serde_json::from_str(&serde_json::to_string(&policy.bundle().unwrap()).unwrap()).unwrap()
}

fn tickets() -> Vec<Value> {
    let file = support::root("rules/manufacturing/samples.ndjson");
    std::fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_bundle_decides_and_explains_as_the_files_do() {
    for folder in support::folders("rules") {
        let whole = support::policy(&folder);
        let loaded = Policy::load(&stored(&whole)).unwrap();
        for ticket in tickets() {
            for now in ["2026-03-02T03:04:05Z", "2026-12-25T22:00:00Z"] {
                let now = Instant::parse(now).unwrap();
                let text = |policy: &Policy| serde_json::to_string(&policy.explain(&ticket, now).unwrap()).unwrap();
                assert_eq!(text(&loaded), text(&whole));
            }
        }
        assert_eq!(serde_json::to_string(&loaded.fields()).unwrap(), serde_json::to_string(&whole.fields()).unwrap());
        let failed: Vec<String> =
            loaded.test().results.into_iter().filter(|test| !test.ok).map(|test| test.name).collect();
        assert!(failed.is_empty(), "{failed:?}");
        assert_eq!(stored(&loaded), stored(&whole), "a bundle of a bundle");
    }
}

#[test]
fn every_altered_bundle_is_refused() {
    let bundle = stored(&support::policy("rules/servicenow-import"));
    let Value::Map(entries) = &bundle else { panic!("no map") };
    let problem = |bundle: &Value| Policy::load(bundle).unwrap_err().problems()[0].message.clone();
    for (key, value) in entries {
        let mut altered = entries.clone();
        altered.remove(key);
        assert!(problem(&Value::Map(altered.clone())).contains("no bundle"), "{key}");
        let other = if *value == Value::Null { Value::Int(7) } else { Value::Null };
        altered.insert(key.clone(), other);
        assert!(problem(&Value::Map(altered)).contains("no bundle"), "{key}");
    }
    assert!(problem(&Value::Int(3)).contains("it is no object"));
    let mut newer = entries.clone();
    newer.insert("andon".into(), Value::Int(99));
    assert!(problem(&Value::Map(newer)).contains("its format is 99"));
}

fn tiny_with(rule: &str) -> Policy {
    let tiny = std::fs::read_to_string(support::root("tests/support/tiny.rhai")).unwrap();
    Policy::compile(&[("tiny.rhai".to_owned(), tiny), ("rule.rhai".to_owned(), rule.to_owned())].into()).unwrap()
}

#[test]
fn a_closure_that_is_no_tree_is_named() {
    let rule = r#"rule("loops", #{ when: |t| { let n = 0; for x in [1, 2] { n += x; } n == 3 }, cap: "P3" });"#;
    let policy = tiny_with(rule);
    let error = policy.bundle().unwrap_err();
    assert_eq!(error.problems().len(), 1);
    let problem = &error.problems()[0];
    assert_eq!(problem.code, "not-lowered");
    assert!(problem.at.line.is_some() && problem.message.contains("is not covered"), "{problem}");
}

#[test]
fn a_bundle_brings_the_zones_of_its_calendars() {
    let policy =
        tiny_with("calendar(\"desk\", #{ zone: \"America/Monterrey\", hours: #{ \"mon-fri\": \"08:00-17:00\" } });");
    let Value::Map(entries) = stored(&policy) else { panic!("no map") };
    let Value::Map(zones) = &entries["zones"] else { panic!("no zones") };
    assert!(zones.keys().any(|name| name == "America/Monterrey"), "{:?}", zones.keys());
    assert!(zones.len() < 4, "only those it needs: {:?}", zones.keys());
}
