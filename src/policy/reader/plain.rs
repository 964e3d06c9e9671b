//! Entries that are plain: texts, numbers, lengths of time, choices, data.

use super::{Named, Reader};
use crate::order::order;
use crate::policy::datum::Datum;
use crate::time::{Seconds, parse_length};
use crate::value::Value;
use std::ops::RangeInclusive;

/// How lengths of time are written.
const LENGTHS: &str = "write hours, minutes and seconds: \"2h\", \"1h30m\", \"15m\", \"90s\"; a day is \"24h\"";

impl Reader<'_> {
    /// Text.
    pub(crate) fn take_text(&mut self, key: &'static str) -> Option<String> {
        let value = self.take(key)?;
        match value {
            Datum::Text(text) => Some(text),
            other => {
                self.wrong(key, "text", &other);
                None
            }
        }
    }

    /// Text that must be there.
    pub(crate) fn require_text(&mut self, key: &'static str) -> String {
        let missing = !self.entries.contains_key(key);
        let text = self.take_text(key);
        if missing {
            self.missing(key);
        }
        text.unwrap_or_default()
    }

    /// A list of texts; a single text is a list of one.
    pub(crate) fn take_texts(&mut self, key: &'static str) -> Vec<String> {
        self.take_names(key).into_iter().map(|named| named.name).collect()
    }

    /// A name of something declared elsewhere.
    pub(crate) fn take_name(&mut self, key: &'static str) -> Option<Named> {
        let name = self.take_text(key)?;
        Some(Named { name, at: self.place(key) })
    }

    /// True or false; false if absent.
    pub(crate) fn take_flag(&mut self, key: &'static str) -> bool {
        self.take_flag_or(key, false)
    }

    /// True or false; `otherwise` if absent.
    pub(crate) fn take_flag_or(&mut self, key: &'static str, otherwise: bool) -> bool {
        let Some(value) = self.take(key) else { return otherwise };
        if let Datum::Bool(flag) = value {
            return flag;
        }
        self.wrong(key, "true or false", &value);
        otherwise
    }

    /// One of a few texts, each with what it stands for.
    pub(crate) fn take_choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.take_text(key)?;
        let chosen = choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice);
        if chosen.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let help = format!("one of: {}", names.join(", "));
            self.problem(key, "unknown-name", format!("unknown `{key}`: `{text}`"), help);
        }
        chosen
    }

    /// A number, not negative.
    pub(crate) fn take_amount(&mut self, key: &'static str) -> Option<f64> {
        let value = self.take(key)?;
        let amount = match value {
            Datum::Float(amount) => Some(amount),
            Datum::Int(amount) => Some(amount as f64),
            _ => None,
        };
        match amount {
            Some(amount) if amount.is_finite() && amount >= 0.0 => Some(amount),
            Some(_) => {
                self.problem(key, "out-of-range", format!("`{key}` must not be negative"), "");
                None
            }
            None => {
                self.wrong(key, "a number", &value);
                None
            }
        }
    }

    /// A whole number within a range.
    pub(crate) fn take_whole(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.take(key)?;
        match value {
            Datum::Int(number) if range.contains(&number) => Some(number),
            _ => {
                let message = format!("`{key}` must be a whole number from {} to {}", range.start(), range.end());
                self.problem(key, "out-of-range", message, "");
                None
            }
        }
    }

    /// Whole percentages above 0 and up to 100, in rising order.
    pub(crate) fn take_percentages(&mut self, key: &'static str) -> Vec<i64> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Datum::List(items) = value else {
            self.wrong(key, "a list of percentages", &value);
            return Vec::new();
        };
        let mut percentages = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match item {
                Datum::Int(percent @ 1..=100) => percentages.push(*percent),
                _ => self.note(
                    self.item_place(key, index),
                    "out-of-range",
                    format!("`{key}` holds whole percentages from 1 to 100, not `{item}`"),
                    "",
                ),
            }
        }
        order(&mut percentages, i64::cmp);
        percentages.dedup();
        percentages
    }

    /// A length of time such as `"15m"`.
    pub(crate) fn take_length(&mut self, key: &'static str) -> Option<Seconds> {
        match self.take(key)? {
            Datum::Text(text) => self.length(key, &text),
            other => {
                self.no_length(key, &other);
                None
            }
        }
    }

    pub(super) fn length(&self, key: &str, text: &str) -> Option<Seconds> {
        let length = parse_length(text);
        if length.is_none() {
            self.problem(key, "bad-length", format!("`{text}` is not a length of time"), LENGTHS);
        }
        length
    }

    pub(super) fn no_length(&self, key: &str, found: &Datum) {
        let message = format!("`{key}` must be a length of time, not {}", found.kind());
        self.problem(key, "wrong-type", message, LENGTHS);
    }

    /// Plain data.
    pub(crate) fn take_value(&mut self, key: &'static str) -> Option<Value> {
        let value = self.take(key)?;
        self.data(key, &value)
    }

    pub(super) fn data(&self, key: &str, value: &Datum) -> Option<Value> {
        let data = value.value();
        if data.is_none() {
            self.wrong(key, "plain data", value);
        }
        data
    }
}
