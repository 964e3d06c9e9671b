//! `Journal`: why. Every stage asks its questions through it and gives its reasons to it.

use crate::condition::Condition;
use crate::error::{Place, Problem};
use crate::policy::Policy;
use crate::policy::reader::{Header, Setting};
use crate::policy::script::Closure;
use crate::policy::unanswered::Unanswered;
use crate::ticket::Ticket;
use crate::value::Value;
use serde::Serialize;
use std::sync::Arc;

/// A stage of the corridor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// What kind of incident it is.
    Classify,
    /// How severe.
    Prioritise,
    /// By when.
    Sla,
    /// Who mends it.
    Route,
    /// Who else is told.
    Escalate,
    /// What to do meanwhile.
    Procedure,
    /// What intake must still ask for.
    Intake,
}

/// Why a stage decided what it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// The stage.
    pub stage: Stage,
    /// The declaration that decided; the field, where none did.
    pub id: String,
    /// In words.
    pub text: String,
    /// Where the declaration stands.
    #[serde(flatten)]
    pub at: Place,
}

/// A declaration that could not be judged because the ticket lacks something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Undecided {
    /// The stage.
    pub stage: Stage,
    /// The declaration.
    pub id: String,
    /// The fields it needs, by their names in a ticket object.
    pub fields: Vec<String>,
    /// In words.
    pub message: String,
    /// Where the question stands.
    #[serde(flatten)]
    pub at: Place,
}

/// How a declaration fared with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Its condition holds.
    Matched,
    /// Its condition does not hold.
    NotMatched,
    /// The ticket lacks a field that it reads.
    Undecided,
    /// It failed; see the decision's problems.
    Failed,
}

/// A declaration that was considered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consideration {
    /// The stage.
    pub stage: Stage,
    /// The declaration.
    pub id: String,
    /// How it fared.
    pub verdict: Verdict,
    /// The declaration's own reason, or what kept it from being judged.
    pub text: String,
    /// The conditions that must all hold for it, each with the ticket's answer; none where it has no condition.
    pub conditions: Vec<Condition>,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// Reasons, open questions and problems of one decision.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    pub(crate) reasons: Vec<Reason>,
    pub(crate) undecided: Vec<Undecided>,
    pub(crate) problems: Vec<Problem>,
    /// Every declaration considered; kept only for an explanation.
    pub(crate) trace: Option<Trace>,
    /// Every closure that was asked; kept only by who wants to know what tickets try out.
    pub(crate) asked: Option<Vec<Inquiry>>,
    /// Nobody reads reasons and ways out; finding words for them takes longer than deciding.
    pub(crate) unread: bool,
}

/// A closure that was asked.
#[derive(Debug)]
pub(crate) struct Inquiry {
    /// Its number in the policy.
    pub(crate) closure: usize,
    /// The ticket as it stood then.
    pub(crate) ticket: Arc<Ticket>,
}

/// What was considered, and how conditions are shown: a build that explains nothing does not carry that.
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) considered: Vec<Consideration>,
    pub(crate) conditions: fn(&Policy, &Closure, &Ticket) -> Vec<Condition>,
}

impl Journal {
    /// Notes why a stage decided what it did.
    pub(crate) fn reason(&mut self, stage: Stage, id: &str, text: impl Into<String>, at: &Place) {
        if self.unread {
            return;
        }
        self.reasons.push(Reason { stage, id: id.to_owned(), text: text.into(), at: at.clone() });
    }

    /// Whether a declaration's condition holds; no condition always does. One that cannot be judged does not, and
    /// stands in the journal.
    pub(crate) fn holds(
        &mut self,
        stage: Stage,
        header: &Header,
        condition: Option<&Closure>,
        policy: &Policy,
        ticket: &Arc<Ticket>,
    ) -> bool {
        self.inquire(condition, ticket);
        let answer = condition.map_or(Ok(true), |closure| policy.scripts.holds(closure, ticket));
        let holds = match answer {
            Ok(holds) => {
                let verdict = if holds { Verdict::Matched } else { Verdict::NotMatched };
                self.consider(stage, header, verdict, &header.because);
                holds
            }
            Err(unanswered) => {
                self.unanswered(stage, header, unanswered, policy);
                false
            }
        };
        if let (Some(trace), Some(closure)) = (&mut self.trace, condition)
            && let Some(considered) = trace.considered.last_mut()
        {
            considered.conditions = (trace.conditions)(policy, closure, ticket);
        }
        holds
    }

    /// A setting's value for the ticket.
    pub(crate) fn value(
        &mut self,
        stage: Stage,
        header: &Header,
        setting: &Setting,
        policy: &Policy,
        ticket: &Arc<Ticket>,
    ) -> Option<Value> {
        self.inquire(setting.asked(), ticket);
        match setting.value(&policy.scripts, ticket) {
            Ok(value) => Some(value),
            Err(unanswered) => {
                self.unanswered(stage, header, unanswered, policy);
                None
            }
        }
    }

    fn inquire(&mut self, closure: Option<&Closure>, ticket: &Arc<Ticket>) {
        if let (Some(asked), Some(closure)) = (&mut self.asked, closure) {
            asked.push(Inquiry { closure: closure.number, ticket: ticket.clone() });
        }
    }

    /// Whether every declaration must be considered, also those that cannot hold.
    pub(crate) fn accounts(&self) -> bool {
        self.trace.is_some()
    }

    /// How many questions could not be judged so far.
    pub(crate) fn open_questions(&self) -> usize {
        self.undecided.len() + self.problems.len()
    }

    fn unanswered(&mut self, stage: Stage, header: &Header, unanswered: Unanswered, policy: &Policy) {
        match unanswered {
            Unanswered::Undecided { fields, at } => {
                let message = format!("`{}` cannot be judged without {}", header.id, quoted(&fields));
                self.consider(stage, header, Verdict::Undecided, &message);
                let fields = fields.iter().map(|field| policy.words.schema.camel(field).to_string()).collect();
                self.undecided.push(Undecided { stage, id: header.id.clone(), fields, message, at });
            }
            Unanswered::Failed { message, at } => {
                let message = format!("`{}` is skipped: {message}", header.id);
                self.consider(stage, header, Verdict::Failed, &message);
                self.problems.push(Problem::new("closure-failed", at, message).help("mend the closure in the policy"));
            }
        }
    }

    fn consider(&mut self, stage: Stage, header: &Header, verdict: Verdict, text: &str) {
        if let Some(trace) = &mut self.trace {
            let (id, text, at) = (header.id.clone(), text.to_owned(), header.at.clone());
            trace.considered.push(Consideration { stage, id, verdict, text, conditions: Vec::new(), at });
        }
    }
}

fn quoted(fields: &[String]) -> String {
    fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ")
}
