//! `rule("label-printer-on-line", #{ when, priority, because })`: priority from production impact.
//!
//! The most severe `priority` of all rules that hold wins; then the lowest `cap` of those that hold limits it.
//! `impact` and `urgency` set what the matrix reads where the ticket does not say it.

use crate::policy::reader::{Header, Reader, Setting};
use crate::policy::script::Closure;

/// What a rule does when it holds.
#[derive(Debug)]
pub(crate) enum Effect {
    /// At least this severe.
    Priority(Setting),
    /// At most this severe.
    Cap(Setting),
    /// Impact or urgency, where the ticket does not say it.
    Assess { impact: Option<Setting>, urgency: Option<Setting> },
}

impl Effect {
    /// The priority that the rule names, if it is the same for every ticket.
    pub(crate) fn priority(&self) -> Option<&str> {
        match self {
            Self::Priority(setting) | Self::Cap(setting) => setting.constant_text(),
            Self::Assess { .. } => None,
        }
    }
}

/// A rule about priority.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) header: Header,
    pub(crate) when: Option<Closure>,
    pub(crate) effect: Effect,
}

impl Rule {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let rule =
            Self { when: reader.require_closure("when"), effect: effect(&mut reader), header: reader.take_header(id) };
        reader.finish();
        rule
    }

    /// All that it asks.
    pub(crate) fn closures(&self) -> impl Iterator<Item = &Closure> {
        let (one, other) = match &self.effect {
            Effect::Priority(setting) | Effect::Cap(setting) => (Some(setting), None),
            Effect::Assess { impact, urgency } => (impact.as_ref(), urgency.as_ref()),
        };
        self.when.iter().chain(one.into_iter().chain(other).filter_map(Setting::asked))
    }
}

fn effect(reader: &mut Reader<'_>) -> Effect {
    let priority = reader.take_setting("priority");
    let cap = reader.take_setting("cap");
    let (impact, urgency) = (reader.take_setting("impact"), reader.take_setting("urgency"));
    match (priority, cap, impact.is_some() || urgency.is_some()) {
        (Some(priority), None, false) => Effect::Priority(priority),
        (None, Some(cap), false) => Effect::Cap(cap),
        (None, None, true) => Effect::Assess { impact, urgency },
        (priority, ..) => {
            let help = "`priority` raises to, `cap` limits to, `impact` and `urgency` feed the matrix";
            let message = "a rule has one of `priority`, `cap`, or `impact` and `urgency`";
            reader.problem("priority", "wrong-effect", message.into(), help);
            Effect::Assess { impact: priority, urgency: None }
        }
    }
}
