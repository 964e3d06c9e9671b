//! Bursts that are no outage.

use super::chance::Chance;
use super::phrases::{SYSTEMS, Trouble};
use super::plants::{Complaint, DAY, MINUTE, Plant, START, Stream, plain, write};
use andon::value::Value;

const PASSWORDS: &[&str] = &[
    "Password expired",
    "password reset please",
    "forgot my password after holiday",
    "Passwort abgelaufen",
    "Kennwort vergessen",
    "contraseña vencida",
    "hasło wygasło",
    "account locked, password",
];
const WORKS: &[&str] = &[
    "Planned maintenance of ERP on Saturday",
    "Geplante Wartung am Wochenende",
    "mantenimiento programado el domingo",
    "planowana konserwacja w sobotę",
    "Scheduled downtime of MES tonight",
];
const TRAINING: &[&str] = &[
    "training account needed",
    "Schulung: Zugang für Teilnehmer",
    "cuenta para capacitación",
    "szkolenie - konto",
    "training course access",
];
const CAMPAIGN: &[&str] = &[
    "survey link does not belong to me",
    "question about the survey",
    "inventory of monitors",
    "Umfrage nicht erhalten",
    "ankieta - pytanie",
    "rollout appointment change",
];
const SETUP: &[&str] = &[
    "set up new label printer for line extension",
    "setup new laptop",
    "please install MES client on new PC",
    "new PC installation",
    "bitte Handscanner einrichten",
];

pub fn add(chance: &mut Chance, plants: &[Plant], stream: &mut Stream) {
    for week in 0..stream.weeks {
        let monday = START + week as f64 * 7.0 * DAY;
        let plant = one(chance, plants);
        wave(chance, plant, stream, PASSWORDS, monday + 6.5 * 3600.0, (8, 18), 120.0);
        let at = monday + chance.between(0.0, 5.0) * DAY + chance.between(7.0, 15.0) * 3600.0;
        let plant = one(chance, plants);
        match week % 6 {
            0 => wave(chance, plant, stream, TRAINING, at, (8, 20), 60.0),
            1 => wave(chance, plant, stream, WORKS, at, (4, 9), 60.0),
            2 => wave(chance, plant, stream, CAMPAIGN, at, (8, 18), 90.0),
            3 => wave(chance, plant, stream, SETUP, at, (8, 15), 50.0),
            4 => bulk(chance, plant, stream, at),
            _ => monitoring(chance, plant, stream, at),
        }
    }
}

fn one<'p>(chance: &mut Chance, plants: &'p [Plant]) -> &'p Plant {
    &plants[chance.whole(0, plants.len() as i64 - 1) as usize]
}

fn wave(
    chance: &mut Chance,
    plant: &Plant,
    stream: &mut Stream,
    texts: &[&str],
    at: f64,
    count: (i64, i64),
    minutes: f64,
) {
    for _ in 0..chance.whole(count.0, count.1) {
        let text = chance.pick(texts);
        let at = at + chance.part() * minutes * MINUTE;
        let ticket = plain(chance, plant, at, text);
        stream.tickets.push(ticket);
    }
}

/// One caller types what he has gathered all week.
fn bulk(chance: &mut Chance, plant: &Plant, stream: &mut Stream, at: f64) {
    let reporter = super::plants::person(chance, plant);
    let system = &SYSTEMS[chance.whole(0, 19) as usize];
    for number in 0..chance.whole(10, 35) {
        let line = Some(chance.whole(0, plant.lines.len() as i64 - 1) as usize);
        let complaint = Complaint {
            plant,
            system,
            trouble: Trouble::Odd,
            line,
            reporter: Some(reporter.clone()),
            asset: None,
            stopped: 0.0,
        };
        let ticket = write(chance, &complaint, at + number as f64 * 100.0);
        stream.tickets.push(ticket);
    }
}

/// A check that repeats itself.
fn monitoring(chance: &mut Chance, plant: &Plant, stream: &mut Stream, at: f64) {
    let system = SYSTEMS.iter().find(|system| system.name == "network").unwrap();
    for number in 0..chance.whole(10, 30) {
        let asset = Some(format!("SW-{}-07", plant.name));
        let complaint = Complaint {
            plant,
            system,
            trouble: Trouble::Link,
            line: None,
            reporter: Some("monitoring".into()),
            asset,
            stopped: 0.0,
        };
        let mut ticket = write(chance, &complaint, at + number as f64 * 180.0);
        ticket.fields.insert("channel".into(), Value::Text("monitoring".into()));
        ticket.fields.insert("asset".into(), Value::Text(format!("SW-{}-07", plant.name)));
        stream.tickets.push(ticket);
    }
}
