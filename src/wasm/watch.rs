//! The watch for JavaScript: tickets in, events out, snapshots as text.

use super::arguments::{instant, now, refused, text};
use super::write::{Answer, encode, named_error, outcome};
use super::{Policy, arguments, read};
use crate::error::{Place, Problem};
use crate::time::Instant;
use crate::value::Value;
use crate::watch::{Event, HostVerdict};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Finds outages and recurring faults in a stream of tickets. It stays usable after the policy is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Watch(crate::Watch);

#[wasm_bindgen]
impl Watch {
    /// A watch that knows nothing yet, or goes on from a snapshot.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &Policy, snapshot: &JsValue) -> Answer<Watch> {
        if snapshot.is_undefined() || snapshot.is_null() {
            return Ok(Self(crate::Watch::new(policy.0.clone())));
        }
        let snapshot = text("snapshot", snapshot)?;
        crate::Watch::restore(policy.0.clone(), &snapshot).map(Self).map_err(refused)
    }

    /// Takes a ticket, new or changed.
    pub fn observe(&mut self, ticket: &JsValue, options: &JsValue) -> Answer {
        let now = now(options)?;
        self.observe_at(ticket, Some(now))
    }

    /// Takes tickets in the order of the list, each seen at `options.now` or else at its `receivedAt`; one that cannot be taken
    /// does not stop the others.
    #[wasm_bindgen(js_name = observeBatch)]
    pub fn observe_batch(&mut self, tickets: &JsValue, options: &JsValue) -> Answer {
        let now = arguments::optional(options, "now")?.map(|at| arguments::instant("now", &at)).transpose()?;
        let tickets = arguments::items("tickets", tickets)?;
        Ok(tickets.iter().map(|ticket| outcome("events", self.observe_at(&ticket, now))).collect::<Array>().into())
    }

    /// Takes a ticket as a line of JSON, seen at its `receivedAt`; gives the events as lines of JSON, or nothing. The quick
    /// way for files: nothing but text crosses the boundary.
    #[wasm_bindgen(js_name = observeLine)]
    pub fn observe_line(&mut self, line: &str) -> Answer<Option<String>> {
        let ticket: Value = serde_json::from_str(line).map_err(|e| {
            let problem = Problem::new("unreadable", Place::default(), format!("the line is not JSON: {e}"));
            named_error("SyntaxError", &problem.message, std::slice::from_ref(&problem))
        })?;
        let events = self.0.observe(&ticket, seen_at(&ticket));
        let events = events.map_err(|e| named_error("TicketError", &e, e.problems()))?;
        let lines = events.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>();
        let lines = lines.map_err(|e| named_error("TypeError", &e, &[]))?;
        Ok((!lines.is_empty()).then(|| lines.join("\n")))
    }

    /// Accepts so many false alarms a month instead of what the policy says, until it is restored.
    pub fn accept(&mut self, number: f64) -> Answer<()> {
        if number > 0.0 && number.is_finite() {
            self.0.accept(number);
            return Ok(());
        }
        let message = format!("`falseAlarmsPerMonth` is {number}");
        let problem = Problem::new("wrong-type", Place::path("falseAlarmsPerMonth"), message);
        Err(refused(problem.help("pass a number above 0, as in `2` or `0.5`")))
    }

    /// The host says that a suggestion is a major incident.
    pub fn confirm(&mut self, id: &JsValue, options: &JsValue) -> Answer {
        self.judge(id, HostVerdict::Confirm, options)
    }

    /// The host says that a suggestion is none.
    pub fn dismiss(&mut self, id: &JsValue, options: &JsValue) -> Answer {
        self.judge(id, HostVerdict::Dismiss, options)
    }

    /// The host says that a major incident is over.
    pub fn resolve(&mut self, id: &JsValue, options: &JsValue) -> Answer {
        self.judge(id, HostVerdict::Resolve, options)
    }

    /// The host puts a ticket into a suggestion.
    pub fn link(&mut self, id: &JsValue, ticket: &JsValue, options: &JsValue) -> Answer {
        let (id, ticket) = (text("id", id)?, text("ticket", ticket)?);
        let events = self.0.link(&id, &ticket, now(options)?);
        answered(events, &format!("no suggestion `{id}`, or no ticket `{ticket}` of the last half day"))
    }

    /// What came in each stream from one instant to another, against what is normal for it then.
    pub fn levels(&self, from: &JsValue, to: &JsValue) -> Answer {
        encode(&self.0.levels(instant("from", from)?, instant("to", to)?))
    }

    /// Everything it remembers, as text.
    pub fn snapshot(&self) -> String {
        self.0.snapshot()
    }

    fn observe_at(&mut self, ticket: &JsValue, now: Option<Instant>) -> Answer {
        let ticket = read::ticket(ticket)?;
        let now = now.unwrap_or_else(|| seen_at(&ticket));
        encode(&self.0.observe(&ticket, now).map_err(|e| named_error("TicketError", &e, e.problems()))?)
    }

    fn judge(&mut self, id: &JsValue, verdict: HostVerdict, options: &JsValue) -> Answer {
        let id = arguments::text("id", id)?;
        let events = self.0.judge(&id, verdict, now(options)?);
        answered(events, &format!("no suggestion `{id}`"))
    }
}

/// When the ticket reached the desk. One that does not say it cannot be taken anyhow.
fn seen_at(ticket: &Value) -> Instant {
    let Value::Map(entries) = ticket else { return Instant::MIN };
    let keys = ["receivedAt", "received_at", "openedAt", "opened_at"];
    let instant = |key| entries.get(key).and_then(Value::as_text).and_then(Instant::parse);
    keys.into_iter().find_map(instant).unwrap_or(Instant::MIN)
}

fn answered(events: Option<Vec<Event>>, otherwise: &str) -> Answer {
    match events {
        Some(events) => encode(&events),
        None => {
            let problem = Problem::new("unknown-name", Place::path("id"), otherwise.to_owned());
            Err(refused(problem.help("pass the `id` of an event; those that ended long ago are forgotten")))
        }
    }
}
