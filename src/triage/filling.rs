//! `Filling`: a ticket that is a [`Value`] onto a slip, with all that its words, its names and the plant's calendars say.
//!
//! Intake is asked once for each value of a field, classification once for each combination: both are remembered by
//! numbers, so that most tickets need neither.

use super::classified::{Classified, Combinations};
use super::plan::{LONG, Plan};
use super::reading::Reading;
use super::scope::Scope;
use super::values::Values;
use crate::intake;
use crate::policy::Policy;
use crate::schedule::{self, On};
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many values of one field are remembered; then all are forgotten.
const REMEMBERED: usize = 1 << 13;

/// No entry of the ticket has been read for a field.
const UNREAD: u32 = u32::MAX;

/// What an entry of a ticket is read for.
#[derive(Clone, Copy, Debug)]
enum Place {
    Field(usize),
    Id,
    OpenedAt,
}

/// Where an entry belongs, by its key.
#[derive(Debug)]
struct Entry {
    first: u64,
    key: Arc<str>,
    place: Place,
}

/// What is known of values and their combinations, and the ticket at hand.
#[derive(Debug)]
pub(super) struct Filling {
    /// Where the entries of a ticket belong, in the order of their keys.
    places: Vec<Entry>,
    values: Vec<Values>,
    combinations: Combinations,
    /// The fields that the lexicon tells of.
    told: Vec<Option<usize>>,
    /// The fields that calendars tell of.
    timed: Vec<Option<usize>>,
    /// A ticket needs its `id` and `openedAt`.
    identified: bool,
    numbers: Vec<u32>,
    has_id: bool,
    opened_at: Option<Instant>,
    /// Folded.
    text: String,
}

impl Filling {
    /// None if what classification makes of a ticket hangs on more than this knows of.
    pub(super) fn new(policy: &Policy, plan: &Plan, scope: &Scope) -> Option<Self> {
        let words = &policy.words;
        let placeless = schedule::timed(policy).filter(|timed| plan.place(timed.field).is_some()).any(|timed| {
            let (plant, line) = (plan.place("plant").is_none(), plan.place("line").is_none());
            match timed.on {
                On::Plant => plant,
                On::Line => plant || line,
                On::Calendar(_) => false,
            }
        });
        let rewritten = words.lexicon_entries.iter().any(|(field, _)| LONG.contains(&field.name.as_str()));
        if placeless && !words.plants.is_empty() || rewritten {
            return None;
        }
        Some(Self {
            places: places(policy, plan)?,
            values: plan.fields.iter().map(|name| Values::new(policy, name)).collect::<Option<_>>()?,
            combinations: Combinations::new(policy, plan)?,
            told: policy.lexicon.iter().flat_map(|lexicon| lexicon.fields()).map(|name| plan.place(name)).collect(),
            timed: schedule::timed(policy).map(|timed| plan.place(timed.field)).collect(),
            identified: scope.identified,
            numbers: vec![0; plan.fields.len()],
            has_id: false,
            opened_at: None,
            text: String::new(),
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
        self.forget_if_crowded();
        self.read(policy, plan, entries)?;
        self.search(policy)?;
        let Self { values, numbers, text, .. } = self;
        let classified = self.combinations.classify(policy, plan, values, numbers, text)?;
        for (field, number, yields) in &classified.numbers {
            if let Some(known) = numbers.get_mut(*field).filter(|known| **known == 0 || *yields) {
                *known = *number;
            }
        }
        self.ask_calendars(policy, &classified)?;
        for (field, (row, number)) in rows.iter_mut().zip(&self.numbers).enumerate() {
            *row = match number {
                0 => 0,
                number if plan.is_long(field) => *number,
                number => self.values.get_mut(field)?.row(*number, |value| reading.row(policy, plan, field, value))?,
            };
        }
        Some(classified.undecided)
    }

    /// What the ticket itself says.
    fn read(&mut self, policy: &Policy, plan: &Plan, entries: &BTreeMap<String, Value>) -> Option<()> {
        self.numbers.fill(UNREAD);
        (self.has_id, self.opened_at) = (false, None);
        let (mut texts, mut at) = ([None; 2], 0);
        for (key, value) in entries.iter().filter(|(_, value)| !matches!(value, Value::Null)) {
            if key == "fields" {
                self.read_host(policy, plan, value)?;
                continue;
            }
            // Keys and places are both in the order of names.
            let key = (first(key), key.as_str());
            while self.places.get(at).is_some_and(|entry| entry.key() < key) {
                at += 1;
            }
            let Some(entry) = self.places.get(at).filter(|entry| entry.key() == key) else { continue };
            match entry.place {
                Place::Id => self.has_id |= is_id(value),
                Place::OpenedAt if !self.identified => {}
                Place::OpenedAt if self.opened_at.is_some() => return None,
                Place::OpenedAt => self.opened_at = Some(Instant::parse(value.as_text()?)?),
                Place::Field(field) => {
                    self.take(policy, plan, field, value)?;
                    if let Some(long) = plan.long.iter().position(|long| *long == Some(field)) {
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
    fn read_host(&mut self, policy: &Policy, plan: &Plan, host: &Value) -> Option<()> {
        let Value::Map(host) = host else { return None };
        for (key, value) in host.iter().filter(|(_, value)| !matches!(value, Value::Null)) {
            let declared = policy.words.schema.of_key(key).filter(|field| !field.canonical);
            if let Some(field) = declared.and_then(|field| plan.place(&field.name)) {
                self.take(policy, plan, field, value)?;
            }
        }
        Some(())
    }

    /// Of two values for one field intake takes the first that it can use; which one that is, it may say itself.
    fn take(&mut self, policy: &Policy, plan: &Plan, field: usize, value: &Value) -> Option<()> {
        let number = match plan.is_long(field) {
            true => super::read::long(value)?,
            false => self.values.get_mut(field)?.received(policy, plan.fields.get(field)?, value)?,
        };
        let known = self.numbers.get_mut(field).filter(|known| **known == UNREAD)?;
        *known = number;
        Some(())
    }

    /// What the lexicon finds in the texts.
    fn search(&mut self, policy: &Policy) -> Option<()> {
        let Some(lexicon) = policy.lexicon.as_ref().filter(|_| !self.text.trim_start().is_empty()) else {
            return Some(());
        };
        for found in lexicon.read(&self.text) {
            let Some(field) = self.told.get(found.number).copied().flatten() else { continue };
            if let Some(number) = self.numbers.get_mut(field).filter(|number| **number == 0) {
                *number = self.values.get_mut(field)?.settled(&found.value)?;
            }
        }
        Some(())
    }

    /// What calendars say, where the ticket does not.
    fn ask_calendars(&mut self, policy: &Policy, classified: &Classified) -> Option<()> {
        let Some(opened) = self.opened_at else { return Some(()) };
        for (field, timed) in self.timed.iter().zip(schedule::timed(policy)) {
            let Some(field) = *field else { continue };
            let calendar = match timed.on {
                On::Plant => classified.plant.as_ref(),
                On::Line => classified.line.as_ref(),
                On::Calendar(name) => policy.words.calendars.get(name),
            };
            let number = self.numbers.get_mut(field)?;
            if *number == 0
                && let Some(value) = calendar.and_then(|calendar| timed.value(calendar, opened))
            {
                *number = self.values.get_mut(field)?.settled(&value)?;
            }
        }
        Some(())
    }

    /// Combinations are remembered by the numbers of values: both are forgotten together.
    fn forget_if_crowded(&mut self) {
        if self.values.iter().any(|values| values.len() >= REMEMBERED) {
            self.values.iter_mut().for_each(Values::forget);
            self.combinations.forget();
        }
    }
}

/// Where the entries of a ticket belong, in the order of their keys.
fn places(policy: &Policy, plan: &Plan) -> Option<Vec<Entry>> {
    let schema = &policy.words.schema;
    let mut places: BTreeMap<Arc<str>, Place> = BTreeMap::new();
    for (name, place) in [("id", Place::Id), ("opened_at", Place::OpenedAt)] {
        places.extend([(schema.camel(name), place), (name.into(), place)]);
    }
    for (number, name) in plan.fields.iter().enumerate() {
        let field = schema.get(name)?;
        places.extend([field.camel.clone(), field.name.clone()].map(|key| (key, Place::Field(number))));
    }
    Some(places.into_iter().map(|(key, place)| Entry { first: first(&key), key, place }).collect())
}

impl Entry {
    fn key(&self) -> (u64, &str) {
        (self.first, &self.key)
    }
}

/// The first letters of a key as a number in the same order: mostly they tell keys apart, and are compared at once.
fn first(key: &str) -> u64 {
    match key.as_bytes().first_chunk() {
        Some(letters) => u64::from_be_bytes(*letters),
        None => key.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |letters, byte| letters << 8 | u64::from(byte)),
    }
}

fn is_id(value: &Value) -> bool {
    match value {
        Value::Text(text) => !text.trim().is_empty(),
        Value::Int(_) => true,
        _ => false,
    }
}
