//! `Classified`: what classification makes of a ticket, found once for each combination of what it looks at.
//!
//! It is asked, not imitated. Most tickets are like one before.

use super::plan::{LONG, Plan};
use super::values::Values;
use crate::calendar::Calendar;
use crate::expression::{Expr, Op};
use crate::gather::gather;
use crate::journal::Journal;
use crate::policy::Policy;
use crate::policy::words::Effect;
use crate::ticket::{Source, Ticket};
use crate::time::Instant;
use crate::{classify, prioritise};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What classification settles, or draws conclusions from.
const TELLING: [&str; 5] = ["plant", "line", "system", "category", "layer"];
/// What it fills in beside.
const TOLD: [&str; 7] = ["area", "zone", "ownership", "tier", "vendor", "impact", "urgency"];

/// So many combinations are remembered; then all are forgotten.
const REMEMBERED: usize = 1 << 13;

/// What classification makes of a combination.
#[derive(Debug)]
pub(super) struct Classified {
    /// Numbers of fields, and whether what the ticket itself says yields to them.
    pub(super) numbers: Vec<(usize, u32, bool)>,
    pub(super) plant: Option<Arc<Calendar>>,
    /// Of a ticket that has a line.
    pub(super) line: Option<Arc<Calendar>>,
    /// A category could not be judged.
    pub(super) undecided: bool,
}

/// All combinations that have been met.
#[derive(Debug)]
pub(super) struct Combinations {
    telling: Vec<usize>,
    told: Vec<usize>,
    category: usize,
    /// Words that the conditions of categories look for.
    phrases: BTreeSet<String>,
    /// By the numbers of what is telling; none where the ticket as a whole decides.
    known: BTreeMap<Vec<u32>, Option<Arc<Classified>>>,
    key: Vec<u32>,
}

impl Combinations {
    /// None if what classification makes of a ticket hangs on more than fields and phrases.
    pub(super) fn new(policy: &Policy, plan: &Plan) -> Option<Self> {
        let (asked, phrases) = asked(policy)?;
        if asks_between(policy) || asked.iter().any(|name| plan.place(name).is_none()) {
            return None;
        }
        let telling = TELLING.into_iter().chain(asked.iter().map(String::as_str));
        let telling: BTreeSet<usize> = gather(telling.filter_map(|name| plan.place(name)));
        let told = TOLD.into_iter().filter_map(|name| plan.place(name));
        Some(Self {
            told: told.filter(|field| !telling.contains(field)).collect(),
            telling: telling.into_iter().collect(),
            category: plan.place("category")?,
            phrases,
            known: BTreeMap::new(),
            key: Vec::new(),
        })
    }

    /// What follows from the numbers of a ticket's values and its text; none if the ticket as a whole decides.
    pub(super) fn classify(
        &mut self,
        policy: &Policy,
        plan: &Plan,
        values: &mut [Values],
        numbers: &[u32],
        text: &str,
    ) -> Option<Arc<Classified>> {
        self.key.clear();
        self.key.extend(self.telling.iter().filter_map(|field| numbers.get(*field)));
        // Only a ticket without a category is asked for phrases.
        if numbers.get(self.category) == Some(&0) {
            self.key.extend(self.phrases.iter().map(|phrase| u32::from(text.contains(phrase))));
        }
        if let Some(known) = self.known.get(&self.key) {
            return known.clone();
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let classified = self.classify_anew(policy, plan, values, numbers, text).map(Arc::new);
        self.known.insert(self.key.clone(), classified.clone());
        classified
    }

    pub(super) fn forget(&mut self) {
        self.known.clear();
    }

    fn classify_anew(
        &self,
        policy: &Policy,
        plan: &Plan,
        values: &mut [Values],
        numbers: &[u32],
        text: &str,
    ) -> Option<Classified> {
        let mut ticket = Ticket::new(Instant::MIN, &policy.words.schema);
        text.clone_into(&mut ticket.text);
        for field in &self.telling {
            if let Some(value) = values.get(*field)?.value(*numbers.get(*field)?) {
                ticket.set(plan.fields.get(*field)?, value.clone(), Source::Ticket, "");
            }
        }
        let mut journal = Journal::default();
        let mut ticket = classify::by_names(policy, ticket, &mut journal);
        if !journal.problems.is_empty() {
            return None;
        }
        prioritise::from_names(policy, &mut ticket);
        let of_telling = self.telling.iter().map(|field| (*field, true));
        let mut found = Vec::new();
        for (field, yields) in of_telling.chain(self.told.iter().map(|field| (*field, false))) {
            let number = match ticket.get(plan.fields.get(field)?) {
                Some(value) => values.get_mut(field)?.settled(value)?,
                None => 0,
            };
            found.push((field, number, yields));
        }
        let calendar = |known: Option<(&str, Arc<Calendar>)>| known.map(|(_, calendar)| calendar);
        Some(Classified {
            numbers: found,
            plant: calendar(policy.plant_calendar(&ticket)),
            line: if ticket.has("line") { calendar(policy.line_calendar(&ticket)) } else { None },
            undecided: !journal.undecided.is_empty(),
        })
    }
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
    let words = &policy.words;
    let assesses = words.rules.iter().any(|rule| matches!(rule.effect, Effect::Assess { .. }));
    let of_systems = words.systems.iter().any(|system| system.impact.is_some() || system.urgency.is_some());
    let of_categories = words.categories.iter().any(|category| category.impact.is_some() || category.urgency.is_some());
    assesses && (of_systems || of_categories)
}
