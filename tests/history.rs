//! What a history keeps, and that it decides as the policy does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failing test may panic"
)]

mod support;

use andon::history::{Outcome, Question};
use andon::value::Value;
use andon::{History, Policy};
use proptest::prelude::*;
use std::sync::LazyLock;
use support::{files, instant, policy, ticket};

static WORKSHOP: LazyLock<Policy> = LazyLock::new(|| policy("tests/policies/workshop"));

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn of_lines(lines: &str) -> History {
    let mut history = History::new();
    history.append(lines.as_bytes());
    history.settle();
    history
}

/// The workshop with another text in place of one of its own.
fn changed(from: &str, to: &str) -> Policy {
    let mut files = files("tests/policies/workshop");
    let changed: Vec<String> = files.values().map(|text| text.replace(from, to)).collect();
    assert!(changed.iter().any(|text| text.contains(to)), "`{from}` is there");
    for (text, new) in files.values_mut().zip(changed) {
        *text = new;
    }
    Policy::compile(&files).unwrap()
}

fn some_value() -> impl Strategy<Value = Value> {
    let at = (1_772_000_000_i64..1_773_000_000).prop_map(|at| {
        let at = andon::time::Instant::from_unix(at).unwrap();
        Value::Text(at.to_string())
    });
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-3..200_i64).prop_map(Value::Int),
        any::<f64>().prop_filter("JSON has no others", |x| x.is_finite()).prop_map(Value::number),
        prop::sample::select(vec![
            "",
            "N",
            "N-1",
            "MES",
            "machines",
            "high",
            "stands",
            "waiting",
            "resolved",
            "ü\u{2028}"
        ])
        .prop_map(Value::from),
        at.clone(),
        at,
    ]
}

fn some_ticket() -> impl Strategy<Value = Value> {
    let keys = [
        "id",
        "openedAt",
        "opened_at",
        "resolvedAt",
        "respondedAt",
        "status",
        "subject",
        "plant",
        "line",
        "system",
        "category",
        "impact",
        "urgency",
        "productionStopped",
        "usersBlocked",
        "last_machine",
        "tags",
        "fields",
        "own",
    ];
    let change = prop::collection::btree_map(
        prop::sample::select(vec!["at", "field", "from", "to"]).prop_map(str::to_owned),
        prop_oneof![some_value(), prop::sample::select(vec!["status", "team"]).prop_map(Value::from)],
        2..5,
    );
    let map =
        prop::collection::btree_map(prop::sample::select(keys.to_vec()).prop_map(str::to_owned), some_value(), 0..14);
    let history = prop::option::of(prop::collection::vec(change.prop_map(Value::Map), 0..5));
    (map, history, any::<bool>()).prop_map(|(mut map, history, whole)| {
        map.extend(history.map(|changes| ("history".to_owned(), Value::List(changes))));
        if whole {
            map.insert("id".into(), "T".into());
            map.insert("openedAt".into(), "2026-03-02T06:00:00Z".into());
        }
        let own = map
            .iter()
            .filter(|(key, _)| key.starts_with('l'))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if map.contains_key("fields") {
            map.insert("fields".into(), Value::Map(own));
        }
        Value::Map(map)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_history_decides_as_the_policy_does(tickets in prop::collection::vec(some_ticket(), 0..40), cut in 1..400_usize) {
        let mut history = History::new();
        let text: String = tickets.iter().map(|ticket| json(ticket) + "\n").collect();
        for piece in text.as_bytes().chunks(cut) {
            history.append(piece);
        }
        prop_assert_eq!(history.len(), tickets.len());
        for (index, ticket) in tickets.iter().enumerate() {
            prop_assert_eq!(json(&history.ticket(index).unwrap()), json(ticket));
            for now in [None, Some(instant("2026-03-03T10:00:00Z"))] {
                let alone = WORKSHOP.decide(ticket, now.unwrap_or_else(|| history.last_known(index)));
                match (history.decide(&WORKSHOP, index, now).unwrap(), alone) {
                    (Ok(kept), Ok(alone)) => prop_assert_eq!(json(&kept), json(&alone)),
                    (Err(kept), Err(alone)) => prop_assert_eq!(kept.problems(), alone.problems()),
                    (kept, _) => prop_assert!(false, "only one decides: {:?}", kept.is_ok()),
                }
            }
        }
    }

    #[test]
    fn whatever_bytes_come_nothing_is_lost(lines in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..30), 0..20)) {
        let text = lines.join(&b'\n');
        let mut history = History::new();
        history.append(&text);
        history.settle();
        let blank = |line: &&[u8]| line.trim_ascii().is_empty() || line == b"\xef\xbb\xbf";
        let said = text.split(|byte| *byte == b'\n').filter(|line| !blank(line)).count();
        prop_assert_eq!(history.len() + history.problems().len(), said);
    }
}

#[test]
fn a_line_may_nest_as_deep_as_a_ticket() {
    for depth in 26..40 {
        for around in ["\"own\":", "\"fields\":{\"own\":"] {
            let close = if around.contains('{') { "}" } else { "" };
            let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let line = format!("{{\"id\":\"a\",{around}{nested}{close}}}");
            let readable = serde_json::from_str::<Value>(&line).is_ok();
            assert_eq!((of_lines(&line).len() == 1, depth), (readable, depth), "{around}");
        }
    }
}

#[test]
fn keys_that_come_twice_count_once() {
    for line in [
        r#"{"id":"a","id":"b","own":1,"own":null}"#,
        r#"{"fields":{"a":1},"id":"a","fields":{"b":2}}"#,
        r#"{"fields":{"a":1},"id":"a","fields":3}"#,
        r#"{"own":{"x":1,"x":2},"fields":{"y":1,"y":[]}}"#,
    ] {
        let alone: Value = serde_json::from_str(line).unwrap();
        assert_eq!(json(&of_lines(line).ticket(0).unwrap()), json(&alone));
    }
}

#[test]
fn every_line_that_is_no_ticket_is_named() {
    let history = of_lines("{\"id\":\"a\"}\nnonsense\n\n[1]\r\n{\"id\":\"b\",}\n{\"id\":\"c\"");
    let lines: Vec<_> = history.problems().iter().map(|problem| (problem.at.line.unwrap(), problem.code)).collect();
    assert_eq!(lines, [(2, "not-json"), (4, "wrong-type"), (5, "not-json"), (6, "not-json")]);
    assert_eq!(history.len(), 1);
}

#[test]
fn a_last_line_that_was_not_whole_may_still_become_so() {
    let mut history = of_lines("{\"id\":\"a\"}\n{\"id\":");
    assert_eq!((history.len(), history.problems().len()), (1, 1));
    history.append(b"\"b\"}");
    history.settle();
    assert_eq!((history.len(), history.problems().len()), (2, 0));
}

#[test]
fn tickets_at_hand_are_named_by_their_place() {
    let mut history = History::new();
    history.push(&ticket(r#"{"id":"a"}"#));
    history.push(&Value::Int(3));
    let [problem] = &history.problems()[..] else { panic!("one problem") };
    assert_eq!((problem.at.path.as_deref(), problem.code), (Some("[1]"), "wrong-type"));
}

const PAST: &str = r#"{"id":"1","openedAt":"2026-03-02T06:00:00Z","resolvedAt":"2026-03-02T07:00:00Z","system":"MES","line":"N-1","productionStopped":true}
{"id":"2","openedAt":"2026-03-02T06:30:00Z","resolvedAt":"2026-03-02T09:30:00Z","system":"MES","line":"N-1","productionStopped":true,"respondedAt":"2026-03-02T06:40:00Z"}
{"id":"3","openedAt":"2026-03-03T06:00:00Z","history":[{"at":"2026-03-03T08:00:00Z","field":"team","from":"desk","to":"shop-floor"}]}
{"openedAt":"2026-03-03T06:00:00Z"}
"#;

#[test]
fn a_past_ticket_is_decided_as_of_the_last_it_tells() {
    let history = of_lines(PAST);
    let at: Vec<String> = (0..4).map(|index| history.last_known(index).to_string()).collect();
    assert_eq!(at, ["2026-03-02T07:00:00Z", "2026-03-02T09:30:00Z", "2026-03-03T08:00:00Z", "2026-03-03T06:00:00Z"]);
}

#[test]
fn a_policy_beside_itself_changes_nothing() {
    let mut history = of_lines(PAST);
    let comparison = history.compare(&WORKSHOP, &WORKSHOP, Question::default());
    assert_eq!((comparison.tickets, comparison.changed, comparison.failures.len()), (3, 0, 1));
    assert_eq!(comparison.matrix, [[0, 0, 0], [0, 2, 0], [0, 0, 1]]);
    assert_eq!(comparison.failures[0].index, 3);
}

#[test]
fn a_rule_that_changes_shows_in_everything_that_follows_from_it() {
    let mut history = of_lines(PAST);
    let after = changed(r#"{ "P1" } else { "P2" }"#, r#"{ "P1" } else { "P1" }"#);
    let comparison = history.compare(&WORKSHOP, &after, Question::default());
    assert_eq!((comparison.changed, comparison.raised, comparison.lowered), (2, 2, 0));
    assert_eq!(comparison.percent, 66.67);
    assert_eq!(comparison.matrix, [[0, 0, 0], [2, 0, 0], [0, 0, 1]]);
    let fired = &comparison.escalations[0];
    assert_eq!((fired.escalation.as_str(), fired.before, fired.after), ("standstill", 0, 4));
    let first = &comparison.changes[0];
    assert_eq!((first.id.as_str(), first.before.priority.as_str(), first.after.priority.as_str()), ("1", "P2", "P1"));
    assert!(first.after.reasons.iter().any(|reason| reason.text == "production stands"));
}

#[test]
fn promises_are_judged_by_the_instants_on_record() {
    let mut history = of_lines(PAST);
    let after = changed(r#"respond: "15m", resolve: "2h""#, r#"respond: "5m", resolve: "4h""#);
    let comparison = history.compare(&WORKSHOP, &after, Question::default());
    let resolution = comparison.targets.iter().find(|change| change.target == "resolution").unwrap();
    assert_eq!((resolution.before.breached, resolution.after.breached, resolution.no_longer_breached), (1, 0, 1));
    let second = comparison.changes.iter().find(|change| change.id == "2").unwrap();
    let outcome = |side: &andon::history::Side, name: &str| {
        side.targets.iter().find(|target| target.target == name).unwrap().outcome
    };
    assert_eq!(
        (outcome(&second.before, "response"), outcome(&second.after, "response")),
        (Outcome::Met, Outcome::Breached)
    );
    assert_eq!(
        (outcome(&second.before, "resolution"), outcome(&second.after, "resolution")),
        (Outcome::Breached, Outcome::Met)
    );
}

#[test]
fn changed_tickets_come_in_pages() {
    let mut history = of_lines(PAST);
    let after = changed(r#"version: "1.2.0""#, r#"version: "2""#);
    assert_eq!(history.compare(&WORKSHOP, &after, Question::default()).changed, 0);
    let after = changed(r#"otherwise:  "P3""#, r#"otherwise:  "P2""#);
    let page = history.compare(&WORKSHOP, &after, Question { offset: 1, ..Question::default() });
    assert_eq!((page.changed, page.changes.len()), (1, 0));
}

#[test]
fn tickets_that_come_later_are_judged_with_the_others() {
    let mut history = of_lines(PAST);
    history.report(&WORKSHOP, Question::default());
    history.append(b"{\"id\":\"9\",\"openedAt\":\"2026-03-04T06:00:00Z\"}\n");
    assert_eq!(history.report(&WORKSHOP, Question::default()).tickets, 4);
}

/// What the other runners have to answer, byte for byte: see `tests/node/history.test.mjs`.
#[test]
fn two_packs_over_the_samples() {
    let mut history = of_lines(&std::fs::read_to_string(support::root("rules/manufacturing/samples.ndjson")).unwrap());
    let (before, after) = (policy("rules/manufacturing"), policy("rules/servicenow-import"));
    let comparison = history.compare(&before, &after, Question::default());
    assert!(comparison.changed > 10 && comparison.tickets >= comparison.changed);
    let now = Some(instant("2026-03-10T00:00:00Z"));
    let report = history.report(&before, Question { now, ..Question::default() });
    let answers = [json(&comparison), json(&report), json(&history.memory())].join("\n");
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("history.ndjson"), answers).unwrap();
}

#[test]
fn the_report_says_how_the_desk_has_done() {
    let report = of_lines(PAST).report(&WORKSHOP, Question::default());
    assert_eq!((report.tickets, report.resolved), (3, 2));
    let system = &report.repair.by_system[0];
    assert_eq!((system.name.as_deref(), system.spread.count), (Some("MES"), 2));
    assert_eq!((system.spread.median, system.spread.p90), (Some(3600), Some(10_800)));
    assert_eq!(system.usual_repair.as_deref(), Some("1h"));
    // 06:00 to 09:30 in UTC, two tickets of one line: three and a half hours, once, of the shift from 07:00 on.
    assert_eq!((report.production.seconds, report.production.tickets), (12_600, 2));
    // 2026-03-02 is a Monday; 06:00 UTC is 07:00 in Berlin.
    assert_eq!((report.volume.by_weekday[0], report.volume.by_weekday_and_hour[0][7]), (2, 2));
    assert_eq!((report.reassignments.tickets, report.reassignments.changes), (1, 1));
    let late = report.compliance.iter().find(|row| row.target == "resolution" && row.priority == "P2").unwrap();
    assert_eq!((late.team.as_str(), late.kept.met, late.kept.breached, late.percent), ("shop-floor", 1, 1, Some(50.0)));
    assert_eq!((report.queue.open, report.queue.entries[0].id.as_str()), (1, "3"));
    assert_eq!(report.cost.total.amount, 9600.0);
}
