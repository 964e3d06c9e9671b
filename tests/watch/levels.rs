//! What is normal in each stream: what drawings show.

use super::plants::{DAY, START, WEEK, stream};
use super::policy;
use andon::Watch;
use andon::time::Instant;
use andon::value::Value;
use andon::watch::Level;

const HOUR: i64 = 3600;

/// The levels of each hour of a day, after the weeks before it.
fn hours_of_a_day(seed: u64, weeks: i64) -> Vec<(i64, Vec<Level>)> {
    let mut watch = Watch::new(policy());
    let stream = stream(seed, weeks, true);
    let begin = (START + (weeks as f64 - 1.0) * WEEK + DAY) as i64;
    let mut hours = (begin..=begin + 24 * HOUR).step_by(HOUR as usize).skip(1).peekable();
    let mut found = Vec::new();
    for ticket in &stream.tickets {
        while let Some(end) = hours.next_if(|end| ticket.received as i64 > *end) {
            found.push((end, watch.levels(at(end - HOUR), at(end))));
        }
        watch.observe(&Value::Map(ticket.fields.clone()), at(ticket.received as i64)).unwrap();
    }
    found
}

fn at(seconds: i64) -> Instant {
    Instant::from_unix(seconds).unwrap()
}

#[test]
fn nine_of_ten_hours_of_a_busy_stream_lie_in_its_band() {
    let (mut inside, mut all) = (0, 0);
    for seed in [511, 512, 513] {
        for (_, levels) in hours_of_a_day(seed, 4) {
            for level in levels.iter().filter(|level| level.expected >= 0.3) {
                let count = u32::try_from(level.tickets.len()).unwrap();
                assert!(f64::from(level.low) <= level.expected && level.expected <= f64::from(level.high) + 1.0);
                inside += usize::from((level.low..=level.high).contains(&count));
                all += 1;
            }
        }
    }
    assert!(all > 200, "{all} hours to judge by");
    // Late tickets and outages included.
    assert!(inside * 100 >= all * 85, "{inside} of {all}");
}

#[test]
fn a_plant_is_expected_to_sleep_at_night() {
    let hours = hours_of_a_day(514, 4);
    let expected = |hour: i64| -> f64 {
        let (_, levels) = hours.iter().find(|(end, _)| end / HOUR % 24 == hour).unwrap();
        levels.iter().filter(|level| level.pattern == "one system in one plant").map(|level| level.expected).sum()
    };
    assert!(expected(9) > 2.0 * expected(3), "{} by day, {} by night", expected(9), expected(3));
}

#[test]
fn the_levels_are_kept_for_other_runtimes() {
    let mut watch = Watch::new(policy());
    let stream = stream(502, 3, true);
    let noon = (START + 2.0 * WEEK + 2.5 * DAY) as i64;
    let (from, to) = (at(noon - 4 * HOUR), at(noon));
    // As text, as the other runtimes do it.
    let seen = |ticket: &&super::plants::Ticket| {
        let said = ticket.fields.get("receivedAt").or(ticket.fields.get("openedAt"));
        said.and_then(Value::as_text).unwrap() <= to.to_string().as_str()
    };
    for ticket in stream.tickets.iter().filter(seen) {
        watch.observe(&Value::Map(ticket.fields.clone()), at(ticket.received as i64)).unwrap();
    }
    let levels = watch.levels(from, to);
    assert!(levels.iter().any(|level| !level.tickets.is_empty() && level.high > level.low));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (head, levels) = (format!(r#"{{"from":"{from}","to":"{to}"}}"#), serde_json::to_string(&levels).unwrap());
    std::fs::write(folder.join("watch-levels.ndjson"), format!("{head}\n{levels}\n")).unwrap();
}
