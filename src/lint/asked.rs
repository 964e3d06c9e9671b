//! Fields: what is read and nobody ever asks for, what is asked for and nobody ever reads, what is declared for
//! nothing.

use super::{Findings, given};
use crate::error::Place;
use crate::expression::{Expr, Op};
use crate::policy::Policy;
use crate::policy::questions::questions;
use crate::ticket::{Field, Kind};

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    let read = read(policy);
    // What a script reads is not known: nothing is said of fields that nobody seems to read.
    let scripts = questions(policy).iter().any(|question| policy.scripts.tree(question.closure).is_none());
    never_asked(policy, &read, findings);
    if !scripts {
        never_read(policy, &read, findings);
    }
}

/// Fields that are read, each with the first place.
struct Read(Vec<(String, Place)>);

impl Read {
    fn note(&mut self, name: &str, at: impl FnOnce() -> Place) {
        if self.get(name).is_none() {
            self.0.push((name.to_owned(), at()));
        }
    }

    fn get(&self, name: &str) -> Option<&Place> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, at)| at)
    }
}

/// Fields that conditions, settings and messages read.
fn read(policy: &Policy) -> Read {
    let mut read = Read(Vec::new());
    for question in questions(policy) {
        if let Some(tree) = policy.scripts.tree(question.closure) {
            let place = |expr: &Expr| policy.scripts.place(expr.at, question.closure);
            reads(tree, &mut |name, expr| {
                read.note(name, || place(expr));
            });
        }
    }
    for message in policy.words.escalations.iter().flat_map(|escalation| &escalation.steps).map(|step| &step.message) {
        message.fields().for_each(|name| read.note(name, || message.at.clone()));
    }
    read
}

fn reads(expr: &Expr, note: &mut impl FnMut(&str, &Expr)) {
    if let Op::Field(read) = &expr.op {
        note(&read.name, expr);
    }
    expr.parts().into_iter().for_each(|part| reads(part, note));
}

/// Fields of the policy's own that a condition reads, and that no category asks for and nothing fills in.
///
/// Canonical fields are what help desks have; they need not be asked for. A policy that asks for nothing takes its
/// tickets from a system that knows.
fn never_asked(policy: &Policy, read: &Read, findings: &mut Findings) {
    let asked: Vec<&str> = asked(policy).map(|(name, _)| name).collect();
    if asked.is_empty() {
        return;
    }
    for named in &policy.words.field_places {
        let own = policy.words.schema.get(&named.name).is_some_and(|field| !field.canonical);
        if let Some(at) = read.get(&named.name).filter(|_| own)
            && !asked.contains(&named.name.as_str())
            && !given::is_filled_in(policy, &named.name)
        {
            let message = format!("`{}` is read here, and no category asks for it", named.name);
            let help = "add it to the `require` of a category, or words for it to the lexicon";
            findings.note("field-never-asked", at.clone(), message, help);
        }
    }
}

/// Fields that are there to be judged by, and by which nothing judges.
fn never_read(policy: &Policy, read: &Read, findings: &mut Findings) {
    let mut told: Vec<&str> = Vec::new();
    for (name, at) in asked(policy) {
        let judged = policy.words.schema.get(name).is_some_and(is_for_judging);
        if judged && read.get(name).is_none() && !told.contains(&name) {
            told.push(name);
            let help = "let a rule read it, or do not ask for it: every question costs the reporter time";
            findings.note("field-never-read", at.clone(), format!("`{name}` is asked for, and nothing reads it"), help);
        }
    }
    for named in &policy.words.field_places {
        let own = policy.words.schema.get(&named.name).is_some_and(|field| !field.canonical);
        let used = read.get(&named.name).is_some() || asked(policy).any(|(name, _)| name == named.name);
        if own && !used {
            let message = format!("the field `{}` is declared and never used", named.name);
            let help = "let a rule read it or a category ask for it, or remove it";
            findings.note("unused-field", named.at.clone(), message, help);
        }
    }
}

/// Text without a list, and instants, may be asked for so that people can read them.
fn is_for_judging(field: &Field) -> bool {
    match field.kind {
        Kind::Bool | Kind::Int | Kind::Number => true,
        Kind::Text => !field.canonical && field.values.is_some(),
        Kind::Texts | Kind::Instant => false,
    }
}

/// The fields that categories ask for, with their places.
fn asked(policy: &Policy) -> impl Iterator<Item = (&str, &Place)> {
    let requirements = policy.words.categories.iter().flat_map(|category| &category.require);
    requirements.map(|requirement| (requirement.field.name.as_str(), &requirement.field.at))
}
