//! Why not: near misses, and changes that are small enough, each of them decided to make sure.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test may panic"
)]

mod support;

use andon::value::Value;
use andon::{Goal, Policy, Toward};
use support::{instant, policy, root, ticket};

const NOW: &str = "2026-03-04T08:00:00Z";

fn short(toward: &Toward) -> Vec<String> {
    let change = |change: &andon::Change| format!("{}: {} -> {}", change.field, change.from, change.to);
    let tip =
        |tip: &andon::Tip| format!("{} ({})", tip.changes.iter().map(change).collect::<Vec<_>>().join(", "), tip.by);
    toward.tips.iter().map(tip).collect()
}

#[test]
fn show() {
    let policy = policy("rules/manufacturing");
    let samples = std::fs::read_to_string(root("rules/manufacturing/samples.ndjson")).expect("samples");
    for line in samples.lines() {
        let ticket = ticket(line);
        let decision = policy.decide(&ticket, instant(NOW)).unwrap();
        for goal in ["P1", "P2", "P3", "network", "production-critical"] {
            let start = std::time::Instant::now();
            let goal = policy.goal(goal).unwrap();
            let toward = policy.toward(&ticket, instant(NOW), &goal).unwrap();
            println!(
                "\n{} {} {} -> {:?} {:?} {:?} reached {}",
                decision.id,
                decision.priority,
                decision.team,
                goal,
                toward.search,
                start.elapsed(),
                toward.reached
            );
            for rule in toward.rules.iter().take(4) {
                println!(
                    "    {} {} misses {} of {}: {}",
                    rule.id,
                    rule.gives,
                    rule.misses,
                    rule.of,
                    rule.missed.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ## ")
                );
            }
            println!("    against {:?}", toward.against.iter().map(|a| a.id.as_str()).collect::<Vec<_>>());
            for tip in short(&toward) {
                println!("  * {tip}");
            }
        }
    }
}
