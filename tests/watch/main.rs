//! The watch on labelled streams of made-up plants: what it finds, how soon, and what it says too much.
//!
//! Seeds below 1000 are for development; those of the report are looked at only for `docs/watch.md`:
//!
//! ```text
//! cargo test --release --test watch report -- --ignored --nocapture
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![allow(unreachable_pub, reason = "the modules of a test are seen by nobody else")]
mod chance;
mod changes;
mod decoys;
mod drift;
mod faults;
mod laws;
mod levels;
mod naive;
mod ordinary;
mod outages;
mod phrases;
mod plants;
mod replay;
mod score;
#[path = "../support/mod.rs"]
mod support;
mod writing;

use score::{Score, judge};
use std::sync::Arc;

fn policy() -> Arc<andon::Policy> {
    Arc::new(support::policy("rules/manufacturing"))
}

fn measure(seeds: std::ops::Range<u64>, weeks: i64) -> (Score, Score) {
    let policy = policy();
    let (mut watch, mut naive) = (Score::default(), Score::default());
    for seed in seeds {
        let stream = plants::stream(seed, weeks, true);
        let suggestions = score::watched(&policy, &stream);
        let judgement = judge(&stream, &suggestions);
        if std::env::var("EACH").is_ok() {
            let found = judgement.found.iter().flatten().count();
            println!(
                "seed {seed}: {} tickets, {found} of {}, {} wrong",
                stream.tickets.len(),
                stream.outages.len(),
                judgement.wrong.len()
            );
        }
        if std::env::var("MISSED").is_ok() {
            for (number, kind) in
                stream.outages.iter().enumerate().filter(|(number, _)| judgement.found[*number].is_none())
            {
                println!("missed {kind} in {seed}:");
                let own = |ticket: &&usize| stream.tickets[**ticket].outage == Some(number);
                for suggestion in &suggestions {
                    let count = suggestion.tickets.iter().filter(own).count();
                    if count > 0 {
                        println!("   in part: {count} of {} in {}", suggestion.tickets.len(), suggestion.text);
                    }
                }
                for ticket in stream.tickets.iter().filter(|ticket| ticket.outage == Some(number)) {
                    println!("   {}", serde_json::to_string(&ticket.fields).unwrap());
                }
            }
        }
        watch.add(&judgement, &stream);
        naive.add(&judge(&stream, &naive::suggestions(&stream)), &stream);
    }
    (watch, naive)
}

#[test]
fn most_outages_are_found_and_little_else() {
    let (watch, naive) = measure(601..604, 6);
    assert!(watch.recall() >= 0.8, "{watch}");
    assert!(watch.recall() > naive.recall() + 0.2, "{naive}");
    assert!(watch.false_per_week() <= 0.8, "{watch}");
}

#[test]
#[ignore = "prints the table for development"]
fn develop() {
    let count = std::env::var("STREAMS").ok().and_then(|text| text.parse().ok()).unwrap_or(12);
    let first = std::env::var("FIRST").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let (watch, naive) = measure(first..first + count, 8);
    println!("watch\n{watch}\nnaive\n{naive}");
    for wrong in &watch.wrong {
        println!("wrong: {wrong}");
    }
}

#[test]
#[ignore = "prints the table for docs/watch.md; touches the seeds of the report"]
fn report() {
    let (watch, naive) = measure(1001..1025, 9);
    println!("watch\n{watch}\nnaive\n{naive}");
}

#[test]
#[ignore = "prints what becomes of recurring faults"]
fn develop_problems() {
    let policy = policy();
    let mut problems = score::Problems::default();
    for seed in 1..13 {
        problems.add(&policy, &plants::stream(seed, 8, true));
    }
    for (kind, (named, as_kind, of)) in &problems.kinds {
        println!("| {kind} | {named} | {as_kind} | {of} |");
    }
    println!("false a week {:.2}", problems.wrong as f64 / problems.weeks as f64);
}

#[test]
#[ignore = "measures; run it with --release"]
fn throughput() {
    let stream = plants::stream(1, 12, true);
    let tickets: Vec<_> = stream.tickets.iter().map(|ticket| andon::value::Value::Map(ticket.fields.clone())).collect();
    for (name, policy) in [("manufacturing", policy()), ("tiny", Arc::new(support::tiny_with("").unwrap()))] {
        let mut watch = andon::Watch::new(policy);
        let begun = std::time::Instant::now();
        for (ticket, value) in stream.tickets.iter().zip(&tickets) {
            let now = andon::time::Instant::from_unix(ticket.received as i64).unwrap();
            watch.observe(value, now).unwrap();
        }
        let seconds = begun.elapsed().as_secs_f64();
        println!(
            "{name}: {} tickets, {:.0} a second, snapshot {} bytes",
            tickets.len(),
            tickets.len() as f64 / seconds,
            watch.snapshot().len()
        );
    }
}

/// Suggestions a month on streams without any outage, decoys included, for three settings of the knob.
fn calibration(seeds: std::ops::Range<u64>) {
    let weeks = 13;
    let months = (seeds.end - seeds.start) as f64 * weeks as f64 * 7.0 / 30.4375;
    let streams: Vec<_> = seeds.map(|seed| plants::stream(seed, weeks, false)).collect();
    println!("| accepted a month | suggestions | months | observed a month |\n|---|---|---|---|");
    for knob in ["0.5", "2.0", "8.0"] {
        let mut files = support::files("rules/manufacturing");
        files.insert("~knob.rhai".into(), format!(r#"major("~knob", #{{ false_alarms_per_month: {knob} }});"#));
        let policy = Arc::new(andon::Policy::compile(&files).unwrap());
        let found: usize = streams.iter().map(|stream| score::watched(&policy, stream).len()).sum();
        println!("| {knob} | {found} | {months:.0} | {:.2} |", found as f64 / months);
    }
}

#[test]
#[ignore = "prints the calibration for development"]
fn develop_calibration() {
    calibration(701..713);
}

#[test]
#[ignore = "prints the calibration for docs/watch.md; touches the seeds of the report"]
fn report_calibration() {
    calibration(2001..2035);
}
