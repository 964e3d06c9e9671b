//! How somebody writes a ticket: in his language, with what he happens to know, where the desk lets him.

use super::chance::Chance;
use super::ordinary::weighted;
use super::phrases::{System, Trouble, complaints, typed};
use super::plants::{MINUTE, Plant, Ticket};
use andon::value::Value;
use std::collections::BTreeMap;

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

pub fn asset(plant: &Plant, system: &System, line: usize, number: i64) -> String {
    let kind: String = system.name.chars().filter(char::is_ascii_alphabetic).take(3).collect();
    format!("{}-{}-L{}-{number:02}", kind.to_uppercase(), plant.name, line + 1)
}

/// A ticket that is nothing but a text and a caller.
pub fn plain(chance: &mut Chance, plant: &Plant, at: f64, text: &str) -> Ticket {
    let mut fields = BTreeMap::new();
    fields.insert("subject".into(), Value::Text(typed(chance, text, plant.says.typos)));
    fields.insert("reporter".into(), Value::Text(plant.a_person(chance)));
    if chance.one_in(plant.says.plant) {
        fields.insert("plant".into(), Value::Text(plant.name.clone()));
    }
    if chance.one_in(plant.says.place) {
        fields.insert("area".into(), chance.pick(&plant.offices).into());
    }
    if chance.one_in(plant.says.category) {
        fields.insert("category".into(), chance.pick(&["Accounts and access", "Office IT", "Service request"]).into());
    }
    received(chance, plant, at, fields)
}

fn received(chance: &mut Chance, plant: &Plant, at: f64, mut fields: BTreeMap<String, Value>) -> Ticket {
    let at = at.floor();
    fields.insert("openedAt".into(), instant(at));
    let mut received = at;
    if chance.one_in(plant.says.late) {
        received = (at + chance.wait(30.0 * MINUTE)).floor();
        fields.insert("receivedAt".into(), instant(received));
    }
    Ticket { at, received, plant: plant.name.clone(), fields, outage: None, fault: None }
}

pub fn instant(at: f64) -> Value {
    Value::Text(andon::time::Instant::from_unix(at as i64).unwrap().to_string())
}

/// Somebody writes a ticket.
pub fn write(chance: &mut Chance, complaint: &Complaint<'_>, at: f64) -> Ticket {
    let (plant, says) = (complaint.plant, complaint.plant.says);
    let mut fields = BTreeMap::new();
    fields.insert("subject".to_owned(), Value::Text(text(chance, complaint)));
    if let Some(reporter) = caller(chance, complaint) {
        fields.insert("reporter".to_owned(), Value::Text(reporter));
    }
    if chance.one_in(says.plant) {
        fields.insert("plant".to_owned(), Value::Text(plant.name.clone()));
    }
    place(chance, complaint, &mut fields);
    if chance.one_in(says.system) {
        let wrong = chance.one_in(says.wrong);
        let system = if wrong { weighted(chance).name } else { complaint.system.name };
        fields.insert("system".to_owned(), system.into());
    }
    if chance.one_in(says.category) {
        let wrong = chance.one_in(says.wrong);
        let category = if wrong { weighted(chance).category } else { complaint.system.category };
        fields.insert("category".to_owned(), category.into());
    }
    if let Some(asset) = complaint.asset.as_ref().filter(|_| chance.one_in(says.asset)) {
        fields.insert("asset".to_owned(), Value::Text(asset.clone()));
    }
    impact(chance, complaint, &mut fields);
    received(chance, plant, at, fields)
}

fn text(chance: &mut Chance, complaint: &Complaint<'_>) -> String {
    let Complaint { plant, system, trouble, line, asset, .. } = complaint;
    let place = line.map_or("the office".to_owned(), |line| plant.lines[line].0.clone());
    let language = if chance.one_in(0.75) { plant.language } else { "en" };
    let phrase = chance.pick(complaints(language, *trouble));
    let called = if chance.one_in(plant.says.named) {
        chance.pick(system.called)
    } else {
        chance.pick(&["it", "es", "program", "el programa", "to", "aplikacja"])
    };
    let mut text = phrase.replace("{s}", called).replace("{p}", &place);
    if line.is_some() && !phrase.contains("{p}") && chance.one_in(plant.says.line_in_text) {
        text = if chance.one_in(0.5) { format!("{place}: {text}") } else { format!("{text}, {place}") };
    }
    if let Some(asset) = asset.as_ref().filter(|_| chance.one_in(0.3)) {
        text = format!("{text} ({asset})");
    }
    typed(chance, &text, plant.says.typos)
}

fn caller(chance: &mut Chance, complaint: &Complaint<'_>) -> Option<String> {
    let (plant, says) = (complaint.plant, complaint.plant.says);
    if complaint.reporter.is_some() {
        return complaint.reporter.clone();
    }
    match complaint.line {
        Some(line) if chance.one_in(says.terminal) => Some(format!("{} terminal", plant.lines[line].0)),
        _ => chance.one_in(says.reporter).then(|| plant.a_person(chance)),
    }
}

fn place(chance: &mut Chance, complaint: &Complaint<'_>, fields: &mut BTreeMap<String, Value>) {
    let (plant, says) = (complaint.plant, complaint.plant.says);
    let Some(line) = complaint.line else {
        if chance.one_in(says.place * 0.6) {
            fields.insert("area".to_owned(), chance.pick(&plant.offices).into());
        }
        return;
    };
    let (name, area) = &plant.lines[line];
    if chance.one_in(says.place) {
        fields.insert("line".to_owned(), Value::Text(name.clone()));
    }
    if chance.one_in(says.place) {
        fields.insert("area".to_owned(), Value::Text(area.clone()));
    }
}

fn impact(chance: &mut Chance, complaint: &Complaint<'_>, fields: &mut BTreeMap<String, Value>) {
    let says = complaint.plant.says;
    if complaint.line.is_some() && chance.one_in(says.impact) {
        fields.insert("productionStopped".to_owned(), Value::Bool(chance.one_in(complaint.stopped)));
    }
    if chance.one_in(says.impact) {
        let many = chance.one_in(complaint.stopped);
        let blocked = if many { chance.whole(4, 40) } else { chance.whole(0, 2) };
        fields.insert("usersBlocked".to_owned(), Value::Int(blocked));
    }
}
