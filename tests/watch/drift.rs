//! A desk that grows: over four months its tickets become four times as many, then it stays so. The growth itself alarms
//! nobody, and the band follows.

use super::plants::{DAY, START, Stream, WEEK, stream};
use super::policy;
use andon::Watch;
use andon::time::Instant;
use andon::value::Value;
use andon::watch::{Event, Turn};

/// Weeks of growth, and weeks in all.
const GROWS: f64 = 18.0;
const WEEKS: i64 = 26;
const HOUR: i64 = 3600;
/// Suggestions a month that the policy accepts where nothing has failed.
const ACCEPTED: f64 = 2.0;

/// The share of tickets that is written at an instant: a quarter at first, all of them in the end.
fn share(at: f64) -> f64 {
    0.25 * 4.0_f64.powf(((at - START) / (GROWS * WEEK)).min(1.0))
}

/// Leaves out tickets as if fewer were written in the beginning. Which ones has nothing to do with what they say.
fn growing(seed: u64) -> Stream {
    let mut stream = stream(seed, WEEKS, false);
    let mut number = 0_u64;
    stream.tickets.retain(|ticket| {
        number += 1;
        let scattered = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        (scattered as f64) < share(ticket.at) * (1_u64 << 24) as f64
    });
    stream
}

fn at(seconds: i64) -> Instant {
    Instant::from_unix(seconds).unwrap()
}

/// The hours of busy streams in the working days of a week, against their band.
#[derive(Default)]
struct Week {
    hours: usize,
    inside: usize,
    came: f64,
    expected: f64,
}

impl Week {
    fn add(&mut self, watch: &Watch, end: i64) {
        for level in watch.levels(at(end - HOUR), at(end)).iter().filter(|level| level.expected >= 0.3) {
            let count = u32::try_from(level.tickets.len()).unwrap();
            self.hours += 1;
            self.inside += usize::from((level.low..=level.high).contains(&count));
            self.came += f64::from(count);
            self.expected += level.expected;
        }
    }

    fn said(&self) -> String {
        let Self { hours, inside, came, expected } = self;
        format!("{inside} of {hours} busy hours in their band, {came} tickets where {expected:.0} were expected")
    }
}

/// Watches a growing desk; gives how many suggestions came while it grew and later. Looks at the last week of each.
fn watched(seed: u64, weeks: &mut [Week; 2]) -> [usize; 2] {
    let mut watch = Watch::new(policy());
    let mut suggested = [0; 2];
    let stop = START + GROWS * WEEK;
    let begins = [stop - WEEK, START + (WEEKS as f64 - 1.0) * WEEK];
    let ends = |(phase, begin): (usize, f64)| (1..=5 * 24).map(move |hour| (phase, begin as i64 + hour * HOUR));
    let mut ends = begins.into_iter().enumerate().flat_map(ends).peekable();
    for ticket in &growing(seed).tickets {
        while let Some((phase, end)) = ends.next_if(|(_, end)| ticket.received as i64 > *end) {
            weeks[phase].add(&watch, end);
        }
        let events = watch.observe(&Value::Map(ticket.fields.clone()), at(ticket.received as i64)).unwrap();
        let is_new = |event: &&Event| matches!(event, Event::Major(major) if major.event == Turn::Suggested);
        suggested[usize::from(ticket.received >= stop)] += events.iter().filter(is_new).count();
    }
    suggested
}

#[test]
fn growth_is_followed_and_is_no_outage() {
    let mut weeks = [Week::default(), Week::default()];
    let mut suggested = [0, 0];
    let seeds = 521..525;
    let desks = (seeds.end - seeds.start) as f64;
    for seed in seeds {
        let found = watched(seed, &mut weeks);
        suggested = [suggested[0] + found[0], suggested[1] + found[1]];
    }
    let lengths = [GROWS, WEEKS as f64 - GROWS].map(|weeks| desks * weeks * WEEK / (30.4375 * DAY));
    for (phase, name) in ["while it grows", "later"].iter().enumerate() {
        let (week, monthly) = (&weeks[phase], suggested[phase] as f64 / lengths[phase]);
        println!("{name}: {monthly:.2} suggestions a month; at the end {}", week.said());
        assert!(monthly <= 2.0 * ACCEPTED, "{name}: {monthly:.2} suggestions a month");
        assert!(week.hours > 200 && week.inside * 100 >= week.hours * 85, "{name}: {}", week.said());
    }
    // Passwords and the like are learnt for less than one ticket.
    assert!((0.8..=1.45).contains(&(weeks[1].came / weeks[1].expected)), "{}", weeks[1].said());
}
