//! `plant("MTY", #{ name, calendar })` and `line("MTY-L4", #{ plant, area, zone, calendar, cost_per_minute })`.

use crate::policy::reader::{Header, Named, Reader};

/// A plant and the calendar of its shifts.
#[derive(Debug)]
pub(crate) struct Plant {
    pub(crate) header: Header,
    pub(crate) name: String,
    pub(crate) calendar: Option<Named>,
    pub(crate) aliases: Vec<String>,
}

/// A production line and the calendar of its schedule.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) header: Header,
    pub(crate) name: String,
    pub(crate) plant: Option<Named>,
    pub(crate) area: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) calendar: Option<Named>,
    /// What a minute costs while the line stands.
    pub(crate) cost_per_minute: Option<f64>,
    pub(crate) aliases: Vec<String>,
}

impl Plant {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let plant = Self {
            name: reader.take_text("name").unwrap_or_else(|| id.clone()),
            calendar: reader.take_name("calendar"),
            aliases: reader.take_texts("aliases"),
            header: reader.take_header(id),
        };
        reader.finish();
        plant
    }
}

impl Line {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let line = Self {
            name: reader.take_text("name").unwrap_or_else(|| id.clone()),
            plant: reader.take_name("plant"),
            area: reader.take_text("area"),
            zone: reader.take_text("zone"),
            calendar: reader.take_name("calendar"),
            cost_per_minute: reader.take_amount("cost_per_minute"),
            aliases: reader.take_texts("aliases"),
            header: reader.take_header(id),
        };
        reader.finish();
        line
    }
}
