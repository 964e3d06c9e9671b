//! `Report`: what the watch keeps of a ticket.

use super::echo::Before;
use super::names::Name;
use serde::{Deserialize, Serialize};

/// Number of a report, in the order of arrival.
pub(super) type Serial = u64;

/// A ticket as the watch sees it: somebody says that something fails somewhere.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Report {
    pub(super) id: String,
    /// When it happened, in seconds; never after `seen`.
    pub(super) at: i64,
    /// When the watch was told.
    pub(super) seen: i64,
    pub(super) plant: Name,
    pub(super) area: Name,
    pub(super) line: Name,
    /// The system that fails; 0 if nobody knows.
    pub(super) system: Name,
    /// What the report is about: its system, or else its category.
    pub(super) topic: Name,
    pub(super) symptom: Name,
    pub(super) asset: Name,
    /// A job that it names.
    pub(super) job: Name,
    /// Who speaks: the same caller twice is one voice.
    pub(super) voice: u64,
    /// How much stands still: 0 (nobody says) to [`WORST`].
    pub(super) mark: u8,
    /// A failure, or nobody knows; not a request, a question, an announcement.
    pub(super) failure: bool,
    /// It speaks of connections.
    pub(super) link: bool,
    /// It speaks of slowness.
    pub(super) slow: bool,
    /// What one report counts for: less where the policy expects it.
    pub(super) weight: f32,
    /// Triggers of the policy that it fits.
    pub(super) fits: Vec<String>,
    /// Telling words of its text, as digests.
    pub(super) words: Vec<u64>,
    /// The first words of its text, folded.
    pub(super) text: String,
    /// The suggestion it belongs to; 0 for none.
    pub(super) outage: u32,
    /// How surely it belongs there.
    pub(super) belief: f32,
    /// It is about what that suggestion is about; others are side effects.
    pub(super) core: bool,
    /// It alone came close to a suggestion.
    pub(super) near_miss: bool,
    /// Who had spoken of the same shortly before.
    pub(super) before: Before,
}

/// The highest mark.
pub(super) const WORST: u8 = 4;

impl Report {
    /// No known outage explains it.
    pub(super) fn is_free(&self) -> bool {
        self.outage == 0 || !self.core
    }

    /// Where it happened, as narrowly as known; 0 if unknown.
    pub(super) fn place(&self) -> Name {
        if self.line != 0 { self.line } else { self.area }
    }
}
