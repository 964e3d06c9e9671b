//! Lines of NDJSON in, lines out: bytes that never become JavaScript's texts and objects on their way.

use super::write::Answer;
use super::{Policy, arguments};
use crate::time::Instant;
use crate::value::Value;
use js_sys::Error;
use wasm_bindgen::prelude::*;

/// The decisions about the first lines of a piece, up to one that gives none.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct DecidedLines {
    decisions: String,
    /// How many bytes of the piece are done.
    #[wasm_bindgen(readonly)]
    pub bytes: usize,
    /// How many lines these are, blank ones included.
    #[wasm_bindgen(readonly)]
    pub lines: usize,
    /// How many of them were tickets.
    #[wasm_bindgen(readonly)]
    pub tickets: usize,
}

#[wasm_bindgen]
impl DecidedLines {
    /// Hands over the decisions, one a line.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.decisions).into_bytes()
    }
}

#[wasm_bindgen]
impl Policy {
    /// Decides whole lines, without options each as of when it was opened. It ends before a line about which there is
    /// something to say: that is for who knows how lines are spoken of.
    #[wasm_bindgen(js_name = decideLines)]
    pub fn decide_lines(&self, piece: &[u8], options: &JsValue) -> Answer<DecidedLines> {
        let now = if options.is_undefined() { None } else { Some(arguments::now(options)?) };
        let mut done = DecidedLines::default();
        for line in piece.split_inclusive(|byte| *byte == b'\n') {
            if !line.trim_ascii().is_empty() {
                let Some(decision) = decided(&self.0, line, now) else { break };
                let text = serde_json::to_string(&decision).map_err(|e| Error::new(&e.to_string()))?;
                done.decisions.push_str(&text);
                done.decisions.push('\n');
                done.tickets += 1;
            }
            done.bytes += line.len();
            done.lines += 1;
        }
        Ok(done)
    }
}

fn decided(policy: &crate::Policy, line: &[u8], now: Option<Instant>) -> Option<crate::Decision> {
    let ticket = serde_json::from_slice(line).ok()?;
    let now = now.or_else(|| opened(&ticket))?;
    policy.decide(&ticket, now).ok()
}

fn opened(ticket: &Value) -> Option<Instant> {
    let Value::Map(entries) = ticket else { return None };
    let given = |key| entries.get(key).filter(|value| **value != Value::Null);
    given("openedAt").or_else(|| given("opened_at")).and_then(Value::as_text).and_then(Instant::parse)
}
