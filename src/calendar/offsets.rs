//! `Offsets`: how far a zone is ahead of UTC, prepared when first asked for.
//!
//! Working out when a rule changes the clock costs more than everything else a calendar does. The changes of a block,
//! two in most, are kept from 1970 to 2106, as [`super::timeline`] keeps open time; other instants are worked out anew.

use super::block;
use crate::order::order;
use std::sync::OnceLock;
use tz::TimeZone;
use tz::timezone::Transition;

/// How many blocks are kept, from 1970 on: 136 years.
const KEPT: usize = 128;
/// No rule of the database goes back sooner after a change; changes that are listed one by one may be nearer.
const WEEK: usize = 7 * 86_400;

/// The offsets of a zone.
#[derive(Debug)]
pub(super) struct Offsets {
    rules: TimeZone,
    kept: Box<[OnceLock<Box<[Change]>>]>,
}

/// From when on which offset holds.
#[derive(Clone, Copy, Debug)]
struct Change {
    from: i64,
    offset: i64,
}

impl Offsets {
    /// The offsets that follow from a zone's rules; nothing is prepared yet.
    pub(super) fn new(rules: TimeZone) -> Self {
        Self { rules, kept: std::iter::repeat_with(OnceLock::new).take(KEPT).collect() }
    }

    /// Seconds east of UTC at `at`.
    pub(super) fn at(&self, at: i64) -> i64 {
        let Some(changes) = self.kept(block::number(at)) else { return self.worked_out(at) };
        changes.iter().rfind(|change| change.from <= at).map_or(0, |change| change.offset)
    }

    /// Whether the offset is known to be the same from one instant to another.
    pub(super) fn are_steady(&self, from: i64, to: i64) -> bool {
        let number = block::number(from);
        let changes = if block::number(to) == number { self.kept(number) } else { None };
        changes.is_some_and(|changes| !changes.iter().any(|change| from < change.from && change.from <= to))
    }

    /// The changes of a block that is kept.
    fn kept(&self, number: i64) -> Option<&[Change]> {
        let kept = self.kept.get(usize::try_from(number).ok()?)?;
        Some(kept.get_or_init(|| self.changes(number)))
    }

    /// The offset at the start of a block, and every change in it.
    fn changes(&self, number: i64) -> Box<[Change]> {
        let span = block::span(number);
        let listed = self.rules.as_ref().transitions().iter().map(Transition::unix_leap_time);
        let listed = listed.filter(|at| span.from <= *at && *at < span.to);
        let mut probes: Vec<i64> = (span.from..span.to).step_by(WEEK).chain(listed).chain([span.to - 1]).collect();
        order(&mut probes, i64::cmp);
        let mut before = Change { from: span.from, offset: self.worked_out(span.from) };
        let mut changes = vec![before];
        for at in probes {
            let probe = Change { from: at, offset: self.worked_out(at) };
            if probe.offset != before.offset {
                changes.push(Change { from: self.first_with(probe, before.from), ..probe });
            }
            before = probe;
        }
        changes.into()
    }

    /// The first second with the offset of `probe`, of those after `before`, when another one held.
    fn first_with(&self, probe: Change, mut before: i64) -> i64 {
        let mut first = probe.from;
        while first - before > 1 {
            let middle = before + (first - before) / 2;
            if self.worked_out(middle) == probe.offset { first = middle } else { before = middle }
        }
        first
    }

    fn worked_out(&self, at: i64) -> i64 {
        // A zone without a rule for `at` does not occur in the database; were there one, UTC would be meant.
        self.rules.find_local_time_type(at).map_or(0, |kind| i64::from(kind.ut_offset()))
    }
}
