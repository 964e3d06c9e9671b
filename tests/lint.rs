//! Lint finds each planted defect at its place, and nothing in the packs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use andon::{Finding, Level};
use std::collections::BTreeSet;
use support::{files, folders, policy, tiny_with};

/// `file:line code`
fn short(finding: &Finding) -> String {
    let file = finding.at.file.as_deref().unwrap_or("?");
    format!("{file}:{} {}", finding.at.line.unwrap_or(0), finding.code)
}

fn full(finding: &Finding) -> String {
    format!("{} {:?} {}: {}\n    {}", finding.at, finding.level, finding.code, finding.message, finding.help)
}

/// The findings of a second file beside the smallest policy.
fn findings(source: &str) -> Vec<Finding> {
    let policy = tiny_with(source).unwrap_or_else(|error| panic!("{error}"));
    policy.lint(Some((2026, 3))).into_iter().filter(|finding| finding.at.file.as_deref() == Some("b.rhai")).collect()
}

fn codes(source: &str) -> Vec<&'static str> {
    findings(source).iter().map(|finding| finding.code).collect()
}

#[test]
fn each_planted_defect_is_found_and_nothing_else() {
    let mut planted = Vec::new();
    for (file, text) in files("tests/policies/defects") {
        for (index, line) in text.lines().enumerate() {
            let marked = line.split_once("// lint: ").map(|(_, codes)| codes);
            let codes =
                marked.into_iter().filter(|codes| !codes.starts_with("none")).flat_map(|codes| codes.split(", "));
            planted.extend(codes.map(|code| format!("{file}:{} {code}", index + 1)));
        }
    }
    let found = policy("tests/policies/defects").lint(None);
    let mut told: Vec<String> = found.iter().map(short).collect();
    planted.sort();
    told.sort();
    let all = found.iter().map(full).collect::<Vec<_>>().join("\n");
    assert_eq!(told, planted, "\n{all}");
}

#[test]
fn the_packs_are_silent() {
    for pack in folders("rules") {
        let found: Vec<String> = policy(&pack).lint(None).iter().map(full).collect();
        assert!(found.is_empty(), "{pack}:\n{}", found.join("\n"));
    }
}

#[test]
fn a_closure_that_is_a_script_is_named_with_the_reason() {
    let source = r#"rule("loop", #{ when: |t| { let n = 0; for i in 0..3 { n += i; } n > 2 }, priority: "P1" });"#;
    let found = findings(source);
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((finding.code, finding.level), ("not-lowered", Level::Note));
    assert_eq!(finding.message, "`when` of rule `loop` is run as a script: a loop is not covered");
}

/// The codes in the table of `docs/lint.md`, each with its level.
fn documented() -> BTreeSet<(String, String)> {
    let text = std::fs::read_to_string("docs/lint.md").unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.filter_map(|row| row.split_once("` | ")).filter_map(|(codes, rest)| {
        let (level, _) = rest.split_once(" | ")?;
        Some(codes.split("`, `").map(|code| (code.to_owned(), level.to_owned())).collect::<Vec<_>>())
    });
    cells.flatten().collect()
}

#[test]
fn the_documentation_lists_every_code_with_its_level() {
    let rest = r#"
rule("loop", #{ when: |t| { let n = 0; for i in 0..3 { n += i; } n > 2 }, priority: "P1" });
calendar("days", #{ zone: "UTC", hours: #{ mon: ["08:00-17:00"] }, holidays: ["2026-01-01", "2026-05-01", "2062-12-25"] });
"#;
    let found = policy("tests/policies/defects").lint(None).into_iter().chain(findings(rest));
    let found: BTreeSet<_> =
        found.map(|finding| (finding.code.to_owned(), format!("{:?}", finding.level).to_lowercase())).collect();
    assert_eq!(documented(), found);
}

#[test]
fn several_rules_together_shadow_one() {
    let source = r#"
rule("few", #{ when: |t| t.users_blocked < 10, priority: "P1" });
rule("many", #{ when: |t| t.users_blocked >= 10, priority: "P1" });
rule("else", #{ when: |t| t.system == "x", priority: "P1" });
rule("some", #{ when: |t| t.users_blocked > 2, priority: "P2" });
"#;
    let found = findings(source);
    assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["shadowed-rule"], "{found:?}");
    assert!(found.iter().all(|f| f.message.contains("`few` and `many`")), "{found:?}");
}

#[test]
fn a_missing_field_is_a_third_possibility() {
    // Where the number is missing neither rule holds, so the third does have something to say.
    let unsaid = r#"
rule("few", #{ when: |t| t.users_blocked < 10, priority: "P1" });
rule("many", #{ when: |t| t.users_blocked >= 10, priority: "P1" });
rule("any", #{ when: |t| (t.users_blocked ?? 50) > 2, priority: "P2" });
rule("either", #{ when: |t| has(t.users_blocked) || !has(t.users_blocked), cap: "P3" });
"#;
    assert_eq!(codes(unsaid), ["always-holds"]);
    assert_eq!(codes(r#"rule("a", #{ when: |t| t.shift_active || !t.shift_active, priority: "P1" });"#), [""; 0]);
    assert_eq!(codes(r#"rule("a", #{ when: |t| !has(t.line) && t.line == "4", priority: "P1" });"#), ["never-holds"]);
    assert_eq!(codes(r#"rule("a", #{ when: |t| !has(t.line) && (t.line ?? "4") == "4", priority: "P1" });"#), [""; 0]);
}

#[test]
fn what_cannot_be_known_is_not_claimed() {
    let independent = r#"
rule("texts", #{ when: |t| mentions(t, "print") && !mentions(t, "printing"), priority: "P1" });
rule("parts", #{ when: |t| t.subject.contains("a") && t.subject != "a", priority: "P1" });
rule("lists", #{ when: |t| "vip" in t.tags && !("guest" in t.tags), priority: "P1" });
rule("hosts", #{ when: |t| t.fields.x == "a" && (t.fields.y ?? 1) > 2, priority: "P1" });
rule("others", #{ when: |t| t.line == t.area && t.line != "a", priority: "P1" });
"#;
    assert_eq!(codes(independent), [""; 0]);
    // The same question twice is the same question, whatever it is.
    assert_eq!(
        codes(r#"rule("a", #{ when: |t| mentions(t, "x") && !mentions(t, "x"), priority: "P1" });"#),
        ["never-holds"]
    );
}

#[test]
fn a_rule_that_is_more_severe_is_not_shadowed() {
    let source = r#"
rule("label", #{ when: |t| t.system == "label", priority: "P2" });
rule("label-and-stopped", #{ when: |t| t.system == "label" && t.production_stopped, priority: "P1" });
rule("label-by-need", #{ when: |t| t.system == "label" && t.shift_active, priority: |t| t.priority ?? "P1" });
"#;
    assert_eq!(codes(source), [""; 0]);
}

#[test]
fn the_order_of_findings_is_that_of_the_files() {
    let found = policy("tests/policies/defects").lint(None);
    assert!(found.windows(2).all(|pair| matches!(pair, [a, b] if a.at <= b.at)));
}
