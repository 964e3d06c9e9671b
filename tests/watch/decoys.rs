//! Bursts that are no outage: every week has some.

use super::chance::Chance;
use super::ordinary::weighted;
use super::phrases::{SYSTEMS, System, Trouble};
use super::plants::{DAY, MINUTE, Plant, START, Stream, one};
use super::writing::{Complaint, plain, write};
use andon::value::Value;

const PASSWORDS: &[&str] = &[
    "Password expired",
    "password reset please",
    "forgot my password after holiday",
    "Passwort abgelaufen",
    "Kennwort vergessen",
    "contraseña vencida",
    "hasło wygasło",
    "mot de passe expiré",
    "heslo vypršelo",
    "account locked, password",
    "cannot log in, password expired",
    "Anmeldung geht nicht, Passwort abgelaufen",
];
const WORKS: &[&str] = &[
    "Planned maintenance of {s} on Saturday",
    "Geplante Wartung {s} am Wochenende",
    "mantenimiento programado de {s} el domingo",
    "planowana konserwacja {s} w sobotę",
    "Scheduled downtime of {s} tonight",
    "maintenance prévue de {s} samedi",
    "question about the planned maintenance of {s}",
];
const TRAINING: &[&str] = &[
    "training account needed for {s}",
    "Schulung {s}: Zugang für Teilnehmer",
    "cuenta para capacitación {s}",
    "szkolenie {s} - konto",
    "{s} training course access",
    "cannot open the {s} training",
    "formation {s}: accès",
];
const CAMPAIGN: &[&str] = &[
    "survey link does not belong to me",
    "question about the survey",
    "inventory of monitors",
    "Umfrage nicht erhalten",
    "ankieta - pytanie",
    "rollout appointment change",
    "phishing mail received",
];
const SETUP: &[&str] = &[
    "set up new {s} for line extension",
    "setup new laptop",
    "please install {s} on new PC",
    "new PC installation",
    "bitte {s} einrichten",
    "instalar {s} en equipo nuevo",
];
const HOWTO: &[&str] = &[
    "how do I export from {s}?",
    "question about {s}",
    "Frage zu {s}",
    "duda sobre {s}",
    "pytanie o {s}",
    "where do I find the report in {s}",
];

pub fn add(chance: &mut Chance, plants: &[Plant], stream: &mut Stream) {
    for week in 0..stream.weeks {
        let monday = START + week as f64 * 7.0 * DAY;
        for plant in plants {
            if chance.one_in(0.6) {
                wave(chance, plant, stream, PASSWORDS, monday + 6.0 * 3600.0, (6, 20), 120.0);
            }
        }
        for _ in 0..chance.whole(2, 5) {
            let at = monday + chance.between(0.0, 5.0) * DAY + chance.between(7.0, 15.0) * 3600.0;
            let plant = one(chance, plants);
            match chance.whole(0, 7) {
                0 => wave(chance, plant, stream, TRAINING, at, (8, 20), 60.0),
                1 => wave(chance, plant, stream, WORKS, at, (4, 12), 60.0),
                2 => wave(chance, plant, stream, CAMPAIGN, at, (8, 18), 90.0),
                3 => wave(chance, plant, stream, SETUP, at, (8, 15), 50.0),
                4 => wave(chance, plant, stream, HOWTO, at, (6, 12), 90.0),
                5 => bulk(chance, plant, stream, at),
                _ => monitoring(chance, plant, stream, at),
            }
        }
    }
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
    let system = weighted(chance);
    for _ in 0..chance.whole(count.0, count.1) {
        let text = chance.pick(texts).replace("{s}", chance.pick(system.called));
        let at = at + chance.part() * minutes * MINUTE;
        let mut ticket = plain(chance, plant, at, &text);
        if text.contains(' ') && texts.iter().any(|text| text.contains("{s}")) && chance.one_in(plant.says.system * 0.7)
        {
            ticket.fields.insert("system".into(), system.name.into());
            ticket.fields.insert("category".into(), system.category.into());
        }
        stream.tickets.push(ticket);
    }
}

/// One caller types what he has gathered all week.
fn bulk(chance: &mut Chance, plant: &Plant, stream: &mut Stream, at: f64) {
    let reporter = plant.a_person(chance);
    let system = &SYSTEMS[chance.whole(0, 19) as usize];
    for number in 0..chance.whole(10, 35) {
        let complaint = Complaint {
            plant,
            system,
            trouble: Trouble::Odd,
            line: Some(plant.a_line(chance)),
            reporter: Some(reporter.clone()),
            asset: None,
            stopped: 0.0,
        };
        let ticket = write(chance, &complaint, at + number as f64 * 100.0);
        stream.tickets.push(ticket);
    }
}

/// A check that repeats itself, of one thing or of two that hang together.
fn monitoring(chance: &mut Chance, plant: &Plant, stream: &mut Stream, at: f64) {
    let name = chance.pick(&["network", "file-share", "SCADA", "label-printer"]);
    let system: &System = super::outages::named(name);
    let assets = chance.whole(1, 2);
    let speaks = chance.one_in(0.5);
    for number in 0..chance.whole(10, 30) {
        let asset = format!("SW-{}-{:02}", plant.name, 7 + number % assets);
        let complaint = Complaint {
            plant,
            system,
            trouble: Trouble::Link,
            line: None,
            reporter: Some("monitoring".into()),
            asset: Some(asset.clone()),
            stopped: 0.0,
        };
        let mut ticket = write(chance, &complaint, at + number as f64 * 180.0);
        ticket.fields.insert("asset".into(), Value::Text(asset));
        if speaks {
            ticket.fields.insert("channel".into(), Value::Text("monitoring".into()));
        }
        stream.tickets.push(ticket);
    }
}
