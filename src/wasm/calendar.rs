//! Business time for JavaScript: instants as text, lengths as seconds.

use super::arguments::{self, instant, items, optional, whole};
use super::write::{Answer, encode};
use crate::calendar::Pause;
use crate::time::Instant;
use serde::Serialize;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// A calendar of a compiled policy. It stays usable after the policy is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Calendar(Arc<crate::calendar::Calendar>);

impl From<Arc<crate::calendar::Calendar>> for Calendar {
    fn from(calendar: Arc<crate::calendar::Calendar>) -> Self {
        Self(calendar)
    }
}

#[wasm_bindgen]
impl Calendar {
    /// The IANA name of the calendar's time zone.
    #[wasm_bindgen(getter)]
    pub fn zone(&self) -> String {
        self.0.zone().into()
    }

    /// Whether `at` is in working time.
    #[wasm_bindgen(js_name = isOpen)]
    pub fn is_open(&self, at: &JsValue) -> Answer<bool> {
        Ok(self.0.is_open(instant("at", at)?))
    }

    /// The next instant from which it is open; `at` itself if it is open then.
    #[wasm_bindgen(js_name = nextOpen)]
    pub fn next_open(&self, at: &JsValue) -> Answer {
        Ok(written(self.0.next_open(instant("at", at)?)))
    }

    /// The next instant at which it closes.
    #[wasm_bindgen(js_name = nextClose)]
    pub fn next_close(&self, at: &JsValue) -> Answer {
        Ok(written(self.0.next_close(instant("at", at)?)))
    }

    /// The last instant at which it closed.
    #[wasm_bindgen(js_name = prevClose)]
    pub fn prev_close(&self, at: &JsValue) -> Answer {
        Ok(written(self.0.prev_close(instant("at", at)?)))
    }

    /// The name of the shift at work.
    #[wasm_bindgen(js_name = shiftAt)]
    pub fn shift_at(&self, at: &JsValue) -> Answer {
        Ok(self.0.shift_at(instant("at", at)?).map_or(JsValue::NULL, JsValue::from))
    }

    /// The instant `seconds` of working time after `from`.
    pub fn add(&self, from: &JsValue, seconds: &JsValue, options: &JsValue) -> Answer {
        let (from, seconds) = (instant("from", from)?, whole("seconds", seconds)?);
        Ok(written(self.0.add(from, seconds, &pauses(options)?)))
    }

    /// Seconds of working time from `from` to `to`.
    pub fn between(&self, from: &JsValue, to: &JsValue, options: &JsValue) -> Answer<f64> {
        let (from, to) = (instant("from", from)?, instant("to", to)?);
        Ok(self.0.between(from, to, &pauses(options)?) as f64)
    }

    /// The instant `days` working days after `from`.
    #[wasm_bindgen(js_name = addDays)]
    pub fn add_days(&self, from: &JsValue, days: &JsValue) -> Answer {
        Ok(written(self.0.add_days(instant("from", from)?, whole("days", days)?)))
    }

    /// What the calendar does from `from` to `to`, piece by piece.
    pub fn stretches(&self, from: &JsValue, to: &JsValue) -> Answer {
        encode(&self.0.stretches(instant("from", from)?, instant("to", to)?))
    }

    /// The first instant of a month in local time, and that of the next.
    pub fn month(&self, month: &JsValue) -> Answer {
        let (year, number) = arguments::month("month", month)?;
        let (from, to) = self.0.month(year, number).ok_or_else(|| arguments::no_month("month", month))?;
        encode(&Span { from, to })
    }

    /// What a clock on the wall shows.
    pub fn local(&self, at: &JsValue) -> Answer<String> {
        Ok(self.0.local_text(instant("at", at)?))
    }
}

#[derive(Serialize)]
struct Span {
    from: Instant,
    to: Instant,
}

/// `options.pauses`: `[{ from, to }]`, `to` absent or null for a pause that still lasts.
fn pauses(options: &JsValue) -> Answer<Vec<Pause>> {
    let Some(list) = optional(options, "pauses")? else { return Ok(Vec::new()) };
    let pause = |pause| {
        let from = instant("pauses.from", &optional(&pause, "from")?.unwrap_or_default())?;
        let to = optional(&pause, "to")?.map(|to| instant("pauses.to", &to)).transpose()?;
        Ok(Pause { from, to })
    };
    items("pauses", &list)?.iter().map(pause).collect()
}

fn written(at: Option<Instant>) -> JsValue {
    at.map_or(JsValue::NULL, |at| at.to_string().into())
}
