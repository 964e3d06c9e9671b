//! How long a question takes, beside `workclock`, in one run: `cargo bench --bench calendar`.
//!
//! Each pair of contestants is timed in turns, many short rounds of each, and the median of the rounds' ratios is
//! printed: what slows the machine slows both.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark fails by panicking")]

use andon::calendar::{Calendar, Pause};
use andon::time::Instant;
use andon::value::Value;
use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::hint::black_box;
use std::time::{Duration, Instant as Clock};
use workclock::{Holidays, Schedule, Weekdays, WorkDay};

const ROUNDS: usize = 101;
const YEAR: i64 = 365 * 86_400;
/// Starting points spread over a year, so that no branch is learnt by heart.
const STARTS: usize = 256;

fn ours() -> Calendar {
    let declaration: Value = serde_json::from_value(json!({
        "zone": "Europe/Berlin",
        "hours": { "mon-sat": ["06:00-13:45", "14:00-21:45", "22:00-05:45"] },
        "holidays": ["2026-01-01", "2026-04-03", "2026-05-01", "2026-12-25", "2027-01-01"],
        "holiday_mode": "calendar",
    }))
    .unwrap();
    Calendar::compile(&declaration, &|_| None).unwrap().calendar
}

fn theirs() -> Schedule {
    let days: Weekdays = Weekdays::ALL;
    let sunday = jiff::civil::Weekday::Sunday;
    let days: Weekdays = (0..7)
        .filter_map(|day| jiff::civil::Weekday::from_monday_zero_offset(day).ok())
        .filter(|day| *day != sunday && days.contains(*day))
        .collect();
    let shift = |from: (i8, i8), to: (i8, i8)| WorkDay::new(time(from.0, from.1, 0, 0), time(to.0, to.1, 0, 0), days);
    let holidays = [date(2026, 1, 1), date(2026, 4, 3), date(2026, 5, 1), date(2026, 12, 25), date(2027, 1, 1)];
    Schedule::builder()
        .time_zone("Europe/Berlin")
        .rule(shift((6, 0), (13, 45)))
        .rule(shift((14, 0), (21, 45)))
        .rule(shift((22, 0), (5, 45)))
        .rule(Holidays::new(holidays))
        .build()
        .unwrap()
}

fn starts() -> Vec<Instant> {
    let first = Instant::parse("2026-01-01T00:00:00Z").unwrap();
    (0..STARTS).map(|i| first.plus(i as i64 * 86_413 % YEAR)).collect()
}

fn stamp(at: Instant) -> Timestamp {
    Timestamp::from_second(at.unix()).unwrap()
}

/// Nanoseconds a call, over `repeat` passes of all starting points.
fn time_of<T>(repeat: usize, starts: &[Instant], question: &dyn Fn(Instant) -> T) -> f64 {
    let clock = Clock::now();
    for _ in 0..repeat {
        for at in starts {
            black_box(question(black_box(*at)));
        }
    }
    clock.elapsed().as_nanos() as f64 / (repeat * starts.len()) as f64
}

/// Enough passes for a round of about a millisecond.
fn passes<T>(starts: &[Instant], question: &dyn Fn(Instant) -> T) -> usize {
    let once = time_of(1, starts, question) * starts.len() as f64;
    (Duration::from_millis(1).as_nanos() as f64 / once).ceil() as usize
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn pair<A, B>(name: &str, ours: &dyn Fn(Instant) -> A, theirs: &dyn Fn(Instant) -> B) {
    let starts = starts();
    let repeat = (passes(&starts, ours), passes(&starts, theirs));
    let rounds: Vec<(f64, f64)> =
        (0..ROUNDS).map(|_| (time_of(repeat.0, &starts, ours), time_of(repeat.1, &starts, theirs))).collect();
    let ours = median(rounds.iter().map(|round| round.0).collect());
    let theirs = median(rounds.iter().map(|round| round.1).collect());
    let ratio = median(rounds.iter().map(|round| round.1 / round.0).collect());
    println!("{name:<28} andon {ours:>9.1} ns   workclock {theirs:>11.1} ns   ratio {ratio:>8.1}");
}

fn alone<T>(name: &str, question: &dyn Fn(Instant) -> T) {
    let starts = starts();
    let repeat = passes(&starts, question);
    let rounds = (0..ROUNDS).map(|_| time_of(repeat, &starts, question)).collect();
    println!("{name:<28} andon {:>9.1} ns", median(rounds));
}

fn main() {
    let (ours, theirs) = (ours(), theirs());
    let budget = 24 * 3600;
    for at in starts() {
        let expected = theirs.add(stamp(at), SignedDuration::from_secs(budget)).unwrap();
        assert_eq!(ours.add(at, budget, &[]).map(stamp), Some(expected), "both must answer the same");
    }
    for (name, span) in [("a day", 86_400), ("a year", YEAR), ("ten years", 10 * YEAR)] {
        pair(&format!("between, {name}"), &|at| ours.between(at, at.plus(span), &[]), &|at| {
            theirs.between(stamp(at), stamp(at.plus(span)))
        });
    }
    for (name, hours) in [("2 h", 2), ("24 h", 24), ("a year of work", 6800)] {
        let seconds = hours * 3600;
        pair(&format!("add, {name}"), &|at| ours.add(at, seconds, &[]), &|at| {
            theirs.add(stamp(at), SignedDuration::from_secs(seconds))
        });
    }
    pair("next opening", &|at| ours.next_open(at), &|at| theirs.next_period(stamp(at)));
    let paused = |at: Instant| [3, 30, 300].map(|h| Pause { from: at.plus(h * 3600), to: Some(at.plus(h * 5400)) });
    alone("add, 24 h, three pauses", &|at| ours.add(at, budget, &paused(at)));
    alone("is_open", &|at| ours.is_open(at));
    alone("shift_at", &|at| ours.shift_at(at).is_some());
    alone("add_days, 10", &|at| ours.add_days(at, 10));
    alone("compile and first question", &|at| self::ours().add(at, budget, &[]));
    let always = Calendar::always();
    alone("add, 24x7", &|at| always.add(at, budget, &[]));
}
