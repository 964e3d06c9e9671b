//! What a policy plans for a confirmed major incident.

use super::Memory;
use super::event::Plan;
use super::outage::{Outage, Stage};
use super::telling::id;
use super::triggers::Trigger;
use crate::time::{Instant, Seconds};

impl Memory {
    /// The plan of the first declaration that has one and speaks of this outage, or else of the first that has one.
    pub(super) fn plan(&self, outage: &Outage) -> Option<Plan> {
        if !matches!(outage.stage, Stage::Confirmed | Stage::Resolved) {
            return None;
        }
        let with_plan = || self.triggers.iter().filter(|trigger| trigger.plan.is_some());
        let fitting = with_plan().find(|trigger| trigger.holds(outage));
        let trigger: &Trigger = fitting.or_else(|| with_plan().next())?;
        let template = trigger.plan.as_ref()?;
        let mut tickets = outage.reports().map(|report| report.id.clone());
        let after = |length: Option<Seconds>| length.and_then(|length| Instant::from_unix(self.now + length));
        let resolved = outage.stage == Stage::Resolved;
        Some(Plan {
            id: trigger.id.clone(),
            parent: tickets.next(),
            children: tickets.collect(),
            notify: template.notify.clone(),
            message: template.message.as_ref().map(|text| self.filled(text, outage)),
            next_update_at: if resolved { None } else { after(template.update_every) },
            update_every: template.update_every,
            tasks: template.tasks.clone(),
            review_due_at: if resolved { after(template.review_within) } else { None },
            timeline: timeline(outage),
        })
    }

    /// The message with `{systems}`, `{plants}`, `{lines}`, `{tickets}` and `{id}` filled in.
    fn filled(&self, text: &str, outage: &Outage) -> String {
        let scope = self.scope(outage);
        let lists = [
            ("{systems}", &scope.systems),
            ("{plants}", &scope.plants),
            ("{lines}", &scope.lines),
            ("{areas}", &scope.areas),
        ];
        let filled = lists.into_iter().fold(text.to_owned(), |text, (key, names)| text.replace(key, &names.join(", ")));
        filled.replace("{tickets}", &outage.members.len().to_string()).replace("{id}", &id(outage))
    }
}

fn timeline(outage: &Outage) -> String {
    let mut text = String::from("| when | what |\n|---|---|\n");
    let mut row = |at: i64, what: &str| {
        let at = Instant::from_unix(at).unwrap_or(Instant::MIN);
        text.push_str(&format!("| {at} | {} |\n", what.replace('|', "\\|")));
    };
    if let Some(first) = outage.members.first() {
        row(first.report.at, &format!("first ticket {}: {}", first.report.id, first.report.text));
    }
    for (at, what) in &outage.log {
        row(*at, what);
    }
    text
}
