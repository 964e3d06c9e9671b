//! What a calendar declaration may say, and what it says back when it is wrong.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use andon::calendar::{Calendar, Compiled, Pause};
use andon::error::Problem;
use andon::time::Instant;
use andon::value::Value;
use serde_json::{Value as Json, json};
use std::sync::Arc;

fn compile_on(json: Json, others: &[(&str, Arc<Calendar>)]) -> Result<Compiled, Vec<Problem>> {
    let declaration: Value = serde_json::from_value(json).unwrap();
    Calendar::compile(&declaration, &|name| others.iter().find(|(n, _)| *n == name).map(|(_, c)| c.clone()))
}

fn calendar(json: Json) -> Calendar {
    compile_on(json, &[]).unwrap_or_else(|problems| panic!("{problems:#?}")).calendar
}

/// Code and path of every problem.
fn problems(json: Json) -> Vec<String> {
    let problems = compile_on(json, &[]).expect_err("problems");
    for problem in &problems {
        assert!(!problem.help.is_empty(), "no way out: {problem}");
        assert!(!problem.message.ends_with('.') && !problem.message.contains("Some("), "{problem}");
    }
    problems.iter().map(|p| format!("{} {}", p.code, p.at.path.as_deref().unwrap_or(""))).collect()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_else(|| panic!("{text}"))
}

/// Open seconds of the 24 hours from `start` on.
fn seconds_from(calendar: &Calendar, start: &str) -> i64 {
    calendar.between(at(start), at(start).plus(86_400), &[])
}

fn three_shifts(more: Json) -> Json {
    let mut json = json!({
        "zone": "America/Monterrey",
        "shifts": { "A": "06:00-14:00", "B": "14:00-22:00", "C": "22:00-06:00" },
        "days": "mon-sat",
    });
    json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json
}

#[test]
fn shifts_have_names_and_nights_belong_to_the_day_they_open() {
    let plant = calendar(three_shifts(json!({})));
    for (time, shift) in [
        ("2026-03-02T05:59:59-06:00", None), // Monday: Sunday has no night shift
        ("2026-03-02T06:00:00-06:00", Some("A")),
        ("2026-03-02T14:00:00-06:00", Some("B")),
        ("2026-03-02T23:00:00-06:00", Some("C")),
        ("2026-03-08T05:59:59-06:00", Some("C")), // Sunday morning: Saturday's night shift
        ("2026-03-08T06:00:00-06:00", None),
    ] {
        assert_eq!(plant.shift_at(at(time)), shift, "{time}");
        assert_eq!(plant.is_open(at(time)), shift.is_some(), "{time}");
    }
    assert_eq!(plant.zone(), "America/Monterrey");
}

#[test]
fn in_a_handover_the_shift_that_came_last_is_on_duty() {
    let handover = json!({ "zone": "UTC", "shifts": { "A": "06:00-14:30", "B": "14:00-22:00" }, "days": "mon-fri" });
    let compiled = compile_on(handover, &[]).unwrap();
    assert_eq!(compiled.calendar.shift_at(at("2026-03-02T14:15:00Z")), Some("B"));
    assert_eq!(compiled.calendar.between(at("2026-03-02T00:00:00Z"), at("2026-03-03T00:00:00Z"), &[]), 16 * 3600);
    let warnings: Vec<String> = compiled.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].starts_with("days: `A 06:00-14:30` and `B 14:00-22:00` overlap"), "{warnings:?}");
}

#[test]
fn a_holiday_closes_what_its_mode_says() {
    let day = json!({ "holidays": ["2026-03-04"], "holiday_mode": "calendar" });
    let shift = json!({ "holidays": ["2026-03-04"], "holiday_mode": "shift" });
    let (by_day, by_shift) = (calendar(three_shifts(day)), calendar(three_shifts(shift)));
    for (time, day_shift, shift_shift) in [
        ("2026-03-03T23:30:00-06:00", Some("C"), Some("C")),
        ("2026-03-04T05:00:00-06:00", None, Some("C")), // the end of Tuesday's night shift
        ("2026-03-04T12:00:00-06:00", None, None),
        ("2026-03-04T23:00:00-06:00", None, None),
        ("2026-03-05T05:00:00-06:00", Some("C"), None), // the end of the holiday's own night shift
        ("2026-03-05T06:00:00-06:00", Some("A"), Some("A")),
    ] {
        assert_eq!(by_day.shift_at(at(time)), day_shift, "calendar, {time}");
        assert_eq!(by_shift.shift_at(at(time)), shift_shift, "shift, {time}");
        assert_eq!(by_day.is_open(at(time)), day_shift.is_some(), "calendar, {time}");
        assert_eq!(by_shift.is_open(at(time)), shift_shift.is_some(), "shift, {time}");
    }
}

#[test]
fn an_exception_beats_a_holiday_and_a_single_date_the_rest() {
    let plant = calendar(json!({
        "zone": "UTC",
        "hours": { "mon-fri": "08:00-16:00" },
        "holidays": ["*-12-24", "2026-12-25"],
        "exceptions": { "*-12-24": "08:00-12:00", "2026-12-24": "08:00-10:00", "2026-12-25/2026-12-26": ["09:00-10:00"] },
    }));
    let open = |from: &str, to: &str| plant.between(at(from), at(to), &[]) / 3600;
    assert_eq!(open("2026-12-24T00:00:00Z", "2026-12-25T00:00:00Z"), 2);
    assert_eq!(open("2027-12-24T00:00:00Z", "2027-12-25T00:00:00Z"), 4);
    assert_eq!(open("2026-12-25T00:00:00Z", "2026-12-27T00:00:00Z"), 2);
}

#[test]
fn breaks_and_maintenance_close_what_is_open_but_end_no_shift() {
    let plant = calendar(json!({
        "zone": "Europe/Berlin",
        "shifts": { "A": "06:00-14:00" }, "days": ["mon-thu", "fri"],
        "breaks": { "mon-thu": ["09:00-09:15", "12:00-12:30"], "fri": "09:00-09:15", "2026-03-02": "13:00-14:00" },
        "maintenance": ["2026-03-03T12:00/2026-03-04T07:00", "1st thu 06:00-08:00"],
    }));
    let open = |day| seconds_from(&plant, &format!("2026-03-{day:02}T00:00:00+01:00")) / 60;
    assert_eq!([2, 3, 4, 5, 6, 7].map(open), [8 * 60 - 105, 6 * 60 - 15, 7 * 60 - 45, 6 * 60 - 45, 8 * 60 - 15, 0]);
    let lunch = at("2026-03-02T12:10:00+01:00");
    assert!(!plant.is_open(lunch));
    assert_eq!(plant.shift_at(lunch), Some("A"));
}

#[test]
fn rotations_repeat_from_their_anchor_both_ways() {
    let pattern = |pattern: Json| {
        let shifts = json!({ "D": "06:00-18:00", "N": "18:00-06:00" });
        calendar(json!({ "zone": "UTC", "shifts": shifts, "pattern": pattern }))
    };
    let duty = |calendar: &Calendar, from: &str, days: i64| -> String {
        let noon_and_midnight = |day: i64| {
            let noon = at(from).plus(day * 86_400 + 12 * 3600);
            match (calendar.shift_at(noon), calendar.shift_at(noon.plus(11 * 3600))) {
                (Some(_), Some(_)) => 'B',
                (Some(_), None) => 'D',
                (None, Some(_)) => 'N',
                (None, None) => '-',
            }
        };
        (0..days).map(noon_and_midnight).collect()
    };
    let four_on = pattern(json!({ "anchor": "2026-01-05", "days": "D*4 -*4" }));
    assert_eq!(duty(&four_on, "2026-01-05T00:00:00Z", 16), "DDDD----DDDD----");
    assert_eq!(duty(&four_on, "2025-12-28T00:00:00Z", 8), "DDDD----");
    let continental = pattern(json!({ "anchor": "2026-01-05", "days": ["D*2", "N*2", "-*3", "D+N"] }));
    assert_eq!(duty(&continental, "2026-01-05T00:00:00Z", 8), "DDNN---B");
    let weeks =
        json!({ "anchor": "2026-01-05", "weeks": [{ "mon-fri": "D" }, { "mon-thu": "N", "sat": "06:00-14:00" }] });
    assert_eq!(duty(&pattern(weeks), "2026-01-05T00:00:00Z", 14), "DDDDD--NNNN---");
}

#[test]
fn four_continental_crews_share_the_week_without_a_hole() {
    let crew = |anchor: &str| {
        calendar(json!({
            "zone": "America/Monterrey",
            "shifts": { "M": "06:00-14:00", "A": "14:00-22:00", "N": "22:00-06:00" },
            "pattern": { "anchor": anchor, "days": "M*2 A*2 N*3 -*2 M*2 A*3 N*2 -*2 M*3 A*2 N*2 -*3" },
        }))
    };
    let crews = ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"].map(crew);
    for hour in 0..24 * 56 {
        let at = at("2026-03-01T00:00:00Z").plus(hour * 3600);
        let on_duty = crews.iter().filter(|crew| crew.is_open(at)).count();
        assert_eq!(on_duty, 1, "{at}");
    }
}

#[test]
fn a_calendar_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Calendar>();
}

#[test]
fn calendars_are_built_on_others() {
    let base = Arc::new(calendar(three_shifts(
        json!({ "edge": "open", "holidays": ["2026-03-04"], "holiday_mode": "shift" }),
    )));
    let office = Arc::new(calendar(json!({ "zone": "America/Monterrey", "hours": { "mon-fri": "09:00-18:00" } })));
    let others = [("plant", base.clone()), ("office", office)];
    let built = |json: Json| compile_on(json, &others).unwrap_or_else(|p| panic!("{p:#?}")).calendar;
    let extended = built(json!({ "extends": "plant", "hours": { "sun": ["A"], "sat": [] }, "holidays": "2026-03-05" }));
    let hours = |plant: &Calendar, day| seconds_from(plant, &format!("2026-03-{day:02}T06:00:00-06:00")) / 3600;
    assert_eq!([2, 4, 5, 6, 7, 8].map(|day| hours(&base, day)), [24, 0, 24, 24, 24, 0]);
    assert_eq!([2, 4, 5, 6, 7, 8].map(|day| hours(&extended, day)), [24, 0, 0, 24, 0, 8]);
    let both = built(json!({ "intersect": ["plant", "office"] }));
    let any = built(json!({ "union": ["plant", "office"], "edge": "close" }));
    assert_eq!([2, 4, 7].map(|day| hours(&both, day)), [9, 0, 0]);
    assert_eq!([2, 4, 7].map(|day| hours(&any, day)), [24, 9, 24]);
    assert_eq!(any.shift_at(at("2026-03-02T07:00:00-06:00")), Some("A"));
}

#[test]
fn an_extension_adds_to_its_base_and_wins_over_it() {
    let base = json!({
        "zone": "UTC",
        "hours": "24x7",
        "exceptions": { "2026-12-24": "08:00-12:00", "2026-12-31": "08:00-10:00" },
        "breaks": "12:00-13:00",
        "reverse": "clamp",
    });
    let base = [("base", Arc::new(calendar(base)))];
    let own = json!({
        "extends": "base",
        "hours": { "sun": [] },
        "exceptions": { "2026-12-24": "08:00-09:00" },
        "breaks": ["mon-fri 18:00-18:30"],
    });
    let own = compile_on(own, &base).unwrap().calendar;
    let minutes = |date: &str| seconds_from(&own, &format!("{date}T00:00:00Z")) / 60;
    assert_eq!(["2026-12-24", "2026-12-31"].map(minutes), [60, 120]);
    // A Friday, a Saturday, a Sunday.
    assert_eq!(["2026-12-18", "2026-12-19", "2026-12-20"].map(minutes), [22 * 60 + 30, 23 * 60, 0]);
    assert_eq!(own.between(at("2026-12-18T00:00:00Z"), at("2026-12-17T00:00:00Z"), &[]), 0);
}

#[test]
fn an_open_ended_pause_has_no_due_date_unless_the_budget_is_used_up_before() {
    let plant = calendar(json!({ "zone": "UTC", "hours": { "mon-fri": "08:00-16:00" } }));
    let (from, to) = (at("2026-03-02T10:00:00Z"), at("2026-03-02T12:00:00Z"));
    let pause = [Pause { from: to, to: None }];
    assert_eq!(plant.add(from, 2 * 3600, &pause), Some(to));
    assert_eq!(plant.add(from, 2 * 3600 + 1, &pause), None);
    assert_eq!(plant.add(at("2026-03-02T13:00:00Z"), 0, &pause), None);
    assert_eq!(plant.between(from, at("2026-03-09T00:00:00Z"), &pause), 2 * 3600);
    // Backward, time stood still from the pause on.
    assert_eq!(plant.add(at("2026-03-05T09:00:00Z"), -3600, &pause), Some(at("2026-03-02T11:00:00Z")));
    let nonsense = [Pause { from: to, to: Some(from) }];
    assert_eq!(plant.add(from, 3 * 3600, &nonsense), Some(at("2026-03-02T13:00:00Z")));
}

#[test]
fn always_is_elapsed_time() {
    let utc = Calendar::always();
    let paris = calendar(json!({ "zone": "Europe/Paris", "hours": "24x7" }));
    let week = calendar(json!({ "zone": "Europe/Paris", "hours": { "mon-sun": "00:00-24:00" } }));
    let (from, to) = (at("2026-03-28T23:59:59Z"), at("2031-10-26T01:30:00Z"));
    for calendar in [&utc, &paris, &week] {
        assert_eq!(calendar.between(from, to, &[]), to.since(from));
        assert_eq!(calendar.add(from, to.since(from), &[]), Some(to));
        assert_eq!(calendar.add(to, from.since(to), &[]), Some(from));
        assert_eq!((calendar.next_open(from), calendar.next_close(from)), (Some(from), None));
        assert_eq!(calendar.add(Instant::MAX, 1, &[]), None);
        assert_eq!(calendar.add(from, i64::MAX, &[]), None);
        assert_eq!(calendar.add(from, i64::MIN, &[]), None);
    }
}

#[test]
fn a_date_that_a_zone_skips_is_no_working_day() {
    let apia = calendar(json!({ "zone": "Pacific/Apia", "hours": "24x7" }));
    let (thursday, saturday) = (at("2011-12-29T09:00:00-10:00"), at("2011-12-31T09:00:00+14:00"));
    assert_eq!(apia.add_days(thursday, 1), Some(saturday));
    assert_eq!(apia.add_days(saturday, -1), Some(thursday));
    assert_eq!(apia.add_days(saturday, i64::MAX), None);
}

#[test]
fn ends_of_time_are_never_and_never_a_hang() {
    let rare = calendar(
        json!({ "zone": "UTC", "hours": { "mon-sun": "09:00-10:00" }, "holidays": ["*-01-01/*-02-28", "*-03-01/*-12-31"] }),
    );
    assert_eq!(rare.next_open(at("2097-01-01T00:00:00Z")), Some(at("2104-02-29T09:00:00Z")));
    let once = calendar(json!({ "zone": "UTC", "hours": {}, "exceptions": { "2026-05-01": ["09:00-10:00"] } }));
    assert_eq!(once.next_open(at("2026-05-01T10:00:00Z")), None);
    assert_eq!(once.prev_close(at("2026-05-01T09:00:00Z")), None);
    assert_eq!(once.add(at("2026-01-01T00:00:00Z"), 3601, &[]), None);
    assert_eq!(once.between(Instant::MIN, Instant::MAX, &[]), 3600);
    assert_eq!(once.add_days(at("2026-01-01T00:00:00Z"), 1), None);
    let past = calendar(json!({ "zone": "UTC", "hours": {}, "exceptions": { "1971-05-01": ["09:00-10:00"] } }));
    assert_eq!(past.prev_close(at("2026-05-01T00:00:00Z")), Some(at("1971-05-01T10:00:00Z")));
    let paris = calendar(json!({ "zone": "Europe/Paris", "hours": { "mon-fri": "09:00-17:00" } }));
    assert_eq!(paris.add(Instant::MAX, 1, &[]), None);
    assert_eq!(paris.add(Instant::MIN, -86_400, &[]), None);
    assert_eq!(paris.add(at("2026-01-01T00:00:00Z"), i64::MAX, &[]), None);
    assert_eq!(paris.add_days(at("2026-01-01T00:00:00Z"), i64::MIN), None);
}

#[test]
fn all_problems_come_at_once_each_with_its_place() {
    let bad = json!({
        "zone": "Europe/Berln",
        "hours": { "mon": ["06:00-14:00", "22:00-30:00"], "tuesday": "06:00-14:00", "wed": ["08:00-08:00", 7] },
        "holidays": ["2026-02-30", 20261225, "2026-07-17/2026-07-06"],
        "exceptions": { "24.12.2026": [], "2026-12-31": ["noon"] },
        "breaks": ["12:00"],
        "maintenance": "2026-05-03T04:00/2026-05-02T22:00",
        "edge": "opening", "reverse": 1, "holday_mode": "shift",
    });
    assert_eq!(
        problems(bad),
        [
            "unknown-key holday_mode",
            "unknown-choice edge",
            "wrong-type reverse",
            "unknown-zone zone",
            "past-midnight hours.mon[1]",
            "unknown-day hours.tuesday",
            "empty-window hours.wed[0]",
            "wrong-type hours.wed[1]",
            "wrong-type holidays[1]",
            "bad-date holidays[0]",
            "bad-date holidays[2]",
            "bad-time exceptions.2026-12-31[0]",
            "bad-date exceptions.24.12.2026",
            "bad-time breaks[0]",
            "empty-window maintenance",
        ]
    );
}

#[test]
fn what_makes_no_sense_is_a_problem() {
    let utc = |more: Json| {
        let mut json = json!({ "zone": "UTC" });
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        problems(json)
    };
    assert_eq!(problems(json!({})), ["missing-key zone", "missing-key hours"]);
    assert_eq!(problems(json!("24x7")), ["wrong-type "]);
    assert_eq!(utc(json!({ "hours": "24/7" })), ["wrong-type hours"]);
    assert_eq!(utc(json!({ "hours": {} })), ["never-opens hours"]);
    assert_eq!(utc(json!({ "hours": { "mon": [] }, "exceptions": { "2026-12-24": [] } })), ["never-opens hours"]);
    let lunch_only = json!({ "hours": { "mon-fri": "12:00-13:00" }, "breaks": ["11:00-14:00"] });
    assert_eq!(utc(lunch_only), ["never-opens hours"]);
    assert_eq!(utc(json!({ "shifts": { "A": "06:00-14:00" } })), ["missing-key days"]);
    assert_eq!(utc(json!({ "days": "mon-fri" })), ["missing-key shifts"]);
    assert_eq!(utc(json!({ "hours": "24x7", "days": "mon" })), ["conflicting-keys hours"]);
    assert_eq!(utc(json!({ "shifts": { "A": "06:00-14:00" }, "hours": { "mon": "B" } })), ["unknown-shift hours.mon"]);
    assert_eq!(problems(three_shifts(json!({ "holidays": "*-12-25" }))), ["holiday-mode-missing holiday_mode"]);
    assert_eq!(problems(json!({ "extends": "plant" })), ["unknown-calendar extends"]);
    assert_eq!(
        problems(json!({ "union": ["a", "b"], "hours": "24x7" })),
        ["conflicting-keys hours", "unknown-calendar union[0]", "unknown-calendar union[1]"]
    );
    let patterns = json!({ "shifts": { "D": "06:00-18:00" }, "pattern": { "days": "D*4 M*0 M", "dayz": 1 } });
    assert_eq!(
        utc(patterns),
        ["unknown-key pattern.dayz", "missing-key pattern", "bad-pattern pattern.days", "unknown-shift pattern.days"]
    );
}

#[test]
fn a_pattern_of_weeks_starts_on_a_monday() {
    let pattern = json!({ "anchor": "2026-01-06", "weeks": [{ "mon": "06:00-14:00" }, {}] });
    assert_eq!(problems(json!({ "zone": "UTC", "pattern": pattern })), ["bad-pattern pattern.anchor"]);
}

#[test]
fn what_would_grow_without_bound_is_refused() {
    let pattern = json!({ "anchor": "2026-01-05", "days": "-*731 ".repeat(100_000) });
    assert_eq!(problems(json!({ "zone": "UTC", "pattern": pattern })), ["bad-pattern pattern"]);
    let mut last = Arc::new(calendar(json!({ "zone": "UTC", "hours": { "mon": "08:00-09:00" } })));
    let doublings = (0..40).take_while(|_| {
        let twice = compile_on(json!({ "union": ["last", "last"] }), &[("last", last.clone())]);
        twice.map(|compiled| last = Arc::new(compiled.calendar)).is_ok()
    });
    assert_eq!(doublings.count(), 6);
}

#[test]
fn a_holiday_in_a_far_year_is_a_warning() {
    let json =
        json!({ "zone": "UTC", "hours": "24x7", "holidays": ["2026-12-25", "2062-12-26", "2027-01-01", "*-05-01"] });
    let warnings = compile_on(json, &[]).unwrap().warnings;
    let warnings: Vec<_> = warnings.iter().map(|w| (w.code, w.at.path.as_deref())).collect();
    assert_eq!(warnings, [("stray-year", Some("holidays[1]"))]);
}
