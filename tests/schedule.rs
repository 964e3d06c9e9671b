//! Fields that a calendar fills in: true of an incident that happened while it was open.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a failing test may panic")]

mod support;

use andon::Policy;
use andon::error::Problem;
use support::{instant, ticket, tiny_with};

const STOCKTAKING: &str = r#"
field("stocktaking", #{ during: "stocktaking", label: "Stocktaking" });
calendar("stocktaking", #{ zone: "Europe/Berlin", hours: #{ daily: [] }, exceptions: #{ "last fri": ["06:00-22:00"] } });
rule("stock", #{ when: |t| t.stocktaking && t.system == "WMS", priority: "P1", because: "Everybody waits for the scanners" });
system("WMS", #{ layer: "IT", owner: "desk" });
"#;

fn priority(policy: &Policy, opened: &str, more: &str) -> String {
    let json = format!(r#"{{"id":"1","openedAt":"{opened}","system":"WMS"{more}}}"#);
    policy.decide(&ticket(&json), instant(opened)).expect("a decision").priority
}

#[test]
fn an_open_calendar_makes_it_true() {
    let files = tiny_with(STOCKTAKING).unwrap_or_else(|error| panic!("{error}"));
    let bundle = Policy::load(&files.bundle().expect("a bundle")).expect("the same policy");
    for policy in [files, bundle] {
        // In winter 06:00 is 05:00 UTC, in summer 04:00.
        assert_eq!(priority(&policy, "2026-02-27T05:00:00Z", ""), "P1");
        assert_eq!(priority(&policy, "2026-02-27T04:59:59Z", ""), "P3");
        assert_eq!(priority(&policy, "2026-07-31T04:00:00Z", ""), "P1");
        assert_eq!(priority(&policy, "2026-02-20T12:00:00Z", ""), "P3");
        assert_eq!(priority(&policy, "2026-02-20T12:00:00Z", r#","stocktaking":true"#), "P1", "who says so knows");
    }
}

#[test]
fn it_is_told_with_its_calendar_and_nobody_is_asked_for_it() {
    let policy = tiny_with(STOCKTAKING).unwrap_or_else(|error| panic!("{error}"));
    let opened = instant("2026-02-27T12:00:00Z");
    let decision =
        policy.decide(&ticket(r#"{"id":"1","openedAt":"2026-02-27T12:00:00Z"}"#), opened).expect("a decision");
    let fact = decision.facts.iter().find(|fact| &*fact.field == "stocktaking").expect("the fact");
    assert_eq!((fact.value.to_string(), fact.detail.as_str()), ("true".to_owned(), "stocktaking"));
    let undecided: Vec<&String> = decision.undecided.iter().flat_map(|open| &open.fields).collect();
    assert_eq!(undecided, ["system"]);
    let codes: Vec<&str> = policy.lint(None).iter().map(|finding| finding.code).collect();
    assert!(!codes.contains(&"unused-calendar") && !codes.contains(&"field-never-asked"), "{codes:?}");
}

#[test]
fn what_is_wrong_with_it_is_told() {
    let problems = |source: &str| -> Vec<Problem> { tiny_with(source).expect_err("a problem").problems().to_vec() };
    let told = |source: &str| problems(source)[0].message.clone();
    assert_eq!(told(r#"field("a", #{ during: "stocktakin" });"#), "unknown calendar `stocktakin`");
    assert_eq!(
        told(r#"field("a", #{ during: "always", type: "text" });"#),
        "a calendar is open or not: the field holds true or false"
    );
    assert_eq!(
        told(r#"field("production_stopped", #{ during: "always" });"#),
        "`production_stopped` is known already, and no calendar tells it"
    );
    assert_eq!(problems(r#"field("a", #{ during: "plant" });"#)[0].code, "unknown-name");
}
