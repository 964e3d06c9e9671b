//! Every question that a policy asks of tickets, with who asks it. What judges a policy as a whole walks this list.

use crate::policy::Policy;
use crate::policy::reader::{Header, Setting};
use crate::policy::script::Closure;
use crate::policy::words::{Category, Effect, Escalation, Matrix, Rule, Sla, Words};

/// A closure of the policy and the declaration that asks it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'p> {
    /// The word that declares who asks: `rule`, `route`, ...
    pub(crate) word: &'static str,
    pub(crate) id: &'p str,
    /// The entry it stands in: `when`, `priority`, ...
    pub(crate) role: Role,
    pub(crate) closure: &'p Closure,
}

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Whether the declaration, or a part of it, holds.
    Condition(&'static str),
    /// Whether something happened to a clock, asked of every state in the ticket's history.
    Clock(&'static str),
    /// A value.
    Setting(&'static str),
}

impl Role {
    /// The entry of the declaration.
    pub(crate) fn entry(self) -> &'static str {
        match self {
            Self::Condition(entry) | Self::Clock(entry) | Self::Setting(entry) => entry,
        }
    }
}

/// All questions, by word, in the order of the policy. A closure that several entries share is listed once.
pub(crate) fn questions(policy: &Policy) -> Vec<Question<'_>> {
    questions_of(&policy.words, Some(&policy.matrix))
}

/// The same of declarations that are no policy yet.
pub(crate) fn questions_of<'p>(words: &'p Words, matrix: Option<&'p Matrix>) -> Vec<Question<'p>> {
    let mut list = List(Vec::new());
    words.categories.iter().for_each(|category| list.category(category));
    words.rules.iter().for_each(|rule| list.rule(rule));
    list.setting("matrix", "matrix", "otherwise", matrix.and_then(|matrix| matrix.otherwise.as_ref()));
    for route in &words.routes {
        list.condition("route", &route.header, "when", route.when.as_ref());
    }
    words.slas.iter().for_each(|sla| list.sla(sla));
    words.escalations.iter().for_each(|escalation| list.escalation(escalation));
    for procedure in &words.procedures {
        list.condition("procedure", &procedure.header, "when", procedure.when.as_ref());
    }
    for expectation in &words.expectations {
        list.condition("expect", &expectation.header, "when", expectation.when.as_ref());
    }
    for major in &words.majors {
        list.condition("major", &major.header, "when", major.when.as_ref());
    }
    list.0
}

struct List<'p>(Vec<Question<'p>>);

impl<'p> List<'p> {
    fn add(&mut self, word: &'static str, id: &'p str, role: Role, closure: Option<&'p Closure>) {
        if let Some(closure) = closure
            && self.0.iter().all(|known| known.closure.number != closure.number)
        {
            self.0.push(Question { word, id, role, closure });
        }
    }

    fn condition(&mut self, word: &'static str, header: &'p Header, entry: &'static str, closure: Option<&'p Closure>) {
        self.add(word, &header.id, Role::Condition(entry), closure);
    }

    fn setting(&mut self, word: &'static str, id: &'p str, entry: &'static str, setting: Option<&'p Setting>) {
        self.add(word, id, Role::Setting(entry), setting.and_then(Setting::asked));
    }

    fn category(&mut self, category: &'p Category) {
        self.condition("category", &category.header, "when", category.when.as_ref());
        for requirement in &category.require {
            self.condition("category", &category.header, "require", requirement.when.as_ref());
        }
    }

    fn rule(&mut self, rule: &'p Rule) {
        let id = &rule.header.id;
        self.condition("rule", &rule.header, "when", rule.when.as_ref());
        match &rule.effect {
            Effect::Priority(setting) => self.setting("rule", id, "priority", Some(setting)),
            Effect::Cap(setting) => self.setting("rule", id, "cap", Some(setting)),
            Effect::Assess { impact, urgency } => {
                self.setting("rule", id, "impact", impact.as_ref());
                self.setting("rule", id, "urgency", urgency.as_ref());
            }
        }
    }

    fn sla(&mut self, sla: &'p Sla) {
        self.condition("sla", &sla.header, "when", sla.when.as_ref());
        self.condition("sla", &sla.header, "review_when", sla.review_when.as_ref());
        for target in &sla.targets {
            let on = &target.terms.conditions;
            let conditions = [
                ("start_when", &on.start),
                ("pause_when", &on.pause),
                ("resume_when", &on.resume),
                ("stop_when", &on.stop),
                ("reset_when", &on.reset),
                ("cancel_when", &on.cancel),
            ];
            for (entry, closure) in conditions {
                self.add("sla", &sla.header.id, Role::Clock(entry), closure.as_ref());
            }
        }
    }

    fn escalation(&mut self, escalation: &'p Escalation) {
        self.condition("escalate", &escalation.header, "when", escalation.when.as_ref());
        for step in &escalation.steps {
            self.condition("escalate", &escalation.header, "steps.when", step.when.as_ref());
            self.condition("escalate", &escalation.header, "steps.unless", step.unless.as_ref());
        }
    }
}
