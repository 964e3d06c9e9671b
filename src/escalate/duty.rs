//! Duty: whom a step reaches at its instant. Teams by who is on call, stakeholders by their hours.

use super::Notified;
use crate::policy::Policy;
use crate::policy::words::{Stakeholder, Team};
use crate::time::Instant;

impl Policy {
    /// Who of a team is on call at an instant: the people of the shift that is on, or else those who are otherwise.
    /// None if the team names nobody at all; empty if it does, but nobody then.
    pub(crate) fn on_call<'t>(&self, team: &'t Team, at: Instant) -> Option<&'t [String]> {
        if team.on_call.is_empty() {
            return None;
        }
        let calendar = team.calendar.as_ref().and_then(|named| self.calendar(&named.name));
        let shift = calendar.as_ref().and_then(|calendar| calendar.shift_at(at));
        let people = shift.and_then(|shift| team.on_call.by_shift.get(shift)).unwrap_or(&team.on_call.otherwise);
        Some(people)
    }
}

/// Whom `id` means at `at`, and when and how they are told.
pub(super) fn reach(policy: &Policy, id: &str, by: Option<&String>, at: Instant) -> Notified {
    if let Some(stakeholder) = policy.stakeholder(id) {
        return reach_stakeholder(policy, stakeholder, by, at);
    }
    let team = policy.team(id);
    let people = team.and_then(|team| policy.on_call(team, at)).unwrap_or_default().to_vec();
    let name = team.map_or_else(|| id.to_owned(), |team| team.name.clone());
    let named_nobody = team.is_some_and(|team| !team.on_call.is_empty()) && people.is_empty();
    let note = named_nobody.then(|| format!("nobody of {name} is on call then: the whole team is told"));
    Notified { id: id.to_owned(), name, by: by.cloned().unwrap_or_else(|| "ticket".into()), at, people, note }
}

fn reach_stakeholder(policy: &Policy, stakeholder: &Stakeholder, by: Option<&String>, at: Instant) -> Notified {
    let channel = |of: &Stakeholder| by.or(of.by.as_ref()).cloned().unwrap_or_else(|| "ticket".into());
    let told = |of: &Stakeholder, at: Instant, note: Option<String>| Notified {
        id: of.header.id.clone(),
        name: of.name.clone(),
        by: channel(of),
        at,
        people: Vec::new(),
        note,
    };
    let calendar = stakeholder.hours.as_ref().and_then(|named| policy.calendar(&named.name));
    let Some(calendar) = calendar.filter(|calendar| !calendar.is_open(at)) else { return told(stakeholder, at, None) };
    let deputy = stakeholder.deputy.as_ref().and_then(|named| policy.stakeholder(&named.name));
    if let Some(deputy) = deputy {
        return told(deputy, at, Some(format!("for {}, who is off duty", stakeholder.name)));
    }
    let later = calendar.next_open(at);
    let note = later.map(|_| format!("waits until {} is on duty", stakeholder.name));
    told(stakeholder, later.unwrap_or(at), note)
}
