//! Ordinary weeks: shifts, Mondays, moods, and small troubles that two or three people have.

use super::chance::Chance;
use super::phrases::{HARMLESS, SYSTEMS, System, Trouble};
use super::plants::{DAY, MINUTE, Plant, START, Stream, Ticket, WEEK};
use super::writing::{Complaint, asset, instant, plain, write};
use andon::value::Value;

/// More than this many times the average of a working day never comes at once.
const PEAK: f64 = 16.0;

/// How busy a moment is, against the average of a working day.
fn season(plant: &Plant, at: f64) -> f64 {
    let day = ((at - START) / DAY).floor() as i64 % 7;
    let hour = (at - START) % DAY / 3600.0;
    let open = match plant.shifts {
        1 => (6.0..15.0).contains(&hour),
        2 => (6.0..22.0).contains(&hour),
        _ => true,
    };
    let office: f64 = if (7.5..17.0).contains(&hour) { 1.6 } else { 0.25 };
    let start = [6.0, 14.0, 22.0].iter().take(plant.shifts).any(|shift| (0.0..0.7).contains(&(hour - shift)));
    let daily = [plant.monday, 1.05, 1.0, 1.0, 0.9, 0.35, 0.2][day as usize];
    daily * if open { office.max(if start { 0.8 } else { 0.0 }) } else { 0.08 } * if start { plant.surge } else { 1.0 }
}

pub fn add(chance: &mut Chance, plant: &Plant, stream: &mut Stream) {
    let mut at = START;
    let end = START + stream.weeks as f64 * WEEK;
    let (mut mood, mut sore) = (1.0, weighted(chance));
    let mut mood_until = START;
    while at < end {
        if at > mood_until {
            // Some days are busier, and every day something is worse than usual.
            mood = chance.between(0.7, 1.4);
            sore = weighted(chance);
            mood_until = at + DAY;
        }
        at += chance.wait(DAY / (plant.busy * PEAK));
        if chance.part() > season(plant, at) * mood / PEAK {
            continue;
        }
        let ticket = if chance.one_in(0.3) {
            let text = chance.pick(&HARMLESS);
            plain(chance, plant, at, text)
        } else {
            let system = if chance.one_in(0.06) { sore } else { weighted(chance) };
            trouble(chance, plant, system, at)
        };
        stream.tickets.push(ticket);
        if chance.one_in(0.03) {
            again(chance, plant, stream);
        }
    }
}

/// Somebody else, or two, hurt by the same small thing.
fn again(chance: &mut Chance, plant: &Plant, stream: &mut Stream) {
    let first = stream.tickets.last().unwrap().clone();
    for _ in 0..chance.pick(&[1, 1, 1, 2]) {
        let mut again = first.clone();
        again.at = (again.at + chance.wait(20.0 * MINUTE)).floor();
        again.received = again.at;
        again.fields.insert("reporter".into(), Value::Text(plant.a_person(chance)));
        again.fields.insert("openedAt".into(), instant(again.at));
        again.fields.remove("receivedAt");
        stream.tickets.push(again);
    }
}

pub fn weighted<'s>(chance: &mut Chance) -> &'s System {
    let total: f64 = SYSTEMS.iter().map(|system| system.weight).sum();
    let mut left = chance.part() * total;
    for system in &SYSTEMS {
        left -= system.weight;
        if left <= 0.0 {
            return system;
        }
    }
    &SYSTEMS[0]
}

fn trouble(chance: &mut Chance, plant: &Plant, system: &System, at: f64) -> Ticket {
    let kinds = [Trouble::Down, Trouble::Link, Trouble::Slow, Trouble::Login, Trouble::Odd, Trouble::Odd, Trouble::Odd];
    let trouble = chance.pick(&kinds);
    let line = system.floor.then(|| plant.a_line(chance));
    let known = line.filter(|_| chance.one_in(0.5));
    let asset = known.map(|line| asset(plant, system, line, chance.whole(1, plant.assets)));
    write(chance, &Complaint { plant, system, trouble, line, reporter: None, asset, stopped: 0.06 }, at)
}
