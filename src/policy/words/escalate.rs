//! `escalate("erp-outage", #{ when, calendar, steps: [#{ after, when, unless, notify, by, message }] })`.

use crate::policy::reader::{Header, Named, Reader};
use crate::policy::script::Closure;
use crate::time::Seconds;

/// Who is told what, as time goes by.
#[derive(Debug)]
pub(crate) struct Escalation {
    pub(crate) header: Header,
    pub(crate) when: Option<Closure>,
    /// The calendar that `after` is measured on; wall clock if none.
    pub(crate) calendar: Option<Named>,
    pub(crate) steps: Vec<Step>,
}

/// One step of an escalation.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) after: Seconds,
    pub(crate) when: Option<Closure>,
    pub(crate) unless: Option<Closure>,
    pub(crate) notify: Vec<Named>,
    pub(crate) by: Option<String>,
    /// With `{field}` where the ticket's value goes.
    pub(crate) message: Named,
}

impl Escalation {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let escalation = Self {
            when: reader.require_closure("when"),
            calendar: reader.take_name("calendar"),
            steps: reader.take_readers("steps").into_iter().map(Step::read).collect(),
            header: reader.take_header(id),
        };
        if escalation.steps.is_empty() {
            reader.missing("steps");
        }
        reader.finish();
        escalation
    }
}

impl Step {
    fn read(mut reader: Reader<'_>) -> Self {
        let after = reader.take_length("after");
        if after.is_none() {
            reader.missing("after");
        }
        let step = Self {
            after: after.unwrap_or_default(),
            when: reader.take_closure("when"),
            unless: reader.take_closure("unless"),
            notify: reader.take_names("notify"),
            by: reader.take_text("by"),
            message: reader
                .take_name("message")
                .unwrap_or_else(|| Named { name: "{id}: {subject}".into(), at: reader.at().clone() }),
        };
        if step.notify.is_empty() {
            reader.missing("notify");
        }
        reader.finish();
        step
    }
}
