//! Laws that tie the operations to each other.

use crate::config;
use crate::spec::{Spec, minute, pauses, spec};
use andon::calendar::Calendar;
use andon::time::Instant;
use andon::value::Value;
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;

fn combined(key: &str, members: &[Arc<Calendar>]) -> Option<Calendar> {
    let names: Vec<String> = (0..members.len()).map(|i| i.to_string()).collect();
    let declaration: Value = serde_json::from_value(json!({ key: names })).unwrap();
    let find = |name: &str| members.get(name.parse::<usize>().ok()?).cloned();
    Calendar::compile(&declaration, &find).ok().map(|compiled| compiled.calendar)
}

#[test]
fn between_undoes_add_and_back_undoes_forward() {
    proptest!(config(512), |(spec in spec(), from in minute(), seconds in 1..2_000_000i64, paused in pauses())| {
        let Some(calendar) = spec.calendar(json!({})) else { return Ok(()) };
        let (from, pauses) = (spec.at(from).plus(seconds % 60), spec.pauses(&paused));
        if let Some(due) = calendar.add(from, seconds, &pauses) {
            prop_assert_eq!(calendar.between(from, due, &pauses), seconds);
            prop_assert_eq!(calendar.between(from, due.plus(-1), &pauses), seconds - 1, "the earliest such instant");
            let running = calendar.between(from, from.plus(1), &pauses) == 1;
            if running {
                prop_assert_eq!(calendar.add(due, -seconds, &pauses), Some(from));
            }
        }
        if let Some(start) = calendar.add(from, -seconds, &pauses) {
            prop_assert_eq!(calendar.between(start, from, &pauses), seconds);
            prop_assert_eq!(calendar.between(start.plus(1), from, &pauses), seconds - 1, "the latest such instant");
        }
    });
}

#[test]
fn add_and_between_are_monotone_and_additive() {
    let three = proptest::array::uniform3(minute());
    proptest!(config(512), |(spec in spec(), mut at in three, seconds in 1..1_000_000i64, paused in pauses())| {
        let Some(calendar) = spec.calendar(json!({})) else { return Ok(()) };
        at.sort_unstable();
        let ([a, b, c], pauses) = (at.map(|minute| spec.at(minute)), spec.pauses(&paused));
        let between = |from, to| calendar.between(from, to, &pauses);
        prop_assert_eq!(between(a, c), between(a, b) + between(b, c));
        prop_assert_eq!(between(c, a), -between(a, c));
        prop_assert!(0 <= between(a, b) && between(a, b) <= b.since(a));
        let due = |from, seconds| calendar.add(from, seconds, &pauses).unwrap_or(Instant::MAX);
        prop_assert!(due(a, seconds) <= due(b, seconds), "later start, later due");
        prop_assert!(due(a, seconds) <= due(a, seconds + 60), "more budget, later due");
        prop_assert_eq!(due(a, seconds + 60), due(due(a, seconds), 60), "in two steps");
    });
}

#[test]
fn openings_and_closings_bound_open_time() {
    proptest!(config(512), |(spec in spec(), from in minute())| {
        let Some(calendar) = spec.calendar(json!({})) else { return Ok(()) };
        let at = spec.at(from);
        let Some(open) = calendar.next_open(at) else { return Ok(()) };
        prop_assert!(calendar.is_open(open) && open >= at);
        prop_assert_eq!(calendar.between(at, open, &[]), 0);
        prop_assert_eq!(calendar.is_open(at), open == at);
        if let Some(close) = calendar.next_close(at) {
            prop_assert!(!calendar.is_open(close) && calendar.is_open(close.plus(-1)));
            prop_assert_eq!(calendar.between(open, close, &[]), close.since(open));
            prop_assert_eq!(calendar.prev_close(close), Some(close));
        }
    });
}

#[test]
fn union_and_intersection_share_the_time_of_their_members() {
    proptest!(config(256), |(a in spec(), b in spec(), from in minute(), length in 1..60 * 1440i64)| {
        // The members may lie in different zones and, to meet at all, start from the same anchor.
        let b = Spec { anchor: a.anchor, ..b };
        let (Some(one), Some(other)) = (a.calendar(json!({})), b.calendar(json!({}))) else { return Ok(()) };
        let members = [Arc::new(one), Arc::new(other)];
        let (from, to) = (a.at(from), a.at(from + length));
        let open = |calendar: &Calendar| calendar.between(from, to, &[]);
        let any = combined("union", &members).unwrap();
        let both = combined("intersect", &members);
        let shared = both.as_ref().map_or(0, open);
        prop_assert_eq!(open(&any) + shared, open(&members[0]) + open(&members[1]));
        for at in [from, to] {
            let open = members.each_ref().map(|member| member.is_open(at));
            prop_assert_eq!(any.is_open(at), open.contains(&true));
            prop_assert_eq!(both.as_ref().is_some_and(|both| both.is_open(at)), !open.contains(&false));
        }
    });
}

#[test]
fn answers_do_not_depend_on_the_questions_before() {
    proptest!(config(64), |(spec in spec(), from in minute(), seconds in 1..90_000_000i64)| {
        let (Some(fresh), Some(asked)) = (spec.calendar(json!({})), spec.calendar(json!({}))) else { return Ok(()) };
        let from = spec.at(from);
        for years in -4..4 {
            asked.between(from, from.plus(years * 31_000_000), &[]);
        }
        prop_assert_eq!(fresh.add(from, seconds, &[]), asked.add(from, seconds, &[]));
        prop_assert_eq!(fresh.add(from, -seconds, &[]), asked.add(from, -seconds, &[]));
    });
}
