//! `Plan`: what a policy plans for a confirmed major incident.

use serde::Serialize;

/// Communication, tasks and review of a confirmed major incident.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The declaration in the policy.
    pub id: String,
}
