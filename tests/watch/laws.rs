//! What holds for every stream: breaks, order, repetition and nonsense change nothing that matters.

use super::plants::{Stream, Ticket, WEEK, stream};
use super::{policy, score};
use andon::time::Instant;
use andon::value::Value;
use andon::watch::{Event, HostVerdict, Major, Turn};
use andon::{Policy, Watch};
use std::sync::Arc;

fn see(watch: &mut Watch, ticket: &Ticket) -> Vec<Event> {
    let now = Instant::from_unix(ticket.received as i64).unwrap();
    watch.observe(&Value::Map(ticket.fields.clone()), now).unwrap()
}

fn told(events: &[Event]) -> String {
    serde_json::to_string(events).unwrap()
}

fn majors(events: Vec<Event>) -> impl Iterator<Item = Major> {
    events.into_iter().filter_map(|event| match event {
        Event::Major(major) => Some(*major),
        Event::Problem(_) => None,
    })
}

/// All events, a line for each ticket.
fn all_told(policy: &Arc<Policy>, stream: &Stream, break_every: usize) -> Vec<String> {
    let mut watch = Watch::new(policy.clone());
    let mut lines = Vec::new();
    for (number, ticket) in stream.tickets.iter().enumerate() {
        if break_every > 0 && number % break_every == 0 {
            let snapshot = watch.snapshot();
            watch = Watch::restore(policy.clone(), &snapshot).unwrap();
            assert_eq!(watch.snapshot(), snapshot, "a restored watch remembers the same");
        }
        lines.push(told(&see(&mut watch, ticket)));
    }
    lines
}

#[test]
fn a_break_changes_nothing() {
    let (policy, stream) = (policy(), stream(501, 2, true));
    assert_eq!(all_told(&policy, &stream, 0), all_told(&policy, &stream, 97));
}

#[test]
fn the_events_are_kept_for_other_runtimes() {
    let (policy, stream) = (policy(), stream(502, 3, true));
    let lines = all_told(&policy, &stream, 0);
    assert!(lines.iter().filter(|line| line.len() > 2).count() > 20, "there is something to compare");
    let tickets: Vec<String> =
        stream.tickets.iter().map(|ticket| serde_json::to_string(&ticket.fields).unwrap()).collect();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join("watch-tickets.ndjson"), tickets.join("\n")).unwrap();
    std::fs::write(folder.join("watch-events.ndjson"), lines.join("\n")).unwrap();
}

#[test]
fn tickets_of_the_same_moments_may_come_in_any_order() {
    let policy = policy();
    let (mut found, mut mixed_up) = (0, 0);
    for seed in [503, 504, 505] {
        let mut stream = stream(seed, 5, true);
        let ordered = score::judge(&stream, &score::watched(&policy, &stream));
        // Neighbours swapped: what two servers of a desk do.
        for pair in stream.tickets.chunks_mut(2) {
            if let [a, b] = pair
                && (a.received - b.received).abs() < 300.0
            {
                (a.received, b.received) = (b.received, b.received);
                pair.swap(0, 1);
            }
        }
        let swapped = score::judge(&stream, &score::watched(&policy, &stream));
        let count = |judgement: &score::Judgement| judgement.found.iter().flatten().count();
        found += count(&ordered);
        mixed_up += count(&swapped);
    }
    assert!(found.abs_diff(mixed_up) <= 1, "{found} in order, {mixed_up} out of order");
}

#[test]
fn a_late_ticket_joins_and_does_not_begin() {
    let policy = policy();
    let mut stream = stream(506, 6, true);
    let mut held = Vec::new();
    let mut seen = [0_usize; 64];
    stream.tickets.retain(|ticket| {
        let Some(outage) = ticket.outage else { return true };
        seen[outage] += 1;
        let late = seen[outage] == 8;
        if late {
            held.push(ticket.clone());
        }
        !late
    });
    for mut ticket in held {
        ticket.received += 3600.0;
        ticket.fields.insert("receivedAt".into(), super::writing::instant(ticket.received));
        stream.tickets.push(ticket);
    }
    stream.tickets.sort_by(|a, b| a.received.total_cmp(&b.received));
    let judgement = score::judge(&stream, &score::watched(&policy, &stream));
    assert!(judgement.found.iter().flatten().count() * 10 >= judgement.found.len() * 7);
    assert!(judgement.duplicates <= 1);
}

#[test]
fn the_same_ticket_twice_is_one() {
    let (policy, stream) = (policy(), stream(507, 2, true));
    let (mut once, mut twice) = (Watch::new(policy.clone()), Watch::new(policy.clone()));
    let suggested = |events: Vec<Event>| majors(events).filter(|major| major.event == Turn::Suggested).count();
    let (mut a, mut b) = (0, 0);
    for ticket in &stream.tickets {
        a += suggested(see(&mut once, ticket));
        b += suggested(see(&mut twice, ticket));
        b += suggested(see(&mut twice, ticket));
    }
    assert!(a > 0 && a.abs_diff(b) <= 1, "{a} {b}");
}

#[test]
fn nonsense_is_survived() {
    let policy = policy();
    let mut watch = Watch::new(policy);
    let now = |seconds| Instant::from_unix(seconds).unwrap();
    for (number, opened) in
        ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-02T06:00:00Z", "1999-12-31T23:59:59Z"]
            .iter()
            .enumerate()
    {
        let text = format!(r#"{{"id":"T{number}","openedAt":"{opened}","subject":"SAP down","plant":"X"}}"#);
        let ticket: Value = serde_json::from_str(&text).unwrap();
        for at in [1_772_431_200, -62_135_596_800, 253_402_300_799, 0] {
            watch.observe(&ticket, now(at)).unwrap();
        }
    }
    assert!(watch.observe(&Value::Null, now(0)).is_err());
    assert!(watch.observe(&serde_json::from_str(r#"{"id":"A"}"#).unwrap(), now(0)).is_err());
    for text in ["", "1", "1AAAA", "2AAAA", "2....", "hello"] {
        assert_eq!(Watch::restore(super::policy(), text).unwrap_err().code, "bad-snapshot", "{text}");
    }
}

#[test]
fn the_hosts_word_counts() {
    let (policy, stream) = (policy(), stream(508, 4, true));
    let mut watch = Watch::new(policy);
    let mut id = None;
    let mut last = stream.tickets[0].received;
    for ticket in &stream.tickets {
        last = ticket.received;
        let suggested = majors(see(&mut watch, ticket)).find(|major| major.event == Turn::Suggested);
        if let Some(major) = suggested {
            id = Some(major.id);
            break;
        }
    }
    let (id, now) = (id.unwrap(), Instant::from_unix(last as i64).unwrap());
    let confirmed = majors(watch.judge(&id, HostVerdict::Confirm, now).unwrap()).next().unwrap();
    let plan = confirmed.plan.unwrap();
    assert_eq!(plan.id, "coordination");
    assert_eq!(plan.next_update_at, Some(now.plus(1800)));
    assert!(plan.timeline.contains("suggested as one outage") && plan.message.unwrap().contains(&id));
    assert_eq!(watch.judge(&id, HostVerdict::Confirm, now).unwrap().len(), 0);
    let resolved = majors(watch.judge(&id, HostVerdict::Resolve, now).unwrap()).next().unwrap();
    assert_eq!(resolved.plan.unwrap().review_due_at, Some(now.plus(48 * 3600)));
    assert!(watch.judge("MI-99", HostVerdict::Dismiss, now).is_none());
    assert!(watch.link(&id, "nobody", now).is_none());
}

#[test]
fn a_ticket_that_is_down_for_long_is_suggested_by_the_policy() {
    let mut files = super::support::files("rules/manufacturing");
    let lasting = r#"major("no-way-around", #{
        when: |t| t.tier == "production-critical" && t.production_stopped && !(t.workaround_available ?? false),
        down_for: "45m",
    });"#;
    files.insert("99.rhai".into(), lasting.into());
    let policy = Arc::new(Policy::compile(&files).unwrap());
    let mut watch = Watch::new(policy);
    let ticket = |id: &str, at: &str, more: &str| -> Value {
        let text = format!(r#"{{"id":"{id}","openedAt":"{at}","plant":"MTY"{more}}}"#);
        serde_json::from_str(&text).unwrap()
    };
    let down = r#","system":"ERP","symptom":"down","productionStopped":true,"workaroundAvailable":false"#;
    let at = |text: &str| Instant::parse(text).unwrap();
    let first = watch.observe(&ticket("A", "2026-03-02T08:00:00Z", down), at("2026-03-02T08:00:00Z")).unwrap();
    assert!(first.is_empty());
    let snapshot = watch.snapshot();
    let mut informed = Watch::restore(super::policy(), &snapshot).unwrap();
    let resolved = format!(r#"{down},"resolvedAt":"2026-03-02T08:30:00Z""#);
    informed.observe(&ticket("A", "2026-03-02T08:00:00Z", &resolved), at("2026-03-02T08:30:00Z")).unwrap();
    assert!(informed.observe(&ticket("B", "2026-03-02T08:46:00Z", ""), at("2026-03-02T08:46:00Z")).unwrap().is_empty());
    let later = watch.observe(&ticket("B", "2026-03-02T08:46:00Z", ""), at("2026-03-02T08:46:00Z")).unwrap();
    let major = majors(later).next().unwrap();
    assert_eq!(major.tickets, ["A"]);
    assert!(major.evidence.triggers[0].starts_with("no-way-around"), "{:?}", major.evidence.triggers);
}

#[test]
fn memory_stays_small() {
    let (policy, stream) = (policy(), stream(509, 4, true));
    let mut watch = Watch::new(policy);
    for ticket in &stream.tickets {
        see(&mut watch, ticket);
    }
    assert!(stream.weeks as f64 * WEEK > 0.0 && watch.snapshot().len() < 2_000_000, "{}", watch.snapshot().len());
}
