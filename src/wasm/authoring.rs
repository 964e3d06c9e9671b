//! What serves those who write policies. Nobody who decides tickets needs it, so the small builds do not export it, and
//! the linker drops what is behind it.

use super::Policy;
use super::arguments;
use super::read;
use super::write::{Answer, encode};
use crate::value::Value;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Policy {
    /// The names that the policy declares, for an editor.
    pub fn vocabulary(&self) -> Answer {
        encode(&self.0.vocabulary())
    }

    /// What the policy's tests, and tickets, try out of it.
    pub fn exercise(&self, tickets: &JsValue, options: &JsValue) -> Answer {
        let mut read = Vec::new();
        if !tickets.is_undefined() {
            let now = arguments::now(options)?;
            for ticket in arguments::items("tickets", tickets)?.iter() {
                // What cannot be read is no ticket, and counts as refused.
                read.push((read::ticket(&ticket).unwrap_or(Value::Null), now));
            }
        }
        encode(&self.0.exercise(read.iter().map(|(ticket, now)| (ticket, *now))))
    }

    /// What of the policy is legal, and yet cannot be meant.
    pub fn lint(&self, options: &JsValue) -> Answer {
        let month = arguments::optional(options, "month")?;
        let read = |month: &JsValue| {
            let (year, number) = arguments::month("month", month)?;
            let real = (1..=12).contains(&number);
            if real { Ok((year, number)) } else { Err(arguments::no_month("month", month)) }
        };
        encode(&self.0.lint(month.as_ref().map(read).transpose()?))
    }

    /// The hours of a month that nobody covers.
    pub fn coverage(&self, month: &JsValue) -> Answer {
        let (year, number) = arguments::month("month", month)?;
        let coverage = self.0.coverage(year, number);
        encode(&coverage.ok_or_else(|| arguments::no_month("month", month))?)
    }
}
