//! `team("network", #{ name, layer, calendar, vendor, fallback })` and `stakeholder("it-lead", #{ name, by })`.

use crate::policy::reader::{Header, Named, Reader};

/// An assignment group.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) header: Header,
    pub(crate) name: String,
    pub(crate) layer: Option<Named>,
    pub(crate) calendar: Option<Named>,
    /// A company outside the plant.
    pub(crate) vendor: bool,
    /// Takes what nobody else takes.
    pub(crate) fallback: bool,
}

/// Somebody who is told when an incident escalates, in IT or beyond it.
#[derive(Debug)]
pub(crate) struct Stakeholder {
    pub(crate) header: Header,
    pub(crate) name: String,
    /// The channel used where a step names none.
    pub(crate) by: Option<String>,
}

impl Team {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let team = Self {
            name: reader.take_text("name").unwrap_or_else(|| id.clone()),
            layer: reader.take_name("layer"),
            calendar: reader.take_name("calendar"),
            vendor: reader.take_flag("vendor"),
            fallback: reader.take_flag("fallback"),
            header: reader.take_header(id),
        };
        reader.finish();
        team
    }
}

impl Stakeholder {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let stakeholder = Self {
            name: reader.take_text("name").unwrap_or_else(|| id.clone()),
            by: reader.take_text("by"),
            header: reader.take_header(id),
        };
        reader.finish();
        stakeholder
    }
}
