//! What the watch costs natively: `cargo bench --bench watch [-- WEEKS [FILE]]`.
//!
//! Tickets a second through `observe`, on the made-up plants of `tests/watch`, with outages and decoys; then the memory of the
//! process, and the snapshot. With FILE, the tickets are written there as NDJSON, for other runtimes.

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

/// A busy group of plants: about 450 tickets a day.
const SEED: u64 = 1;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let weeks = arguments.next().map_or(12, |text| text.parse().unwrap());
    let tickets = tickets(weeks);
    if let Some(file) = arguments.next() {
        let lines: Vec<String> = tickets.iter().map(|(ticket, _)| serde_json::to_string(ticket).unwrap()).collect();
        std::fs::write(file, lines.join("\n") + "\n").unwrap();
        return;
    }
    let resting = resident();
    for name in ["rules/manufacturing", "rules/servicenow-import"] {
        let mut watch = Watch::new(Arc::new(support::policy(name)));
        let begun = Clock::now();
        let mut events = 0;
        for (ticket, now) in &tickets {
            events += watch.observe(ticket, *now).unwrap().len();
        }
        let rate = tickets.len() as f64 / begun.elapsed().as_secs_f64();
        let (snapshot, memory) = (watch.snapshot().len() / 1000, (resident() - resting) / 1000);
        println!(
            "{name}: {} tickets of {weeks} weeks, {rate:.0} a second, {events} events, snapshot {snapshot} kB, memory {memory} MB",
            tickets.len()
        );
    }
}

fn tickets(weeks: i64) -> Vec<(Value, Instant)> {
    let stream = plants::stream(SEED, weeks, true);
    let seen = |ticket: &plants::Ticket| Instant::from_unix(ticket.received as i64).unwrap();
    stream.tickets.iter().map(|ticket| (Value::Map(ticket.fields.clone()), seen(ticket))).collect()
}

/// Kilobytes of memory that the process holds, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or_default()
}
