//! Reading: from a classified ticket to a [`Report`].

use super::homes::{Home, Homes};
use super::mentions::{identifier, job, known_asset};
use super::names::{Name, Names, digest};
use super::report::Report;
use super::signs::{Meaning, Signs};
use super::vocabulary::{READ, Vocabulary, telling};
use super::whereabouts::{self, Plants, Said};
use crate::text::fold;
use crate::ticket::{Source, Ticket};
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// Telling words kept of a report.
const WORDS: usize = 8;
/// What a report counts for that says nothing of what is wrong,
const UNSAID: f32 = 0.6;
/// and one of something that comes in waves.
const DOUBTFUL: f32 = 0.3;
/// Bytes of text kept of a report.
const TEXT: usize = 120;

/// What has been learnt of names, words and places.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Knowledge {
    pub(super) names: Names,
    pub(super) vocabulary: Vocabulary,
    homes: Homes,
    /// Tickets that named their plant themselves.
    plants_stated: u64,
    /// Plants that tickets named themselves.
    stated: Plants,
}

/// Reads a classified ticket; what it leaves open is taken from its words, its asset and its caller.
pub(super) fn read(ticket: &Ticket, now: i64, knowledge: &mut Knowledge, signs: &Signs) -> Report {
    let meaning = meaning(ticket, signs);
    let mut report = Report {
        id: ticket.text_of("id").unwrap_or_default().to_owned(),
        at: ticket.opened_at.unix().min(now),
        seen: now,
        weight: weight(ticket, meaning),
        mark: mark(ticket, meaning),
        failure: is_failure(ticket, meaning),
        link: meaning.link(),
        slow: meaning.slow() || ticket.text_of("symptom") == Some("slow"),
        text: opening(&ticket.text),
        ..Report::default()
    };
    name(ticket, &mut report, knowledge);
    place(ticket, &mut report, knowledge);
    report.symptom = symptom(ticket, meaning, &mut knowledge.names);
    report.words = rarest(&ticket.text, &knowledge.vocabulary);
    if report.failure {
        knowledge.vocabulary.learn(&ticket.text, if stated(ticket, "system") { report.system } else { 0 });
    }
    report
}

fn meaning(ticket: &Ticket, signs: &Signs) -> Meaning {
    // An area may be called "Maintenance": where somebody sits says nothing of what is wrong.
    let own = ["area", "line"].map(|field| ticket.text_of(field).map(fold).unwrap_or_default());
    let names = [category(ticket), ticket.text_of("system")].map(|name| name.map(fold).unwrap_or_default());
    let words = ticket.text.split_whitespace().take(READ).filter(|word| !own.iter().any(|own| holds(own, word)));
    signs.read(words.chain(names.iter().flat_map(|name| name.split_whitespace())))
}

/// Whether a folded text has this word.
fn holds(folded: &str, word: &str) -> bool {
    folded.split_whitespace().any(|own| own == word)
}

fn is_failure(ticket: &Ticket, meaning: Meaning) -> bool {
    let announced = ticket.flag("planned_maintenance") == Some(true);
    let wish = ticket.text_of("symptom") == Some("request");
    felt(ticket) && !announced || !(meaning.harmless() || wish || announced)
}

fn weight(ticket: &Ticket, meaning: Meaning) -> f32 {
    if felt(ticket) {
        1.0
    } else if meaning.doubtful() {
        DOUBTFUL
    } else if meaning.broken() || ticket.has("symptom") {
        1.0
    } else {
        UNSAID
    }
}

/// Somebody cannot work.
fn felt(ticket: &Ticket) -> bool {
    ticket.flag("production_stopped") == Some(true) || blocked(ticket) >= 4
}

fn blocked(ticket: &Ticket) -> i64 {
    match ticket.get("users_blocked") {
        Some(Value::Int(count)) => *count,
        _ => 0,
    }
}

fn mark(ticket: &Ticket, meaning: Meaning) -> u8 {
    let stopped = ticket.flag("production_stopped") == Some(true);
    let down = ticket.text_of("symptom") == Some("down") || meaning.down();
    [stopped, blocked(ticket) >= 4, blocked(ticket) >= 10, down].into_iter().map(u8::from).sum()
}

/// Who speaks, of what.
fn name(ticket: &Ticket, report: &mut Report, knowledge: &mut Knowledge) {
    let names = &mut knowledge.names;
    let mut number = |field: &str| ticket.text_of(field).map_or(0, |text| names.number(text));
    report.asset = number("asset");
    report.system = number("system");
    let category = category(ticket).map_or(0, |text| names.number(text));
    mentioned(ticket, report, knowledge);
    report.voice = voice(ticket, report.asset);
    if report.system == 0 {
        let by_asset = if report.asset == 0 { Home::default() } else { knowledge.homes.of(u64::from(report.asset)) };
        report.system =
            if by_asset.system == 0 { knowledge.vocabulary.system_told(&ticket.text) } else { by_asset.system };
    }
    if category != 0 {
        if report.system == 0 {
            report.system = knowledge.vocabulary.system_of_category(category);
        } else {
            knowledge.vocabulary.learn_category(category, report.system);
        }
        report.topic = category;
    }
    if report.system != 0 {
        report.topic = report.system;
    }
}

/// The category that the ticket states. One that the policy does not know was put aside at intake; here it is a name like any
/// other.
fn category(ticket: &Ticket) -> Option<&str> {
    let known = || ticket.text_of("category").filter(|_| stated(ticket, "category"));
    ticket.fields.get("category").and_then(Value::as_text).or_else(known)
}

/// Asset and job that only the text names.
fn mentioned(ticket: &Ticket, report: &mut Report, knowledge: &mut Knowledge) {
    let texts = || ["subject", "description"].into_iter().filter_map(|field| ticket.text_of(field));
    if report.asset == 0 {
        let homes = &knowledge.homes;
        report.asset = known_asset(&ticket.text, &knowledge.names, |name| homes.of(u64::from(name)) != Home::default());
    }
    if report.asset == 0 {
        report.asset = texts().find_map(identifier).map_or(0, |name| knowledge.names.number(name));
    }
    let stated = ["job", "jobName", "job_name"].into_iter().find_map(|key| ticket.fields.get(key)?.as_text());
    report.job = stated.or_else(|| texts().find_map(job)).map_or(0, |name| knowledge.names.number(name));
}

/// One voice for one caller; monitoring speaks for each asset it watches.
fn voice(ticket: &Ticket, asset: Name) -> u64 {
    let watched = ticket.text_of("channel").is_some_and(|channel| fold(channel).contains("monitor"));
    match ticket.text_of("reporter") {
        _ if watched && asset != 0 => u64::from(asset),
        Some(reporter) => digest(&fold(reporter)),
        None if asset != 0 => u64::from(asset),
        None => digest(ticket.text_of("id").unwrap_or_default()),
    }
}

fn place(ticket: &Ticket, report: &mut Report, knowledge: &mut Knowledge) {
    let mut number = |field: &str| ticket.text_of(field).map_or(0, |text| knowledge.names.number(text));
    (report.plant, report.area) = (number("plant"), number("area"));
    if stated(ticket, "plant") {
        knowledge.plants_stated += 1;
        let plant = ticket.text_of("plant").map(fold).unwrap_or_default();
        if !knowledge.stated.contains_key(plant.trim()) {
            knowledge.stated.insert(plant.trim().to_owned(), report.plant);
        }
    } else if report.plant != 0
        && knowledge.plants_stated > 20
        && knowledge.stated.values().all(|stated| *stated != report.plant)
    {
        // A line of that name belongs to a plant of the policy's that this desk has never heard of.
        report.plant = 0;
    }
    let said = whereabouts(ticket, report.asset, knowledge);
    let sure = Home { plant: report.plant, ..Home::default() };
    if report.plant == 0 {
        report.plant = said.plant;
    }
    let asset = knowledge.homes.of(u64::from(report.asset));
    let caller = knowledge.homes.of(report.voice);
    for home in [asset, caller] {
        if report.plant == 0 {
            report.plant = home.plant;
        }
    }
    let written = ticket.text_of("line").map(str::to_owned).or(said.line.map(|line| line.to_uppercase()));
    report.line = written.map_or(0, |written| whereabouts::line(&mut knowledge.names, report.plant, &written));
    if report.asset != 0 {
        let system = if stated(ticket, "system") { report.system } else { 0 };
        let home = Home { plant: report.plant, area: report.area, line: report.line, system, ..Home::default() };
        move_in(report, asset);
        knowledge.homes.note(u64::from(report.asset), home, report.seen);
    }
    if ticket.has("reporter") {
        // People walk about in their plant: only the plant is sure.
        knowledge.homes.note(report.voice, sure, report.seen);
    }
}

/// What the text, or else the names of the asset and the caller, say of plant and line.
fn whereabouts(ticket: &Ticket, asset: Name, knowledge: &Knowledge) -> Said {
    let names = [knowledge.names.text(asset), ticket.text_of("reporter").unwrap_or_default()].map(fold);
    let mut said = Said::default();
    for text in [ticket.text.as_str()].into_iter().chain(names.iter().map(String::as_str)) {
        let found = whereabouts::read(text, &knowledge.stated);
        if said.plant == 0 {
            said.plant = found.plant;
        }
        said.line = said.line.or(found.line);
    }
    said
}

fn move_in(report: &mut Report, home: Home) {
    if report.plant == home.plant && report.place() == 0 {
        (report.area, report.line) = (home.area, home.line);
    }
}

/// The ticket says it, in a field or in its text.
fn stated(ticket: &Ticket, field: &str) -> bool {
    ticket.fact(field).is_some_and(|fact| matches!(fact.source, Source::Ticket | Source::Text))
}

fn symptom(ticket: &Ticket, meaning: Meaning, names: &mut Names) -> Name {
    match ticket.text_of("symptom") {
        Some(symptom) => names.number(symptom),
        None if meaning.slow() => names.number("slow"),
        None if meaning.down() || meaning.link() => names.number("down"),
        None => 0,
    }
}

fn rarest(folded: &str, vocabulary: &Vocabulary) -> Vec<u64> {
    let mut words: Vec<u64> = telling(folded).map(digest).collect();
    words.sort_unstable();
    words.dedup();
    // The rarest first, as `rarity` would have it, without its logarithm.
    let mut rare: Vec<(f32, u64)> = words.into_iter().map(|word| (vocabulary.tickets_with(word), word)).collect();
    rare.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    rare.truncate(WORDS);
    rare.into_iter().map(|(_, word)| word).collect()
}

fn opening(text: &str) -> String {
    let mut end = TEXT.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().trim().to_owned()
}
