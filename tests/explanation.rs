//! An explanation goes down to the condition: what each asked of the ticket, what it read, how it was answered.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test may panic"
)]

mod support;

use andon::{Condition, Consideration, Truth};
use support::{instant, policy, ticket, tiny_with};

const RULES: &str = r#"
fn stands(t) { t.production_stopped && t.service != "Office" }
rule("blocked", #{
    when: |t| stands(t) && (t.users_blocked >= 10 || t.tier in ["A", "B"]),
    priority: "P1",
});
rule("odd", #{ when: |t| !(t.users_blocked > 3 && has(t.line)), priority: "P2" });
rule("clash", #{ when: |t| t.fields.level > 5, priority: "P2" });
rule("script", #{ when: |t| { let n = 0; for x in [1, 2] { n += x; } t.users_blocked > n }, priority: "P2" });
"#;

/// How a rule fared with a ticket that has these fields.
fn considered(fields: &str, rule: &str) -> Consideration {
    let policy = tiny_with(RULES).unwrap_or_else(|error| panic!("{error}"));
    let json = format!(r#"{{ "id": "1", "openedAt": "2026-03-02T08:00:00Z", "subject": "printer", {fields} }}"#);
    let trace = policy.explain(&ticket(&json), instant("2026-03-02T08:00:00Z")).expect("a decision").trace;
    trace.into_iter().find(|considered| considered.id == rule).expect("the rule")
}

/// A condition in short: its mark, its text, what it read.
fn short(condition: &Condition) -> String {
    let mark = match condition.truth {
        Truth::True => "+",
        Truth::False => "-",
        Truth::Undecided => "?",
        Truth::Failed => "!",
    };
    let reads: Vec<String> = condition.reads.iter().map(|read| format!("{}={}", read.field, read.value)).collect();
    format!("{mark} {} [{}]", condition.text, reads.join(" "))
}

#[test]
fn functions_are_put_in_place_and_parts_are_judged_one_by_one() {
    let conditions = considered(r#""productionStopped": true, "usersBlocked": 4"#, "blocked").conditions;
    assert_eq!(
        conditions.iter().map(short).collect::<Vec<_>>(),
        [
            "+ t.production_stopped [productionStopped=true]",
            "? t.service != \"Office\" [service=nothing]",
            "? t.users_blocked >= 10 || t.tier in [\"A\", \"B\"] []",
        ]
    );
    let parts: Vec<String> = conditions[2].parts.iter().map(short).collect();
    assert_eq!(parts, ["- t.users_blocked >= 10 [usersBlocked=4]", "? t.tier in [\"A\", \"B\"] [tier=nothing]"]);
    assert_eq!(conditions[0].at.line, Some(2), "the place inside the function");
    assert_eq!((conditions[2].parts[0].at.line, conditions[2].parts[0].at.column), (Some(4), Some(45)));
}

#[test]
fn a_negation_shows_what_it_denies() {
    let conditions = considered(r#""usersBlocked": 4, "line": "L1""#, "odd").conditions;
    assert_eq!(conditions.iter().map(short).collect::<Vec<_>>(), ["- !(t.users_blocked > 3 && has(t.line)) []"]);
    let denied = &conditions[0];
    assert_eq!(
        denied.parts.iter().map(short).collect::<Vec<_>>().join(", "),
        "+ t.users_blocked > 3 [usersBlocked=4], + has(t.line) [line=L1]"
    );
}

#[test]
fn what_makes_no_sense_has_failed() {
    let conditions = considered(r#""fields": { "level": "high" }"#, "clash").conditions;
    assert_eq!(short(&conditions[0]), "! t.fields.level > 5 [fields.level=high]");
}

#[test]
fn a_closure_for_the_interpreter_shows_no_conditions() {
    assert_eq!(considered(r#""usersBlocked": 4"#, "script").conditions, []);
}

#[test]
fn the_parts_agree_with_the_whole() {
    let policy = policy("rules/manufacturing");
    let samples = std::fs::read_to_string(support::root("rules/manufacturing/samples.ndjson")).expect("samples");
    let mut seen = 0;
    for line in samples.lines() {
        for considered in policy.explain(&ticket(line), instant("2026-03-04T08:00:00Z")).expect("a decision").trace {
            let truths: Vec<Truth> = considered.conditions.iter().map(|condition| condition.truth).collect();
            let whole = truths.iter().all(|truth| *truth == Truth::True);
            let matched = considered.verdict == andon::Verdict::Matched;
            assert_eq!(whole, matched, "{} of {line}: {truths:?}", considered.id);
            seen += truths.len();
        }
    }
    assert!(seen > 2000, "{seen} conditions");
}

/// Explanations of tickets of the document go, a line each, to cargo's folder for test files: Node has to give the same
/// bytes.
#[test]
fn the_explanations_that_node_must_give() {
    let policy = policy("rules/manufacturing");
    let document = std::fs::read_to_string(support::root("docs/explain.md")).expect("the document");
    let tickets = document.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    let mut lines = String::new();
    for json in tickets {
        for goal in ["P1", "network"] {
            let goal = policy.goal(goal).expect("a goal");
            let now = instant("2026-03-05T08:00:00Z");
            let explanation = policy.explain_toward(&ticket(json), now, &goal).expect("a decision");
            lines.push_str(&serde_json::to_string(&explanation).expect("JSON"));
            lines.push('\n');
        }
    }
    assert_eq!(lines.lines().count(), 6);
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("explanations.ndjson"), lines)
        .expect("a file");
}
