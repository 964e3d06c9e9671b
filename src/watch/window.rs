//! `Window`: the reports of the last half day, each as it came.

use super::report::{Report, Serial};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Seconds after which a report is taken for ordinary, unless it belongs to an outage.
pub(super) const KEPT: i64 = 12 * 3600;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Window {
    reports: VecDeque<Report>,
    /// The serial of the first of them.
    first: Serial,
    serials: BTreeMap<String, Serial>,
}

impl Window {
    pub(super) fn push(&mut self, report: Report) -> Serial {
        let serial = self.first + self.reports.len() as Serial;
        self.serials.insert(report.id.clone(), serial);
        self.reports.push_back(report);
        serial
    }

    pub(super) fn get(&self, serial: Serial) -> Option<&Report> {
        self.reports.get(serial.checked_sub(self.first)? as usize)
    }

    pub(super) fn get_mut(&mut self, serial: Serial) -> Option<&mut Report> {
        self.reports.get_mut(serial.checked_sub(self.first)? as usize)
    }

    pub(super) fn of_id(&self, id: &str) -> Option<Serial> {
        self.serials.get(id).copied()
    }

    /// The next report that is old enough to be learnt.
    pub(super) fn pop(&mut self, now: i64) -> Option<Report> {
        if self.reports.front()?.seen > now - KEPT {
            return None;
        }
        let report = self.reports.pop_front()?;
        self.first += 1;
        if self.serials.get(&report.id) == Some(&(self.first - 1)) {
            self.serials.remove(&report.id);
        }
        Some(report)
    }

    /// Serials of the reports that came after `since`.
    pub(super) fn since(&self, since: i64) -> impl Iterator<Item = Serial> + use<> {
        let from = self.reports.partition_point(|report| report.seen < since) as Serial;
        self.first + from..self.first + self.reports.len() as Serial
    }
}
