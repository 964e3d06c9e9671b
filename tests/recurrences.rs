//! Faults that came back in a past: found, surest first, with a problem record; none where there is none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]
#![cfg(all(feature = "history", feature = "watch"))]

mod support;

use andon::History;
use std::sync::Arc;

/// Twenty assets that fail now and then, and a press that fails every Monday at 23:00 (UTC).
fn past(with_press: bool) -> History {
    let mut lines = Vec::new();
    for asset in 0..20_i64 {
        for failure in 0..3_i64 {
            let hour = (asset * 331 + failure * 1_543 + asset * failure * 97) % (26 * 168);
            lines.push((hour, format!("A{asset}-{failure}"), format!("PC-{asset}")));
        }
    }
    if with_press {
        lines.extend((0..12_i64).map(|week| (week * 168 + 23, format!("M{week}"), "PRESS-7".to_owned())));
    }
    let mut history = History::new();
    // Not in order: a past need not be sorted.
    lines.sort_by_key(|(hour, ..)| hour.rem_euclid(7));
    for (hour, id, asset) in lines {
        let at = andon::time::Instant::parse("2026-01-05T00:00:00Z").unwrap().plus(hour * 3600);
        let line = format!(
            r#"{{"id":"{id}","openedAt":"{at}","asset":"{asset}","subject":"{asset} is down","symptom":"down"}}"#
        );
        history.append(line.as_bytes());
        history.append(b"\n");
    }
    history
}

#[test]
fn a_press_that_fails_every_monday_night_is_found_and_recorded() {
    let policy = Arc::new(support::policy("rules/manufacturing"));
    let found = serde_json::to_value(past(true).recurrences(&policy)).unwrap();
    let weekly = found.as_array().unwrap().iter().find(|one| one["pattern"] == "weekly").expect("the press");
    assert_eq!((&weekly["kind"], &weekly["asset"]), (&"problem".into(), &"PRESS-7".into()));
    assert_eq!((&weekly["weekday"], &weekly["hour"]), (&0.into(), &23.into()));
    let record = &weekly["record"];
    assert!(record["title"].as_str().unwrap().contains("PRESS-7 failed"), "{record}");
    assert!(record["incidents"].as_array().unwrap().len() >= 3);
    assert_eq!(found, serde_json::to_value(past(true).recurrences(&policy)).unwrap(), "the same each time");
}

#[test]
fn what_fails_now_and_then_is_no_problem() {
    let policy = Arc::new(support::policy("rules/manufacturing"));
    let found = past(false).recurrences(&policy);
    assert!(found.len() <= 1, "{found:#?}");
}
