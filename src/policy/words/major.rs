//! `major("line-down", #{ when, lines, systems, plants, reports, down_for, on_breach, false_alarms_per_month, ... })`: when tickets
//! are a major incident, and what happens then.
//!
//! | entry | meaning |
//! |---|---|
//! | `when` | holds for a ticket; without counts or times below, that ticket alone is suggested |
//! | `lines`, `systems`, `plants`, `reports` | at least so many, of one suggestion of which a ticket fits `when` |
//! | `down_for` | a ticket that fits `when` is unresolved for so long |
//! | `on_breach` | a ticket that fits `when` is late for the target of this name |
//! | `false_alarms_per_month` | how many false suggestions a month are accepted: the one knob of the watch |
//! | `update_every`, `message`, `notify`, `tasks`, `review_within` | the plan once it is confirmed |

use crate::policy::reader::{Header, Named, Reader};
use crate::policy::script::Closure;
use crate::time::Seconds;

/// What can be counted of a suggestion.
const COUNTED: [&str; 4] = ["lines", "systems", "plants", "reports"];

/// A reason to call tickets a major incident.
#[derive(Debug)]
#[cfg_attr(not(feature = "watch"), expect(dead_code, reason = "a policy says it, and only the watch asks"))]
pub(crate) struct MajorRule {
    pub(crate) header: Header,
    pub(crate) when: Option<Closure>,
    /// Of what at least how many.
    pub(crate) at_least: Vec<(&'static str, usize)>,
    pub(crate) down_for: Option<Seconds>,
    pub(crate) on_breach: Option<Named>,
    pub(crate) false_alarms_per_month: Option<f64>,
    pub(crate) update_every: Option<Seconds>,
    pub(crate) message: Option<String>,
    pub(crate) notify: Vec<Named>,
    pub(crate) tasks: Vec<String>,
    pub(crate) review_within: Option<Seconds>,
}

impl MajorRule {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let mut count = |key| Some((key, usize::try_from(reader.take_whole(key, 1..=100_000)?).ok()?));
        let at_least = COUNTED.into_iter().filter_map(&mut count).collect();
        let rule = Self {
            when: reader.take_closure("when"),
            at_least,
            down_for: reader.take_length("down_for"),
            on_breach: reader.take_name("on_breach"),
            false_alarms_per_month: reader.take_amount("false_alarms_per_month"),
            update_every: reader.take_length("update_every"),
            message: reader.take_text("message"),
            notify: reader.take_names("notify"),
            tasks: reader.take_texts("tasks"),
            review_within: reader.take_length("review_within"),
            header: reader.take_header(id),
        };
        for (key, needs_when) in [("down_for", rule.down_for.is_some()), ("on_breach", rule.on_breach.is_some())] {
            if needs_when && rule.when.is_none() {
                let help = "add `when: |t| t.tier == \"production-critical\" && t.symptom == \"down\"`";
                reader.problem(key, "missing-entry", format!("`{key}` would hold for every ticket"), help);
            }
        }
        reader.finish();
        rule
    }

    /// One ticket that fits is enough.
    #[cfg(feature = "watch")]
    pub(crate) fn is_for_one_ticket(&self) -> bool {
        self.when.is_some() && self.at_least.is_empty() && self.down_for.is_none() && self.on_breach.is_none()
    }

    /// It says what happens once a suggestion is confirmed.
    #[cfg(feature = "watch")]
    pub(crate) fn has_plan(&self) -> bool {
        self.update_every.is_some()
            || self.message.is_some()
            || !self.notify.is_empty()
            || !self.tasks.is_empty()
            || self.review_within.is_some()
    }
}
