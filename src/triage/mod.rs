//! Triage: the rule that decides, the priority, the team. Nothing else, and as fast as can be.
//!
//! ```text
//! policy ── plan ──> lines ──> rows of bits, one for each value that a field has had
//! ticket ── slip: a number for each field ──> rows, and-ed ──> questions about texts ──> first rule, strictest cap,
//!                                                                                       first route
//! ```
//!
//! Whoever reads the ticket elsewhere writes its own values onto the slip; from a [`Value`] the slip is filled in with what
//! classification adds.
//!
//! The law is that a slip comes to what [`Policy::decide`] says of the ticket. What the sieve cannot tell for certain it
//! does not tell: such a ticket walks the corridor.

mod bits;
mod classified;
mod entry;
mod explain;
mod filling;
mod plan;
mod question;
mod read;
mod reading;
mod row;
mod scope;
mod settle;
mod slip;
mod values;
mod verdict;

pub use explain::{Explained, Held};
pub use question::Question;
pub use slip::Slip;
pub use verdict::Verdict;

use crate::decide::Judged;
use crate::error::Problem;
use crate::gather::gather;
use crate::intake::TicketError;
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::ticket::Field;
use crate::value::Value;
use filling::Filling;
use plan::Plan;
use question::Questions;
use reading::Reading;
use row::Left;
use scope::Scope;
use serde::Serialize;
use settle::Settled;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use verdict::{Tags, Verdicts};

/// What decides a ticket's priority, the priority, and the team.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Triaged {
    /// The rule that decided; `matrix` where none spoke.
    pub rule: String,
    /// How severe.
    pub priority: String,
    /// Assignment group.
    pub team: String,
    /// Something that could have changed this was not judged: a field is missing, or is not what it must be.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undecided: bool,
}

/// A policy made ready for triage.
#[derive(Debug)]
pub struct Triage {
    policy: Arc<Policy>,
    scope: Scope,
    /// None if every ticket walks the corridor.
    sieve: Option<Sieve>,
}

/// What a slip comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sifted {
    /// This.
    Verdict(Verdict),
    /// It hangs on the questions that are on the slip now.
    Asked,
    /// The ticket as a whole decides.
    Open,
}

/// What is found beforehand, and room to work in.
#[derive(Debug)]
struct Sieve {
    plan: Plan,
    reading: Reading,
    verdicts: Verdicts,
    slip: Slip,
    /// None where classification hangs on too much: then only what others write onto the slip is sifted.
    filling: Option<Filling>,
    questions: Questions,
    /// What is left before anything is read.
    start: Left,
    left: Left,
    /// Impact, urgency, category, system.
    tagged: [usize; 4],
}

impl Triage {
    /// Makes a policy ready.
    pub fn new(policy: Arc<Policy>) -> Self {
        let scope = Scope::of(&policy);
        let sieve = Sieve::new(&policy, &scope);
        Self { policy, scope, sieve }
    }

    /// The fields that a slip has a number for, in order; none if nobody else can fill it in: every ticket walks the
    /// corridor, or a lexicon reads texts.
    pub fn fields(&self) -> Vec<&Field> {
        let names = self.sieve.iter().filter(|sieve| !sieve.reading.tells()).flat_map(|sieve| &sieve.plan.fields);
        names.filter_map(|name| self.policy.words.schema.get(name)).collect()
    }

    /// The slip to write on.
    pub fn slip(&self) -> Option<&Slip> {
        self.sieve.as_ref().map(|sieve| &sieve.slip)
    }

    /// The number that stands for a value of a field on a slip; none if the ticket as a whole decides.
    pub fn learn(&mut self, field: usize, value: Value) -> Option<u32> {
        let sieve = self.sieve.as_mut()?;
        sieve.reading.learn(&self.policy, &sieve.plan, &self.scope, field, value)
    }

    /// The questions that a slip may ask about texts, by their numbers.
    pub fn questions(&self) -> &[Question] {
        self.sieve.as_ref().map(|sieve| sieve.questions.all.as_slice()).unwrap_or_default()
    }

    /// What the slip comes to.
    pub fn sift(&mut self) -> Sifted {
        self.sieve.as_mut().map_or(Sifted::Open, |sieve| sieve.sift(false))
    }

    /// What the slip comes to, once what it asked is answered.
    pub fn settle(&mut self) -> Sifted {
        self.sieve.as_mut().map_or(Sifted::Open, Sieve::settle)
    }

    /// What decides a ticket. It needs no `id`, and no `openedAt` unless an instant matters.
    ///
    /// # Errors
    /// If the ticket is no object, or an instant matters and `openedAt` is missing or unreadable.
    pub fn decide(&mut self, ticket: &Value) -> Result<Triaged, TicketError> {
        match self.weigh(ticket) {
            Some(verdict) => Ok(self.told(verdict)),
            None => self.walk(ticket).map(|(triaged, ..)| triaged),
        }
    }

    /// Whether a ticket is decided without walking the corridor.
    pub fn sifts(&mut self, ticket: &Value) -> bool {
        self.weigh(ticket).is_some()
    }

    /// The verdict on a ticket that need not walk the corridor.
    pub fn weigh(&mut self, ticket: &Value) -> Option<Verdict> {
        let Value::Map(entries) = ticket else { return None };
        let Sieve { plan, reading, slip, filling, .. } = self.sieve.as_mut()?;
        let undecided = filling.as_mut()?.fill(&self.policy, plan, reading, entries, &mut slip.numbers)?;
        let sifted = match self.sieve.as_mut()?.sift(true) {
            Sifted::Asked => {
                self.reply(entries)?;
                self.settle()
            }
            other => other,
        };
        match sifted {
            Sifted::Verdict(verdict) => Some(Verdict { undecided: verdict.undecided || undecided, ..verdict }),
            _ => None,
        }
    }

    /// Answers what the slip asks.
    fn reply(&mut self, entries: &BTreeMap<String, Value>) -> Option<()> {
        let sieve = self.sieve.as_mut()?;
        let Sieve { plan, questions, slip, .. } = sieve;
        slip.reply(|number| {
            let question = questions.all.get(number)?;
            let field = self.policy.words.schema.get(plan.fields.get(question.field)?)?;
            let text = read::find(entries, field).ok()??.as_text()?;
            Some(question.words.iter().any(|word| text.contains(word)))
        })
    }

    /// A verdict in words.
    fn told(&self, verdict: Verdict) -> Triaged {
        let (words, priorities) = (&self.policy.words, &self.policy.matrix.priorities);
        let (rule, priority) = match words.rules.get(verdict.rule) {
            Some(rule) => (rule.header.id.as_str(), rule.effect.priority()),
            None => ("matrix", priorities.get(verdict.rule - words.rules.len()).map(String::as_str)),
        };
        Triaged {
            rule: rule.to_owned(),
            priority: priority.unwrap_or_default().to_owned(),
            team: words.teams.get(verdict.team).map(|team| team.header.id.clone()).unwrap_or_default(),
            undecided: verdict.undecided,
        }
    }

    /// Rules by their numbers, with the priority that each says; then the matrix with each priority.
    pub fn rules(&self) -> Vec<[&str; 2]> {
        let rules = self
            .policy
            .words
            .rules
            .iter()
            .map(|rule| [rule.header.id.as_str(), rule.effect.priority().unwrap_or_default()]);
        rules.chain(self.policy.matrix.priorities.iter().map(|priority| ["matrix", priority.as_str()])).collect()
    }

    /// Teams by their numbers.
    pub fn teams(&self) -> Vec<&str> {
        self.policy.words.teams.iter().map(|team| team.header.id.as_str()).collect()
    }

    /// Whether the values of a field are searched instead of remembered.
    pub fn searches(&self, field: &Field) -> bool {
        plan::LONG.contains(&&*field.name)
    }

    /// A value of a field as the policy spells it; none if the ticket as a whole decides.
    pub fn spelled(&self, field: usize, value: Value) -> Option<Value> {
        let name = self.sieve.as_ref()?.plan.fields.get(field)?;
        match settle::settle(&self.policy, &self.scope, name, value) {
            Settled::Plain(value) => Some(value),
            Settled::Absent => Some(Value::Null),
            Settled::Open => None,
        }
    }

    fn walk(&self, ticket: &Value) -> Result<(Triaged, Judged, Journal), TicketError> {
        let mut journal = Journal::default();
        let judged = self.policy.judge(&self.identified(ticket), &mut journal)?;
        let decided = journal.reasons.iter().find(|reason| reason.stage == Stage::Prioritise);
        let triaged = Triaged {
            rule: decided.map(|reason| reason.id.clone()).unwrap_or_default(),
            priority: judged.ticket.text_of("priority").unwrap_or_default().to_owned(),
            team: judged.assignment.team.clone(),
            undecided: !journal.undecided.is_empty() || journal.problems.iter().any(|problem| self.concerns(problem)),
        };
        Ok((triaged, judged, journal))
    }

    /// Whether a problem is one of what triage reads: of a field that matters, or of the policy.
    fn concerns(&self, problem: &Problem) -> bool {
        let Some(path) = &problem.at.path else { return true };
        let name = path.split(['[', '.']).next().unwrap_or_default();
        let field = path.strip_prefix("fields.").unwrap_or(name);
        let field = self.policy.words.schema.of_key(field);
        name != "history" && field.is_none_or(|field| self.scope.contains(&field.name))
    }

    /// The ticket with what intake insists on, where nothing hangs on it.
    fn identified<'t>(&self, ticket: &'t Value) -> Cow<'t, Value> {
        let Value::Map(entries) = ticket else { return Cow::Borrowed(ticket) };
        if self.scope.identified {
            return Cow::Borrowed(ticket);
        }
        let kept = entries.iter().filter(|(key, _)| !["id", "openedAt", "opened_at"].contains(&key.as_str()));
        let mut entries: BTreeMap<String, Value> = gather(kept.map(|(key, value)| (key.clone(), value.clone())));
        entries.insert("id".into(), "-".into());
        entries.insert("openedAt".into(), settle::SOME_INSTANT.into());
        Cow::Owned(Value::Map(entries))
    }
}

impl Sieve {
    /// None if no slip could come to anything.
    fn new(policy: &Policy, scope: &Scope) -> Option<Self> {
        let plan = Plan::new(policy, scope.fields.as_ref()?);
        let (start, questions) = (Left::all(&plan.lines), Questions::new(&plan));
        Some(Self {
            reading: Reading::new(policy, &plan)?,
            verdicts: Verdicts::new(policy)?,
            slip: Slip::new(plan.fields.len(), questions.all.len(), questions.room()),
            filling: Filling::new(policy, &plan, scope),
            left: start.clone(),
            start,
            tagged: [plan.place("impact")?, plan.place("urgency")?, plan.place("category")?, plan.place("system")?],
            questions,
            plan,
        })
    }

    /// `filled_in`: classification had its say.
    fn sift(&mut self, filled_in: bool) -> Sifted {
        self.left.copy(&self.start);
        if !self.reading.sift(&self.slip, filled_in, &mut self.left) {
            return Sifted::Open;
        }
        self.questions.ask(&self.left, &mut self.slip);
        if self.slip.is_settled() { self.verdict() } else { Sifted::Asked }
    }

    fn settle(&mut self) -> Sifted {
        self.questions.answer(&mut self.left, &mut self.slip);
        self.verdict()
    }

    fn verdict(&mut self) -> Sifted {
        let [impact, urgency, category, system] = self.tagged.map(|field| self.reading.tag(&self.slip, field));
        let owner = if category > 0 { category } else { system };
        let found = self.verdicts.find(&self.plan, &mut self.left, Tags { impact, urgency, owner });
        found.map_or(Sifted::Open, Sifted::Verdict)
    }
}
