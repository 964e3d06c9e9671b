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
//!
//! # What a declaration may say
//!
//! | key | meaning |
//! |---|---|
//! | `zone` | IANA time zone, required: `"America/Monterrey"` |
//! | `hours` | `"24x7"`, or windows for days: `#{ "mon-fri": ["06:00-14:00", "22:00-06:00"], sat: "08:00-12:00" }`. Days are `mon` ... `sun`, ranges and lists; a missing day is closed; a window may be the name of a shift |
//! | `shifts`, `days` | named windows and the days they are worked: `shifts: #{ A: "06:00-14:00", ... }, days: "mon-sat"` (or `"mon,wed,fri"`, or a list) |
//! | `pattern` | a rotation: `#{ anchor: "2026-01-05", days: "D*4 -*4" }`, or `#{ anchor: ..., weeks: [#{ "mon-fri": "A" }, #{ "mon-fri": "B" }] }` |
//! | `holidays` | dates that are closed, see below |
//! | `exceptions` | windows that replace those of a date: `#{ "2026-12-24": ["08:00-12:00"], "2026-12-31": [] }` |
//! | `breaks` | closed windows: `["12:00-12:30"]` every day, or for dates: `#{ "mon-fri": ["12:00-12:30"], "2026-01-02": ["10:00-11:30"] }` |
//! | `maintenance` | closed stretches: `"2026-05-02T22:00/2026-05-03T04:00"` (local times), `"1st sun 02:00-06:00"` |
//! | `extends` | name of a calendar to start from; own days of `hours`, exceptions and settings win, the rest is added |
//! | `union`, `intersect` | names of calendars: open when any, or all, of them are; `zone` is then that of the first unless given |
//! | `edge`, `zero`, `holiday_mode`, `reverse` | settings, see "Where systems differ" |
//!
//! A rotation's `days` names one shift a day: `-` is a day off, `D*4` four days, `D+N` two shifts on one day. Examples:
//!
//! - four on, four off: `days: "D*4 -*4"`;
//! - continental, three shifts and four crews whose anchors are a week apart:
//!   `days: "M*2 A*2 N*3 -*2 M*2 A*3 N*2 -*2 M*3 A*2 N*2 -*3"`;
//! - A and B weeks: `weeks: [#{ "mon-fri": "A" }, #{ "mon-fri": "B" }]`; the anchor is then a Monday.
//!
//! It repeats before the anchor as well as after it. A window belongs to the date on which it opens, everywhere.
//!
//! Dates, in `holidays`, `exceptions`, `breaks` and `maintenance`:
//!
//! | text | dates |
//! |---|---|
//! | `2026-12-25` | one date |
//! | `2026-07-06/2026-07-17` | a range with both ends |
//! | `*-12-25`, `*-12-24/*-01-01` | every year |
//! | `4th thu nov`, `last mon may` | a weekday of a month, `1st` to `5th` or `last` |
//! | `2nd tue` | the same, every month |
//! | `mon before *-05-25`, `sat after *-06-19` | the nearest weekday strictly before or after a date |
//! | `easter-2`, `easter+39`, `orthodox-easter+1` | days from Easter Sunday |
//! | `mon-fri`, `sat,sun`, `daily` | days of the week |
//!
//! # Where systems differ
//!
//! | question | here |
//! |---|---|
//! | A budget ends exactly at closing | due at closing (`edge: "close"`); `"open"` makes it the next opening, as some help desks do. Backward, a budget that ends at an opening is due there |
//! | Zero budget outside hours | the next opening (`zero: "next_open"`); `"same"` leaves the instant |
//! | Local time that a clock change skips | moved forward by the jump; windows are merged after conversion to UTC, so two that collide count once |
//! | Local time that comes twice | the first, for starts and ends alike |
//! | A night shift over a clock change | as long as it lasts: 7 or 9 hours, not 8 |
//! | Holiday and night shift | `holiday_mode: "calendar"` closes 00:00-24:00 of the date: last night's shift is cut at midnight, tonight's works after it. `"shift"` closes the shifts that open on the date, whole, and no others. A calendar with both nights and holidays must say which |
//! | Exception and holiday on one date | the exception wins. It replaces the windows that *open* on its date; last night's shift ends as usual |
//! | Several exceptions know a date | a single date beats a range, a range beats everything else; then the order of the keys |
//! | Breaks and maintenance | closed whatever else is declared, exceptions included |
//! | Start equals end | a problem; 24x7 is `00:00-24:00` |
//! | Overlapping windows | count once, with a warning |
//! | `between` backward | negative (`reverse: "signed"`); `"clamp"` makes it 0 |
//! | A pause outside hours | costs nothing: paused time is pause *and* open |
//! | Overlapping pauses, a pause that ends before it starts | count once; not at all |
//! | An open-ended pause | `add` has no due date unless the budget is used up before it; `between` counts up to it |
//! | Nothing ever opens | `compile` says so. A search that finds nothing for a hundred years answers none: "never" |
//! | Working days | `add_days` counts local dates with any open time and keeps the local time of day, whether or not that is open on the day it reaches. From outside hours it starts at the next opening (backward: the last closing) |
//! | Handover of shifts | `shift_at` names the shift that came last. Breaks and maintenance stop the clock, not the shift |
//! | 24x7 | plain elapsed time, clock changes included |
//! | Far future | the rule a zone has now holds for ever |

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
