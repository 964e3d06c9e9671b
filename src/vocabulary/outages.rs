//! The words that the watch reads: what is no news, and what is a major incident.

use super::entry::{Entry, Wants};

pub(super) const EXPECT: &[Entry] = &[
    Entry::closure("when", "the tickets that are expected").required(),
    Entry::text("from", "from this instant on"),
    Entry::text("to", "until this instant"),
    Entry::name("calendar", "calendar", "only while this calendar is open"),
    Entry::new("counts_as", Wants::Number, "what such a ticket counts for: 0.1 is a tenth"),
    Entry::text("because", "why"),
];

pub(super) const MAJOR: &[Entry] = &[
    Entry::closure("when", "a ticket that fits; it has no priority yet"),
    Entry::new("lines", Wants::Int, "at least so many lines"),
    Entry::new("systems", Wants::Int, "at least so many systems"),
    Entry::new("plants", Wants::Int, "at least so many plants"),
    Entry::new("reports", Wants::Int, "at least so many tickets"),
    Entry::new("down_for", Wants::Length, "unresolved for so long"),
    Entry::name("on_breach", "target", "late for this target"),
    Entry::new(
        "false_alarms_per_month",
        Wants::Number,
        "false suggestions that are accepted; the last declaration counts",
    ),
    Entry::new("update_every", Wants::Length, "how often people are told, once it is confirmed"),
    Entry::text("message", "what they are told; {id}, {systems}, {plants}, {areas}, {lines}, {tickets} are filled in"),
    Entry::new("notify", Wants::Names, "whom").of("stakeholder"),
    Entry::new("tasks", Wants::Texts, "what somebody has to do, in order"),
    Entry::new("review_within", Wants::Length, "when the review is due, after it is resolved"),
    Entry::text("because", "why"),
];
