//! Random closures and random tickets, the same everywhere.

use crate::ticket::{Source, Ticket};
use crate::value::Value;

const TEXTS: [&str; 8] = ["floor", "", "Straße", "ÉTÉ", "línea 4", "office", "P1", "10"];
const BOOLS: [&str; 3] = ["production_stopped", "workaround_available", "spare"];
const NUMBERS: [&str; 2] = ["users_blocked", "weight"];
const WORDS_: [&str; 4] = ["zone", "subject", "area", "grade"];
const HOST: [&str; 2] = ["fields.x", "fields.y"];

/// SplitMix64: the same sequence everywhere.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    pub(super) fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len())]
    }

    pub(super) fn truth(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.roll(4) {
                0 => "true".into(),
                1 => format!("({} ?? {})", self.flag(), self.roll(2) == 0),
                2 => format!("has(t.{})", self.field()),
                _ => self.flag(),
            };
        }
        let d = depth - 1;
        match self.roll(16) {
            0 | 1 => format!("({} && {})", self.truth(d), self.truth(d)),
            2 | 3 => format!("({} || {})", self.truth(d), self.truth(d)),
            4 => format!("!({})", self.truth(d)),
            5 => format!("({} {} {})", self.number(d), self.comparison(), self.number(d)),
            6 => format!("({} {} {})", self.text(d), self.comparison(), self.text(d)),
            7 => format!("({} in [{}, {}, \"floor\"])", self.text(d), self.text(d), self.text(0)),
            8 => format!("({} in {})", self.text(d), self.text(d)),
            9 => format!("{}({}, {})", self.of(&["starts_with", "ends_with", "contains"]), self.text(d), self.text(0)),
            10 => format!("(if {} {{ {} }} else {{ {} }})", self.truth(d), self.truth(d), self.truth(d)),
            11 => format!("({} {} {})", self.any(d), self.of(&["==", "!=", "<"]), self.any(d)),
            12 => format!("({} && {} && {})", self.truth(d), self.truth(d), self.truth(d)),
            13 => format!("helper_{}(t)", self.roll(4)),
            14 => format!("near({}, {})", self.text(d), self.number(d)),
            _ => format!(
                "(switch ({} ?? \"none\") {{ \"floor\" | \"office\" => {}, \"P1\" if {} => {}, _ => {{ {} }} }})",
                self.text(0),
                self.truth(d),
                self.truth(d),
                self.truth(d),
                self.truth(d)
            ),
        }
    }

    fn flag(&mut self) -> String {
        format!("t.{}", self.of(&BOOLS))
    }

    fn field(&mut self) -> &'static str {
        let lists: [&[&'static str]; 4] = [&BOOLS, &NUMBERS, &WORDS_, &HOST];
        let list = lists[self.roll(4)];
        list[self.roll(list.len())]
    }

    pub(super) fn comparison(&mut self) -> &'static str {
        self.of(&["==", "!=", "<", "<=", ">", ">="])
    }

    fn number(&mut self, depth: usize) -> String {
        match self.roll(if depth == 0 { 4 } else { 8 }) {
            0 => self.roll(20).to_string(),
            1 => format!("{}.5", self.roll(9)),
            7 => format!("(-{})", self.number(depth - 1)),
            2 => format!("t.{}", self.of(&NUMBERS)),
            3 => format!("(t.{} ?? {})", self.of(&NUMBERS), self.roll(9)),
            4 => format!(
                "({} {} {})",
                self.number(depth - 1),
                self.of(&["+", "-", "*", "/", "%"]),
                self.number(depth - 1)
            ),
            5 => format!("{}.len", self.text(depth - 1)),
            _ => {
                format!("(if {} {{ {} }} else {{ {} }})", self.truth(depth - 1), self.number(depth - 1), self.number(0))
            }
        }
    }

    fn text(&mut self, depth: usize) -> String {
        match self.roll(if depth == 0 { 4 } else { 7 }) {
            0 => format!("{:?}", self.of(&TEXTS)),
            1 => format!("t.{}", self.of(&WORDS_)),
            2 => format!("(t.{} ?? {:?})", self.of(&WORDS_), self.of(&TEXTS)),
            3 => format!("t[{:?}]", self.of(&WORDS_)),
            4 => format!("{}({})", self.of(&["to_lower", "to_upper", "trim"]), self.text(depth - 1)),
            5 => format!("({} + {})", self.text(depth - 1), self.text(depth - 1)),
            _ => format!("{}.{}()", self.text(depth - 1), self.of(&["to_lower", "trim"])),
        }
    }

    /// Anything: also what does not go together.
    pub(super) fn any(&mut self, depth: usize) -> String {
        match self.roll(4) {
            0 => self.truth(depth),
            1 => self.number(depth),
            2 => format!("t.{}", self.of(&HOST)),
            _ => self.text(depth),
        }
    }

    pub(super) fn closure(&mut self) -> String {
        let depth = 1 + self.roll(4);
        match self.roll(5) {
            0 => {
                format!("|t| {{ let a = {}; let b = {}; (a == b) || {} }}", self.any(2), self.any(1), self.truth(depth))
            }
            1 => format!("|t| {{ if {} {{ return {}; }} {} }}", self.truth(1), self.truth(2), self.truth(depth)),
            2 => format!("|t| {}", self.any(depth)),
            _ => format!("|t| {}", self.truth(depth)),
        }
    }

    pub(super) fn value(&mut self, field: &str) -> Value {
        if BOOLS.contains(&field) {
            return Value::Bool(self.roll(2) == 0);
        }
        if WORDS_.contains(&field) || field.starts_with("fields") && self.roll(3) == 0 {
            return self.of(&TEXTS).into();
        }
        match self.roll(4) {
            0 if field != "users_blocked" => Value::Float(self.roll(40) as f64 / 2.0),
            1 if field.starts_with("fields") => Value::Bool(true),
            _ => Value::Int(self.roll(20) as i64),
        }
    }

    pub(super) fn fill(&mut self, ticket: &mut Ticket, share: usize) {
        for field in BOOLS.iter().chain(&NUMBERS).chain(&WORDS_) {
            if !ticket.has(field) && self.roll(100) < share {
                let value = self.value(field);
                ticket.set(field, value, Source::Ticket, "");
            }
        }
        for field in HOST {
            let name = field.trim_start_matches("fields.");
            if !ticket.fields.contains_key(name) && self.roll(100) < share {
                let value = self.value(field);
                ticket.fields.insert(name.into(), value);
            }
        }
    }
}
