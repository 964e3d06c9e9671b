//! Plants, their lines, people and habits, and the streams of tickets that they make.

use super::chance::Chance;
use super::{decoys, faults, ordinary, outages};
use andon::value::Value;
use std::collections::BTreeMap;

pub const MINUTE: f64 = 60.0;
pub const DAY: f64 = 86_400.0;
pub const WEEK: f64 = 7.0 * DAY;
/// Monday, 2026-01-05.
pub const START: f64 = 1_767_571_200.0;

/// A ticket with the label that the watch does not see.
#[derive(Clone)]
pub struct Ticket {
    pub at: f64,
    pub received: f64,
    /// Where it was written, whether it says so or not.
    pub plant: String,
    pub fields: BTreeMap<String, Value>,
    /// The outage it is of.
    pub outage: Option<usize>,
    /// The recurring fault it is of.
    pub fault: Option<usize>,
}

pub struct Stream {
    pub weeks: i64,
    /// In the order in which they are received.
    pub tickets: Vec<Ticket>,
    /// What kind each outage is.
    pub outages: Vec<&'static str>,
    /// What kind each recurring fault is, and its asset.
    pub faults: Vec<(&'static str, String)>,
}

pub struct Plant {
    pub name: String,
    pub language: &'static str,
    /// Lines with their areas.
    pub lines: Vec<(String, String)>,
    pub offices: Vec<&'static str>,
    /// Tickets a working day.
    pub busy: f64,
    pub shifts: usize,
    /// How much more comes when a shift begins, and on a Monday.
    pub surge: f64,
    pub monday: f64,
    pub people: i64,
    /// Assets of one kind on a line.
    pub assets: i64,
    pub says: Says,
}

/// How often each thing is said: desks differ.
#[derive(Clone, Copy)]
pub struct Says {
    pub plant: f64,
    pub place: f64,
    pub system: f64,
    pub category: f64,
    pub asset: f64,
    pub impact: f64,
    pub reporter: f64,
    /// The text names the system.
    pub named: f64,
    /// The text names the line.
    pub line_in_text: f64,
    /// Somebody files it under another system or category.
    pub wrong: f64,
    /// Floor tickets come from the account of a line's terminal.
    pub terminal: f64,
    /// Mistyped words.
    pub typos: f64,
    /// Written down later.
    pub late: f64,
}

impl Says {
    fn new(chance: &mut Chance) -> Self {
        // Some desks get mails: no field says anything but who and perhaps which plant.
        let mails = chance.one_in(0.15);
        let or_never = |chance: &mut Chance, low: f64, high: f64| if mails { 0.0 } else { chance.between(low, high) };
        Self {
            plant: chance.between(0.6, 1.0),
            place: or_never(chance, 0.2, 0.95),
            system: or_never(chance, 0.2, 0.95),
            category: or_never(chance, 0.3, 1.0),
            asset: or_never(chance, 0.2, 0.9),
            impact: or_never(chance, 0.1, 0.7),
            reporter: chance.between(0.85, 1.0),
            named: chance.between(0.6, 0.97),
            line_in_text: if mails { chance.between(0.3, 0.7) } else { chance.between(0.0, 0.3) },
            wrong: chance.between(0.02, 0.1),
            terminal: if chance.one_in(0.4) { chance.between(0.2, 0.6) } else { 0.0 },
            typos: chance.between(0.05, 0.3),
            late: chance.between(0.02, 0.12),
        }
    }
}

const CODES: [&str; 18] = [
    "STR", "KRK", "PUE", "BRN", "DET", "LYO", "MTY", "GDN", "SZG", "HAM", "TOL", "BIR", "QRO", "NUE", "WRO", "OST",
    "LEI", "VAL",
];
const AREAS: [&str; 8] =
    ["Assembly", "Packaging", "Machining", "Paint", "Welding", "Maintenance", "Logistics", "Moulding"];
const OFFICES: [&str; 5] = ["Office", "Quality", "Planning", "Purchasing", "Maintenance"];

fn plant(chance: &mut Chance, name: &str, style: i64, says: Says) -> Plant {
    let count = chance.whole(3, 9);
    let lines = (1..=count).map(|number| {
        let line = match style {
            0 => format!("{name}-L{number}"),
            1 => format!("L{number}"),
            _ => format!("Line {number}"),
        };
        (line, chance.pick(&AREAS).to_owned())
    });
    let lines = lines.collect();
    // From a dozen to two hundred tickets a day, small plants more often.
    let busy = 12.0 * (chance.part() * 2.8).exp();
    Plant {
        name: name.to_owned(),
        language: chance.pick(&["en", "de", "es", "pl", "en", "fr", "cs"]),
        lines,
        offices: OFFICES.to_vec(),
        busy,
        shifts: chance.whole(1, 3) as usize,
        surge: chance.between(2.0, 6.0),
        monday: chance.between(1.1, 1.8),
        people: chance.whole(60, 400) + (busy * 3.0) as i64,
        assets: 4 + (busy / 12.0) as i64,
        says,
    }
}

/// A labelled stream; without outages (and decoys only) for calibration.
pub fn stream(seed: u64, weeks: i64, with_outages: bool) -> Stream {
    let mut chance = Chance::new(seed);
    let first = chance.whole(0, 12) as usize;
    let style = chance.whole(0, 2);
    let count = chance.whole(2, 6) as usize;
    let says = Says::new(&mut chance);
    let plants: Vec<Plant> = (0..count).map(|i| plant(&mut chance, CODES[first + i], style, says)).collect();
    let mut stream = Stream { weeks, tickets: Vec::new(), outages: Vec::new(), faults: Vec::new() };
    for plant in &plants {
        ordinary::add(&mut chance, plant, &mut stream);
    }
    decoys::add(&mut chance, &plants, &mut stream);
    if with_outages {
        outages::add(&mut chance, &plants, &mut stream);
        faults::add(&mut chance, &plants, &mut stream);
    }
    in_order(&mut stream);
    stream
}

/// Puts tickets in the order in which they are received, and numbers them.
pub fn in_order(stream: &mut Stream) {
    stream.tickets.sort_by(|a, b| a.received.total_cmp(&b.received));
    for (number, ticket) in stream.tickets.iter_mut().enumerate() {
        ticket.fields.insert("id".into(), Value::Text(format!("INC{:06}", 100_000 + number)));
    }
}

pub fn one<'p>(chance: &mut Chance, plants: &'p [Plant]) -> &'p Plant {
    &plants[chance.whole(0, plants.len() as i64 - 1) as usize]
}

impl Plant {
    pub fn a_line(&self, chance: &mut Chance) -> usize {
        chance.whole(0, self.lines.len() as i64 - 1) as usize
    }

    pub fn a_person(&self, chance: &mut Chance) -> String {
        format!("{}.u{}", self.name.to_lowercase(), chance.whole(1, self.people))
    }
}
