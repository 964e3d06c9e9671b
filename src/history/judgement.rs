//! Judgement: what comparing and reporting need of a decision, and no more, so that a history can keep one for each
//! ticket.

use crate::decision::{Decision, KnownFact};
use crate::escalate::StepState;
use crate::sla::{AgreementKind, Clock, State};
use crate::time::{Instant, Seconds};
use crate::value::Value;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A name that many tickets share.
pub(super) type Name = Arc<str>;

/// Every name once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeSet<Name>);

impl Names {
    pub(super) fn of(&mut self, text: &str) -> Name {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let name: Name = text.into();
        self.0.insert(name.clone());
        name
    }

    fn maybe(&mut self, text: Option<&String>) -> Option<Name> {
        text.map(|text| self.of(text))
    }
}

/// How a promise came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Kept in time.
    Met,
    /// Late, kept since or not.
    Breached,
    /// Neither yet.
    Open,
    /// No longer owed.
    Cancelled,
}

impl From<State> for Outcome {
    fn from(state: State) -> Self {
        match state {
            State::Met => Self::Met,
            State::Breached => Self::Breached,
            State::Running | State::Paused => Self::Open,
            State::Cancelled => Self::Cancelled,
        }
    }
}

/// A target and how it came out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Promise {
    pub(super) target: Name,
    pub(super) kind: AgreementKind,
    pub(super) outcome: Outcome,
    pub(super) due_at: Option<Instant>,
    pub(super) stopped_at: Option<Instant>,
    pub(super) elapsed: Seconds,
}

/// What it cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Money {
    pub(super) per_minute: f64,
    pub(super) accrued: f64,
}

/// What a policy makes of a ticket.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judgement {
    pub(super) now: Instant,
    pub(super) priority: Name,
    pub(super) team: Name,
    pub(super) category: Option<Name>,
    pub(super) system: Option<Name>,
    pub(super) tier: Option<Name>,
    pub(super) plant: Option<Name>,
    pub(super) area: Option<Name>,
    pub(super) line: Option<Name>,
    pub(super) shift: Option<Name>,
    pub(super) production_stopped: bool,
    pub(super) promises: Vec<Promise>,
    /// Escalations with how many of their steps have fired.
    pub(super) fired: Vec<(Name, usize)>,
    pub(super) money: Option<Money>,
}

impl Judgement {
    pub(super) fn of(decision: &Decision, names: &mut Names) -> Self {
        let class = &decision.class;
        let stopped = |fact: &KnownFact| &*fact.field == "productionStopped" && fact.value == Value::Bool(true);
        Self {
            now: decision.now,
            priority: names.of(&decision.priority),
            team: names.of(&decision.team),
            category: names.maybe(class.category.as_ref()),
            system: names.maybe(class.system.as_ref()),
            tier: names.maybe(class.tier.as_ref()),
            plant: names.maybe(class.plant.as_ref()),
            area: names.maybe(class.area.as_ref()),
            line: names.maybe(class.line.as_ref()),
            shift: names.maybe(class.shift.as_ref()),
            production_stopped: decision.facts.iter().any(stopped),
            promises: decision.targets.iter().map(|clock| promise(clock, names)).collect(),
            fired: fired(decision, names),
            money: decision.cost.as_ref().map(|cost| Money { per_minute: cost.per_minute, accrued: cost.accrued }),
        }
    }

    /// The promise about a target that the desk itself has made.
    pub(super) fn resolution(&self) -> Option<&Promise> {
        let of_desk = |promise: &&Promise| promise.kind == AgreementKind::Sla && &*promise.target == "resolution";
        self.promises.iter().find(of_desk)
    }
}

fn promise(clock: &Clock, names: &mut Names) -> Promise {
    Promise {
        target: names.of(&clock.target),
        kind: clock.kind,
        outcome: clock.state.into(),
        due_at: clock.due_at,
        stopped_at: clock.stopped_at,
        elapsed: clock.elapsed,
    }
}

fn fired(decision: &Decision, names: &mut Names) -> Vec<(Name, usize)> {
    let mut fired: Vec<(Name, usize)> = Vec::new();
    for step in decision.escalations.iter().filter(|step| step.state == StepState::Fired) {
        match fired.iter_mut().find(|(name, _)| **name == *step.escalation) {
            Some((_, count)) => *count += 1,
            None => fired.push((names.of(&step.escalation), 1)),
        }
    }
    fired.sort();
    fired
}
