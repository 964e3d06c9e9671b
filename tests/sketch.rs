//! Columns say what the corridor says: a comparison found column by column is the one found ticket by ticket.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failing test may panic"
)]

mod support;

use andon::history::{Comparison, Question, Side};
use andon::value::Value;
use andon::{Decision, History, Policy};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::files;

/// Conditions that are true, false, undecided or fail, depending on the ticket.
const ATOMS: [&str; 31] = [
    "t.production_stopped",
    "t.last_machine ?? false",
    "!t.last_machine",
    "t.system == \"MES\"",
    "t.line != \"N-1\"",
    "t.users_blocked >= 10",
    "(t.users_blocked ?? 0) > 5",
    "has(t.line)",
    "t.impact == \"high\"",
    "t.urgency in [\"high\", \"low\"]",
    "t.category == \"machines\"",
    "t.fields.score == 3",
    "t.fields.score > t.users_blocked",
    "(t.fields.score ?? 1) > 2",
    "t.subject.contains(\"stands\")",
    "t.shift_active",
    "t.at_night",
    "(t.users_blocked + 1) % 2 == 0",
    "t.users_blocked / (t.fields.score ?? 0) > 1",
    "t.tags.contains(\"urgent\")",
    "true",
    "false",
    "starts_with(t.asset, \"A\")",
    "t.shift == \"early\"",
    "t.line_scheduled",
    "t.area == \"milling\"",
    "mentions(t, \"stands\")",
    "mentions(t, \"a question\") || t.users_blocked > 5",
    "t.fields.category == \"what\"",
    "t.fields.elsewhere == 3",
    "t.vendor == \"Acme\"",
];

/// Words that say what a field is, and a category that is found by one.
const WORDS: &str = r#"
lexicon("line", "N-1", ["line"]);
calendar("night", #{ zone: "Europe/Berlin", hours: #{ "mon-sun": "22:00-06:00" } });
field("at_night", #{ during: "night" });
lexicon("production_stopped", true, ["stands"]);
system("CRM", #{ layer: "IT", owner: "desk", vendor: "Acme", zone: "office" });
category("asked", #{ label: "Questions", when: |t| mentions(t, "question") && t.area != "milling" });
"#;

fn condition() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(ATOMS.to_vec()).prop_map(|atom| format!("({atom})"));
    atom.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" && "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" || "))),
            inner.clone().prop_map(|part| format!("!{part}")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("(if {a} {{ {b} }} else {{ {c} }})")),
        ]
    })
}

fn effect() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec!["P1", "P2", "P3"]).prop_map(|name| format!("priority: {name:?}")),
        1 => condition().prop_map(|condition| format!("priority: |t| if {condition} {{ \"P1\" }} else {{ \"P2\" }}")),
        2 => prop::sample::select(vec!["P2", "P3"]).prop_map(|name| format!("cap: {name:?}")),
        1 => prop::sample::select(vec!["high", "low"]).prop_map(|name| format!("impact: {name:?}")),
        1 => prop::sample::select(vec!["high", "low"]).prop_map(|name| format!("urgency: {name:?}")),
    ]
}

type Rule = (String, String);

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    prop::collection::vec((condition(), effect()), 1..6)
}

fn routes() -> impl Strategy<Value = Vec<Rule>> {
    let condition = prop_oneof![condition(), Just("t.priority == \"P1\"".to_owned())];
    prop::collection::vec((condition, prop::sample::select(vec!["desk", "shop-floor"]).prop_map(str::to_owned)), 0..3)
}

/// The workshop with rules and routes of chance.
fn policy(rules: &[Rule], routes: &[Rule]) -> Policy {
    let mut files: BTreeMap<String, String> = files("tests/policies/workshop");
    files.insert("words.rhai".into(), WORDS.into());
    let mut text: String = rules
        .iter()
        .enumerate()
        .map(|(at, (when, effect))| format!("rule(\"r{at}\", #{{ when: |t| {when}, {effect} }});\n"))
        .collect();
    text.extend(
        routes
            .iter()
            .enumerate()
            .map(|(at, (when, to))| format!("route(\"to{at}\", #{{ when: |t| {when}, to: {to:?} }});\n")),
    );
    files.insert("z-chance.rhai".into(), text);
    Policy::compile(&files).unwrap_or_else(|error| panic!("{error}"))
}

fn ticket() -> impl Strategy<Value = Value> {
    let some = |values: Vec<Value>| prop::option::of(prop::sample::select(values));
    let texts = |texts: &[&str]| texts.iter().map(|text| Value::from(*text)).collect::<Vec<_>>();
    let flags = || vec![Value::Bool(true), Value::Bool(false)];
    let numbers = || vec![Value::Int(0), Value::Int(3), Value::Int(9), Value::Int(12), Value::Float(2.5)];
    let score = || [numbers(), texts(&["3"])].concat();
    (
        (some(flags()), some(flags()), some(texts(&["MES", "ERP"])), some(texts(&["N-1", "N-2"])), some(numbers())),
        (some(texts(&["high", "low"])), some(texts(&["high", "low"])), some(texts(&["machines", "office", "what"]))),
        (some(score()), some(texts(&["line stands", "a question"])), some(texts(&["A1", "B2"]))),
        (some(vec![Value::List(vec!["urgent".into()])]), any::<bool>(), 0..6_i64),
    )
        .prop_map(
            |((stopped, last, system, line, users), (impact, urgency, category), (score, subject, asset), rest)| {
                let (tags, whole, hours) = rest;
                let fields = score.map(|score| Value::Map([("score".to_owned(), score)].into()));
                let opened = andon::time::Instant::from_unix(1_772_400_000 + hours * 7_200).unwrap();
                let entries = [
                    ("id", Some(Value::from("T"))),
                    (
                        "openedAt",
                        whole
                            .then(|| Value::Text(opened.to_string()))
                            .or((hours > 0).then(|| "2026-03-03T09:00:00Z".into())),
                    ),
                    ("productionStopped", stopped),
                    ("last_machine", last),
                    ("system", system),
                    ("line", line),
                    ("usersBlocked", users),
                    ("impact", impact),
                    ("urgency", urgency),
                    ("category", category),
                    ("subject", subject),
                    ("asset", asset),
                    ("tags", tags),
                    ("fields", fields),
                    // A key in both spellings, a key that only the host knows, values that intake mends or refuses.
                    ("users_blocked", (hours % 3 == 1).then_some(Value::Int(hours * 3))),
                    ("elsewhere", (hours % 2 == 1).then_some(Value::Int(hours))),
                    ("plant", [Value::from(" N "), "M".into(), Value::Int(4), "".into()].get(hours as usize).cloned()),
                    ("vendor", (hours > 3).then(|| " Acme".into())),
                ];
                Value::Map(entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
            },
        )
}

/// What the corridor says of both, ticket by ticket.
struct ByHand {
    tickets: usize,
    matrix: Vec<Vec<usize>>,
    load: BTreeMap<String, (usize, usize)>,
    changed: Vec<usize>,
}

fn by_hand(history: &History, before: &Policy, after: &Policy, priorities: &[String]) -> ByHand {
    let size = priorities.len();
    let mut found =
        ByHand { tickets: 0, matrix: vec![vec![0; size]; size], load: BTreeMap::new(), changed: Vec::new() };
    let rank = |decision: &Decision| priorities.iter().position(|name| *name == decision.priority).unwrap();
    for index in 0..history.len() {
        let [Ok(old), Ok(new)] = [before, after].map(|policy| history.decide(policy, index, None).unwrap()) else {
            continue;
        };
        found.tickets += 1;
        found.matrix[rank(&old)][rank(&new)] += 1;
        found.load.entry(old.team.clone()).or_default().0 += 1;
        found.load.entry(new.team.clone()).or_default().1 += 1;
        if (&old.priority, &old.team, &old.class.category) != (&new.priority, &new.team, &new.class.category) {
            found.changed.push(index);
        }
    }
    found
}

fn agrees(comparison: &Comparison, hand: &ByHand) {
    assert_eq!(comparison.tickets, hand.tickets);
    assert_eq!(comparison.matrix, hand.matrix);
    let load: BTreeMap<_, _> =
        comparison.load.iter().map(|load| (load.team.clone(), (load.before, load.after))).collect();
    assert_eq!(load, hand.load);
}

fn outcomes(side: &Side) -> String {
    format!("{:?} {} {:?} {} {}", side.targets, side.fired, side.cost, side.priority, side.team)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn columns_say_what_the_corridor_says(
        tickets in prop::collection::vec(ticket(), 1..140),
        rules in rules(),
        routes in routes(),
        edit in (0..6_usize, condition(), effect()),
    ) {
        let mut edited = rules.clone();
        let place = edit.0 % rules.len();
        edited[place] = (edit.1, edit.2);
        let (before, after) = (policy(&rules, &routes), policy(&edited, &routes));
        let mut history = History::new();
        tickets.iter().for_each(|ticket| history.push(ticket));
        let all = Question { limit: usize::MAX, ..Question::default() };
        // The second time round most answers are known.
        for (before, after) in [(&before, &after), (&after, &before), (&before, &before)] {
            let quick = history.compare(before, after, Question { clocks: false, ..all });
            prop_assert!(!quick.clocks, "rules of this kind can be sketched");
            let hand = by_hand(&history, before, after, &quick.priorities);
            agrees(&quick, &hand);
            prop_assert_eq!(quick.changes.iter().map(|change| change.index).collect::<Vec<_>>(), hand.changed.clone());
            let whole = history.compare(before, after, all);
            agrees(&whole, &hand);
            // What a policy took over from another is what it would have found itself.
            let alone = history.clone();
            let mut fresh = History::new();
            (0..alone.len()).for_each(|index| fresh.push(&alone.ticket(index).unwrap()));
            let report = |history: &mut History| serde_json::to_string(&history.report(after, all)).unwrap();
            prop_assert_eq!(report(&mut history), report(&mut fresh));
            for change in &whole.changes {
                prop_assert!(outcomes(&change.before) != outcomes(&change.after) || change.before.category != change.after.category);
            }
        }
    }
}

#[test]
fn the_packs_can_be_sketched() {
    let samples = std::fs::read_to_string(support::root("rules/manufacturing/samples.ndjson")).unwrap();
    let mut history = History::new();
    history.append(samples.as_bytes());
    let packs = ["rules/manufacturing", "rules/servicenow-import"].map(support::policy);
    let quick = Question { clocks: false, ..Question::default() };
    let comparison = history.compare(&packs[0], &packs[1], quick);
    assert!(!comparison.clocks);
    agrees(&comparison, &by_hand(&history, &packs[0], &packs[1], &comparison.priorities));
    let whole = history.compare(&packs[0], &packs[1], Question::default());
    assert_eq!(comparison.teams, whole.teams);
    assert_eq!(comparison.categories, whole.categories);
}

#[test]
fn words_in_many_texts_are_found_in_one_pass() {
    let contains = |text: &str| format!("t.description.contains({text:?})");
    let rules = [
        (contains("stands"), "priority: \"P1\"".to_owned()),
        (format!("{} || t.users_blocked > 3", contains("no. 1")), "priority: \"P2\"".into()),
        (format!("!{}", contains("ü")), "cap: \"P2\"".into()),
    ];
    let mut edited = rules.clone();
    edited[0].0 = contains("no. 2");
    let (before, after) = (policy(&rules, &[]), policy(&edited, &[]));
    let mut history = History::new();
    for number in 0..700 {
        let text = ["line stands", "line läuft", "über alles", ""][number % 4];
        let description = if number % 7 == 0 { String::new() } else { format!("{text} no. {number}") };
        let ticket = format!(
            r#"{{"id":"{number}","openedAt":"2026-03-02T08:00:00Z","description":{description:?},"usersBlocked":{}}}"#,
            number % 6
        );
        history.append(format!("{ticket}\n").as_bytes());
    }
    let quick = Question { clocks: false, limit: usize::MAX, ..Question::default() };
    let comparison = history.compare(&before, &after, quick);
    assert!(!comparison.clocks && comparison.changed > 0);
    let hand = by_hand(&history, &before, &after, &comparison.priorities);
    agrees(&comparison, &hand);
    assert_eq!(comparison.changes.iter().map(|change| change.index).collect::<Vec<_>>(), hand.changed);
}
