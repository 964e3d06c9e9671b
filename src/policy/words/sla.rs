//! `sla("production-critical", #{ when, respond, resolve, ... })`: promises, and how their clocks run.
//!
//! | entry | meaning |
//! |---|---|
//! | `when` | the tickets it holds for |
//! | `kind` | `"sla"` (the desk's promise), `"ola"` (a team's), `"contract"` (a vendor's); one of each may win a target |
//! | `respond`, `resolve`, `update`, `next_response` | targets: a length, or a map `#{ within, ... }` with the entries below |
//! | `targets` | targets with names of the policy's own |
//! | `calendar` | on which the clocks count; `"always"` if absent, `"plant"` and `"line"` are the ticket's own |
//! | `start` | `"received"` (when it reached the desk), `"opened"`, or `"assigned"` (when its team got it) |
//! | `pauses_on` | statuses that stop the clocks |
//! | `done_on`, `cancels_on` | statuses that end them |
//! | `reopen` | `"continue"`: the time it was done counts as a pause; `"restart"`: a new cycle |
//! | `start_when`, `pause_when`, `resume_when`, `stop_when`, `reset_when`, `cancel_when` | conditions, judged at every change in the ticket's history |
//! | `retroactive` | a clock whose `start_when` comes late counts from `start` all the same (the default) |
//! | `warn_at` | warnings, in percent of the target |
//! | `review_within`, `review_when` | a post-incident review that is owed after resolution |
//!
//! Entries about clocks may stand in the map of a target; those of the SLA hold where it is silent.

use crate::error::Place;
use crate::policy::reader::{Header, LengthOrMap, Named, Reader};
use crate::policy::script::Closure;
use crate::time::Seconds;
use serde::Serialize;

/// Warnings where a policy does not name its own, in percent of the target.
const DEFAULT_WARNINGS: [i64; 3] = [50, 75, 90];
const DONE: [&str; 4] = ["resolved", "closed", "solved", "done"];
const CANCELLED: [&str; 2] = ["cancelled", "canceled"];

/// Whose promise it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AgreementKind {
    /// The desk's, to the business.
    Sla,
    /// A team's, to the desk.
    Ola,
    /// A vendor's.
    Contract,
}

/// A service level: targets on a calendar, for the tickets it holds for.
#[derive(Debug)]
pub(crate) struct Sla {
    pub(crate) header: Header,
    pub(crate) kind: AgreementKind,
    pub(crate) when: Option<Closure>,
    pub(crate) targets: Vec<Target>,
    /// A post-incident review is due this long after resolution.
    pub(crate) review_within: Option<Seconds>,
    pub(crate) review_when: Option<Closure>,
}

/// A promise: something happens within so much business time.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) within: Seconds,
    pub(crate) terms: Terms,
}

/// How a clock runs.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) calendar: Named,
    pub(crate) start: Start,
    pub(crate) retroactive: bool,
    pub(crate) pauses_on: Vec<String>,
    pub(crate) done_on: Vec<String>,
    pub(crate) cancels_on: Vec<String>,
    pub(crate) reopen: Reopen,
    pub(crate) warn_at: Vec<i64>,
    pub(crate) conditions: Conditions,
}

/// Conditions on a clock, judged at every change in the ticket's history.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    pub(crate) start: Option<Closure>,
    pub(crate) pause: Option<Closure>,
    pub(crate) resume: Option<Closure>,
    pub(crate) stop: Option<Closure>,
    pub(crate) reset: Option<Closure>,
    pub(crate) cancel: Option<Closure>,
}

impl Conditions {
    /// Whether there is any.
    pub(crate) fn any(&self) -> bool {
        let all = [&self.start, &self.pause, &self.resume, &self.stop, &self.reset, &self.cancel];
        all.iter().any(|condition| condition.is_some())
    }
}

/// From when a clock counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Received,
    Opened,
    Assigned,
}

/// What happens to a clock that was met when the ticket is opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reopen {
    Continue,
    Restart,
}

impl Sla {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let kinds = [("sla", AgreementKind::Sla), ("ola", AgreementKind::Ola), ("contract", AgreementKind::Contract)];
        let sla = Self {
            when: reader.require_closure("when"),
            kind: reader.take_choice("kind", &kinds).unwrap_or(AgreementKind::Sla),
            targets: targets(&mut reader),
            review_within: reader.take_length("review_within"),
            review_when: reader.take_closure("review_when"),
            header: reader.take_header(id),
        };
        reader.finish();
        sla
    }
}

fn targets(reader: &mut Reader<'_>) -> Vec<Target> {
    let ground = Terms::of_sla(reader);
    let noted = reader.noted();
    let mut targets: Vec<Target> = Vec::new();
    let named =
        [("respond", "response"), ("resolve", "resolution"), ("update", "update"), ("next_response", "next_response")];
    for (key, name) in named {
        if let Some(item) = reader.take_length_or_map(key) {
            targets.extend(target(reader, key, name.into(), item, &ground));
        }
    }
    for (name, item) in reader.take_named_lengths_or_maps("targets") {
        if targets.iter().any(|known| known.name == name) {
            reader.problem("targets", "duplicate-id", format!("the {name} target is declared twice"), "");
        } else {
            targets.extend(target(reader, "targets", name, item, &ground));
        }
    }
    // A target that cannot be read has been told of.
    if targets.is_empty() && reader.noted() == noted {
        reader.problem("respond", "missing-entry", "an SLA has a target".into(), "add `respond: \"15m\"`");
    }
    targets
}

/// A target that is a length, or a map with terms of its own.
fn target(reader: &Reader<'_>, key: &str, name: String, item: LengthOrMap<'_>, ground: &Terms) -> Option<Target> {
    let (within, terms) = match item {
        LengthOrMap::Length(within) => (within, ground.clone()),
        LengthOrMap::Map(mut own) => {
            let within = own.take_length("within");
            if within.is_none() {
                own.missing("within");
            }
            let terms = Terms::read(&mut own, ground);
            own.finish();
            (within?, terms)
        }
    };
    if within == 0 {
        reader.problem(key, "out-of-range", format!("the {name} target is 0"), "leave it out if there is none");
        return None;
    }
    Some(Target { name, within, terms })
}

impl Terms {
    fn of_sla(reader: &mut Reader<'_>) -> Self {
        let ground = Self {
            calendar: Named { name: "always".into(), at: reader.at().clone() },
            start: Start::Received,
            retroactive: true,
            pauses_on: Vec::new(),
            done_on: DONE.map(str::to_owned).to_vec(),
            cancels_on: CANCELLED.map(str::to_owned).to_vec(),
            reopen: Reopen::Continue,
            warn_at: DEFAULT_WARNINGS.to_vec(),
            conditions: Conditions::default(),
        };
        Self::read(reader, &ground)
    }

    /// The terms that a map gives, and `ground` where it is silent.
    fn read(reader: &mut Reader<'_>, ground: &Self) -> Self {
        let starts = [("received", Start::Received), ("opened", Start::Opened), ("assigned", Start::Assigned)];
        let reopens = [("continue", Reopen::Continue), ("restart", Reopen::Restart)];
        let warnings = reader.has("warn_at").then(|| reader.take_percentages("warn_at"));
        Self {
            calendar: reader.take_name("calendar").unwrap_or_else(|| ground.calendar.clone()),
            start: reader.take_choice("start", &starts).unwrap_or(ground.start),
            retroactive: reader.take_flag_or("retroactive", ground.retroactive),
            pauses_on: statuses(reader, "pauses_on", &ground.pauses_on),
            done_on: statuses(reader, "done_on", &ground.done_on),
            cancels_on: statuses(reader, "cancels_on", &ground.cancels_on),
            reopen: reader.take_choice("reopen", &reopens).unwrap_or(ground.reopen),
            warn_at: warnings.unwrap_or_else(|| ground.warn_at.clone()),
            conditions: Conditions {
                start: reader.take_closure("start_when").or_else(|| ground.conditions.start.clone()),
                pause: reader.take_closure("pause_when").or_else(|| ground.conditions.pause.clone()),
                resume: reader.take_closure("resume_when").or_else(|| ground.conditions.resume.clone()),
                stop: reader.take_closure("stop_when").or_else(|| ground.conditions.stop.clone()),
                reset: reader.take_closure("reset_when").or_else(|| ground.conditions.reset.clone()),
                cancel: reader.take_closure("cancel_when").or_else(|| ground.conditions.cancel.clone()),
            },
        }
    }
}

fn statuses(reader: &mut Reader<'_>, key: &'static str, ground: &[String]) -> Vec<String> {
    if !reader.has(key) {
        return ground.to_vec();
    }
    reader.take_texts(key).iter().map(|status| status.trim().to_owned()).collect()
}

impl Target {
    /// Where its calendar is named.
    pub(crate) fn at(&self) -> &Place {
        &self.terms.calendar.at
    }
}
