//! The names that a policy knows: ids, and the texts that fields may have.

use crate::policy::words::{Declared, Matrix, Words};
use crate::ticket::Schema;

/// The layers of ISA-95's world as andon names them: office and server IT, operational technology, and between.
pub(crate) const LAYERS: [&str; 3] = ["IT", "OT", "converged"];

/// The ids of a list of declarations.
pub(crate) fn ids<T: Declared>(list: &[T]) -> Vec<&str> {
    list.iter().map(|item| item.header().id.as_str()).collect()
}

/// The texts a field may have, if the policy knows them all.
pub(crate) fn closed_values<'w>(words: &'w Words, schema: &'w Schema, field: &str) -> Option<Vec<&'w str>> {
    if let Some(values) = schema.get(field).and_then(|field| field.values.as_ref()) {
        return Some(values.iter().map(String::as_str).collect());
    }
    let matrix = words.matrix.as_ref();
    match field {
        "category" => Some(ids(&words.categories)),
        "layer" => Some(LAYERS.to_vec()),
        "team" => Some(ids(&words.teams)),
        "priority" => matrix.map(|matrix| matrix.priorities.iter().map(String::as_str).collect()),
        "impact" => matrix.map(|matrix| scales(matrix).0),
        "urgency" => matrix.map(|matrix| scales(matrix).1),
        _ => None,
    }
}

/// The impacts and urgencies of a matrix.
pub(super) fn scales(matrix: &Matrix) -> (Vec<&str>, Vec<&str>) {
    (matrix.impacts.iter().map(String::as_str).collect(), matrix.urgencies.iter().map(String::as_str).collect())
}
