//! What is declared and never used: teams, stakeholders, calendars.

use super::Findings;
use crate::policy::Policy;
use crate::policy::reader::{Header, Named};
use crate::policy::words::{Declared, Words};

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    let words = &policy.words;
    let by_steps = words.escalations.iter().flat_map(|e| &e.steps).flat_map(|step| &step.notify);
    let by_plans = words.majors.iter().flat_map(|major| &major.notify);
    let told: Vec<&Named> = by_steps.chain(by_plans).chain(deputies(words)).collect();
    let is_named = |header: &Header, by: &[&Named]| by.iter().any(|named| named.name == header.id);
    for stakeholder in words.stakeholders.iter().filter(|stakeholder| !is_named(stakeholder.header(), &told)) {
        let help = "add it to the `notify` of a step or a plan, or remove it";
        unused("stakeholder", &stakeholder.header, "no escalation and no plan tells it", help, findings);
    }
    let given: Vec<&Named> = owners(words).chain(told.iter().copied()).collect();
    for team in words.teams.iter().filter(|team| !team.fallback && !is_named(team.header(), &given)) {
        let help = "make it the `owner` of a category or system, or the goal of a route; or remove it";
        unused("team", &team.header, "nothing sends it tickets or messages", help, findings);
    }
    let counted = calendars(words);
    for note in &words.calendar_notes {
        let name = &note.named.name;
        let base = words.calendar_notes.iter().any(|other| other.built_on.contains(name));
        if !base && !counted.iter().any(|named| named.name == *name) {
            let header = Header { id: name.clone(), at: note.named.at.clone(), ..Header::default() };
            let help = "let a plant, line, team, SLA, escalation or stakeholder name it, or remove it";
            unused("calendar", &header, "nothing counts on it", help, findings);
        }
    }
}

fn unused(what: &str, header: &Header, why: &str, help: &str, findings: &mut Findings) {
    let code = match what {
        "stakeholder" => "unused-stakeholder",
        "team" => "unused-team",
        _ => "unused-calendar",
    };
    findings.warn(
        code,
        header.at.clone(),
        format!("the {what} `{}` is declared and never used: {why}", header.id),
        help,
    );
}

fn deputies(words: &Words) -> impl Iterator<Item = &Named> {
    words.stakeholders.iter().filter_map(|stakeholder| stakeholder.deputy.as_ref())
}

fn owners(words: &Words) -> impl Iterator<Item = &Named> {
    let of_systems = words.systems.iter().filter_map(|system| system.owner.as_ref());
    let of_categories = words.categories.iter().filter_map(|category| category.owner.as_ref());
    of_systems.chain(of_categories).chain(words.routes.iter().filter_map(|route| route.to.as_ref()))
}

fn calendars(words: &Words) -> Vec<&Named> {
    let of_sites =
        words.plants.iter().map(|plant| &plant.calendar).chain(words.lines.iter().map(|line| &line.calendar));
    let of_teams = words.teams.iter().flat_map(|team| [&team.calendar, &team.covers]);
    let of_others = words.stakeholders.iter().map(|s| &s.hours).chain(words.escalations.iter().map(|e| &e.calendar));
    let of_expectations = words.expectations.iter().map(|expectation| &expectation.calendar);
    let of_targets = words.slas.iter().flat_map(|sla| &sla.targets).map(|target| &target.terms.calendar);
    let of_fields = words.during.iter().map(|(_, calendar)| calendar);
    of_sites
        .chain(of_teams)
        .chain(of_others)
        .chain(of_expectations)
        .flatten()
        .chain(of_targets)
        .chain(of_fields)
        .collect()
}
