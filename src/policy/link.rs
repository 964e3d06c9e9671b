//! Do the names that declarations use exist? An unknown team, calendar or priority is an error, never silence.
//!
//! Asked of files only: a bundle was put together from a policy of which this was true.

use crate::error::{Place, Problem, did_you_mean};
use crate::policy::known::{LAYERS, closed_values, ids, scales};
use crate::policy::reader::{Named, Setting};
use crate::policy::words::{EXPECTATIONS, Effect, Message, Moment, Words};
use crate::ticket::Kind;
use crate::value::Value;

/// Everything that refers to something that is not there.
pub(crate) fn link(words: &Words) -> Vec<Problem> {
    let mut link = Link { words, problems: Vec::new() };
    link.whole();
    link.registry();
    link.judgement();
    link.response();
    link.telling();
    link.tests();
    link.problems
}

struct Link<'a> {
    words: &'a Words,
    problems: Vec<Problem>,
}

impl<'a> Link<'a> {
    fn note(&mut self, code: &'static str, at: Place, message: String, help: impl Into<String>) {
        self.problems.push(Problem::new(code, at, message).help(help));
    }

    fn known(&mut self, what: &str, named: &Named, known: &[&str]) {
        if !known.contains(&named.name.as_str()) {
            let help = did_you_mean(&named.name, known.iter().copied(), || match known {
                [] => format!("no {what} is declared"),
                _ => format!("declared: {}", known.join(", ")),
            });
            self.note("unknown-name", named.at.clone(), format!("unknown {what} `{}`", named.name), help);
        }
    }

    fn all_known<'n>(&mut self, what: &str, names: impl IntoIterator<Item = &'n Named>, known: &[&str]) {
        names.into_iter().for_each(|named| self.known(what, named, known));
    }

    /// What a policy must have as a whole.
    fn whole(&mut self) {
        let words = self.words;
        if words.name.is_empty() {
            self.note(
                "missing-declaration",
                Place::default(),
                "the policy has no name".into(),
                "add policy(#{ name: \"...\", version: \"1\" })",
            );
        }
        if words.matrix.is_none() {
            let help =
                "add matrix(#{ impact: [..], urgency: [..], priority: [[..]], priorities: [..], otherwise: \"..\" })";
            self.note("missing-declaration", Place::default(), "the policy has no matrix".into(), help);
        }
        let fallbacks: Vec<_> = words.teams.iter().filter(|team| team.fallback).collect();
        match fallbacks.as_slice() {
            [_] => {}
            [] => {
                let help =
                    "add `fallback: true` to the team that takes what no route, category or system sends elsewhere";
                self.note("missing-declaration", Place::default(), "no team is the fallback".into(), help);
            }
            [first, second, ..] => {
                let help = format!("`{}` is one already", first.header.id);
                self.note("duplicate-id", second.header.at.clone(), "two teams are the fallback".into(), help);
            }
        }
        if let [first, second, ..] = words.categories.iter().filter(|c| c.otherwise).collect::<Vec<_>>().as_slice() {
            let help = format!("`{}` is one already", first.header.id);
            self.note("duplicate-id", second.header.at.clone(), "two categories are `otherwise`".into(), help);
        }
    }

    /// Systems, categories, plants, lines, lexicon.
    fn registry(&mut self) {
        let words = self.words;
        let (teams, categories, plants) = (ids(&words.teams), ids(&words.categories), ids(&words.plants));
        let (impacts, urgencies) = words.matrix.as_ref().map_or_else(Default::default, scales);
        let fields: Vec<&str> = words.schema.names().collect();
        for (_, calendar) in &words.during {
            self.calendar(Some(calendar), false);
        }
        for system in &words.systems {
            self.all_known("team", &system.owner, &teams);
            self.all_known("category", &system.category, &categories);
            self.all_known("layer", &system.layer, &LAYERS);
            self.all_known("impact", &system.impact, &impacts);
            self.all_known("urgency", &system.urgency, &urgencies);
        }
        for category in &words.categories {
            self.all_known("team", &category.owner, &teams);
            self.all_known("layer", &category.layer, &LAYERS);
            self.all_known("impact", &category.impact, &impacts);
            self.all_known("urgency", &category.urgency, &urgencies);
            self.all_known("field", category.require.iter().map(|requirement| &requirement.field), &fields);
        }
        for plant in &words.plants {
            self.calendar(plant.calendar.as_ref(), false);
        }
        for line in &words.lines {
            self.all_known("plant", &line.plant, &plants);
            self.calendar(line.calendar.as_ref(), false);
        }
        for (field, value) in words.lexicon_entries.iter() {
            self.lexicon_entry(field, value, &fields);
        }
    }

    fn lexicon_entry(&mut self, named: &Named, value: &Value, fields: &[&str]) {
        let Some(field) = self.words.schema.get(&named.name) else {
            return self.known("field", named, fields);
        };
        let fits = *value == Value::Null
            || matches!(
                (field.kind, value),
                (Kind::Text, Value::Text(_)) | (Kind::Bool, Value::Bool(_)) | (Kind::Int | Kind::Number, Value::Int(_))
            );
        if !fits {
            let message = format!("`{}` holds {}, not {}", named.name, field.kind.text(), value.kind());
            return self.note("wrong-type", named.at.clone(), message, "");
        }
        if let (Some(text), Some(allowed)) = (value.as_text(), self.closed_values(&named.name)) {
            self.known(&named.name, &Named { name: text.into(), at: named.at.clone() }, &allowed);
        }
    }

    /// The texts a field may have, if the policy knows them all.
    fn closed_values(&self, field: &str) -> Option<Vec<&'a str>> {
        closed_values(self.words, &self.words.schema, field)
    }

    fn calendar(&mut self, named: Option<&Named>, of_ticket: bool) {
        let Some(named) = named else { return };
        let built_in: &[&str] = if of_ticket { &["always", "plant", "line"] } else { &["always"] };
        let declared = self.words.calendars.keys().map(String::as_str);
        let known: Vec<&str> = declared.chain(built_in.iter().copied()).collect();
        self.known("calendar", named, &known);
    }

    /// Rules.
    fn judgement(&mut self) {
        let words = self.words;
        let Some(matrix) = &words.matrix else { return };
        let (impacts, urgencies) = scales(matrix);
        let priorities: Vec<&str> = matrix.priorities.iter().map(String::as_str).collect();
        for rule in &words.rules {
            match &rule.effect {
                Effect::Priority(setting) | Effect::Cap(setting) => {
                    self.constant("priority", setting, &priorities);
                }
                Effect::Assess { impact, urgency } => {
                    impact.iter().for_each(|impact| self.constant("impact", impact, &impacts));
                    urgency.iter().for_each(|urgency| self.constant("urgency", urgency, &urgencies));
                }
            }
        }
    }

    fn constant(&mut self, what: &str, setting: &Setting, known: &[&str]) {
        let Setting::Constant(value, at) = setting else { return };
        match value {
            Value::Text(name) => self.known(what, &Named { name: name.clone(), at: at.clone() }, known),
            other => {
                let help = format!("declared: {}", known.join(", "));
                self.note("wrong-type", at.clone(), format!("`{what}` must be text, not {}", other.kind()), help);
            }
        }
    }

    /// SLAs, teams, routes, procedures.
    fn response(&mut self) {
        let words = self.words;
        let teams = ids(&words.teams);
        for target in words.slas.iter().flat_map(|sla| &sla.targets) {
            self.calendar(Some(&target.terms.calendar), true);
        }
        for team in &words.teams {
            self.all_known("layer", &team.layer, &LAYERS);
            self.calendar(team.calendar.as_ref(), false);
            self.calendar(team.covers.as_ref(), false);
        }
        for route in &words.routes {
            self.all_known("team", &route.to, &teams);
        }
        for procedure in &words.procedures {
            for (field, names) in &procedure.selectors {
                if let Some(known) = self.selectable(field) {
                    self.all_known(field, names, &known);
                }
            }
        }
    }

    /// Stakeholders, escalations, major incidents: who is told when.
    fn telling(&mut self) {
        let words = self.words;
        let stakeholders = ids(&words.stakeholders);
        let people: Vec<&str> = stakeholders.iter().copied().chain(ids(&words.teams)).collect();
        let targets = words.slas.iter().flat_map(|sla| &sla.targets);
        let targets: Vec<&str> = targets.map(|target| target.name.as_str()).collect();
        for stakeholder in &words.stakeholders {
            self.calendar(stakeholder.hours.as_ref(), false);
            self.all_known("stakeholder", &stakeholder.deputy, &stakeholders);
        }
        for escalation in &words.escalations {
            self.calendar(escalation.calendar.as_ref(), true);
            for step in &escalation.steps {
                self.all_known("stakeholder", &step.notify, &people);
                if let Moment::At { target, .. } | Moment::Breach(target) = &step.moment {
                    self.known("target", target, &targets);
                }
                self.message(&step.message);
            }
        }
        for expectation in &words.expectations {
            self.calendar(expectation.calendar.as_ref(), false);
        }
        for major in &words.majors {
            self.all_known("stakeholder", &major.notify, &people);
            self.all_known("target", &major.on_breach, &targets);
        }
    }

    fn selectable(&self, field: &str) -> Option<Vec<&'a str>> {
        if field == "system" { Some(ids(&self.words.systems)) } else { self.closed_values(field) }
    }

    fn message(&mut self, message: &Message) {
        for name in message.fields() {
            if self.words.schema.get(name).is_none() {
                let fields: Vec<&str> = self.words.schema.names().collect();
                let help = did_you_mean(name, fields, || "a message names fields of the ticket: {id}, {line}".into());
                self.note("unknown-field", message.at.clone(), format!("unknown field `{{{name}}}`"), help);
            }
        }
    }

    fn tests(&mut self) {
        let words = self.words;
        for test in &words.tests {
            for Named { name, at } in test.ticket.iter().map(|(named, _)| named) {
                if words.schema.get(name).is_none() && !["fields", "history"].contains(&name.as_str()) {
                    let help =
                        did_you_mean(name, words.schema.names(), || "host fields go under `fields: #{ ... }`".into());
                    self.note("unknown-field", at.clone(), format!("unknown field `{name}`"), help);
                }
            }
            self.all_known("expectation", test.expected.iter().map(|(named, _)| named), &EXPECTATIONS);
            for (named, value) in &test.expected {
                if let (Some(text), Some(allowed)) = (value.as_text(), self.closed_values(&named.name)) {
                    self.known(&named.name, &Named { name: text.into(), at: named.at.clone() }, &allowed);
                }
            }
        }
    }
}
