//! What a declaration may hold, and what it may stand on.

use super::Calendar;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A declaration's keys and values.
pub(super) type Entries = BTreeMap<String, Value>;
/// Finds a calendar by its name.
pub(super) type Others<'a> = &'a dyn Fn(&str) -> Option<Arc<Calendar>>;

/// Every key a declaration may have.
pub(super) const KEYS: [&str; 16] = [
    "zone",
    "hours",
    "shifts",
    "days",
    "pattern",
    "holidays",
    "exceptions",
    "breaks",
    "maintenance",
    "extends",
    "union",
    "intersect",
    "edge",
    "zero",
    "holiday_mode",
    "reverse",
];
