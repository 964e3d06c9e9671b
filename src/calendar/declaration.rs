//! From a declaration to a calendar: its settings, its source, and the checks of the whole.

use super::entries::{Entries, KEYS, Others};
use super::reading::Reading;
use super::rule::Rule;
use super::source::Source;
use super::zones::Zones;
use super::{Calendar, Compiled, Edge, Reverse, Settings, ZeroBudget, combination, local};
use crate::error::{Place, Problem};
use crate::value::Value;

/// See [`Calendar::compile_with`].
pub(super) fn compile(declaration: &Value, others: Others<'_>, zones: Zones) -> Result<Compiled, Vec<Problem>> {
    let mut reading = Reading { zones, ..Reading::default() };
    let example = "`#{ zone: \"Europe/Berlin\", hours: #{ \"mon-fri\": \"08:00-17:00\" } }`";
    let calendar = reading.map(declaration, "", example).and_then(|entries| read(entries, others, &mut reading));
    match calendar {
        Some(calendar) if reading.problems.is_empty() => Ok(Compiled { calendar, warnings: reading.warnings }),
        _ => Err(reading.problems),
    }
}

fn read(entries: &Entries, others: Others<'_>, reading: &mut Reading) -> Option<Calendar> {
    reading.only_keys(entries, "", &KEYS);
    let base = combination::base(entries, others, reading);
    let mut settings = base.as_ref().map_or_else(Settings::default, |base| base.settings);
    settings.read(entries, reading);
    let source = if combination::is_one(entries) {
        combination::read(entries, others, reading)?
    } else {
        let rule = local::rule(entries, base.as_deref().and_then(Calendar::rule), reading);
        holiday_mode_is_clear(&rule, reading);
        Source::Rule(Box::new(rule))
    };
    if !reading.problems.is_empty() {
        return None;
    }
    let calendar = Calendar::new(source, settings);
    if !calendar.timeline.ever_opens() {
        let problem = Problem::new("never-opens", Place::default(), "this calendar never opens");
        let help = "leave at least one window open that holidays, breaks and maintenance do not close";
        let key = ["hours", "days", "pattern", "intersect", "union"].into_iter().find(|key| entries.contains_key(*key));
        reading.problem(key.unwrap_or("extends"), problem.help(help));
    }
    Some(calendar)
}

impl Settings {
    fn read(&mut self, entries: &Entries, reading: &mut Reading) {
        if let Some(value) = entries.get("edge") {
            let choices = [("close", Edge::Close), ("open", Edge::Open)];
            self.edge = reading.choice(value, "edge", &choices).unwrap_or(self.edge);
        }
        if let Some(value) = entries.get("zero") {
            let choices = [("next_open", ZeroBudget::NextOpen), ("same", ZeroBudget::Same)];
            self.zero = reading.choice(value, "zero", &choices).unwrap_or(self.zero);
        }
        if let Some(value) = entries.get("reverse") {
            let choices = [("signed", Reverse::Signed), ("clamp", Reverse::Clamp)];
            self.reverse = reading.choice(value, "reverse", &choices).unwrap_or(self.reverse);
        }
    }
}

/// Plants and offices mean different things by a holiday at night: neither is guessed.
fn holiday_mode_is_clear(rule: &Rule, reading: &mut Reading) {
    if rule.holiday_mode.is_some() || !rule.has_nights() || rule.holidays.is_empty() {
        return;
    }
    let message = "there are holidays and windows past midnight, but not what a holiday closes";
    let help = "choose `holiday_mode: \"shift\"` (the shifts that open on its date, whole) \
                or `\"calendar\"` (00:00-24:00 of its date)";
    reading.problem("holiday_mode", Problem::new("holiday-mode-missing", Place::default(), message).help(help));
}
