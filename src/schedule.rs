//! Schedule: what calendars tell of the instant at which an incident happened: its shift, whether its plant worked and its
//! line was to run, and whether calendars were open that the policy has made fields of.

use crate::calendar::Calendar;
use crate::policy::Policy;
use crate::time::Instant;
use crate::value::Value;

/// A field that a calendar fills in.
#[derive(Clone, Copy)]
pub(crate) struct Timed<'p> {
    pub(crate) field: &'p str,
    pub(crate) on: On<'p>,
    told: Told,
}

/// Whose calendar it is.
#[derive(Clone, Copy)]
pub(crate) enum On<'p> {
    /// That of the ticket's plant.
    Plant,
    /// That of the ticket's line.
    Line,
    /// The one of this name.
    Calendar(&'p str),
}

#[derive(Clone, Copy)]
enum Told {
    Shift,
    IsOpen,
}

/// Those that every policy has.
const OF_PLACES: [Timed<'static>; 3] = [
    Timed { field: "shift", on: On::Plant, told: Told::Shift },
    Timed { field: "shift_active", on: On::Plant, told: Told::IsOpen },
    Timed { field: "line_scheduled", on: On::Line, told: Told::IsOpen },
];

/// All of a policy's.
pub(crate) fn timed(policy: &Policy) -> impl Iterator<Item = Timed<'_>> {
    let own = policy.words.during.iter();
    let own = own.map(|(field, calendar)| Timed { field, on: On::Calendar(&calendar.name), told: Told::IsOpen });
    OF_PLACES.into_iter().chain(own)
}

/// Whether a calendar fills a field in.
pub(crate) fn is_timed(policy: &Policy, field: &str) -> bool {
    timed(policy).any(|timed| timed.field == field)
}

impl Timed<'_> {
    /// What its calendar tells.
    pub(crate) fn value(&self, calendar: &Calendar, at: Instant) -> Option<Value> {
        match self.told {
            Told::Shift => calendar.shift_at(at).map(Value::from),
            Told::IsOpen => Some(Value::Bool(calendar.is_open(at))),
        }
    }
}
