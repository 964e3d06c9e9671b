//! Compliance: which promises were kept, by whom.

use super::Row;
use crate::history::compare::{Kept, percent};
use crate::history::judgement::Name;
use crate::sla::AgreementKind;
use crate::value::serialize_number;
use serde::Serialize;
use std::collections::BTreeMap;

/// The promises about one target to the tickets of one team and priority.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compliance {
    /// The team that has the tickets.
    pub team: String,
    /// Their priority.
    pub priority: String,
    /// The target.
    pub target: String,
    /// Whose promise it is.
    pub kind: AgreementKind,
    /// How many came out how.
    #[serde(flatten)]
    pub kept: Kept,
    /// Of those that are met or breached, how many are met, in percent to two places; none if there are none.
    #[serde(serialize_with = "number_or_nothing")]
    pub percent: Option<f64>,
}

/// By team, priority and target.
pub(super) fn compliance(rows: &[Row<'_>]) -> Vec<Compliance> {
    let mut counts: BTreeMap<(&Name, &Name, AgreementKind, &Name), Kept> = BTreeMap::new();
    for Row { judgement, .. } in rows {
        for promise in &judgement.promises {
            let key = (&judgement.team, &judgement.priority, promise.kind, &promise.target);
            counts.entry(key).or_default().count(promise.outcome);
        }
    }
    let row = |((team, priority, kind, target), kept): ((&Name, &Name, AgreementKind, &Name), Kept)| {
        let judged = kept.met + kept.breached;
        Compliance {
            team: team.to_string(),
            priority: priority.to_string(),
            target: target.to_string(),
            kind,
            kept,
            percent: (judged > 0).then(|| percent(kept.met, judged)),
        }
    };
    counts.into_iter().map(row).collect()
}

fn number_or_nothing<S: serde::Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serialize_number(number, serializer),
        None => serializer.serialize_none(),
    }
}
