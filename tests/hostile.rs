//! Hostile policies and tickets: a clear problem, soon; never a hang, never a crash.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

mod support;

use std::time::{Duration, Instant as Clock};
use support::{instant, ticket, tiny_with};

/// Compiles a hostile policy; it must be refused within a second.
fn refused(source: &str) -> String {
    let start = Clock::now();
    let error = tiny_with(source).expect_err("a hostile policy must be refused");
    // A generous bound on a promise of one second: debug builds on busy machines are slow.
    assert!(start.elapsed() < Duration::from_secs(10), "{source} took {:?}", start.elapsed());
    error.to_string()
}

#[test]
fn endless_work_is_stopped() {
    assert!(refused("loop {}").contains("endless loop"));
    assert!(refused("let x = 0; while true { x += 1; }").contains("endless loop"));
    assert!(refused("fn f(x) { f(x + 1) } f(0);").contains("too deep"));
    assert!(refused("fn a() { b() } fn b() { a() } a();").contains("too deep"));
}

#[test]
fn huge_data_is_refused() {
    assert!(refused("let s = \"x\"; loop { s += s; }").contains("too large"));
    assert!(refused("let a = [1]; loop { a.push(a); }").contains("too large"));
    refused(&format!("let x = {};", "[".repeat(5_000)));
    refused(&format!("let x = {};", "(".repeat(50_000)));
    refused(&format!("let x = {}1;", "-".repeat(50_000)));
    refused(&format!("let x = 1{};", " + 1".repeat(50_000)));
}

#[test]
fn what_does_not_exist_cannot_be_called() {
    for source in
        ["eval(\"1\");", "import \"x\" as x;", "print(1);", "timestamp();", "sleep(1);", "open_file(\"/etc/passwd\");"]
    {
        refused(source);
    }
}

/// Decides a ticket by one rule; gives priority and the codes of the decision's problems.
fn decide(condition: &str, json: &str) -> (String, Vec<&'static str>, usize) {
    let policy = tiny_with(&format!(r#"rule("r", #{{ when: |t| {condition}, priority: "P1" }});"#)).expect(condition);
    let decision = policy.decide(&ticket(json), instant("2026-03-02T08:00:00Z")).expect("a decision");
    (decision.priority, decision.problems.iter().map(|problem| problem.code).collect(), decision.undecided.len())
}

const PLAIN: &str = r#"{"id":"1","openedAt":"2026-03-02T08:00:00Z"}"#;

#[test]
fn a_closure_that_fails_is_skipped_and_named() {
    assert_eq!(decide("{ loop {} }", PLAIN), ("P3".into(), vec!["closure-failed"], 0));
    assert_eq!(decide("{ throw \"no\" }", PLAIN), ("P3".into(), vec!["closure-failed"], 0));
    assert_eq!(decide("1 / 0 == 1", PLAIN), ("P3".into(), vec!["closure-failed"], 0));
    assert_eq!(decide("{ let x = t; x.subject = \"x\"; true }", PLAIN), ("P3".into(), vec!["closure-failed"], 0));
    assert_eq!(decide("9223372036854775807 + 1 > 0", PLAIN), ("P3".into(), vec!["closure-failed"], 0));
}

#[test]
fn a_missing_or_mistyped_field_is_undecided_never_false() {
    let with = |value: &str| format!(r#"{{"id":"1","openedAt":"2026-03-02T08:00:00Z","usersBlocked":{value}}}"#);
    let rule = "t.users_blocked >= 10";
    assert_eq!(decide(rule, PLAIN), ("P3".into(), vec![], 1));
    assert_eq!(decide(rule, &with("null")), ("P3".into(), vec![], 1));
    assert_eq!(decide(rule, &with("\"12\"")), ("P3".into(), vec!["wrong-type"], 1));
    assert_eq!(decide(rule, &with("\"many\"")), ("P3".into(), vec!["wrong-type"], 1));
    assert_eq!(decide(rule, &with("12.5")), ("P3".into(), vec!["wrong-type"], 1));
    assert_eq!(decide(rule, &with("12")), ("P1".into(), vec![], 0));
    assert_eq!(decide("!t.production_stopped", PLAIN), ("P3".into(), vec![], 1));
    assert_eq!(decide("t.production_stopped", PLAIN), ("P3".into(), vec![], 1));
    assert_eq!(decide("t.zone in [\"a\", \"b\"]", PLAIN), ("P3".into(), vec![], 1));
    assert_eq!(decide("t.subject.contains(\"x\")", PLAIN), ("P3".into(), vec![], 1));
    assert_eq!(decide("t.fields.colour == \"red\"", PLAIN), ("P3".into(), vec![], 1));
    assert_eq!(decide("t.priority == \"P1\"", PLAIN), ("P3".into(), vec![], 1));
    assert_eq!(decide("has(t.zone) && t.zone == \"a\"", PLAIN), ("P3".into(), vec![], 0));
    assert_eq!(decide("(t.users_blocked ?? 20) >= 10", PLAIN), ("P1".into(), vec![], 0));
}

#[test]
fn hostile_tickets_give_an_error_or_a_decision() {
    let policy = tiny_with("").expect("the tiny policy");
    let now = instant("2026-03-02T08:00:00Z");
    let error = |json: &str| policy.decide(&ticket(json), now).expect_err(json).problems().to_vec();
    assert_eq!(error("[]")[0].code, "wrong-type");
    assert_eq!(error("null")[0].code, "wrong-type");
    assert_eq!(error("{}").len(), 2);
    assert_eq!(error(r#"{"id":"1","openedAt":"yesterday"}"#)[0].code, "bad-instant");
    assert_eq!(error(r#"{"id":"1","openedAt":"2026-02-30T00:00:00Z"}"#)[0].code, "bad-instant");
    assert_eq!(error(r#"{"id":"1","openedAt":"2026-03-02T08:00:00"}"#)[0].code, "bad-instant");
    assert_eq!(error(r#"{"id":{},"openedAt":"2026-03-02T08:00:00Z"}"#)[0].code, "wrong-type");

    let codes = |extra: &str| -> Vec<&str> {
        let json = format!(r#"{{"id":"1","openedAt":"2026-03-02T08:00:00Z",{extra}}}"#);
        policy.decide(&ticket(&json), now).expect(extra).problems.iter().map(|problem| problem.code).collect()
    };
    assert_eq!(codes(r#""subject":5"#), ["wrong-type"]);
    assert_eq!(codes(r#""history":[{"at":"x"},7]"#), ["bad-change", "bad-change"]);
    assert_eq!(codes(r#""resolvedAt":"2026-03-01T08:00:00Z""#), ["out-of-order"]);
    assert_eq!(codes(r#""__proto__":{"x":1},"constructor":"y""#), [""; 0]);
    assert_eq!(codes(&format!(r#""description":"{}""#, "ä".repeat(1 << 20))), ["too-long"]);
    assert_eq!(codes(r#""openedAt ":"9999""#), [""; 0]);
    let deep = format!(r#"{{"id":"1","x":{}{}}}"#, "[".repeat(40), "]".repeat(40));
    assert!(serde_json::from_str::<andon::value::Value>(&deep).unwrap_err().to_string().contains("nested"));
}

#[test]
fn an_impact_that_the_matrix_does_not_know_is_told() {
    let source = r#"rule("r", #{ when: |t| true, impact: |t| t.fields.level, urgency: "high" });"#;
    let policy = tiny_with(source).expect("a policy");
    let decide = |level: &str| {
        let json = format!(r#"{{"id":"1","openedAt":"2026-03-02T08:00:00Z","fields":{{"level":{level}}}}}"#);
        let decision = policy.decide(&ticket(&json), instant("2026-03-02T08:00:00Z")).expect("a decision");
        let told: Vec<String> = decision.problems.iter().map(|problem| problem.message.clone()).collect();
        (decision.class.impact, told, decision.undecided.len())
    };
    assert_eq!(decide("\"high\""), (Some("high".into()), vec![], 0));
    assert_eq!(decide("\" HIGH \""), (Some("high".into()), vec![], 0));
    assert_eq!(decide("\"1 - High\""), (None, vec!["`r` is skipped: `1 - High` is no impact".into()], 0));
    assert_eq!(decide("5"), (None, vec!["`r` is skipped: `5` is no impact".into()], 0));
    assert_eq!(decide("null"), (None, vec![], 1));
}

#[test]
fn a_decision_does_not_depend_on_what_was_decided_before() {
    let policy = tiny_with(r#"rule("r", #{ when: |t| t.users_blocked > 1, priority: "P1" });"#).expect("a policy");
    let now = instant("2026-03-02T08:00:00Z");
    let plain = ticket(PLAIN);
    let first = serde_json::to_string(&policy.decide(&plain, now).unwrap()).unwrap();
    policy.decide(&ticket("[]"), now).unwrap_err();
    policy.decide(&ticket(r#"{"id":"2","openedAt":"2026-03-02T08:00:00Z","usersBlocked":5}"#), now).unwrap();
    assert_eq!(first, serde_json::to_string(&policy.decide(&plain, now).unwrap()).unwrap());
}

#[test]
fn a_policy_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<andon::Policy>();
}
