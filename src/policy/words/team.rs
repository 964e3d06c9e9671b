//! `team("network", #{ name, layer, calendar, on_call, covers, vendor, fallback })` and
//! `stakeholder("it-lead", #{ name, by, hours, deputy })`.

use crate::policy::reader::{Header, Named, Reader};
use crate::value::Value;
use std::collections::BTreeMap;

/// An assignment group.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) header: Header,
    pub(crate) name: String,
    #[cfg_attr(
        not(feature = "scripting"),
        expect(dead_code, reason = "it is only checked, when the policy is compiled")
    )]
    pub(crate) layer: Option<Named>,
    /// When it works; its shifts are what `on_call` names.
    pub(crate) calendar: Option<Named>,
    pub(crate) on_call: OnCall,
    /// The hours in which somebody must be there; its calendar's, if absent.
    pub(crate) covers: Option<Named>,
    /// A company outside the plant.
    pub(crate) vendor: bool,
    /// Takes what nobody else takes.
    pub(crate) fallback: bool,
}

/// Who of a team is on call: people by shift, and those who are when no shift is on.
#[derive(Debug, Default)]
pub(crate) struct OnCall {
    pub(crate) by_shift: BTreeMap<String, Vec<String>>,
    pub(crate) otherwise: Vec<String>,
}

/// Somebody who is told when an incident escalates, in IT or beyond it.
#[derive(Debug)]
pub(crate) struct Stakeholder {
    pub(crate) header: Header,
    pub(crate) name: String,
    /// The channel used where a step names none.
    pub(crate) by: Option<String>,
    /// Told only within these hours: outside them the deputy is, or else the message waits.
    pub(crate) hours: Option<Named>,
    pub(crate) deputy: Option<Named>,
}

impl Team {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let team = Self {
            name: reader.take_text("name").unwrap_or_else(|| id.clone()),
            layer: reader.take_name("layer"),
            calendar: reader.take_name("calendar"),
            on_call: OnCall::read(&mut reader),
            covers: reader.take_name("covers"),
            vendor: reader.take_flag("vendor"),
            fallback: reader.take_flag("fallback"),
            header: reader.take_header(id),
        };
        if !team.on_call.by_shift.is_empty() && team.calendar.is_none() {
            let help = "name the calendar whose shifts `on_call` lists";
            reader.problem("on_call", "missing-entry", "`on_call` needs `calendar`".into(), help);
        }
        reader.finish();
        team
    }
}

impl OnCall {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut on_call = Self::default();
        let Some(value) = reader.take_value("on_call") else { return on_call };
        let Value::Map(shifts) = value else {
            let help = "`on_call: #{ A: [\"Anna\"], B: [\"Ben\"], otherwise: [\"duty phone\"] }`";
            reader.problem("on_call", "wrong-type", "`on_call` names people by shift".into(), help);
            return on_call;
        };
        for (shift, people) in shifts {
            let people = match people {
                Value::Text(one) => vec![one],
                Value::List(several) => several.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
                _ => Vec::new(),
            };
            if people.is_empty() {
                reader.problem("on_call", "wrong-type", format!("nobody is named for `{shift}`"), "");
            } else if shift == "otherwise" {
                on_call.otherwise = people;
            } else {
                on_call.by_shift.insert(shift, people);
            }
        }
        on_call
    }

    /// Whether anybody is ever named.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_shift.is_empty() && self.otherwise.is_empty()
    }
}

impl Stakeholder {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let stakeholder = Self {
            name: reader.take_text("name").unwrap_or_else(|| id.clone()),
            by: reader.take_text("by"),
            hours: reader.take_name("hours"),
            deputy: reader.take_name("deputy"),
            header: reader.take_header(id),
        };
        if stakeholder.deputy.is_some() && stakeholder.hours.is_none() {
            reader.problem("deputy", "missing-entry", "`deputy` needs `hours`".into(), "name the calendar of `hours`");
        }
        reader.finish();
        stakeholder
    }
}
