//! Desks that change: what is new and comes to stay is told once or twice, not every day, and outages are still found.

use super::chance::Chance;
use super::plants::{DAY, MINUTE, START, Stream, Ticket, WEEK, in_order, stream};
use super::writing::instant;
use super::{policy, score};
use andon::Watch;
use andon::time::Instant;
use andon::value::Value;
use andon::watch::{Event, HostVerdict, Turn};
use std::collections::BTreeMap;

/// When a desk changes, and for how long it is looked at.
const CHANGED: f64 = START + 4.0 * WEEK;
const WEEKS: i64 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    None,
    /// A system is introduced: nobody has ever written of it.
    NewSystem,
    /// A system has another name from now on.
    Renamed,
    /// A plant writes tickets for the first time.
    PlantJoins,
    /// A plant is closed for two weeks.
    Closure,
    /// Another desk's callers come to this one: twice as many tickets.
    Doubled,
    /// Whenever a morning shift begins, half a dozen people write the same.
    DailyRush,
}

const CHANGES: [Change; 6] =
    [Change::NewSystem, Change::Renamed, Change::PlantJoins, Change::Closure, Change::Doubled, Change::DailyRush];

fn changed(seed: u64, change: Change, with_outages: bool) -> Stream {
    let mut chance = Chance::new(seed ^ 0xC4A6);
    let mut stream = stream(seed, WEEKS, with_outages);
    let plant = chance.pick(&plants(&stream));
    let later = |ticket: &Ticket| ticket.at >= CHANGED;
    match change {
        Change::None => {}
        Change::NewSystem => {
            let share = chance.between(0.05, 0.4);
            let only = chance.one_in(0.4).then_some(plant);
            copy(&mut chance, &mut stream, share, only.as_deref(), |ticket| say(ticket, "Loom 2", "Loom 2 error"));
        }
        Change::Renamed => {
            let old = chance.pick(&["ERP", "label-printer", "MES", "mail"]);
            for ticket in stream.tickets.iter_mut().filter(|ticket| later(ticket)) {
                if ticket.fields.get("system").and_then(Value::as_text) == Some(old) {
                    let text = ticket.fields["subject"].as_text().unwrap().to_owned();
                    say(ticket, "Platform One", &text);
                }
            }
        }
        Change::PlantJoins => stream.tickets.retain(|ticket| later(ticket) || ticket.plant != plant),
        Change::Closure => {
            let closed = CHANGED..CHANGED + 2.0 * WEEK;
            stream.tickets.retain(|ticket| {
                ticket.plant != plant || !closed.contains(&ticket.at) || ticket.outage.is_some() || chance.one_in(0.03)
            });
        }
        Change::Doubled => copy(&mut chance, &mut stream, 1.0, None, |_| ()),
        Change::DailyRush => rush(&mut chance, &mut stream, &plant),
    }
    in_order(&mut stream);
    stream
}

fn plants(stream: &Stream) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ticket in &stream.tickets {
        *counts.entry(&ticket.plant).or_default() += 1;
    }
    // One ticket a day is no plant worth a change.
    counts.into_iter().filter(|(_, count)| *count > 70 * 8).map(|(plant, _)| plant.to_owned()).collect()
}

fn say(ticket: &mut Ticket, system: &str, subject: &str) {
    ticket.fields.insert("system".into(), Value::Text(system.to_owned()));
    ticket.fields.insert("category".into(), Value::Text(system.to_owned()));
    ticket.fields.insert("subject".into(), Value::Text(subject.to_owned()));
}

/// Writes more tickets from the change on, at the hours of the week at which this desk writes them.
fn copy(chance: &mut Chance, stream: &mut Stream, share: f64, only: Option<&str>, mut write: impl FnMut(&mut Ticket)) {
    let mut more: Vec<Ticket> = Vec::new();
    let ordinary = |ticket: &&Ticket| ticket.at >= CHANGED && ticket.outage.is_none() && ticket.fault.is_none();
    for ticket in stream.tickets.iter().filter(ordinary) {
        if only.is_some_and(|plant| ticket.plant != plant) || !chance.one_in(share) {
            continue;
        }
        let mut another = ticket.clone();
        for field in ["asset", "productionStopped", "usersBlocked", "line", "area"] {
            another.fields.remove(field);
        }
        // The same hour of any week: not beside the ticket that it was copied from.
        let weeks = chance.whole(0, WEEKS - 5) as f64;
        move_to(&mut another, CHANGED + (ticket.at - CHANGED) % WEEK + weeks * WEEK);
        another.fields.insert("reporter".into(), Value::Text(format!("n{}", chance.whole(1, 300))));
        write(&mut another);
        more.push(another);
    }
    stream.tickets.append(&mut more);
}

fn move_to(ticket: &mut Ticket, at: f64) {
    ticket.at = at.floor();
    ticket.received = ticket.at;
    ticket.fields.insert("openedAt".into(), instant(ticket.at));
    ticket.fields.remove("receivedAt");
}

fn rush(chance: &mut Chance, stream: &mut Stream, plant: &str) {
    let Some(like) = stream.tickets.iter().find(|ticket| ticket.plant == plant).cloned() else { return };
    for day in 28..WEEKS * 7 {
        let morning = START + day as f64 * DAY + 6.0 * 3600.0;
        for _ in 0..if day % 7 < 5 { chance.whole(5, 9) } else { 0 } {
            let mut ticket = like.clone();
            move_to(&mut ticket, morning + chance.between(0.0, 30.0) * MINUTE);
            ticket.fields.insert("plant".into(), Value::Text(plant.to_owned()));
            ticket.fields.insert("reporter".into(), Value::Text(format!("n{}", chance.whole(1, 300))));
            say(&mut ticket, "MES", "MES login fails");
            stream.tickets.push(ticket);
        }
    }
}

/// What was suggested too much a stream in the six weeks after the change, and outages found of those that came then.
#[derive(Default)]
struct Outcome {
    wrong: usize,
    found: usize,
    outages: usize,
    streams: usize,
}

fn outcome(seeds: std::ops::Range<u64>, change: Change) -> Outcome {
    let policy = policy();
    let mut outcome = Outcome::default();
    for seed in seeds {
        outcome.streams += 1;
        let quiet = changed(seed, change, false);
        let suggestions = score::watched(&policy, &quiet);
        if std::env::var("EACH").is_ok() {
            for suggestion in suggestions.iter().filter(|suggestion| suggestion.at >= CHANGED) {
                println!("{change:?} {seed}: {} tickets, {}", suggestion.tickets.len(), suggestion.text);
            }
        }
        outcome.wrong += suggestions.iter().filter(|suggestion| suggestion.at >= CHANGED).count();
        let stream = changed(seed, change, true);
        let judgement = score::judge(&stream, &score::watched(&policy, &stream));
        for (number, found) in judgement.found.iter().enumerate() {
            let begins = stream.tickets.iter().find(|ticket| ticket.outage == Some(number));
            if begins.is_some_and(|ticket| ticket.at >= CHANGED) {
                outcome.outages += 1;
                outcome.found += usize::from(found.is_some());
            }
        }
    }
    outcome
}

fn table(seeds: &std::ops::Range<u64>) -> Vec<(Change, Outcome)> {
    println!("| change | wrong a stream in six weeks | outages found |\n|---|---|---|");
    let measure = |change: &Change| {
        let outcome = outcome(seeds.clone(), *change);
        let Outcome { wrong, found, outages, streams } = &outcome;
        println!("| {change:?} | {:.2} | {found} of {outages} |", *wrong as f64 / *streams as f64);
        (*change, outcome)
    };
    [Change::None].iter().chain(&CHANGES).map(measure).collect()
}

#[test]
fn what_comes_to_stay_becomes_ordinary() {
    for change in [Change::NewSystem, Change::Doubled, Change::DailyRush] {
        let later = |suggestion: &score::Suggestion| suggestion.at >= CHANGED;
        let wrong = |seed| score::watched(&policy(), &changed(seed, change, false)).into_iter().filter(later).count();
        let wrong: usize = (541..543).map(wrong).sum();
        // Twice or so where it begins, besides the two or three that are accepted in six weeks.
        assert!(wrong <= 2 * 7, "{change:?}: {wrong} in two streams");
    }
}

/// How often the new system is suggested in its first ten days, if the host says the same of every suggestion.
fn told_of_a_new_system(seed: u64, verdict: Option<HostVerdict>) -> usize {
    let stream = changed(seed, Change::NewSystem, false);
    let mut watch = Watch::new(policy());
    let mut told = 0;
    for ticket in stream.tickets.iter().take_while(|ticket| ticket.received < CHANGED + 10.0 * DAY) {
        let now = Instant::from_unix(ticket.received as i64).unwrap();
        for event in watch.observe(&Value::Map(ticket.fields.clone()), now).unwrap() {
            let Event::Major(major) = event else { continue };
            if major.event == Turn::Suggested && major.scope.systems.iter().any(|system| system == "Loom 2") {
                told += 1;
                verdict.map(|verdict| watch.judge(&major.id, verdict, now));
            }
        }
    }
    told
}

#[test]
fn the_hosts_word_decides_what_is_learnt() {
    // On some streams the new system never stands out, and there is nothing to say a word about; on these it does.
    let told = |verdict| (551..554).map(|seed| told_of_a_new_system(seed, verdict)).sum::<usize>();
    let (confirmed, silent, dismissed) =
        (told(Some(HostVerdict::Confirm)), told(None), told(Some(HostVerdict::Dismiss)));
    println!("confirmed {confirmed}, not judged {silent}, dismissed {dismissed}");
    assert!(0 < dismissed && dismissed <= silent, "dismissed {dismissed}, not judged {silent}");
    assert!(confirmed > 4 * silent, "confirmed {confirmed}, not judged {silent}");
}

#[test]
#[ignore = "prints the table for development"]
fn develop_changes() {
    table(&(551..559));
}

#[test]
#[ignore = "prints the table for docs/watch.md; touches the seeds of the report"]
fn report_changes() {
    table(&(3001..3013));
}
