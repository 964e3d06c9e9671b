//! The worked example of `docs/business-time.md`: its policy, its ticket, its timeline, word for word.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test may panic"
)]

mod support;

use andon::{Explanation, Policy};
use support::{instant, root, ticket};

/// The text between the fences of the document that are marked so.
fn fenced(mark: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root("docs/business-time.md")).expect("the document");
    let opening = format!("```{mark}\n");
    text.split(&opening)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().trim_end().to_owned())
        .collect()
}

/// The example's ticket, with production standing or not, at an instant.
fn explain(stopped: bool, now: &str) -> Explanation {
    let ground = r#"
policy(#{ name: "night", version: "1" });
matrix(#{ impact: ["high"], urgency: ["high"], priority: [["P1"]], priorities: ["P1", "P2", "P3"], otherwise: "P3" });
team("desk", #{ fallback: true });
"#;
    let source = format!("{ground}{}", fenced("rhai")[0]);
    let policy = Policy::compile(&[("night.rhai".to_owned(), source)].into()).unwrap_or_else(|error| panic!("{error}"));
    let json = fenced("json")[0].replace("\"productionStopped\": false", &format!("\"productionStopped\": {stopped}"));
    policy.explain(&ticket(&json), instant(now)).expect("a decision")
}

#[test]
fn before_the_priority_rises() {
    let explanation = explain(false, "2026-10-25T02:49:00+02:00");
    let decision = &explanation.decision;
    assert_eq!((decision.priority.as_str(), decision.class.shift.as_deref()), ("P2", Some("C")));
    assert_eq!(explanation.accounts[0].lines, fenced("text")[0].lines().collect::<Vec<_>>());
    assert_eq!(decision.targets[0].due_at, Some(instant("2026-10-25T05:40:00+01:00")));
}

#[test]
fn after_it_has_risen() {
    let explanation = explain(true, "2026-10-25T02:50:00+02:00");
    let (decision, clock) = (&explanation.decision, &explanation.decision.targets[0]);
    assert_eq!((decision.priority.as_str(), clock.elapsed, clock.percent), ("P1", 600, 8));
    assert_eq!(explanation.accounts[0].lines, fenced("text")[1].lines().collect::<Vec<_>>());
    assert_eq!(clock.due_at, Some(instant("2026-10-25T03:40:00+01:00")));
    assert_eq!(decision.next_event_at, Some(instant("2026-10-25T02:40:00+01:00"))); // the warning at 50 %
}

#[test]
fn while_the_vendor_is_awaited() {
    let explanation = explain(false, "2026-10-25T02:30:00+02:00");
    let clock = &explanation.decision.targets[0];
    assert_eq!((clock.due_at, clock.remaining), (None, 4 * 3600 - 300));
    assert_eq!(clock.due_if_resumed_now, Some(instant("2026-10-25T05:25:00+01:00")));
}
