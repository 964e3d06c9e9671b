//! Business time: when a plant, a team or a vendor works, and where a budget of working time ends.
//!
//! In: one declaration (a Rhai map or a JSON object). Out: a [`Calendar`] that answers in whole seconds.
//!
//! ```
//! use andon::{calendar::Calendar, time::Instant, value::Value};
//!
//! let declaration: Value = serde_json::from_str(r#"{
//!     "zone": "Europe/Berlin",
//!     "shifts": { "A": "06:00-14:00", "B": "14:00-22:00", "C": "22:00-06:00" },
//!     "days": "mon-fri",
//!     "holidays": ["*-12-25", "easter+1"],
//!     "holiday_mode": "shift"
//! }"#).unwrap();
//! let plant = Calendar::compile(&declaration, &|_| None).unwrap().calendar;
//!
//! // Friday's night shift works until Saturday, 06:00 in Berlin.
//! let reported = Instant::parse("2026-03-06T23:30:00+01:00").unwrap();
//! assert_eq!(plant.shift_at(reported), Some("C"));
//! let due = plant.add(reported, 8 * 3600, &[]).unwrap();
//! assert_eq!(due.to_string(), "2026-03-09T06:30:00Z"); // Monday, 07:30 in Berlin
//! ```
#![doc = include_str!("../../docs/calendars.md")]

mod block;
mod combination;
mod count;
mod cycle;
mod dates;
mod declaration;
mod easter;
mod entries;
mod hours;
mod local;
mod offsets;
mod reading;
mod rule;
mod segment;
mod source;
mod stretches;
mod timeline;
mod weekdays;
mod window;
mod working_days;
mod zone;
mod zones;

pub(crate) use count::{Run, Stops};
pub use stretches::{Closed, Stretch};

use crate::error::Problem;
use crate::time::{Instant, Seconds};
use crate::value::Value;
use rule::Rule;
use serde::Serialize;
use source::Source;
use std::sync::Arc;
use timeline::Timeline;
use zone::Zone;
pub(crate) use zones::Zones;

/// When somebody works. Immutable, and cheap to ask.
#[derive(Debug)]
pub struct Calendar {
    timeline: Timeline,
    settings: Settings,
}

/// A calendar, and what its author may not have meant.
#[derive(Debug)]
pub struct Compiled {
    /// The calendar.
    pub calendar: Calendar,
    /// Such as windows that overlap; the calendar works all the same.
    pub warnings: Vec<Problem>,
}

/// Time in which a clock stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Pause {
    /// The first second of it.
    pub from: Instant,
    /// When the clock was resumed; none if it has not been.
    pub to: Option<Instant>,
}

/// The choices where systems differ.
#[derive(Clone, Copy, Debug)]
struct Settings {
    edge: Edge,
    zero: ZeroBudget,
    reverse: Reverse,
}

/// Where a budget is due that ends exactly at closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Close,
    Open,
}

/// Where a budget of nothing is due outside hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ZeroBudget {
    NextOpen,
    Same,
}

/// What `between` answers from later to earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reverse {
    Signed,
    Clamp,
}

impl Default for Settings {
    fn default() -> Self {
        Self { edge: Edge::Close, zero: ZeroBudget::NextOpen, reverse: Reverse::Signed }
    }
}

impl Calendar {
    /// 24x7, UTC.
    pub fn always() -> Self {
        Self::new(Source::Rule(Box::new(Rule::always(Zone::utc()))), Settings::default())
    }

    /// Reads one declaration; `others` finds the calendars it may be built on.
    ///
    /// # Errors
    /// All problems, each with its path in the declaration (`hours.mon[0]`) and a way out.
    pub fn compile(
        declaration: &Value,
        others: &dyn Fn(&str) -> Option<Arc<Calendar>>,
    ) -> Result<Compiled, Vec<Problem>> {
        Self::compile_with(declaration, others, Zones::default())
    }

    /// The same, with the zones that a bundle brings.
    pub(crate) fn compile_with(
        declaration: &Value,
        others: &dyn Fn(&str) -> Option<Arc<Calendar>>,
        zones: Zones,
    ) -> Result<Compiled, Vec<Problem>> {
        declaration::compile(declaration, others, zones)
    }

    /// The IANA time zone in which local times are read.
    pub fn zone(&self) -> &str {
        self.timeline.source().zone().name()
    }

    /// Whether it is open at every instant: 24x7.
    pub fn is_always(&self) -> bool {
        self.timeline.is_always()
    }

    /// Whether it is open at `at`. Opening is inside, closing is not.
    pub fn is_open(&self, at: Instant) -> bool {
        self.timeline.is_open(at.unix())
    }

    /// The first instant at or after `at` that is open; none if never.
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        instant(self.timeline.next_open(at.unix()))
    }

    /// The end of the open time that runs at `at` or, if none does, comes next; none if never.
    pub fn next_close(&self, at: Instant) -> Option<Instant> {
        instant(self.timeline.next_close(at.unix()))
    }

    /// The last instant at or before `at` up to which it was open: `at` itself inside open time; none if never.
    pub fn prev_close(&self, at: Instant) -> Option<Instant> {
        instant(self.timeline.prev_close(at.unix()))
    }

    /// The name of the shift on duty at `at`; none if nobody is, or the hours have no names.
    pub fn shift_at(&self, at: Instant) -> Option<&str> {
        self.timeline.source().shift_at(at.unix())
    }

    /// Where `seconds` of business time from `from` end, backward if negative; none if never, or paused open-ended.
    pub fn add(&self, from: Instant, seconds: Seconds, pauses: &[Pause]) -> Option<Instant> {
        self.add_over(from, seconds, &Stops::of(pauses))
    }

    /// Business time from `from` to `to`, without the pauses.
    pub fn between(&self, from: Instant, to: Instant, pauses: &[Pause]) -> Seconds {
        self.between_over(from, to, &Stops::of(pauses))
    }

    /// [`Calendar::add`] over pauses that were put together before.
    pub(crate) fn add_over(&self, from: Instant, seconds: Seconds, stops: &Stops) -> Option<Instant> {
        instant(self.reach(from.unix(), seconds, stops))
    }

    /// [`Calendar::between`] over pauses that were put together before.
    pub(crate) fn between_over(&self, from: Instant, to: Instant, stops: &Stops) -> Seconds {
        self.measure(from.unix(), to.unix(), stops)
    }

    /// `days` working days from `from`, backward if negative, at the same local time of day; none if never.
    pub fn add_days(&self, from: Instant, days: i64) -> Option<Instant> {
        instant(self.reach_day(from.unix(), days))
    }

    /// Its own rule, unless it combines other calendars.
    fn rule(&self) -> Option<&Rule> {
        match self.timeline.source() {
            Source::Rule(rule) => Some(rule),
            Source::Union(..) | Source::Intersect(..) => None,
        }
    }

    fn new(source: Source, settings: Settings) -> Self {
        Self { timeline: Timeline::new(source), settings }
    }
}

fn instant(at: Option<i64>) -> Option<Instant> {
    at.and_then(Instant::from_unix)
}
