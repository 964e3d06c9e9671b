//! What is wrong with a policy is told at once, each problem with its place and a way out.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

mod support;

use support::tiny_with;

/// Compiles the tiny policy with `source` and gives its problems as `line:column code`.
fn problems(source: &str) -> Vec<String> {
    let error = tiny_with(source).expect_err("the policy should not compile");
    let place = |problem: &andon::error::Problem| {
        let at = &problem.at;
        format!("{}:{} {}", at.line.unwrap_or(0), at.column.unwrap_or(0), problem.code)
    };
    error.problems().iter().map(place).collect()
}

/// The first problem's message and help.
fn said(source: &str) -> (String, String) {
    let error = tiny_with(source).expect_err("the policy should not compile");
    let problem = &error.problems()[0];
    (problem.message.clone(), problem.help.clone())
}

#[test]
fn unknown_names() {
    assert_eq!(problems(r#"route("r", #{ when: |t| true, to: "desc" });"#), ["1:31 unknown-name"]);
    assert_eq!(said(r#"route("r", #{ when: |t| true, to: "desc" });"#).1, "did you mean `desk`?");
    assert_eq!(problems(r#"plant("M", #{ calendar: "shift" });"#), ["1:15 unknown-name"]);
    assert_eq!(problems(r#"system("E", #{ layer: "IP", owner: "desk" });"#), ["1:16 unknown-name"]);
    assert_eq!(problems(r#"rule("r", #{ when: |t| true, priority: "P9" });"#), ["1:30 unknown-name"]);
    assert_eq!(problems(r#"rule("r", #{ when: |t| true, cap: 9 });"#), ["1:30 wrong-type"]);
    assert_eq!(problems(r#"rule("r", #{ when: |t| true, impact: "huge" });"#), ["1:30 unknown-name"]);
    assert_eq!(problems(r#"rul("r", #{});"#), ["1:1 unknown-name"]);
    assert_eq!(said(r#"rul("r", #{});"#).1, "did you mean `rule`?");
    assert_eq!(problems(r#"route("r", #{ when: |t| colour, to: "desk" });"#), ["1:25 syntax-error"]);
}

#[test]
fn unknown_fields_and_values_that_never_occur() {
    let rule = |condition: &str| problems(&format!(r#"rule("r", #{{ when: |t| {condition}, priority: "P1" }});"#));
    assert_eq!(rule("t.sistem == \"ERP\""), ["1:26 unknown-field"]);
    assert_eq!(rule("t[\"sistem\"] == \"ERP\""), ["1:26 unknown-field"]);
    assert_eq!(rule("t.layer == \"ITT\""), ["1:35 unknown-name"]);
    assert_eq!(rule("t.priority in [\"P1\", \"P7\"]"), ["1:45 unknown-name"]);
    assert_eq!(rule("t.users_blocked == \"ten\""), ["1:43 wrong-type"]);
    assert_eq!(
        problems(
            r#"field("x", #{ type: "text", values: ["a"] }); rule("r", #{ when: |t| t.x == "b", priority: "P1" });"#
        )
        .len(),
        1
    );
}

#[test]
fn a_switch_that_would_be_silently_wrong() {
    let rule = r#"rule("r", #{ when: |t| switch t.zone { "a" => true, _ => false }, priority: "P1" });"#;
    assert_eq!(problems(rule), ["1:24 silent-switch"]);
    assert!(tiny_with(&rule.replace("t.zone", "t.zone ?? \"\"")).is_ok());
}

#[test]
fn an_assignment_where_a_comparison_was_meant() {
    let rule = r#"rule("r", #{ when: |t| t.system = "ERP", priority: "P1" });"#;
    assert_eq!(problems(rule), ["1:26 assigned-field"]);
    assert_eq!(said(rule).1, "compare with `==`: `t.system == ...`");
    assert_eq!(
        problems(&rule.replace("t.system = \"ERP\"", "{ t[\"users_blocked\"] += 1; true }")),
        ["1:28 assigned-field"]
    );
    assert!(
        tiny_with(&rule.replace("t.system = \"ERP\"", "{ let t2 = t.system; t2 = \"ERP\"; t2 == t.system }")).is_ok()
    );
}

#[test]
fn unknown_entries_and_wrong_types() {
    assert_eq!(
        problems(r#"rule("r", #{ wen: |t| true, priority: "P1" });"#),
        ["1:11 missing-entry", "1:14 unknown-entry"]
    );
    assert_eq!(problems("rule(\"r\", #{\n  when: 5,\n  priority: \"P1\" });"), ["2:3 wrong-type"]);
    assert_eq!(problems(r#"sla("s", #{ when: |t| true, respond: "1d" });"#), ["1:29 bad-length"]);
    assert_eq!(
        problems(r#"sla("s", #{ when: |t| true, warn_at: [0] });"#),
        ["1:10 missing-entry", "1:39 out-of-range"]
    );
    assert_eq!(problems(r#"sla("s", #{ when: |t| true, respond: "1h", warn_at: [50, 120] });"#), ["1:58 out-of-range"]);
    assert_eq!(problems(r#"team(5, #{});"#), ["1:1 wrong-arguments"]);
    assert_eq!(problems(r#"team("x", 5);"#), ["1:1 wrong-type"]);
    assert_eq!(
        problems(r#"escalate("e", #{ when: |t| true, steps: [#{ after: "5m", notify: ["nobody"], messag: "" }] });"#),
        ["1:67 unknown-name", "1:78 unknown-entry"]
    );
}

#[test]
fn a_wrong_type_comes_with_a_right_one() {
    let help = |entries: &str| said(&format!(r#"sla("s", #{{ {entries} }});"#)).1;
    assert_eq!(help("when: true, respond: \"1h\""), "write a condition: `when: |t| t.line == \"L4\"`");
    let lengths = "write hours, minutes and seconds: \"2h\", \"1h30m\", \"15m\", \"90s\"; a day is \"24h\"";
    assert_eq!(help("when: |t| true, respond: \"1h\", resolve: 4"), lengths);
    assert_eq!(help("when: |t| true, respond: \"1h\", review_within: 48"), lengths);
    let rule = |condition: &str| said(&format!(r#"rule("r", #{{ when: |t| {condition}, priority: "P1" }});"#)).1;
    assert_eq!(rule("t.users_blocked == \"10\""), "write a number, without quotes: `t.users_blocked > 0`");
    assert_eq!(rule("t.tags == \"vip\""), "write `\"...\" in t.tags`");
}

#[test]
fn a_question_that_nothing_can_answer_is_refused() {
    let told = |condition: &str| said(&format!(r#"rule("r", #{{ when: |t| {condition}, priority: "P1" }});"#));
    let nothing = |condition: &str, field: &str, help: &str| {
        assert_eq!(told(condition), (format!("`{field}` (text) is compared with nothing"), help.to_owned()));
    };
    nothing("t.asset != ()", "asset", "`has(t.asset)` says whether a ticket has it");
    nothing("t.users_blocked > 5 || () == t.line", "line", "`has(t.line)` says whether a ticket has it");
    for (condition, message) in [
        ("t.users_blocked > \"10\"", "`users_blocked` (a number) is compared with text"),
        ("t.users_blocked in [\"1\", 2]", "`users_blocked` (a number) is compared with text"),
        ("(t.users_blocked ?? \"none\") == 5", "text is compared with a number"),
        ("t.users_blocked == t.line", "`users_blocked` (a number) is compared with `line` (text)"),
        ("t.production_stopped > false", "`production_stopped` (true or false) is compared with true or false"),
        ("5 in t.tags", "a number is looked for in `tags` (a list of texts)"),
        ("t.users_blocked + \"1\" == \"41\"", "`users_blocked` (a number) is added to text"),
        ("t.users_blocked * \"2\" > 8", "a number is wanted here, not text"),
        ("starts_with(t.users_blocked, \"4\")", "text is wanted here, not `users_blocked` (a number)"),
        ("t.users_blocked.len > 3", "text is wanted here, not `users_blocked` (a number)"),
        ("t.subject && t.production_stopped", "true or false is wanted here, not `subject` (text)"),
        ("if t.users_blocked > 5 { true }", "true or false is wanted here, not nothing"),
        ("switch t.line ?? \"\" { 4 => true, _ => false }", "`line` (text) is compared with a number"),
        ("mentions(t, \" -- \")", "the phrase has no letter and no digit"),
        ("\"yes\"", "true or false is wanted here, not text"),
    ] {
        assert_eq!(told(condition).0, message, "{condition}");
    }
    let silent = said(r#"rule("r", #{ when: |t| true, priority: |t| if t.users_blocked > 5 { "P1" } });"#);
    let help = "say what it is otherwise: `else { ... }`";
    assert_eq!(silent, ("text is wanted here, not nothing".to_owned(), help.to_owned()));
}

#[test]
fn a_function_may_be_called_with_a_limit_or_without() {
    let source = r#"
        fn over(t, limit) { if has(limit) { t.users_blocked > limit } else { t.production_stopped } }
        rule("a", #{ when: |t| over(t, ()), priority: "P1" });
        rule("b", #{ when: |t| over(t, 5) && -t.users_blocked < (t.fields.x ?? 5), priority: "P1" });
        rule("c", #{ when: |t| t.users_blocked in [] || t.tags.len > 1 && t.fields.y == t.line, priority: "P1" });
    "#;
    assert_eq!(tiny_with(source).map(|_| ()).map_err(|error| error.to_string()), Ok(()));
    let text = source.replace("over(t, 5)", "over(t, \"5\")");
    let error = tiny_with(&text).expect_err("text").to_string();
    assert!(error.contains("b.rhai:4:40: `users_blocked` (a number) is compared with text"), "{error}");
}

#[test]
fn a_test_names_what_there_is() {
    assert_eq!(
        problems("test(\"x\", #{ line: \"L\",\n  lin: \"L\" }, #{ priority: \"P9\", team: \"desk\", tier: \"any\" });"),
        ["2:3 unknown-field", "2:18 unknown-name"]
    );
}

#[test]
fn duplicates() {
    assert_eq!(problems(r#"team("desk", #{});"#), ["1:1 duplicate-id"]);
    assert_eq!(problems("fn f(t) { true }\nteam(\"desk\", #{ fallback: true });"), ["2:1 duplicate-id"]);
    assert_eq!(
        problems(r#"lexicon("symptom", "down", ["Tot"]); lexicon("symptom", "slow", ["tot"]);"#),
        ["1:66 bad-term"]
    );
}

#[test]
fn a_calendar_names_the_place_inside_its_declaration() {
    let source = "calendar(\"c\", #{\n  zone: \"Europe/Berlin\",\n  hours: #{\n    mon: [\"06:00-14:00\", \"25:00-26:00\"] } });";
    let error = tiny_with(source).expect_err("25:00 is no time");
    let problem = &error.problems()[0];
    assert_eq!((problem.at.line, problem.at.path.as_deref()), (Some(4), Some("hours.mon[1]")));
}

#[test]
fn all_problems_come_at_once_in_order() {
    let source =
        "team(\"desk\", #{});\nrule(\"r\", #{ when: |t| t.foo, priority: \"P8\" });\nroute(\"q\", #{ to: \"x\" });";
    assert_eq!(
        problems(source),
        ["1:1 duplicate-id", "2:26 unknown-field", "2:31 unknown-name", "3:12 missing-entry", "3:15 unknown-name"]
    );
}

#[test]
fn syntax_errors_of_all_files() {
    let files = [("a.rhai", "rule("), ("b.rhai", "team(\"x\" #{});"), ("c.rhai", "let default = 1;")];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    let error = andon::Policy::compile(&files).expect_err("three syntax errors");
    let places: Vec<_> = error.problems().iter().map(|problem| problem.at.file.as_deref().unwrap_or("")).collect();
    assert_eq!(places, ["a.rhai", "b.rhai", "c.rhai"]);
}

#[test]
fn reserved_words_have_a_way_out() {
    assert!(said(r#"rule("r", #{ when: |t| t.case == 1, priority: "P1" });"#).1.contains(r#"t["name"]"#));
    let policy =
        tiny_with(r#"field("case", #{ type: "text" }); rule("r", #{ when: |t| t["case"] == "x", priority: "P1" });"#);
    let decision = policy.expect("a reserved word in brackets").decide(
        &support::ticket(r#"{"id":"1","openedAt":"2026-03-02T08:00:00Z","case":"x"}"#),
        support::instant("2026-03-02T08:00:00Z"),
    );
    assert_eq!(decision.expect("a decision").priority, "P1");
}

#[test]
fn a_policy_lacks_what_every_policy_needs() {
    let files = [("a.rhai".to_owned(), "team(\"x\", #{});".to_owned())].into();
    let error = andon::Policy::compile(&files).expect_err("no name, no matrix, no fallback");
    assert_eq!(error.problems().len(), 3);
    assert!(andon::Policy::compile(&Default::default()).is_err());
}

#[test]
fn a_failure_inside_a_function_of_another_file_names_that_file() {
    let files = [
        ("a.rhai", include_str!("support/tiny.rhai")),
        ("b.rhai", "fn broken(x) {\n  for y in x { }\n  x\n}"),
        ("c.rhai", "broken(5);"),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    let error = andon::Policy::compile(&files).expect_err("5 cannot be walked");
    assert_eq!(error.problems()[0].at.to_string(), "b.rhai:2:12");
}

#[test]
fn an_odd_calendar_is_a_warning_with_its_place() {
    let odd = r#"calendar("c", #{ zone: "UTC",
  hours: #{ mon: ["06:00-14:00", "13:00-20:00"] },
  holidays: ["2026-12-25", "2062-01-01"] });"#;
    let policy = tiny_with(odd).expect("odd, not wrong");
    let told: Vec<String> = policy.warnings().iter().map(|w| format!("{} {}", w.at, w.code)).collect();
    let stray = ["b.rhai:3:14: holidays[0] stray-year", "b.rhai:3:28: holidays[1] stray-year"];
    assert_eq!(told, ["b.rhai:2:3: hours overlapping-windows", stray[0], stray[1]]);
    assert!(policy.warnings().iter().all(|warning| !warning.help.is_empty()));
    assert!(tiny_with("").expect("a plain policy").warnings().is_empty());
}
