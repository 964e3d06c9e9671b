//! `sla("production-critical", #{ when, respond, resolve, targets, calendar, warn_at, review_within, review_when })`.

use crate::policy::reader::{Header, Named, Reader};
use crate::policy::script::Closure;
use crate::time::{Seconds, parse_length};
use crate::value::Value;

/// Warnings where a policy does not name its own, in percent of the target.
const DEFAULT_WARNINGS: [i64; 3] = [50, 75, 90];

/// A service level: targets on a calendar, for the tickets it holds for.
#[derive(Debug)]
pub(crate) struct Sla {
    pub(crate) header: Header,
    pub(crate) when: Option<Closure>,
    pub(crate) calendar: Named,
    pub(crate) targets: Vec<Target>,
    pub(crate) warn_at: Vec<i64>,
    /// A post-incident review is due this long after resolution.
    pub(crate) review_within: Option<Seconds>,
    pub(crate) review_when: Option<Closure>,
}

/// A promise: something happens within so much business time.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) within: Seconds,
}

impl Sla {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let always = Named { name: "always".into(), at: reader.at().clone() };
        let warnings = reader.take_percentages("warn_at");
        let sla = Self {
            when: reader.require_closure("when"),
            calendar: reader.take_name("calendar").unwrap_or(always),
            targets: targets(&mut reader),
            warn_at: if warnings.is_empty() { DEFAULT_WARNINGS.to_vec() } else { warnings },
            review_within: reader.take_length("review_within"),
            review_when: reader.take_closure("review_when"),
            header: reader.take_header(id),
        };
        reader.finish();
        sla
    }
}

fn targets(reader: &mut Reader<'_>) -> Vec<Target> {
    let mut targets = Vec::new();
    for (key, name) in [("respond", "response"), ("resolve", "resolution")] {
        if let Some(within) = reader.take_length(key) {
            push(reader, key, name.into(), within, &mut targets);
        }
    }
    if let Some(Value::Map(named)) = reader.take_value("targets") {
        for (name, length) in named {
            match length.as_text().and_then(parse_length) {
                Some(within) => push(reader, "targets", name, within, &mut targets),
                None => {
                    reader.problem("targets", "bad-length", format!("`{length}` is not a length of time"), "\"30m\"")
                }
            }
        }
    }
    if targets.is_empty() {
        reader.problem("respond", "missing-entry", "an SLA has a target".into(), "add `respond: \"15m\"`");
    }
    targets
}

fn push(reader: &Reader<'_>, key: &str, name: String, within: Seconds, targets: &mut Vec<Target>) {
    if within == 0 {
        reader.problem(key, "out-of-range", format!("the {name} target is 0"), "leave it out if there is none");
    } else if targets.iter().any(|known| known.name == name) {
        reader.problem(key, "duplicate-id", format!("the {name} target is declared twice"), "");
    } else {
        targets.push(Target { name, within });
    }
}
