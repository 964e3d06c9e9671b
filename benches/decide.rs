//! What a whole decision costs natively: `cargo bench --bench decide`.
//!
//! The sample tickets of the manufacturing pack, decided again and again on one core: read from a [`Value`], decided,
//! and written as JSON. Medians of many short rounds.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark fails by panicking")]

use andon::time::Instant;
use andon::triage::Triage;
use andon::value::Value;
use andon::{Decision, Policy};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Clock;

const ROUNDS: usize = 51;
const REPEATS: usize = 20;
const PRACTICE: usize = 10_000;

fn policy() -> Arc<Policy> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/manufacturing");
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        files.insert(path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap());
    }
    Arc::new(Policy::compile(&files).unwrap())
}

fn tickets() -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/manufacturing/samples.ndjson");
    std::fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Microseconds for one of `count` things, the median of the rounds.
fn measured(count: usize, mut run: impl FnMut()) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Clock::now();
            for _ in 0..REPEATS {
                run();
            }
            start.elapsed().as_secs_f64() * 1e6 / (REPEATS * count) as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

fn main() {
    let (policy, tickets) = (policy(), tickets());
    let now = Instant::parse("2026-11-22T02:00:00Z").unwrap();
    let decisions: Vec<Decision> = tickets.iter().map(|ticket| policy.decide(ticket, now).unwrap()).collect();
    // As it is for whoever decides many: what pays only in the long run is made.
    for ticket in tickets.iter().cycle().take(PRACTICE) {
        black_box(policy.decide(ticket, now).unwrap());
    }
    let deciding = measured(tickets.len(), || {
        for ticket in &tickets {
            black_box(policy.decide(black_box(ticket), now).unwrap());
        }
    });
    let mut triage = Triage::new(policy.clone());
    let sifted = tickets.iter().filter(|ticket| triage.sifts(ticket)).count();
    let triaging = measured(tickets.len(), || {
        for ticket in &tickets {
            black_box(triage.decide(black_box(ticket)).unwrap());
        }
    });
    let writing = measured(tickets.len(), || {
        for decision in &decisions {
            black_box(serde_json::to_string(black_box(decision)).unwrap());
        }
    });
    let bytes: usize = decisions.iter().map(|decision| serde_json::to_string(decision).unwrap().len()).sum();
    println!("decide  {deciding:8.2} us a ticket");
    println!("triage  {triaging:8.2} us a ticket, {sifted} of {} without the corridor", tickets.len());
    println!("write   {writing:8.2} us a decision of {} bytes", bytes / decisions.len());
}
