//! The words that judge: priority, promises, routes, escalations, procedures.

use super::entry::{Entry, Wants};

const BECAUSE: Entry = Entry::text("because", "why, for whoever reads a decision");

pub(super) const RULE: &[Entry] = &[
    Entry::closure("when", "the tickets it holds for").required(),
    Entry::new("priority", Wants::Setting, "at least this severe; the most severe of all rules that hold wins")
        .of("priority"),
    Entry::new("cap", Wants::Setting, "at most this severe").of("priority"),
    Entry::new("impact", Wants::Setting, "impact where the ticket does not say it").of("impact"),
    Entry::new("urgency", Wants::Setting, "urgency where the ticket does not say it").of("urgency"),
    BECAUSE,
];

pub(super) const ROUTE: &[Entry] = &[
    Entry::closure("when", "the tickets it holds for").required(),
    Entry::name("to", "team", "the team; the first route that holds wins").required(),
    BECAUSE,
];

const CALENDAR: Entry =
    Entry::name("calendar", "calendar", "on which clocks count; `plant` and `line` are the ticket's own");
const START: Entry = Entry::choice("start", &["received", "opened", "assigned"], "from when clocks count");
const RETROACTIVE: Entry =
    Entry::new("retroactive", Wants::Bool, "a clock whose `start_when` comes late counts from `start` all the same");
const PAUSES_ON: Entry = Entry::new("pauses_on", Wants::Texts, "statuses in which clocks stand still");
const DONE_ON: Entry = Entry::new("done_on", Wants::Texts, "statuses that end clocks");
const CANCELS_ON: Entry = Entry::new("cancels_on", Wants::Texts, "statuses that cancel clocks");
const REOPEN: Entry = Entry::choice(
    "reopen",
    &["continue", "restart"],
    "what becomes of a clock that was met when a ticket is opened again",
);
const WARN_AT: Entry = Entry::new("warn_at", Wants::Percentages, "warnings, in percent of the target");
const START_WHEN: Entry = Entry::closure("start_when", "a clock starts when this first holds");
const PAUSE_WHEN: Entry = Entry::closure("pause_when", "a clock stands still while this holds");
const RESUME_WHEN: Entry = Entry::closure("resume_when", "a paused clock runs on when this holds");
const STOP_WHEN: Entry = Entry::closure("stop_when", "a clock is done when this holds");
const RESET_WHEN: Entry = Entry::closure("reset_when", "a clock begins again when this begins to hold");
const CANCEL_WHEN: Entry = Entry::closure("cancel_when", "a clock is cancelled when this holds");

const TARGET: &[Entry] = &[
    Entry::new("within", Wants::Length, "the promise").required(),
    CALENDAR,
    START,
    RETROACTIVE,
    PAUSES_ON,
    DONE_ON,
    CANCELS_ON,
    REOPEN,
    WARN_AT,
    START_WHEN,
    PAUSE_WHEN,
    RESUME_WHEN,
    STOP_WHEN,
    RESET_WHEN,
    CANCEL_WHEN,
];

pub(super) const SLA: &[Entry] = &[
    Entry::closure("when", "the tickets it holds for").required(),
    Entry::choice(
        "kind",
        &["sla", "ola", "contract"],
        "the desk's promise, a team's, a vendor's; one of each may win a target",
    ),
    Entry::new("respond", Wants::LengthOrMap, "first response").holding(TARGET),
    Entry::new("resolve", Wants::LengthOrMap, "resolution").holding(TARGET),
    Entry::new("update", Wants::LengthOrMap, "next word to the reporter").holding(TARGET),
    Entry::new("next_response", Wants::LengthOrMap, "answer to what the reporter wrote last").holding(TARGET),
    Entry::new("targets", Wants::Lengths, "targets with names of the policy's own").holding(TARGET),
    CALENDAR,
    START,
    RETROACTIVE,
    PAUSES_ON,
    DONE_ON,
    CANCELS_ON,
    REOPEN,
    WARN_AT,
    START_WHEN,
    PAUSE_WHEN,
    RESUME_WHEN,
    STOP_WHEN,
    RESET_WHEN,
    CANCEL_WHEN,
    Entry::new("review_within", Wants::Length, "a post-incident review is due so long after resolution"),
    Entry::closure("review_when", "the incidents that are reviewed"),
    BECAUSE,
];

pub(super) const ESCALATE: &[Entry] = &[
    Entry::closure("when", "the incidents that escalate").required(),
    Entry::name("calendar", "calendar", "on which `after` counts; the wall clock if absent"),
    Entry::new("steps", Wants::Maps, "who is told, when").required().holding(STEP),
    BECAUSE,
];

const STEP: &[Entry] = &[
    Entry::new("after", Wants::Length, "so long after the incident happened"),
    Entry::new("at", Wants::Map, "when so much of a target is used up").holding(&[
        Entry::name("target", "target", "the target").required(),
        Entry::new("percent", Wants::Int, "how much of it").required(),
    ]),
    Entry::name("on_breach", "target", "the second this target is late"),
    Entry::new("every", Wants::Length, "told again at this interval"),
    Entry::new("times", Wants::Int, "at most so often in all"),
    Entry::choice("ends_on", &["resolved", "acknowledged"], "from when nothing more is sent"),
    Entry::closure("when", "a condition; one that cannot be judged does not hold the step back"),
    Entry::closure("unless", "the opposite"),
    Entry::new("notify", Wants::Names, "stakeholders, and teams: whoever of them is on call")
        .of("stakeholder")
        .required(),
    Entry::text("by", "channel"),
    Entry::text("message", "text, with `{field}` where the ticket's value goes"),
];

pub(super) const PROCEDURE: &[Entry] = &[
    Entry::text("kind", "fallback, workaround, handling, isolation or safety").required(),
    Entry::text("title", "what people call it").required(),
    Entry::new("steps", Wants::Texts, "what to do, in order"),
    Entry::text("reference", "where more is written"),
    Entry::new("systems", Wants::Names, "one of these systems is affected").of("system"),
    Entry::new("zones", Wants::Names, "it is in one of these zones"),
    Entry::new("layers", Wants::Names, "the fault lies in one of these layers").of("layer"),
    Entry::new("categories", Wants::Names, "it is of one of these categories").of("category"),
    Entry::closure("when", "and this holds"),
    BECAUSE,
];
