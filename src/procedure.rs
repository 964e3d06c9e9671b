//! Procedures: what people on the floor and at the desk do, or mind, while the incident lasts.

use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::words::Procedure;
use crate::ticket::Ticket;
use serde::Serialize;
use std::sync::Arc;

/// A procedure that fits a ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Advice {
    /// The procedure.
    pub id: String,
    /// `fallback`, `workaround`, `handling`, `isolation` or `safety`.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// What to do, in order.
    pub steps: Arc<[String]>,
    /// Where more is written.
    pub reference: Option<String>,
    /// Why it fits.
    pub because: String,
}

/// The procedures that fit, in the order of the policy.
pub(crate) fn procedures(policy: &Policy, ticket: &Arc<Ticket>, journal: &mut Journal) -> Vec<Advice> {
    let procedures = &policy.words.procedures;
    let fitting = procedures.iter().filter(|procedure| {
        selected(procedure, ticket)
            && journal.holds(Stage::Procedure, &procedure.header, procedure.when.as_ref(), policy, ticket)
    });
    fitting.map(|procedure| advice(procedure, ticket)).collect()
}

fn selected(procedure: &Procedure, ticket: &Ticket) -> bool {
    procedure
        .selectors
        .iter()
        .all(|(field, names)| ticket.text_of(field).is_some_and(|value| names.iter().any(|named| named.name == value)))
}

fn advice(procedure: &Procedure, ticket: &Ticket) -> Advice {
    let header = &procedure.header;
    Advice {
        id: header.id.clone(),
        kind: procedure.kind.clone(),
        title: procedure.title.clone(),
        steps: procedure.steps.clone(),
        reference: procedure.reference.clone(),
        because: if header.because.is_empty() { chosen_by(procedure, ticket) } else { header.because.clone() },
    }
}

/// The facts that selected a procedure: `system ERP, layer IT`.
fn chosen_by(procedure: &Procedure, ticket: &Ticket) -> String {
    let mut text = String::new();
    for (field, _) in &procedure.selectors {
        let before = if text.is_empty() { "" } else { ", " };
        text.extend([before, field, " ", ticket.text_of(field).unwrap_or_default()]);
    }
    text
}
