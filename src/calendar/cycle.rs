//! `Cycle`: the windows that repeat. A week is a cycle of seven days, 24x7 of one, a rotating pattern of any number.

use super::segment::Segment;
use super::window::Window;
use crate::order::order;
use chrono::{NaiveDate, Weekday, WeekdaySet};

/// Windows for each day of a cycle.
#[derive(Clone, Debug)]
pub(super) struct Cycle {
    anchor: NaiveDate,
    days: Vec<Vec<Window>>,
}

impl Cycle {
    /// Every day like the next, from midnight to midnight.
    pub(super) fn always() -> Self {
        Self { anchor: a_monday(), days: vec![vec![Window::WHOLE_DAY]] }
    }

    /// A week, given as windows for sets of days.
    pub(super) fn week(parts: &[(WeekdaySet, Vec<Window>)]) -> Self {
        let on = |day: Weekday| parts.iter().filter(move |(days, _)| days.contains(day));
        let windows = |day| on(day).flat_map(|(_, windows)| windows.iter().cloned()).collect();
        Self { anchor: a_monday(), days: WeekdaySet::ALL.iter(Weekday::Mon).map(windows).collect() }
    }

    /// Days that repeat from `anchor` on, and backward from it.
    pub(super) fn rotation(anchor: NaiveDate, days: Vec<Vec<Window>>) -> Self {
        Self { anchor, days }
    }

    /// The same with other windows on the days that `parts` names; none for a rotation, which has no weekdays.
    pub(super) fn with_days(self, parts: &[(WeekdaySet, Vec<Window>)]) -> Option<Self> {
        let mut days = match self.days.as_slice() {
            [every_day] => vec![every_day.clone(); 7],
            week if week.len() == 7 && self.anchor == a_monday() => self.days,
            _ => return None,
        };
        let named = Self::week(parts);
        for (day, (own, new)) in WeekdaySet::ALL.iter(Weekday::Mon).zip(days.iter_mut().zip(named.days)) {
            if parts.iter().any(|(days, _)| days.contains(day)) {
                *own = new;
            }
        }
        Some(Self { anchor: a_monday(), days })
    }

    /// The windows of each day, from the anchor on.
    pub(super) fn into_days(self) -> Vec<Vec<Window>> {
        self.days
    }

    /// The windows that open on `date`.
    pub(super) fn on(&self, date: NaiveDate) -> &[Window] {
        let days = (date - self.anchor).num_days();
        let place = i64::try_from(self.days.len()).ok().and_then(|length| days.checked_rem_euclid(length));
        let windows = place.and_then(|place| self.days.get(usize::try_from(place).ok()?));
        windows.map_or(&[], Vec::as_slice)
    }

    /// All windows, day by day.
    pub(super) fn windows(&self) -> impl Iterator<Item = &Window> {
        self.days.iter().flatten()
    }

    /// Whether no second is ever outside.
    pub(super) fn is_always(&self) -> bool {
        self.days.iter().all(|windows| windows.iter().any(Window::is_whole_day))
    }

    /// Pairs of windows that share time, each kind of pair once.
    pub(super) fn overlaps(&self) -> Vec<(&Window, &Window)> {
        let mut on_wall = Vec::new();
        // The first day comes once more at the end: a night of the last day runs into it.
        for (days, windows) in (0..).zip(self.days.iter().chain(self.days.first())) {
            on_wall.extend(windows.iter().filter_map(|window| Some((window.shifted(days)?, window))));
        }
        overlapping(on_wall)
    }
}

/// Windows that share time, each kind of pair once.
fn overlapping(mut on_wall: Vec<(Segment, &Window)>) -> Vec<(&Window, &Window)> {
    order(&mut on_wall, |(a, _), (b, _)| a.cmp(b));
    let mut pairs: Vec<(&Window, &Window)> = Vec::new();
    let mut sorted = on_wall.into_iter();
    let Some((mut latest, mut holder)) = sorted.next() else { return pairs };
    for (segment, window) in sorted {
        if segment.from < latest.to && !pairs.contains(&(holder, window)) {
            pairs.push((holder, window));
        }
        if segment.to > latest.to {
            (latest, holder) = (segment, window);
        }
    }
    pairs
}

/// Windows of one date that share time.
pub(super) fn overlaps_on_one_day(windows: &[Window]) -> Vec<(&Window, &Window)> {
    overlapping(windows.iter().filter_map(|window| Some((window.shifted(0)?, window))).collect())
}

/// 1969-12-29, the Monday of the week of the epoch.
fn a_monday() -> NaiveDate {
    NaiveDate::from_isoywd_opt(1970, 1, Weekday::Mon).unwrap_or_default()
}
