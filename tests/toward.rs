//! Why not: what misses least, and changes that are small enough, each of them decided to make sure.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test may panic"
)]

mod support;

use andon::value::Value;
use andon::{Change, Goal, Policy, Tip, Toward};
use proptest::prelude::*;
use support::{instant, policy, root, ticket};

const NOW: &str = "2026-03-04T08:00:00Z";

/// A policy in which facts follow from other facts, rules hide others, and a list is closed.
const PLANT: &str = r#"
policy(#{ name: "plant", version: "1" });
matrix(#{
    impact: ["high", "low"], urgency: ["high", "low"],
    priority: [["P1", "P2"], ["P2", "P3"]], priorities: ["P1", "P2", "P3"], otherwise: "P3",
});
field("symptom", #{ type: "text", values: ["down", "slow", "request"] });
field("critical_order", #{ type: "bool" });
team("desk", #{ fallback: true });
team("apps", #{});
team("floor", #{});
system("ERP", #{ layer: "IT", owner: "apps", category: "Business", tier: "gold" });
system("PLC", #{ layer: "OT", owner: "floor", category: "Machines" });
category("Business", #{ owner: "apps" });
category("Machines", #{ owner: "floor" });
category("Other", #{ otherwise: true });
rule("stopped", #{ when: |t| t.production_stopped, priority: "P1" });
rule("many", #{ when: |t| t.symptom == "down" && t.users_blocked >= 10 && t.category == "Business", priority: "P1" });
rule("order", #{ when: |t| t.critical_order && t.lines_affected > 1, priority: "P1" });
rule("machine", #{ when: |t| t.layer == "OT" && (t.symptom ?? "down") == "down", priority: "P2" });
rule("tagged", #{ when: |t| "vip" in t.tags, priority: "P2" });
rule("wish", #{ when: |t| t.symptom == "request", cap: "P3" });
rule("host", #{ when: |t| t.fields.escalated, priority: "P2" });
route("floor-first", #{ when: |t| t.line in ["L1", "L2"], to: "floor" });
route("gold", #{ when: |t| (t.tier ?? "none") == "gold", to: "apps" });
sla("gold", #{ when: |t| t.priority == "P1" && t.team == "apps", respond: "15m" });
sla("all", #{ when: |t| true, respond: "1h", resolve: "8h" });
"#;

fn plant() -> Policy {
    Policy::compile(&[("plant.rhai".to_owned(), PLANT.to_owned())].into()).unwrap_or_else(|error| panic!("{error}"))
}

fn plain(fields: &str) -> Value {
    ticket(&format!(r#"{{ "id": "1", "openedAt": "2026-03-02T08:00:00Z"{fields} }}"#))
}

fn toward(policy: &Policy, fields: &str, goal: &str) -> Toward {
    let goal = policy.goal(goal).expect("a goal");
    policy.toward(&plain(fields), instant(NOW), &goal).expect("an answer")
}

fn tips(toward: &Toward) -> Vec<String> {
    let change = |change: &Change| format!("{} {} -> {}", change.field, change.from, change.to);
    let tip = |tip: &Tip| format!("{}: {}", tip.by, tip.changes.iter().map(change).collect::<Vec<_>>().join(", "));
    toward.tips.iter().map(tip).collect()
}

/// The ticket with changes made, as a host would make them.
fn with(ticket: &Value, changes: &[Change]) -> Value {
    let Value::Map(entries) = ticket else { panic!("a ticket is a map") };
    let mut entries = entries.clone();
    for change in changes {
        match (&change.to, change.field.strip_prefix("fields.")) {
            (Value::Null, _) => drop(entries.remove(&change.field)),
            (to, None) => drop(entries.insert(change.field.clone(), to.clone())),
            (to, Some(own)) => drop(entries.insert(own.to_owned(), to.clone())),
        }
    }
    Value::Map(entries)
}

fn reaches(policy: &Policy, ticket: &Value, goal: &Goal) -> bool {
    let decision = policy.decide(ticket, instant(NOW)).expect("a decision");
    match goal {
        Goal::Priority(name) => decision.priority == *name,
        Goal::Team(name) => decision.team == *name,
        Goal::Sla(name) => decision.targets.iter().any(|clock| clock.sla == *name),
    }
}

/// Every tip reaches the goal, no part of it does, no other tip is a part of it, and the work was bounded.
fn check(policy: &Policy, ticket: &Value, goal: &Goal) -> usize {
    let toward = policy.toward(ticket, instant(NOW), goal).expect("an answer");
    assert_eq!(toward.reached, reaches(policy, ticket, goal));
    assert!(toward.search.decided <= toward.search.limit, "{:?}", toward.search);
    for tip in &toward.tips {
        assert!((1..=3).contains(&tip.changes.len()), "{tip:?}");
        assert!(reaches(policy, &with(ticket, &tip.changes), goal), "{tip:?} does not reach {goal:?} of {ticket:?}");
        let subsets = (1..(1_usize << tip.changes.len()) - 1).map(|bits| {
            let taken = tip.changes.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
            taken.map(|(_, change)| change.clone()).collect::<Vec<_>>()
        });
        for part in subsets {
            assert!(!reaches(policy, &with(ticket, &part), goal), "{part:?} is enough for {goal:?} of {ticket:?}");
        }
        let others = toward.tips.iter().filter(|other| *other != tip);
        assert!(others.clone().all(|other| !other.changes.iter().all(|change| tip.changes.contains(change))));
    }
    let misses: Vec<usize> = toward.rules.iter().map(|rule| rule.misses).collect();
    assert!(misses.is_sorted(), "{misses:?}");
    toward.tips.len()
}

#[test]
fn single_values_bounds_and_flags() {
    let policy = plant();
    let toward = toward(&policy, r#", "symptom": "down", "usersBlocked": 4, "category": "Business""#, "P1");
    assert_eq!(
        tips(&toward),
        [
            // What nobody said comes before what was denied.
            "stopped: productionStopped nothing -> true",
            "many: usersBlocked 4 -> 10",
            "order: criticalOrder nothing -> true, linesAffected nothing -> 2",
            "matrix: impact nothing -> high, urgency nothing -> high",
        ]
    );
    let denied = &toward.rules[1];
    assert_eq!((denied.id.as_str(), denied.misses, denied.of), ("many", 1, 3));
    assert_eq!(denied.missed[0].text, "t.users_blocked >= 10");
    assert!(toward.search.complete);
}

#[test]
fn facts_that_follow_from_the_registry() {
    let policy = plant();
    // Nobody states a layer: the system has one.
    let toward = toward(&policy, r#", "impact": "low", "urgency": "low""#, "P2");
    assert!(tips(&toward).contains(&"machine: system nothing -> PLC".to_owned()), "{:?}", tips(&toward));
    assert!(tips(&toward).contains(&"tagged: tags nothing -> a list of 1".to_owned()), "{:?}", tips(&toward));
    assert!(tips(&toward).contains(&"host: fields.escalated nothing -> true".to_owned()), "{:?}", tips(&toward));
}

#[test]
fn what_stands_in_the_way() {
    let policy = plant();
    let toward = toward(&policy, r#", "productionStopped": true, "symptom": "request""#, "P1");
    let against: Vec<&str> = toward.against.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!((against, toward.rules[0].id.as_str(), toward.rules[0].misses), (vec!["wish"], "stopped", 0));
    assert_eq!(tips(&toward)[..2], ["stopped: symptom request -> down", "stopped: symptom request -> slow"]);
}

#[test]
fn teams_and_slas() {
    let policy = plant();
    let fields = r#", "line": "L1", "system": "ERP", "productionStopped": true"#;
    let toward_team = toward(&policy, fields, "apps");
    assert_eq!(toward_team.against.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["floor-first"]);
    assert_eq!(tips(&toward_team), ["gold: line L1 -> (any other)"]);
    let toward_sla = policy.toward(&plain(fields), instant(NOW), &Goal::Sla("gold".into())).expect("an answer");
    assert_eq!(tips(&toward_sla), ["gold: line L1 -> (any other)"]);
}

#[test]
fn nothing_is_said_of_what_is_reached() {
    let toward = toward(&plant(), r#", "productionStopped": true"#, "P1");
    assert!(toward.reached && toward.tips.is_empty() && toward.against.is_empty());
    assert_eq!(toward.search.decided, 0);
}

#[test]
fn an_outcome_that_does_not_exist() {
    let policy = plant();
    let problem = policy.goal("P9").expect_err("no such priority");
    assert_eq!(problem.message, "no priority, team or SLA `P9`");
    assert!(policy.known_goal(Goal::Team("P1".into())).is_err());
    assert_eq!(policy.goal("gold"), Ok(Goal::Sla("gold".into())));
}

fn random_ticket() -> impl Strategy<Value = Value> {
    let maybe = |values: &'static [&'static str]| proptest::option::weighted(0.6, proptest::sample::select(values));
    let fields = (
        (maybe(&["down", "slow", "request"]), maybe(&["ERP", "PLC"]), maybe(&["Business", "Machines", "Other"])),
        (maybe(&["L1", "L2", "L3"]), maybe(&["high", "low"]), maybe(&["high", "low"])),
        proptest::option::of(0_i64..20),
        proptest::option::of(any::<bool>()),
        proptest::option::of(any::<bool>()),
    );
    fields.prop_map(|((symptom, system, category), (line, impact, urgency), users, stopped, order)| {
        let texts = [
            ("symptom", symptom),
            ("system", system),
            ("category", category),
            ("line", line),
            ("impact", impact),
            ("urgency", urgency),
        ];
        let Value::Map(mut entries) = plain("") else { panic!("a ticket is a map") };
        entries.extend(texts.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text?.into()))));
        entries.extend(users.map(|users| ("usersBlocked".to_owned(), Value::Int(users))));
        entries.extend(stopped.map(|stopped| ("productionStopped".to_owned(), Value::Bool(stopped))));
        entries.extend(order.map(|order| ("criticalOrder".to_owned(), Value::Bool(order))));
        Value::Map(entries)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tips_are_true_and_minimal(ticket in random_ticket(), goal in 0_usize..6) {
        let policy = plant();
        let goal = policy.goal(["P1", "P2", "P3", "apps", "floor", "gold"][goal]).unwrap();
        check(&policy, &ticket, &goal);
    }
}

#[test]
fn samples_of_the_pack() {
    let policy = policy("rules/manufacturing");
    let samples = std::fs::read_to_string(root("rules/manufacturing/samples.ndjson")).expect("samples");
    let mut found = 0;
    for line in samples.lines().skip(4).take(4) {
        for goal in ["P1", "network"] {
            found += check(&policy, &ticket(line), &policy.goal(goal).unwrap());
        }
    }
    assert!(found > 20, "{found} tips");
}
