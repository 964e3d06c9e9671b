//! The words of a policy: what each may say, and what is kept of it.

mod calendar;
mod category;
mod escalate;
mod expect;
mod field;
mod lexicon;
mod major;
mod matrix;
mod message;
mod procedure;
mod route;
mod rule;
mod sites;
mod sla;
mod system;
mod team;
mod test;

pub(crate) use calendar::CalendarNote;
#[cfg(feature = "scripting")]
pub(crate) use calendar::RESERVED;
pub(crate) use category::Category;
pub(crate) use escalate::{End, Escalation, Moment, Step};
pub(crate) use expect::Expectation;
pub(crate) use major::MajorRule;
pub(crate) use matrix::Matrix;
pub(crate) use message::Message;
pub(crate) use procedure::Procedure;
pub(crate) use route::Route;
pub(crate) use rule::{Effect, Rule};
pub(crate) use sites::{Line, Plant};
pub use sla::AgreementKind;
pub(crate) use sla::{Reopen, Sla, Start, Target, Terms};
pub(crate) use system::System;
pub(crate) use team::{Stakeholder, Team};
#[cfg(feature = "scripting")]
pub(crate) use test::EXPECTATIONS;
pub(crate) use test::PolicyTest;

use crate::calendar::{Calendar, Zones};
use crate::error::{Place, Problem};
use crate::policy::datum::Datum;
use crate::policy::declaration::Declaration;
use crate::policy::reader::{Header, Named, Reader};
use crate::text::LexiconBuilder;
use crate::ticket::Schema;
use crate::value::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A word that policy files may use.
pub(crate) struct Word {
    pub(crate) name: &'static str,
    /// How it is called.
    pub(crate) usage: &'static str,
}

/// All words.
pub(crate) const WORDS: [Word; 20] = [
    Word { name: "policy", usage: "policy(#{ name, version })" },
    Word { name: "currency", usage: "currency(\"EUR\")" },
    Word { name: "field", usage: "field(\"name\", #{ type or during, label, help, values })" },
    Word { name: "matrix", usage: "matrix(#{ impact, urgency, priority, priorities, otherwise })" },
    Word { name: "system", usage: "system(\"id\", #{ layer, owner, tier, ... })" },
    Word { name: "category", usage: "category(\"id\", #{ require, owner, when, ... })" },
    Word { name: "plant", usage: "plant(\"id\", #{ name, calendar })" },
    Word { name: "line", usage: "line(\"id\", #{ plant, area, zone, calendar, ... })" },
    Word { name: "lexicon", usage: "lexicon(\"field\", value, [\"term\", ...])" },
    Word { name: "rule", usage: "rule(\"id\", #{ when, priority or cap or impact or urgency, because })" },
    Word { name: "calendar", usage: "calendar(\"id\", #{ zone, hours or shifts, holidays, ... })" },
    Word { name: "sla", usage: "sla(\"id\", #{ when, respond, resolve, calendar, ... })" },
    Word { name: "team", usage: "team(\"id\", #{ name, layer, ... })" },
    Word { name: "stakeholder", usage: "stakeholder(\"id\", #{ name, by })" },
    Word { name: "route", usage: "route(\"id\", #{ when, to, because })" },
    Word { name: "escalate", usage: "escalate(\"id\", #{ when, steps, because })" },
    Word { name: "procedure", usage: "procedure(\"id\", #{ kind, title, steps, ... })" },
    Word { name: "expect", usage: "expect(\"id\", #{ when, from, to, calendar, counts_as })" },
    Word { name: "major", usage: "major(\"id\", #{ when, lines, systems, down_for, false_alarms_per_month, ... })" },
    Word { name: "test", usage: "test(\"name\", #{ ticket }, #{ expectation })" },
];

/// Everything a policy declares.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) currency: String,
    pub(crate) schema: Arc<Schema>,
    pub(crate) matrix: Option<Matrix>,
    pub(crate) systems: Vec<System>,
    pub(crate) categories: Vec<Category>,
    pub(crate) plants: Vec<Plant>,
    pub(crate) lines: Vec<Line>,
    pub(crate) lexicon: LexiconBuilder,
    /// The fields and values that the lexicon's terms stand for.
    pub(crate) lexicon_entries: Arc<Vec<(Named, Value)>>,
    /// The terms themselves: of which entry, and where each stands.
    pub(crate) lexicon_terms: Arc<Vec<(usize, Named)>>,
    /// The fields that the policy declares, where it does.
    pub(crate) field_places: Vec<Named>,
    /// The fields that are true while a calendar is open, each with its calendar.
    pub(crate) during: Vec<(Arc<str>, Named)>,
    pub(crate) rules: Vec<Rule>,
    /// Where the calendars' time zones are looked up.
    pub(crate) zones: Zones,
    pub(crate) calendars: BTreeMap<String, Arc<Calendar>>,
    /// What the policy says of its calendars beside their hours, in its order.
    pub(crate) calendar_notes: Vec<CalendarNote>,
    pub(crate) slas: Vec<Sla>,
    pub(crate) teams: Vec<Team>,
    pub(crate) stakeholders: Vec<Stakeholder>,
    pub(crate) routes: Vec<Route>,
    pub(crate) escalations: Vec<Escalation>,
    pub(crate) procedures: Vec<Procedure>,
    pub(crate) expectations: Vec<Expectation>,
    pub(crate) majors: Vec<MajorRule>,
    pub(crate) tests: Vec<PolicyTest>,
    /// What is odd, and does not keep the policy from being used.
    pub(crate) warnings: Vec<Problem>,
    /// Every id that is declared, in order: for editors.
    #[cfg(feature = "scripting")]
    pub(crate) names: Vec<Name>,
}

/// An id, and the word that declares it.
#[cfg(feature = "scripting")]
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) word: &'static str,
    pub(crate) id: String,
    /// What people call it.
    pub(crate) label: String,
    pub(crate) at: Place,
}

#[cfg(feature = "scripting")]
impl Name {
    /// Of a declaration of the form `word("id", #{ ... })`.
    fn read(declaration: &Declaration) -> Option<Self> {
        let [Datum::Text(id), Datum::Map(entries)] = declaration.arguments.as_slice() else { return None };
        let called = ["name", "label", "title"].iter().find_map(|key| entries.get(*key)?.as_text());
        let label = called.unwrap_or(id).to_owned();
        Some(Self { word: declaration.word, id: id.clone(), label, at: declaration.at.clone() })
    }
}

/// A list of declarations that have a header.
pub(crate) trait Declared {
    fn header(&self) -> &Header;
}

macro_rules! declared {
    ($($kind:ty),*) => { $(impl Declared for $kind { fn header(&self) -> &Header { &self.header } })* };
}
declared!(
    System,
    Category,
    Plant,
    Line,
    Rule,
    Sla,
    Team,
    Stakeholder,
    Route,
    Escalation,
    Procedure,
    Expectation,
    MajorRule,
    PolicyTest
);

impl Words {
    /// Understands declarations, in order; what is wrong with them goes to `problems`. Those of the lexicon were
    /// understood before, if they are those of an `earlier` policy.
    pub(crate) fn read(
        declarations: &[Arc<Declaration>],
        zones: Zones,
        earlier: Option<&Self>,
        problems: &RefCell<Vec<Problem>>,
    ) -> Self {
        let mut words = Self { currency: "EUR".into(), zones, ..Self::default() };
        if let Some(earlier) = earlier {
            words.lexicon_entries = earlier.lexicon_entries.clone();
            words.lexicon_terms = earlier.lexicon_terms.clone();
        }
        for declaration in declarations {
            if earlier.is_some() && declaration.word == "lexicon" {
                continue;
            }
            words.take(declaration, problems);
            #[cfg(feature = "scripting")]
            words.names.extend(Name::read(declaration));
        }
        words
    }

    fn take(&mut self, declaration: &Declaration, problems: &RefCell<Vec<Problem>>) {
        let text = |index: usize| argument_text(declaration, index, problems);
        match declaration.word {
            "policy" => {
                let mut reader = Reader::of_last(declaration, problems);
                self.name = reader.require_text("name");
                self.version = reader.take_text("version").unwrap_or_else(|| "0".into());
                reader.finish();
            }
            "currency" => self.currency = text(0).unwrap_or_default(),
            "field" => field::read(declaration, self, problems),
            "matrix" => self.matrix = Some(Matrix::read(Reader::of_last(declaration, problems))),
            "lexicon" => lexicon::read(declaration, self, problems),
            "calendar" => calendar::read(declaration, self, problems),
            "test" => test::read(declaration, self, problems),
            "system" => entry(&mut self.systems, declaration, problems, System::read),
            "category" => entry(&mut self.categories, declaration, problems, Category::read),
            "plant" => entry(&mut self.plants, declaration, problems, Plant::read),
            "line" => entry(&mut self.lines, declaration, problems, Line::read),
            "rule" => entry(&mut self.rules, declaration, problems, Rule::read),
            "sla" => entry(&mut self.slas, declaration, problems, Sla::read),
            "team" => entry(&mut self.teams, declaration, problems, Team::read),
            "stakeholder" => entry(&mut self.stakeholders, declaration, problems, Stakeholder::read),
            "route" => entry(&mut self.routes, declaration, problems, Route::read),
            "escalate" => entry(&mut self.escalations, declaration, problems, Escalation::read),
            "procedure" => entry(&mut self.procedures, declaration, problems, Procedure::read),
            "expect" => entry(&mut self.expectations, declaration, problems, Expectation::read),
            "major" => entry(&mut self.majors, declaration, problems, MajorRule::read),
            _ => {}
        }
    }
}

/// Keeps a declaration of the form `word("id", #{ ... })`.
///
/// Each word's reader stays a function of its own: WebAssembly is compiled function by function when each is first called,
/// and a policy uses few of the words.
#[inline(never)]
fn entry<'a, T: Declared>(
    list: &mut Vec<T>,
    declaration: &'a Declaration,
    problems: &'a RefCell<Vec<Problem>>,
    read: impl FnOnce(String, Reader<'a>) -> T,
) {
    if let Some((id, reader)) = opened(declaration, problems) {
        add(list, read(id, reader), problems);
    }
}

fn opened<'a>(declaration: &'a Declaration, problems: &'a RefCell<Vec<Problem>>) -> Option<(String, Reader<'a>)> {
    let id = argument_text(declaration, 0, problems)?;
    if declaration.arguments.len() != 2 {
        note(problems, declaration.at.clone(), "wrong-arguments", usage(declaration.word), "");
        return None;
    }
    Some((id, Reader::of_last(declaration, problems)))
}

/// Keeps a declaration unless its id is taken.
fn add<T: Declared>(list: &mut Vec<T>, item: T, problems: &RefCell<Vec<Problem>>) {
    if is_new(item.header(), &mut list.iter().map(Declared::header), problems) {
        list.push(item);
    }
}

fn is_new(header: &Header, known: &mut dyn Iterator<Item = &Header>, problems: &RefCell<Vec<Problem>>) -> bool {
    for first in known {
        if first.id == header.id {
            let message = format!("`{}` is declared twice", header.id);
            note(problems, header.at.clone(), "duplicate-id", message, format!("the first one is at {}", first.at));
            return false;
        }
    }
    true
}

/// Argument `index` as text; notes a problem if it is none.
fn argument_text(declaration: &Declaration, index: usize, problems: &RefCell<Vec<Problem>>) -> Option<String> {
    let text = declaration.arguments.get(index).and_then(Datum::as_text);
    match text {
        Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
        _ => {
            note(problems, declaration.at.clone(), "wrong-arguments", usage(declaration.word), "");
            None
        }
    }
}

fn usage(word: &str) -> String {
    let usage = WORDS.iter().find(|known| known.name == word).map_or("", |known| known.usage);
    format!("`{word}` is written {usage}")
}

fn note(
    problems: &RefCell<Vec<Problem>>,
    at: Place,
    code: &'static str,
    message: impl Into<String>,
    help: impl Into<String>,
) {
    problems.borrow_mut().push(Problem::new(code, at, message).help(help));
}
