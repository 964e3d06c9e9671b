//! What the watch costs natively: `cargo bench --bench watch [-- WEEKS [GROUPS [FILE]]]`.
//!
//! Tickets a second through `observe`, on the made-up plants of `tests/watch`, with outages and decoys; then what a snapshot
//! costs. GROUPS of plants share one watch. With FILE, the tickets are written there as NDJSON, for other runtimes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark fails by panicking"
)]
#![allow(dead_code, unreachable_pub, reason = "the generator is written for the tests")]

#[path = "../tests/watch/chance.rs"]
mod chance;
#[path = "../tests/watch/decoys.rs"]
mod decoys;
#[path = "../tests/watch/faults.rs"]
mod faults;
#[path = "../tests/watch/ordinary.rs"]
mod ordinary;
#[path = "../tests/watch/outages.rs"]
mod outages;
#[path = "../tests/watch/phrases.rs"]
mod phrases;
#[path = "../tests/watch/plants.rs"]
mod plants;
#[path = "../tests/support/mod.rs"]
mod support;
#[path = "../tests/watch/writing.rs"]
mod writing;

use andon::Watch;
use andon::time::Instant;
use andon::value::Value;
use std::sync::Arc;
use std::time::Instant as Clock;

/// The seed of the first group: plants with about 450 tickets a day.
const SEED: u64 = 1;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let weeks = arguments.next().map_or(12, |text| text.parse().unwrap());
    let groups = arguments.next().map_or(1, |text| text.parse().unwrap());
    let tickets = tickets(weeks, groups);
    if let Some(file) = arguments.next() {
        let lines: Vec<String> = tickets.iter().map(|(ticket, _)| serde_json::to_string(ticket).unwrap()).collect();
        std::fs::write(file, lines.join("\n") + "\n").unwrap();
        return;
    }
    for name in ["rules/manufacturing", "rules/servicenow-import"] {
        let policy = Arc::new(support::policy(name));
        let mut watch = Watch::new(policy.clone());
        let begun = Clock::now();
        let mut events = 0;
        for (ticket, now) in &tickets {
            events += watch.observe(ticket, *now).unwrap().len();
        }
        let rate = tickets.len() as f64 / begun.elapsed().as_secs_f64();
        let (snapshot, written) = timed(|| watch.snapshot());
        let (_, read) = timed(|| Watch::restore(policy.clone(), &snapshot).unwrap());
        println!(
            "{name}: {} tickets of {weeks} weeks, {rate:.0} a second, {events} events; snapshot {} kB, written in {written:.0} ms, \
             read in {read:.0} ms",
            tickets.len(),
            snapshot.len() / 1000
        );
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Clock::now();
    let done = work();
    (done, begun.elapsed().as_secs_f64() * 1000.0)
}

fn tickets(weeks: i64, groups: u64) -> Vec<(Value, Instant)> {
    let mut tickets: Vec<(Value, Instant)> = (0..groups).flat_map(|group| of_group(group, weeks)).collect();
    tickets.sort_by_key(|(_, received)| *received);
    tickets
}

/// The tickets of a group. Ids are told apart; plants of different groups may have one name and are then one large plant.
fn of_group(group: u64, weeks: i64) -> impl Iterator<Item = (Value, Instant)> {
    plants::stream(SEED + group, weeks, true).tickets.into_iter().map(move |ticket| {
        let mut fields = ticket.fields;
        if group > 0
            && let Some(Value::Text(id)) = fields.get_mut("id")
        {
            id.insert_str(0, &format!("G{group}-"));
        }
        (Value::Map(fields), Instant::from_unix(ticket.received as i64).unwrap())
    })
}
