//! Route: who mends it? Never "nobody" in silence.
//!
//! The first route that holds names the team; else the category's owner, the system's owner, the fallback team.

use crate::error::Place;
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::ticket::{Source, Ticket};
use serde::Serialize;
use std::sync::Arc;

/// What named the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// A route.
    Route,
    /// The category's owner.
    Category,
    /// The system's owner.
    System,
    /// Nothing else: the team that takes what is left.
    Fallback,
}

/// The assignment group of a ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assignment {
    /// The team.
    pub team: String,
    /// What people call it.
    pub name: String,
    /// Whether it belongs to another company.
    pub vendor: bool,
    /// What named it.
    pub by: By,
    /// In words.
    pub because: String,
}

/// Sets the ticket's team.
pub(crate) fn route(policy: &Policy, ticket: &mut Arc<Ticket>, journal: &mut Journal) -> Assignment {
    let (id, by, because, at) =
        routed(policy, ticket, journal).or_else(|| owner(policy, ticket)).unwrap_or_else(|| fallback(policy));
    let team = policy.team(&id);
    let assignment = Assignment {
        name: team.map_or_else(|| id.clone(), |team| team.name.clone()),
        vendor: team.is_some_and(|team| team.vendor),
        team: id,
        by,
        because,
    };
    journal.reason(Stage::Route, &assignment.team, assignment.because.clone(), &at);
    Arc::make_mut(ticket).set("team", assignment.team.as_str().into(), Source::Rule, assignment.because.clone());
    assignment
}

type Named = (String, By, String, Place);

fn routed(policy: &Policy, ticket: &Arc<Ticket>, journal: &mut Journal) -> Option<Named> {
    let mut routes = policy.routes_for(ticket, journal.accounts());
    let route = routes.find(|r| journal.holds(Stage::Route, &r.header, r.when.as_ref(), policy, ticket))?;
    let header = &route.header;
    let because =
        if header.because.is_empty() { format!("route `{}` holds", header.id) } else { header.because.clone() };
    Some((route.to.as_ref()?.name.clone(), By::Route, because, header.at.clone()))
}

fn owner(policy: &Policy, ticket: &Ticket) -> Option<Named> {
    let category = policy.category_of(ticket).and_then(|category| {
        let owner = category.owner.as_ref()?;
        Some((owner.name.clone(), By::Category, format!("owns {}", category.label), category.header.at.clone()))
    });
    category.or_else(|| {
        let system = policy.system_of(ticket)?;
        let owner = system.owner.as_ref()?;
        Some((owner.name.clone(), By::System, format!("owns {}", system.name), system.header.at.clone()))
    })
}

fn fallback(policy: &Policy) -> Named {
    let team = policy.words.teams.iter().find(|team| team.fallback);
    let (id, at) = team.map(|team| (team.header.id.clone(), team.header.at.clone())).unwrap_or_default();
    (id, By::Fallback, "no route, category or system names a team".into(), at)
}
