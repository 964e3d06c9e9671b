//! Volume: when and where incidents happen, on the clocks of the plants.

use super::{Row, counts};
use crate::policy::Policy;
use serde::Serialize;

/// How many incidents happen where and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Volume {
    /// By priority, the most first.
    pub by_priority: Vec<Count>,
    /// By category, the most first.
    pub by_category: Vec<Count>,
    /// By area, the most first.
    pub by_area: Vec<Count>,
    /// By shift, the most first.
    pub by_shift: Vec<Count>,
    /// By hour of the day, from midnight, in the time of the plant; in UTC where the plant has no calendar.
    pub by_hour: Vec<usize>,
    /// By day of the week, Monday first, in the same time.
    pub by_weekday: Vec<usize>,
    /// By day of the week and hour.
    pub by_weekday_and_hour: Vec<Vec<usize>>,
}

/// How many tickets have a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The name; none if the tickets have none.
    pub name: Option<String>,
    /// How many.
    pub tickets: usize,
}

impl Volume {
    pub(super) fn of(rows: &[Row<'_>], policy: &Policy) -> Self {
        let mut week = vec![vec![0; 24]; 7];
        for row in rows {
            let plant = row.judgement.plant.as_deref().and_then(|plant| policy.calendar_of_plant(plant));
            let (day, hour) = plant.as_ref().unwrap_or(&policy.always).weekday_and_hour(row.opened_at);
            if let Some(count) = week.get_mut(day).and_then(|hours| hours.get_mut(hour)) {
                *count += 1;
            }
        }
        let at_hour = |hour: usize| week.iter().filter_map(|hours| hours.get(hour)).sum();
        Self {
            by_priority: counts(rows, |judgement| Some(&judgement.priority)),
            by_category: counts(rows, |judgement| judgement.category.as_ref()),
            by_area: counts(rows, |judgement| judgement.area.as_ref()),
            by_shift: counts(rows, |judgement| judgement.shift.as_ref()),
            by_hour: (0..24).map(at_hour).collect(),
            by_weekday: week.iter().map(|hours| hours.iter().sum()).collect(),
            by_weekday_and_hour: week,
        }
    }
}
