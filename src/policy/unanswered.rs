//! [`Unanswered`]: a question that a policy asked in vain.

use crate::error::Place;

/// Why a question has no answer.
#[derive(Clone, Debug)]
pub(crate) enum Unanswered {
    /// The ticket lacks these fields.
    Undecided { fields: Vec<String>, at: Place },
    /// The closure failed.
    Failed { message: String, at: Place },
}
