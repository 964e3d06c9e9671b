//! The shared suite of business-time cases, restated from the tests of other systems.
//!
//! The suite is not part of this repository: it is read from `../shared/data` and skipped, loudly, where that is absent.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use andon::calendar::{Calendar, Pause};
use andon::time::Instant;
use andon::value::Value;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Cases whose source follows another meaning than ours: our answer, and why.
const DISAGREEMENTS: [(&str, i64, &str); 3] = [
    ("wh-081", 90_000, "elapsed time: the Sunday on which clocks go back in Paris lasts 25 hours"),
    ("btd-013", 259_200, "four nights and five days are 72 hours; the documentation of the source says 80"),
    ("btd-018", 5, "09:00-09:00 is 24 hours in the format of the cases, not nothing"),
];

fn suite() -> Option<Json> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../shared/data/sla-cases.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(error) => {
            eprintln!("SKIPPED: no business-time cases at {}: {error}", path.display());
            None
        }
    }
}

/// A case as a declaration: `tz` is `zone`, and 24-hour windows are written the way a policy must write them.
fn declaration(case: &Json) -> Value {
    let mut map = serde_json::Map::new();
    map.insert("zone".into(), case["tz"].clone());
    map.insert("hours".into(), split_whole_days(&case["hours"]));
    // The format's default. A policy would have to say so; the cases do not.
    map.insert("holiday_mode".into(), json!("calendar"));
    for key in ["holidays", "exceptions", "breaks", "edge", "zero", "holiday_mode", "reverse"] {
        if let Some(value) = case.get(key) {
            map.insert(key.into(), value.clone());
        }
    }
    serde_json::from_value(Json::Object(map)).unwrap()
}

/// A window that ends where it starts becomes the rest of that day and the beginning of the next.
fn split_whole_days(hours: &Json) -> Json {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut week: BTreeMap<&str, Vec<Json>> = BTreeMap::new();
    for (day, name) in DAYS.iter().enumerate() {
        for window in hours.get(name).and_then(Json::as_array).into_iter().flatten() {
            if window[0] != window[1] {
                week.entry(name).or_default().push(window.clone());
                continue;
            }
            week.entry(name).or_default().push(json!([window[0], "24:00"]));
            if window[0] != "00:00" {
                week.entry(DAYS[(day + 1) % 7]).or_default().push(json!(["00:00", window[1]]));
            }
        }
    }
    json!(week)
}

fn instant(json: &Json) -> Instant {
    let text = json.as_str().unwrap();
    Instant::parse(text).unwrap_or_else(|| panic!("`{text}` is not an instant"))
}

fn pauses(case: &Json) -> Vec<Pause> {
    let pauses = case.get("pauses").and_then(Json::as_array).into_iter().flatten();
    pauses
        .map(|pause| Pause { from: instant(&pause[0]), to: (!pause[1].is_null()).then(|| instant(&pause[1])) })
        .collect()
}

fn answer(case: &Json) -> Json {
    let compiled = Calendar::compile(&declaration(case), &|_| None).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let (calendar, from, pauses) = (compiled.calendar, instant(&case["from"]), pauses(case));
    let at = |instant: Option<Instant>| json!(instant.map(|instant| instant.to_string()));
    match case["op"].as_str().unwrap() {
        "add" => at(calendar.add(from, case["seconds"].as_i64().unwrap(), &pauses)),
        "between" => json!(calendar.between(from, instant(&case["to"]), &pauses)),
        "is_open" => json!(calendar.is_open(from)),
        "next_open" => at(calendar.next_open(from)),
        "next_close" => at(calendar.next_close(from)),
        "prev_close" => at(calendar.prev_close(from)),
        "add_days" => at(calendar.add_days(from, case["days"].as_i64().unwrap())),
        op => panic!("unknown operation `{op}`"),
    }
}

#[test]
fn every_case_is_met() {
    let Some(suite) = suite() else { return };
    let cases = suite["cases"].as_array().unwrap();
    let missed: Vec<String> = cases
        .iter()
        .filter(|case| answer(case) != case["expect"])
        .map(|case| format!("{}: {} instead of {}\n  {case}", case["id"], answer(case), case["expect"]))
        .collect();
    assert!(missed.is_empty(), "{} of {} cases missed:\n{}", missed.len(), cases.len(), missed.join("\n"));
    assert!(cases.len() >= 500, "only {} cases", cases.len());
}

#[test]
fn disagreements_are_the_known_ones() {
    let Some(suite) = suite() else { return };
    let cases = suite["disagreements"].as_array().unwrap();
    let ids: Vec<&str> = cases.iter().map(|case| case["id"].as_str().unwrap()).collect();
    assert_eq!(ids, DISAGREEMENTS.map(|(id, ..)| id));
    for (case, (id, ours, why)) in cases.iter().zip(DISAGREEMENTS) {
        assert_eq!(answer(case), json!(ours), "{id}: {why}");
        assert_ne!(answer(case), case["expect"], "{id}");
    }
}
