//! `Rule`: everything a calendar declares about local time, and the open time that follows from it.

use super::cycle::Cycle;
use super::dates::Dates;
use super::segment::{Segment, Segments};
use super::window::Window;
use super::zone::{DAY, Zone, midnight};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a calendar declares.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) zone: Zone,
    /// Windows by shift name.
    pub(super) shifts: BTreeMap<Arc<str>, Vec<Window>>,
    pub(super) hours: Cycle,
    pub(super) holidays: Vec<Dates>,
    /// None if nobody has said; then it is `Calendar`.
    pub(super) holiday_mode: Option<HolidayMode>,
    /// Windows that replace those of `hours`; the first entry that knows a date decides.
    pub(super) exceptions: Vec<(Dates, Vec<Window>)>,
    pub(super) closures: Vec<Closure>,
}

/// What a holiday takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HolidayMode {
    /// 00:00-24:00 of its date: the end of last night's shift is cut, the shift that opens tonight works after midnight.
    Calendar,
    /// The shifts that open on its date, whole, and no others.
    Shift,
}

/// Time taken out of whatever is open: a break, or maintenance.
#[derive(Clone, Debug)]
pub(super) enum Closure {
    /// A window on each of these dates.
    On(Dates, Window),
    /// From one local time to another, in local seconds.
    Once(i64, i64),
}

/// How a rule treats one local date.
struct Opening<'a> {
    windows: &'a [Window],
    /// Whether the date is taken out from midnight to midnight.
    cut: bool,
}

impl Rule {
    /// 24x7 in `zone`.
    pub(super) fn always(zone: Zone) -> Self {
        Self {
            zone,
            shifts: BTreeMap::new(),
            hours: Cycle::always(),
            holidays: Vec::new(),
            holiday_mode: None,
            exceptions: Vec::new(),
            closures: Vec::new(),
        }
    }

    /// Whether it is open at every instant.
    pub(super) fn is_always(&self) -> bool {
        let never_changed = self.holidays.is_empty() && self.exceptions.is_empty() && self.closures.is_empty();
        never_changed && self.hours.is_always()
    }

    /// Whether a window works past midnight.
    pub(super) fn has_nights(&self) -> bool {
        let exceptions = self.exceptions.iter().flat_map(|(_, windows)| windows);
        self.hours.windows().chain(exceptions).any(Window::is_overnight)
    }

    /// The open time within `span`.
    pub(super) fn open(&self, span: Segment) -> Segments {
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for date in self.dates_near(span) {
            let opening = self.opening(date);
            open.extend(opening.windows.iter().filter_map(|window| window.on(date, &self.zone)));
            if opening.cut {
                closed.extend(Window::WHOLE_DAY.on(date, &self.zone));
            }
            closed.extend(self.closures.iter().filter_map(|closure| closure.on(date, &self.zone)));
        }
        // Windows are merged as instants, not as local times: two that a clock change moves onto each other count once.
        Segments::union_of(open).without(&Segments::union_of(closed), span)
    }

    /// The shift on duty at `at`; of two in a handover, the one that came last.
    pub(super) fn shift_at(&self, at: i64) -> Option<&str> {
        let now = Segment::new(at, at.checked_add(1)?)?;
        let mut on_duty: Option<(Segment, &str)> = None;
        for date in self.dates_near(now) {
            let opening = self.opening(date);
            let whole_day = Window::WHOLE_DAY.on(date, &self.zone);
            if opening.cut && whole_day.is_some_and(|day| day.from <= at && at < day.to) {
                return None;
            }
            for window in opening.windows {
                let (Some(segment), Some(shift)) = (window.on(date, &self.zone), &window.shift) else { continue };
                let here = segment.from <= at && at < segment.to;
                if here && on_duty.is_none_or(|(other, _)| other.from <= segment.from) {
                    on_duty = Some((segment, shift));
                }
            }
        }
        on_duty.map(|(_, shift)| shift)
    }

    /// Exceptions beat holidays, holidays beat hours.
    fn opening(&self, date: NaiveDate) -> Opening<'_> {
        if let Some((_, windows)) = self.exceptions.iter().find(|(dates, _)| dates.contains(date)) {
            return Opening { windows, cut: false };
        }
        let holiday = self.holidays.iter().any(|dates| dates.contains(date));
        match self.holiday_mode {
            Some(HolidayMode::Shift) if holiday => Opening { windows: &[], cut: false },
            _ => Opening { windows: self.hours.on(date), cut: holiday },
        }
    }

    /// Every local date on which something may begin that touches `span`: no window ends later than the next day does.
    /// Where the clock changes nearby there is room for a zone that skips a date.
    pub(super) fn dates_near(&self, span: Segment) -> impl Iterator<Item = NaiveDate> + use<> {
        let (before, after) = if self.zone.is_steady(span.from - 3 * DAY, span.to + 3 * DAY) { (1, 0) } else { (3, 2) };
        let first = self.zone.date(span.from).checked_sub_days(Days::new(before)).unwrap_or(NaiveDate::MIN);
        let last = self.zone.date(span.to).checked_add_days(Days::new(after)).unwrap_or(NaiveDate::MAX);
        first.iter_days().take_while(move |date| *date <= last)
    }
}

impl Closure {
    /// The part of it that begins on `date`.
    pub(super) fn on(&self, date: NaiveDate, zone: &Zone) -> Option<Segment> {
        match self {
            Self::On(dates, window) if dates.contains(date) => window.on(date, zone),
            Self::On(..) => None,
            Self::Once(from, to) => {
                let midnight = midnight(date);
                let (from, to) = ((*from).max(midnight), (*to).min(midnight + DAY));
                if from < to { Segment::new(zone.instant(from), zone.instant(to)) } else { None }
            }
        }
    }
}
