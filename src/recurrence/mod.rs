//! Faults that come back.
use serde::Serialize;
/// A fault that comes back.
#[derive(Clone, Debug, Serialize)]
pub struct Recurrence {
    /// Its id.
    pub id: String,
}
