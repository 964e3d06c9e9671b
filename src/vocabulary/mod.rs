//! The vocabulary of policies as data, for editors: words with their entries, fields, functions, reserved names.
//!
//! [`vocabulary`] is the language, the same for every policy; it is written to `pkg/vocabulary.json` once, and is no
//! part of the WebAssembly. [`Policy::vocabulary`](crate::Policy::vocabulary) is what one policy adds to it: its names.

mod declared;
mod entry;
mod judgement;
mod outages;
mod registry;

pub use declared::{Declarations, DeclaredField, DeclaredName, Function, Scales};
pub use entry::{Entry, Wants};

use crate::policy::known::LAYERS;
use crate::policy::scripting::operators::FUNCTIONS;
use crate::policy::words::{EXPECTATIONS, RESERVED, WORDS};
use crate::ticket::{Kind, Schema};
use serde::Serialize;

/// The language that policies are written in.
#[derive(Clone, Debug, Serialize)]
pub struct Vocabulary {
    /// The words that a policy file may use.
    pub words: Vec<WordDoc>,
    /// The fields that every policy knows, in name order.
    pub fields: Vec<FieldDoc>,
    /// The functions that closures may call.
    pub functions: Vec<FunctionDoc>,
    /// Names that mean something already.
    pub reserved: Reserved,
}

/// A word.
#[derive(Clone, Debug, Serialize)]
pub struct WordDoc {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub usage: &'static str,
    /// What it declares.
    pub doc: &'static str,
    /// What its map may hold.
    pub entries: &'static [Entry],
}

/// A field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldDoc {
    /// Its name in a policy.
    pub name: String,
    /// Its name in a ticket.
    pub camel: String,
    /// What it may hold.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What people call it.
    pub label: String,
    /// What it means.
    pub doc: String,
}

/// A function.
#[derive(Clone, Debug, Serialize)]
pub struct FunctionDoc {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub usage: &'static str,
    /// What it answers.
    pub doc: &'static str,
}

/// Names that mean something already.
#[derive(Clone, Debug, Serialize)]
pub struct Reserved {
    /// Calendars that no policy declares.
    pub calendars: Vec<&'static str>,
    /// Where a fault may lie.
    pub layers: Vec<&'static str>,
    /// What a `test` may expect.
    pub expectations: Vec<&'static str>,
}

/// What each word declares, and what its map may hold.
const MEANINGS: [(&str, &str, &[Entry]); 20] = [
    ("policy", "Name and version of the policy", registry::POLICY),
    ("currency", "The currency in which costs are told", &[]),
    ("field", "A field of the plant's own, or more about a canonical one", registry::FIELD),
    ("matrix", "The priorities, and which of them holds where no rule speaks", registry::MATRIX),
    ("system", "A system, and what is known of everything that breaks in it", registry::SYSTEM),
    ("category", "A kind of incident, and what intake must ask about it", registry::CATEGORY),
    ("plant", "A plant", registry::PLANT),
    ("line", "A production line, and what follows for a ticket about it", registry::LINE),
    ("lexicon", "Words in a ticket's text that say what a field is; `()` takes phrases out of the game", &[]),
    ("rule", "Priority from production impact", judgement::RULE),
    ("calendar", "When people work", registry::CALENDAR),
    ("sla", "Promises, and how their clocks run", judgement::SLA),
    ("team", "An assignment group", registry::TEAM),
    ("stakeholder", "Somebody who is told when an incident escalates", registry::STAKEHOLDER),
    ("route", "Sends tickets to a team", judgement::ROUTE),
    ("escalate", "Who else is told, and when", judgement::ESCALATE),
    ("procedure", "What to do, or mind, while an incident lasts", judgement::PROCEDURE),
    ("expect", "Tickets that are no news to the watch", outages::EXPECT),
    ("major", "When tickets are a major incident, and what happens then", outages::MAJOR),
    ("test", "An example that must stay true", &[]),
];

/// What each function answers.
const ANSWERS: [(&str, &str); 11] = [
    ("has", "Whether the ticket has the field: never undecided"),
    ("contains", "Whether a text holds another, letter for letter, or a list a value"),
    ("starts_with", "Whether a text begins so"),
    ("ends_with", "Whether a text ends so"),
    ("to_lower", "The text in small letters"),
    ("to_upper", "The text in capital letters"),
    ("trim", "The text without blanks around it"),
    ("len", "How many characters a text has, or items a list"),
    ("matches_any", "Whether a value is in a list"),
    ("mentions", "Whether subject or description hold these words; case, accents and punctuation do not matter"),
    ("push", "Adds to a list"),
];

/// The language that policies are written in, as data.
pub fn vocabulary() -> Vocabulary {
    let schema = Schema::default();
    let field = |field: &crate::ticket::Field| FieldDoc {
        name: field.name.to_string(),
        camel: field.camel.to_string(),
        kind: field.kind,
        label: field.label.clone(),
        doc: field.help.clone(),
    };
    let word = |name, usage| {
        let meaning = MEANINGS.iter().find(|(known, ..)| *known == name);
        let (_, doc, entries) = meaning.copied().unwrap_or_default();
        WordDoc { name, usage, doc, entries }
    };
    let function = |(name, usage)| {
        let doc = ANSWERS.iter().find(|(known, _)| *known == name).map_or("", |(_, doc)| doc);
        FunctionDoc { name, usage, doc }
    };
    Vocabulary {
        words: WORDS.iter().map(|known| word(known.name, known.usage)).collect(),
        fields: schema.iter().map(field).collect(),
        functions: FUNCTIONS.into_iter().map(function).collect(),
        reserved: Reserved {
            calendars: RESERVED.to_vec(),
            layers: LAYERS.to_vec(),
            expectations: EXPECTATIONS.to_vec(),
        },
    }
}
