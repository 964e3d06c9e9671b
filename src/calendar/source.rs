//! `Source`: where a calendar's open time comes from, its own rule or other calendars.

use super::Calendar;
use super::rule::Rule;
use super::segment::{Segment, Segments};
use super::zone::Zone;
use std::sync::Arc;

/// A rule, or a combination of calendars.
#[derive(Debug)]
pub(super) enum Source {
    /// Its own rule.
    Rule(Box<Rule>),
    /// Open when any of these is; dates are read in the zone.
    Union(Zone, Vec<Arc<Calendar>>),
    /// Open when all of these are (at least one); dates are read in the zone.
    Intersect(Zone, Vec<Arc<Calendar>>),
}

impl Source {
    /// The zone in which dates are read.
    pub(super) fn zone(&self) -> &Zone {
        match self {
            Self::Rule(rule) => &rule.zone,
            Self::Union(zone, _) | Self::Intersect(zone, _) => zone,
        }
    }

    /// How many rules it is made of, each as often as it is named.
    pub(super) fn rules(&self) -> usize {
        match self {
            Self::Rule(_) => 1,
            Self::Union(_, members) | Self::Intersect(_, members) => {
                members.iter().map(|member| member.timeline.source().rules()).sum()
            }
        }
    }

    /// Whether it is open at every instant.
    pub(super) fn is_always(&self) -> bool {
        match self {
            Self::Rule(rule) => rule.is_always(),
            Self::Union(_, members) => members.iter().any(|member| member.timeline.is_always()),
            Self::Intersect(_, members) => members.iter().all(|member| member.timeline.is_always()),
        }
    }

    /// The open time within `span`.
    pub(super) fn open(&self, span: Segment) -> Segments {
        match self {
            Self::Rule(rule) => rule.open(span),
            Self::Union(_, members) => {
                let open: Vec<Segments> = members.iter().map(|member| member.timeline.source().open(span)).collect();
                Segments::union_of(open.iter().flat_map(Segments::iter).collect())
            }
            Self::Intersect(_, members) => {
                let whole = Segments::union_of(vec![span]);
                members.iter().fold(whole, |open, member| open.intersect(&member.timeline.source().open(span)))
            }
        }
    }

    /// The shift on duty at `at`: of members, the first that knows one; in an intersection only while all are open.
    pub(super) fn shift_at(&self, at: i64) -> Option<&str> {
        match self {
            Self::Rule(rule) => rule.shift_at(at),
            Self::Intersect(_, members) if !members.iter().all(|member| member.timeline.is_open(at)) => None,
            Self::Union(_, members) | Self::Intersect(_, members) => {
                members.iter().find_map(|member| member.timeline.source().shift_at(at))
            }
        }
    }
}
