//! `Homes`: where callers and assets usually are, for tickets that do not say it.

use super::names::Name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Callers and assets remembered; beyond that, those not heard of for longest are forgotten.
const MOST: usize = 40_000;

/// Where somebody or something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Home {
    pub(super) plant: Name,
    pub(super) area: Name,
    pub(super) line: Name,
    pub(super) system: Name,
    /// When it was last heard of.
    pub(super) last: i64,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Homes(BTreeMap<u64, Home>);

impl Homes {
    pub(super) fn of(&self, who: u64) -> Home {
        self.0.get(&who).copied().unwrap_or_default()
    }

    /// Notes what a ticket says itself; what it leaves open stays as it was.
    pub(super) fn note(&mut self, who: u64, home: Home, now: i64) {
        let known = self.0.entry(who).or_default();
        if home.plant != 0 && known.plant != 0 && home.plant != known.plant {
            *known = Home::default();
        }
        for (kept, said) in [
            (&mut known.plant, home.plant),
            (&mut known.area, home.area),
            (&mut known.line, home.line),
            (&mut known.system, home.system),
        ] {
            if said != 0 {
                *kept = said;
            }
        }
        known.last = now;
        if self.0.len() > MOST {
            self.forget();
        }
    }

    fn forget(&mut self) {
        let mut heard: Vec<i64> = self.0.values().map(|home| home.last).collect();
        heard.sort_unstable();
        let median = heard.get(heard.len() / 2).copied().unwrap_or_default();
        self.0.retain(|_, home| home.last > median);
    }
}
