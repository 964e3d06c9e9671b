//! `Filling`: a ticket that is a [`Value`] onto a slip, with all that its words, its names and the plant's calendars say.
//!
//! Intake and classification are asked, not imitated: intake once for each value of a field, classification once for each
//! combination of what it looks at. Both are remembered by numbers, so most tickets need neither.

use super::plan::{LONG, Plan};
use super::reading::Reading;
use super::scope::Scope;
use super::values::Values;
use crate::calendar::Calendar;
use crate::expression::{Expr, Op};
use crate::journal::Journal;
use crate::policy::Policy;
use crate::policy::words::Effect;
use crate::ticket::{Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use crate::{classify, intake, prioritise};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What classification settles, or draws conclusions from.
const TELLING: [&str; 5] = ["plant", "line", "system", "category", "layer"];
/// What it fills in beside.
const TOLD: [&str; 7] = ["area", "zone", "ownership", "tier", "vendor", "impact", "urgency"];
/// What calendars say of the instant at which it happened.
const TIMED: [&str; 3] = ["shift", "shift_active", "line_scheduled"];

/// So much is remembered; then all is forgotten.
const REMEMBERED: usize = 1 << 14;

/// No entry of the ticket has been read for a field.
const UNREAD: u32 = u32::MAX;

/// What an entry of a ticket is read for.
#[derive(Clone, Copy, Debug)]
enum Place {
    Field(usize),
    Id,
    OpenedAt,
}

/// What is known of values and their combinations, and room to work in.
#[derive(Debug)]
pub(super) struct Filling {
    /// Where the entries of a ticket belong, by their keys.
    places: Vec<(Arc<str>, Place)>,
    met: Vec<Values>,
    long: [Option<usize>; 2],
    telling: Vec<usize>,
    told: Vec<usize>,
    timed: [Option<usize>; 3],
    category: usize,
    /// Words that the conditions of categories look for.
    phrases: BTreeSet<String>,
    /// By the numbers of what is telling; none where the ticket as a whole decides.
    classified: BTreeMap<Vec<u32>, Option<Arc<Classified>>>,
    /// A ticket needs its `id` and `openedAt`.
    identified: bool,
    // The ticket at hand.
    numbers: Vec<u32>,
    has_id: bool,
    opened_at: Option<Instant>,
    text: String,
    key: Vec<u32>,
}

/// What classification makes of a combination.
#[derive(Debug)]
struct Classified {
    /// Numbers of fields, and whether what the ticket itself says yields to them.
    numbers: Vec<(usize, u32, bool)>,
    plant: Option<Arc<Calendar>>,
    /// Of a ticket that has a line.
    line: Option<Arc<Calendar>>,
    undecided: bool,
}

impl Filling {
    /// None if what classification makes of a ticket hangs on more than this knows of.
    pub(super) fn new(policy: &Policy, plan: &Plan, scope: &Scope) -> Option<Self> {
        let place = |name: &str| plan.fields.iter().position(|field| field == name);
        let (asked, phrases) = asked(policy)?;
        let timed = TIMED.map(place);
        let [shift, active, scheduled] = timed;
        let mixed = scheduled.is_some() && place("line").is_none() && !policy.words.plants.is_empty();
        let unseen =
            (shift.or(active).or(scheduled).is_some() && place("plant").is_none()) && !policy.words.plants.is_empty();
        let entries = policy.words.lexicon_entries.iter();
        let rewritten = entries.map(|(field, _)| field.name.as_str()).any(|name| LONG.contains(&name));
        if mixed || unseen || rewritten || asks_between(policy) || asked.iter().any(|name| place(name).is_none()) {
            return None;
        }
        let telling: BTreeSet<usize> =
            TELLING.into_iter().chain(asked.iter().map(String::as_str)).filter_map(place).collect();
        Some(Self {
            places: places(policy, plan)?,
            met: plan.fields.iter().map(|name| Values::new(policy, name)).collect::<Option<_>>()?,
            long: LONG.map(place),
            told: TOLD.into_iter().filter_map(place).filter(|field| !telling.contains(field)).collect(),
            telling: telling.into_iter().collect(),
            timed,
            category: place("category")?,
            phrases,
            classified: BTreeMap::new(),
            identified: scope.identified,
            numbers: vec![0; plan.fields.len()],
            has_id: false,
            opened_at: None,
            text: String::new(),
            key: Vec::new(),
        })
    }

    /// Writes the rows of a ticket's values, and tells whether a question of classification stays open; none if the
    /// ticket has to walk the corridor.
    pub(super) fn fill(
        &mut self,
        policy: &Policy,
        plan: &Plan,
        reading: &mut Reading,
        entries: &BTreeMap<String, Value>,
        rows: &mut [u32],
    ) -> Option<bool> {
        self.read(policy, plan, entries)?;
        self.search(policy, plan)?;
        let classified = self.classify(policy, plan)?;
        for (field, number, yields) in &classified.numbers {
            if let Some(known) = self.numbers.get_mut(*field).filter(|known| **known == 0 || *yields) {
                *known = *number;
            }
        }
        self.ask_calendars(&classified)?;
        for (field, (row, number)) in rows.iter_mut().zip(&self.numbers).enumerate() {
            *row = match number {
                0 => 0,
                number if plan.is_long(field) => *number,
                number => self.met.get_mut(field)?.row(*number, |value| reading.row(policy, plan, field, value))?,
            };
        }
        Some(classified.undecided)
    }

    /// What the ticket itself says.
    fn read(&mut self, policy: &Policy, plan: &Plan, entries: &BTreeMap<String, Value>) -> Option<()> {
        self.numbers.fill(UNREAD);
        (self.has_id, self.opened_at) = (false, None);
        let mut texts = [None; 2];
        let mut at = 0;
        for (key, value) in entries.iter().filter(|(_, value)| !matches!(value, Value::Null)) {
            if key == "fields" {
                let Value::Map(host) = value else { return None };
                self.read_host(policy, plan, host)?;
                continue;
            }
            // Keys and places are both in the order of names.
            while self.places.get(at).is_some_and(|(name, _)| **name < **key) {
                at += 1;
            }
            let Some((_, place)) = self.places.get(at).filter(|(name, _)| **name == **key) else { continue };
            match *place {
                Place::Id => self.has_id |= is_id(value),
                Place::OpenedAt if !self.identified => {}
                Place::OpenedAt if self.opened_at.is_some() => return None,
                Place::OpenedAt => self.opened_at = Some(Instant::parse(value.as_text()?)?),
                Place::Field(field) => {
                    self.take(policy, plan, field, value)?;
                    if let Some(long) = self.long.iter().position(|long| *long == Some(field)) {
                        *texts.get_mut(long)? = value.as_text();
                    }
                }
            }
        }
        self.numbers.iter_mut().filter(|number| **number == UNREAD).for_each(|number| *number = 0);
        intake::fold_text(texts, &mut self.text);
        (!self.identified || self.has_id && self.opened_at.is_some()).then_some(())
    }

    /// Of the host's own fields, those that the policy declares.
    fn read_host(&mut self, policy: &Policy, plan: &Plan, host: &BTreeMap<String, Value>) -> Option<()> {
        for (key, value) in host.iter().filter(|(_, value)| !matches!(value, Value::Null)) {
            let declared = policy.words.schema.of_key(key).filter(|field| !field.canonical);
            let place = declared.and_then(|field| plan.fields.iter().position(|name| **name == *field.name));
            if let Some(field) = place {
                self.take(policy, plan, field, value)?;
            }
        }
        Some(())
    }

    /// Of two values for one field intake takes the first that it can use; which one that is, it may say itself.
    fn take(&mut self, policy: &Policy, plan: &Plan, field: usize, value: &Value) -> Option<()> {
        let number = match plan.is_long(field) {
            true => super::read::long(value)?,
            false => self.met.get_mut(field)?.received(policy, plan.fields.get(field)?, value)?,
        };
        let known = self.numbers.get_mut(field).filter(|known| **known == UNREAD)?;
        *known = number;
        Some(())
    }

    /// What the lexicon finds in the texts.
    fn search(&mut self, policy: &Policy, plan: &Plan) -> Option<()> {
        let Some(lexicon) = policy.lexicon.as_ref().filter(|_| self.text.len() > 1) else { return Some(()) };
        for found in read(lexicon, &self.text) {
            // Fields are in the order of their names.
            let Ok(field) = plan.fields.binary_search_by(|name| name.as_str().cmp(found.field)) else { continue };
            if let Some(number) = self.numbers.get_mut(field).filter(|number| **number == 0) {
                *number = self.met.get_mut(field)?.settled(&found.value)?;
            }
        }
        Some(())
    }

    /// What classification makes of it, from memory where it was asked before.
    fn classify(&mut self, policy: &Policy, plan: &Plan) -> Option<Arc<Classified>> {
        self.key.clear();
        self.key.extend(self.telling.iter().filter_map(|field| self.numbers.get(*field)));
        if self.numbers.get(self.category) == Some(&0) {
            self.key.extend(self.phrases.iter().map(|phrase| u32::from(self.text.contains(phrase))));
        }
        if let Some(known) = self.classified.get(&self.key) {
            return known.clone();
        }
        if self.classified.len() + self.met.iter().map(Values::len).max().unwrap_or(0) > REMEMBERED {
            self.forget();
            return None;
        }
        let classified = self.classify_anew(policy, plan).map(Arc::new);
        self.classified.insert(self.key.clone(), classified.clone());
        classified
    }

    fn classify_anew(&mut self, policy: &Policy, plan: &Plan) -> Option<Classified> {
        let mut ticket = Ticket::new(Instant::MIN, &policy.words.schema);
        ticket.text.clone_from(&self.text);
        for field in &self.telling {
            if let Some(value) = self.met.get(*field)?.value(*self.numbers.get(*field)?) {
                ticket.set(plan.fields.get(*field)?, value.clone(), Source::Ticket, "");
            }
        }
        let mut journal = Journal::default();
        let mut ticket = classify::by_names(policy, ticket, &mut journal);
        if !journal.problems.is_empty() {
            return None;
        }
        prioritise::from_names(policy, &mut ticket);
        let mut numbers = Vec::new();
        for (fields, yields) in [(&self.telling, true), (&self.told, false)] {
            for field in fields {
                let name = plan.fields.get(*field)?;
                let number = match ticket.get(name) {
                    Some(value) => self.met.get_mut(*field)?.settled(value)?,
                    None => 0,
                };
                numbers.push((*field, number, yields));
            }
        }
        let calendar = |found: Option<(&str, Arc<Calendar>)>| found.map(|(_, calendar)| calendar);
        Some(Classified {
            numbers,
            plant: calendar(policy.plant_calendar(&ticket)),
            line: if ticket.has("line") { calendar(policy.line_calendar(&ticket)) } else { None },
            undecided: !journal.undecided.is_empty(),
        })
    }

    /// What calendars say, where the ticket does not.
    fn ask_calendars(&mut self, classified: &Classified) -> Option<()> {
        let Classified { plant, line, .. } = classified;
        let opened = self.opened_at;
        let said = |calendar: &Option<Arc<Calendar>>, say: fn(&Calendar, Instant) -> Option<Value>| {
            calendar.as_ref().zip(opened).and_then(|(calendar, opened)| say(calendar, opened))
        };
        let is_open = |calendar: &Calendar, at| Some(Value::Bool(calendar.is_open(at)));
        for (place, field) in self.timed.into_iter().enumerate() {
            let Some((field, number)) = field.and_then(|field| Some((field, self.numbers.get_mut(field)?))) else {
                continue;
            };
            if *number != 0 {
                continue;
            }
            let value = match place {
                0 => said(plant, |calendar, at| calendar.shift_at(at).map(Value::from)),
                1 => said(plant, is_open),
                _ => said(line, is_open),
            };
            if let Some(value) = value {
                *number = self.met.get_mut(field)?.settled(&value)?;
            }
        }
        Some(())
    }

    fn forget(&mut self) {
        self.classified.clear();
        self.met.iter_mut().for_each(Values::forget);
    }
}

/// Where the entries of a ticket belong, in the order of their keys.
fn places(policy: &Policy, plan: &Plan) -> Option<Vec<(Arc<str>, Place)>> {
    let mut places = BTreeMap::new();
    for (name, place) in [("id", Place::Id), ("opened_at", Place::OpenedAt)] {
        places.insert(policy.words.schema.camel(name), place);
        places.insert(name.into(), place);
    }
    for (number, name) in plan.fields.iter().enumerate() {
        let field = policy.words.schema.get(name)?;
        places.insert(field.camel.clone(), Place::Field(number));
        places.insert(field.name.clone(), Place::Field(number));
    }
    Some(places.into_iter().collect())
}

/// What the conditions of categories read, and the phrases that they look for; none where that cannot be said.
fn asked(policy: &Policy) -> Option<(BTreeSet<String>, BTreeSet<String>)> {
    let (mut fields, mut phrases) = (BTreeSet::new(), BTreeSet::new());
    for closure in policy.words.categories.iter().filter_map(|category| category.when.as_ref()) {
        let mut open: Vec<&Expr> = vec![policy.scripts.tree(closure)?];
        while let Some(expr) = open.pop() {
            match &expr.op {
                Op::Mentions(phrase) => _ = phrases.insert(phrase.clone()),
                Op::Field(read) => _ = fields.insert(read.name.to_string()),
                _ => open.extend(expr.parts()),
            }
        }
    }
    fields.iter().all(|name| !LONG.contains(&name.as_str())).then_some((fields, phrases))
}

/// Whether a rule may set impact or urgency before names do.
fn asks_between(policy: &Policy) -> bool {
    let assesses = policy.words.rules.iter().any(|rule| matches!(rule.effect, Effect::Assess { .. }));
    let of_systems = policy.words.systems.iter().any(|system| system.impact.is_some() || system.urgency.is_some());
    let of_categories = policy.words.categories.iter().any(|known| known.impact.is_some() || known.urgency.is_some());
    assesses && (of_systems || of_categories)
}

fn is_id(value: &Value) -> bool {
    match value {
        Value::Text(text) => !text.trim().is_empty(),
        Value::Int(_) => true,
        _ => false,
    }
}

#[cfg(feature = "history")]
fn read<'t>(lexicon: &'t crate::text::Lexicon, text: &'t str) -> Vec<crate::text::Found<'t>> {
    lexicon.read_at_speed(text)
}

#[cfg(not(feature = "history"))]
fn read<'t>(lexicon: &'t crate::text::Lexicon, text: &'t str) -> Vec<crate::text::Found<'t>> {
    lexicon.read(text)
}
