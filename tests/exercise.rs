//! What tickets try out of a policy, counted by hand.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use andon::{Exercise, Seen};
use support::{instant, policy, ticket, tiny_with};

const SOURCE: &str = r#"
fn is_big(t) { t.users_blocked > 10 }
rule("big", #{ when: |t| is_big(t) && t.production_stopped, priority: |t| if t.shift_active ?? false { "P1" } else { "P2" } });
rule("any", #{ when: |t| t.category == "x" || is_big(t), priority: "P3" });
category("x", #{});
rule("way", #{ when: |t| switch t.zone ?? "none" { "floor" if t.shift_active => true, "office" | "none" => false, _ => true }, cap: "P3" });
test("big", #{ users_blocked: 20, production_stopped: true }, #{ priority: "P2" });
"#;

fn exercise(tickets: &[&str]) -> Exercise {
    let policy = tiny_with(SOURCE).unwrap_or_else(|error| panic!("{error}"));
    let tickets: Vec<_> = tickets.iter().map(|json| ticket(json)).collect();
    policy.exercise(tickets.iter().map(|ticket| (ticket, instant("2026-03-02T12:00:00Z"))))
}

fn seen(yes: usize, no: usize, undecided: usize) -> Seen {
    Seen { yes, no, undecided, failed: 0 }
}

fn condition(exercise: &Exercise, text: &str) -> Seen {
    exercise.conditions.iter().find(|atom| atom.text == text).unwrap_or_else(|| panic!("{text}: {exercise:#?}")).seen
}

fn taken(exercise: &Exercise) -> Vec<(&str, usize)> {
    exercise.branches.iter().map(|branch| (branch.text.as_str(), branch.taken)).collect()
}

fn declaration(exercise: &Exercise, id: &str, entry: &str) -> Seen {
    exercise.declarations.iter().find(|asked| asked.id == id && asked.entry == entry).unwrap().seen
}

#[test]
fn the_tests_of_a_policy_try_out_what_they_reach() {
    let only_tests = exercise(&[]);
    assert_eq!((only_tests.tickets, only_tests.refused), (1, 0));
    // Asked by both rules, at one place: the function they share.
    assert_eq!(condition(&only_tests, "t.users_blocked > 10"), seen(2, 0, 0));
    assert_eq!(condition(&only_tests, "t.production_stopped"), seen(1, 0, 0));
    assert_eq!(condition(&only_tests, "t.category == \"x\""), seen(0, 0, 1));
    assert_eq!(condition(&only_tests, "t.shift_active"), seen(0, 0, 0));
    assert_eq!(declaration(&only_tests, "big", "when"), seen(1, 0, 0));
    assert_eq!(declaration(&only_tests, "big", "priority"), seen(1, 0, 0));
    let expected = [
        ("if t.shift_active ?? false", 0),
        ("else of if t.shift_active ?? false", 1),
        ("`floor` of switch t.zone ?? \"none\"", 0),
        ("`office` | `none` of switch t.zone ?? \"none\"", 1),
        ("_ of switch t.zone ?? \"none\"", 0),
    ];
    assert_eq!(taken(&only_tests), expected);
}

#[test]
fn tickets_add_to_it_and_what_is_not_reached_is_not_seen() {
    let more = exercise(&[
        r#"{ "id": "1", "openedAt": "2026-03-02T12:00:00Z", "usersBlocked": 2, "category": "x", "zone": "floor", "shiftActive": true }"#,
        r#"{ "id": "2", "openedAt": "2026-03-02T12:00:00Z", "category": "x", "zone": "hall", "shiftActive": false }"#,
        r#"{ "id": "3" }"#,
    ]);
    assert_eq!((more.tickets, more.refused), (3, 1));
    // Of the first ticket only the first rule asks it: the second is settled by the category. Of the second one it is
    // unknown.
    assert_eq!(condition(&more, "t.users_blocked > 10"), seen(2, 1, 1));
    // False && anything is false; undecided && anything must look on.
    assert_eq!(condition(&more, "t.production_stopped"), seen(1, 0, 1));
    assert_eq!(condition(&more, "t.shift_active"), seen(1, 0, 0));
    assert_eq!(declaration(&more, "any", "when"), seen(3, 0, 0));
    let ways: Vec<usize> = taken(&more).iter().map(|(_, count)| *count).collect();
    assert_eq!(ways, [0, 1, 1, 1, 1]);
}

#[test]
fn the_tests_of_the_pack_reach_every_rule() {
    let exercise = policy("rules/manufacturing").exercise([]);
    let rules = exercise.declarations.iter().filter(|asked| asked.word == "rule" && asked.entry == "when");
    let unheard: Vec<String> = rules.filter(|asked| asked.seen.yes == 0).map(|asked| asked.id.clone()).collect();
    assert_eq!(unheard, [""; 0]);
}
