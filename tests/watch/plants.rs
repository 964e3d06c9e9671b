//! Plants, their lines and people, and the tickets of ordinary weeks.

use super::chance::Chance;
use super::phrases::{HARMLESS, SYSTEMS, System, Trouble, complaints, typed};
use super::{decoys, outages};
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
    pub lines: Vec<(String, String)>,
    pub offices: Vec<&'static str>,
    /// Tickets a working day.
    pub busy: f64,
    pub shifts: usize,
    pub people: i64,
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
    /// The text names the system.
    pub named: f64,
}

impl Says {
    fn new(chance: &mut Chance) -> Self {
        Self {
            plant: chance.between(0.75, 1.0),
            place: chance.between(0.35, 0.95),
            system: chance.between(0.2, 0.95),
            category: chance.between(0.0, 0.9),
            asset: chance.between(0.3, 0.9),
            impact: chance.between(0.2, 0.8),
            named: chance.between(0.6, 1.0),
        }
    }
}

/// What a ticket is about, before somebody writes it.
pub struct Complaint<'a> {
    pub plant: &'a Plant,
    pub system: &'a System,
    pub trouble: Trouble,
    pub line: Option<usize>,
    pub reporter: Option<String>,
    pub asset: Option<String>,
    pub stopped: f64,
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
    Plant {
        name: name.to_owned(),
        language: chance.pick(&["en", "de", "es", "pl", "en"]),
        lines,
        offices: OFFICES.to_vec(),
        busy: chance.between(12.0, 90.0),
        shifts: chance.whole(1, 3) as usize,
        people: chance.whole(60, 400),
        says,
    }
}

/// A labelled stream; without outages (and decoys only) for calibration.
pub fn stream(seed: u64, weeks: i64, with_outages: bool) -> Stream {
    let mut chance = Chance::new(seed);
    let first = chance.whole(0, 12) as usize;
    let style = chance.whole(0, 2);
    let count = chance.whole(2, 5) as usize;
    let says = Says::new(&mut chance);
    let plants: Vec<Plant> = (0..count).map(|i| plant(&mut chance, CODES[first + i], style, says)).collect();
    let mut stream = Stream { weeks, tickets: Vec::new(), outages: Vec::new(), faults: Vec::new() };
    for plant in &plants {
        ordinary(&mut chance, plant, &mut stream);
    }
    decoys::add(&mut chance, &plants, &mut stream);
    if with_outages {
        outages::add(&mut chance, &plants, &mut stream);
    }
    stream.tickets.sort_by(|a, b| a.received.total_cmp(&b.received));
    for (number, ticket) in stream.tickets.iter_mut().enumerate() {
        ticket.fields.insert("id".into(), Value::Text(format!("INC{:06}", 100_000 + number)));
    }
    stream
}

/// How busy a moment is, against the average of a working day.
fn season(plant: &Plant, at: f64) -> f64 {
    let day = ((at - START) / DAY).floor() as i64 % 7;
    let hour = (at - START) % DAY / 3600.0;
    let open = match plant.shifts {
        1 => (6.0..15.0).contains(&hour),
        2 => (6.0..22.0).contains(&hour),
        _ => true,
    };
    let office = if (7.5..17.0).contains(&hour) { 1.6 } else { 0.25 };
    let start = [6.0, 14.0, 22.0].iter().take(plant.shifts).any(|shift| (0.0..0.7).contains(&(hour - shift)));
    let daily = [1.35, 1.05, 1.0, 1.0, 0.9, 0.35, 0.2][day as usize];
    daily * if open { office } else { 0.08 } * if start { 2.2 } else { 1.0 }
}

fn ordinary(chance: &mut Chance, plant: &Plant, stream: &mut Stream) {
    let mut at = START;
    let end = START + stream.weeks as f64 * WEEK;
    let mut mood = 1.0;
    let mut mood_until = START;
    while at < end {
        if at > mood_until {
            mood = chance.between(0.75, 1.3);
            mood_until = at + DAY;
        }
        at += chance.wait(DAY / (plant.busy * 3.0));
        if chance.part() > season(plant, at) * mood / 3.0 * 0.9 {
            continue;
        }
        let ticket = if chance.one_in(0.3) { harmless(chance, plant, at) } else { trouble(chance, plant, at) };
        stream.tickets.push(ticket);
        // Somebody hurt by the same small thing.
        if chance.one_in(0.03) {
            let mut again = stream.tickets.last().unwrap().clone();
            again.at += chance.wait(15.0 * MINUTE);
            again.received = again.at;
            again.fields.insert("reporter".into(), Value::Text(person(chance, plant)));
            again.fields.insert("openedAt".into(), instant(again.at));
            again.fields.remove("receivedAt");
            stream.tickets.push(again);
        }
    }
}

fn weighted<'s>(chance: &mut Chance) -> &'s System {
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

fn trouble(chance: &mut Chance, plant: &Plant, at: f64) -> Ticket {
    let system = weighted(chance);
    let kinds = [Trouble::Down, Trouble::Link, Trouble::Slow, Trouble::Login, Trouble::Odd, Trouble::Odd, Trouble::Odd];
    let trouble = chance.pick(&kinds);
    let line = system.floor.then(|| chance.whole(0, plant.lines.len() as i64 - 1) as usize);
    let asset = (line.is_some() && chance.one_in(0.5)).then(|| asset(plant, system, line.unwrap(), chance.whole(1, 4)));
    write(chance, &Complaint { plant, system, trouble, line, reporter: None, asset, stopped: 0.04 }, at)
}

pub fn asset(plant: &Plant, system: &System, line: usize, number: i64) -> String {
    let kind: String = system.name.chars().filter(char::is_ascii_alphabetic).take(3).collect();
    format!("{}-{}-L{}-{number:02}", kind.to_uppercase(), plant.name, line + 1)
}

pub fn person(chance: &mut Chance, plant: &Plant) -> String {
    format!("{}.u{}", plant.name.to_lowercase(), chance.whole(1, plant.people))
}

pub fn harmless(chance: &mut Chance, plant: &Plant, at: f64) -> Ticket {
    let text = chance.pick(&HARMLESS);
    plain(chance, plant, at, text)
}

/// A ticket that is nothing but a text and a caller.
pub fn plain(chance: &mut Chance, plant: &Plant, at: f64, text: &str) -> Ticket {
    let mut fields = BTreeMap::new();
    fields.insert("subject".into(), Value::Text(typed(chance, text)));
    fields.insert("reporter".into(), Value::Text(person(chance, plant)));
    fields.insert("plant".into(), Value::Text(plant.name.clone()));
    if chance.one_in(0.6) {
        fields.insert("area".into(), chance.pick(&plant.offices).into());
    }
    if chance.one_in(0.6) {
        fields.insert("category".into(), chance.pick(&["Accounts and access", "Office IT", "Service request"]).into());
    }
    received(chance, at, fields)
}

fn received(chance: &mut Chance, at: f64, mut fields: BTreeMap<String, Value>) -> Ticket {
    let at = at.floor();
    fields.insert("openedAt".into(), instant(at));
    let mut received = at;
    if chance.one_in(0.05) {
        received = (at + chance.wait(25.0 * MINUTE)).floor();
        fields.insert("receivedAt".into(), instant(received));
    }
    Ticket { at, received, fields, outage: None, fault: None }
}

pub fn instant(at: f64) -> Value {
    Value::Text(andon::time::Instant::from_unix(at as i64).unwrap().to_string())
}

/// Somebody writes a ticket: in the plant's language or English, with what he happens to know.
pub fn write(chance: &mut Chance, complaint: &Complaint<'_>, at: f64) -> Ticket {
    let Complaint { plant, system, trouble, line, reporter, asset, stopped } = complaint;
    let says = plant.says;
    let mut fields = BTreeMap::new();
    let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    let place = line.map_or("the office".to_owned(), |line| plant.lines[line].0.clone());
    let language = if chance.one_in(0.75) { plant.language } else { "en" };
    let phrase = chance.pick(complaints(language, *trouble));
    let called = if chance.one_in(says.named) {
        chance.pick(system.called)
    } else {
        chance.pick(&["it", "es", "program", "el programa", "to", "aplikacja"])
    };
    let mut text = phrase.replace("{s}", called).replace("{p}", &place);
    if let Some(asset) = asset.as_ref().filter(|_| chance.one_in(0.3)) {
        text = format!("{text} ({asset})");
    }
    put("subject", Value::Text(typed(chance, &text)));
    put("reporter", Value::Text(reporter.clone().unwrap_or_else(|| person(chance, plant))));
    if chance.one_in(says.plant) {
        put("plant", Value::Text(plant.name.clone()));
    }
    match line {
        Some(line) => {
            let (name, area) = &plant.lines[*line];
            if chance.one_in(says.place) {
                put("line", Value::Text(name.clone()));
            }
            if chance.one_in(says.place) {
                put("area", Value::Text(area.clone()));
            }
        }
        None if chance.one_in(0.5) => {
            put("area", chance.pick(&plant.offices).into());
        }
        None => {}
    }
    if chance.one_in(says.system) {
        let wrong = chance.one_in(0.04);
        put("system", if wrong { weighted(chance).name } else { system.name }.into());
    }
    if chance.one_in(says.category) {
        put("category", system.category.into());
    }
    if let Some(asset) = asset.as_ref().filter(|_| chance.one_in(says.asset)) {
        put("asset", Value::Text(asset.clone()));
    }
    if line.is_some() && chance.one_in(says.impact) {
        put("productionStopped", Value::Bool(chance.one_in(*stopped)));
    }
    if chance.one_in(says.impact) {
        let many = chance.one_in(*stopped);
        put("usersBlocked", Value::Int(if many { chance.whole(4, 40) } else { chance.whole(0, 2) }));
    }
    received(chance, at, fields)
}
