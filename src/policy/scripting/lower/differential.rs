//! Trees and scripts say the same: random closures, random tickets, both ways.
//!
//! Where the interpreter has a value, the tree has the same one. Where the interpreter fails and no field is missing,
//! so does the tree. Where the interpreter stops at a missing field, the tree may still know better; then every way of
//! filling in what is missing must lead the interpreter to what the tree said.

use crate::error::Place;
use crate::expression::{Expr, Sort, Stop, unfit};
use crate::policy::scripting::interpreter::{Interpreter, Script};
use crate::policy::scripting::lower::Lowering;
use crate::policy::scripting::{collect, parse};
use crate::policy::unanswered::Unanswered;
use crate::policy::words::Words;
use crate::ticket::{Schema, Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::cell::RefCell;
use std::sync::Arc;

/// Pairs of closure and ticket; more with `ANDON_PAIRS=1000000`.
const PAIRS: usize = 20_000;
const CLOSURES: usize = 100;
const TICKETS: usize = 50;

const TEXTS: [&str; 8] = ["floor", "", "Straße", "ÉTÉ", "línea 4", "office", "P1", "10"];
const BOOLS: [&str; 3] = ["production_stopped", "workaround_available", "spare"];
const NUMBERS: [&str; 2] = ["users_blocked", "weight"];
const WORDS_: [&str; 4] = ["zone", "subject", "area", "grade"];
const HOST: [&str; 2] = ["fields.x", "fields.y"];

/// SplitMix64: the same sequence everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len())]
    }

    fn truth(&mut self, depth: usize) -> String {
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

    fn comparison(&mut self) -> &'static str {
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
    fn any(&mut self, depth: usize) -> String {
        match self.roll(4) {
            0 => self.truth(depth),
            1 => self.number(depth),
            2 => format!("t.{}", self.of(&HOST)),
            _ => self.text(depth),
        }
    }

    fn closure(&mut self) -> String {
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

    fn value(&mut self, field: &str) -> Value {
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

    fn fill(&mut self, ticket: &mut Ticket, share: usize) {
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

const FRAME: &str = r#"
field("spare", #{ type: "bool", label: "Spare" });
field("weight", #{ type: "number", label: "Weight" });
field("grade", #{ type: "text", label: "Grade" });
fn helper_0(t) { let z = t.zone ?? "none"; z == "floor" || t.production_stopped }
fn helper_1(t) { if has(t.users_blocked) { t.users_blocked >= 2 } else { (t.area ?? "x") == "office" } }
fn helper_2(t) { !helper_0(t) && helper_1(t) }
fn helper_3(t) { t.grade in ["P1", "10"] }
fn near(word, n) { let long = word.len > n; long && word != "floor" }
"#;

struct Bench {
    closures: Vec<(String, Script, Expr)>,
    interpreter: Interpreter,
    schema: Arc<Schema>,
}

fn bench(dice: &mut Dice) -> Bench {
    bench_of((0..CLOSURES).map(|_| dice.closure()).collect())
}

fn bench_of(sources: Vec<String>) -> Bench {
    let rules = sources
        .iter()
        .enumerate()
        .map(|(i, closure)| format!("rule(\"r{i}\", #{{ when: {closure}, cap: \"P1\" }});\n"));
    let text = std::iter::once(FRAME.to_owned()).chain(rules).collect::<String>();
    let (files, problems) = parse(&[("random.rhai", &text)]);
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let declared = collect::collect(&files);
    assert!(declared.problems.is_empty(), "{:?}", declared.problems);
    let words = Words::read(&declared.declarations, Default::default(), None, &RefCell::default());
    let lowering = Lowering::new(&files, &words.schema);
    let lowered = |(source, script): (String, Script)| {
        let tree = lowering.lower(&script).unwrap_or_else(|why| panic!("{} in {source}", why.reason));
        (source, script, tree)
    };
    let closures = sources.into_iter().zip(declared.closures).map(lowered).collect();
    Bench { closures, interpreter: Interpreter::new(files), schema: words.schema.clone() }
}

/// What a question came to, in a form that can be compared.
#[derive(Debug, PartialEq)]
enum Answer {
    Value(String),
    Undecided,
    Failed,
}

fn by_tree(tree: &Expr, ticket: &Ticket) -> Answer {
    match tree.value(ticket).and_then(|value| value.settled(tree)) {
        Ok(value) => Answer::Value(format!("{value:?}")),
        Err(Stop::Failed { .. }) => Answer::Failed,
        Err(Stop::Undecided { fields, .. }) => {
            assert!(fields.iter().all(|read| ticket.read(read).is_none()), "{fields:?}");
            Answer::Undecided
        }
    }
}

fn by_script(interpreter: &Interpreter, script: &Script, ticket: &Arc<Ticket>) -> Answer {
    match interpreter.ask(script, &Place::default(), ticket) {
        Ok(value) => Answer::Value(format!("{value:?}")),
        Err(Unanswered::Undecided { .. }) => Answer::Undecided,
        Err(Unanswered::Failed { .. }) => Answer::Failed,
    }
}

/// What the interpreter says once every field that it stops at is filled in; nothing if the closure itself says what
/// holds without such a field (`has`, `??`): then filling it in asks another question.
fn filled_in(
    interpreter: &Interpreter,
    script: &Script,
    tree: &Expr,
    ticket: &Arc<Ticket>,
    dice: &mut Dice,
) -> Option<(Answer, Arc<Ticket>)> {
    let (mut whole, text) = (ticket.clone(), tree.to_string());
    loop {
        let fields = match interpreter.ask(script, &Place::default(), &whole) {
            Err(Unanswered::Undecided { fields, .. }) => fields,
            _ => return Some((by_script(interpreter, script, &whole), whole)),
        };
        for field in fields {
            if text.contains(&format!("has(t.{field}")) || text.contains(&format!("t.{field} ??")) {
                return None;
            }
            let value = dice.value(&field);
            let ticket = Arc::make_mut(&mut whole);
            match field.strip_prefix("fields.") {
                Some(name) => _ = ticket.fields.insert(name.into(), value),
                None => ticket.set(&field, value, Source::Ticket, ""),
            }
        }
    }
}

fn told_of(ticket: &Ticket) -> String {
    let facts: Vec<String> = ticket.facts().map(|(name, fact)| format!("{name}: {:?}", fact.value)).collect();
    format!("{} {:?}", facts.join(", "), ticket.fields)
}

#[test]
fn trees_and_scripts_say_the_same() {
    let pairs = std::env::var("ANDON_PAIRS").ok().and_then(|text| text.parse().ok()).unwrap_or(PAIRS);
    let mut dice = Dice(20_261_122);
    let (mut valued, mut failed, mut open, mut wiser, mut compared) = (0, 0, 0, 0, 0);
    while compared < pairs {
        let bench = bench(&mut dice);
        for _ in 0..TICKETS {
            let mut ticket = Ticket::new(Instant::MIN, &bench.schema);
            let share = [50, 80, 100][dice.roll(3)];
            dice.fill(&mut ticket, share);
            let ticket = Arc::new(ticket);
            for (source, script, tree) in &bench.closures {
                compared += 1;
                let (said, told) = (by_tree(tree, &ticket), by_script(&bench.interpreter, script, &ticket));
                let shown = || format!("{source}\ntree: {tree}\n{}", told_of(&ticket));
                match (&said, &told) {
                    (said, Answer::Value(_)) => {
                        valued += 1;
                        assert_eq!(*said, told, "{}", shown())
                    }
                    (Answer::Failed, Answer::Failed) => failed += 1,
                    (said, Answer::Failed) if share == 100 => assert_eq!(*said, told, "{}", shown()),
                    (Answer::Undecided, _) => open += 1,
                    (known, _) => {
                        if let Some((filled, whole)) = filled_in(&bench.interpreter, script, tree, &ticket, &mut dice) {
                            wiser += 1;
                            let agree = *known == filled || filled == Answer::Failed;
                            assert!(agree, "{known:?} but {filled:?}\n{}\nfilled in: {}", shown(), told_of(&whole));
                        }
                    }
                }
            }
        }
    }
    println!(
        "{compared} pairs: {valued} values, {failed} failures, {open} undecided, {wiser} where the tree knows more"
    );
    assert!(valued > compared / 10 && open > compared / 50 && wiser > 0);
}

/// A whole ticket: what fails with it fails for what it is, and not for lack of a field.
fn whole_ticket(dice: &mut Dice, schema: &Arc<Schema>) -> Ticket {
    let mut ticket = Ticket::new(Instant::MIN, schema);
    dice.fill(&mut ticket, 100);
    ticket
}

#[test]
fn whoever_writes_what_fails_is_told_before() {
    let mut dice = Dice(20_261_123);
    let (mut unfit_ones, mut failures) = (0, 0);
    for _ in 0..40 {
        let bench = bench(&mut dice);
        let told: Vec<_> = bench.closures.iter().map(|(_, _, tree)| unfit(tree, Sort::Bool, &bench.schema)).collect();
        unfit_ones += told.iter().filter(|told| !told.is_empty()).count();
        for _ in 0..TICKETS {
            let ticket = whole_ticket(&mut dice, &bench.schema);
            for ((source, _, tree), told) in bench.closures.iter().zip(&told) {
                let Err(Stop::Failed { message, at }) = tree.holds(&ticket) else { continue };
                failures += 1;
                // A host's own field may be anything, and numbers may grow too large.
                let of_ticket = source.contains("fields.") || message.contains("zero") || message.contains("large");
                let known = told.iter().any(|one| one.at.line == at.line);
                assert!(of_ticket || known, "{source} fails, {message}, and nothing is said: {told:?}");
            }
        }
    }
    assert!(unfit_ones > 100 && failures > 1000, "{unfit_ones} {failures}");
}

#[test]
fn what_is_unfit_has_no_value() {
    let mut dice = Dice(20_261_124);
    let mut found = 0;
    for _ in 0..40 {
        let closure = |_| match dice.roll(3) {
            0 => format!("|t| {} in {}", dice.any(0), dice.any(0)),
            1 => format!("|t| ({} + {}) == {}", dice.any(0), dice.any(0), dice.any(0)),
            _ => format!("|t| {} {} {}", dice.any(0), dice.comparison(), dice.any(0)),
        };
        let bench = bench_of((0..CLOSURES).map(closure).collect());
        for (source, _, tree) in &bench.closures {
            if unfit(tree, Sort::Bool, &bench.schema).is_empty() {
                continue;
            }
            found += 1;
            for _ in 0..TICKETS {
                let ticket = whole_ticket(&mut dice, &bench.schema);
                assert!(tree.holds(&ticket).is_err(), "{source} has a value\n{}", told_of(&ticket));
            }
        }
    }
    assert!(found > 1000, "{found}");
}

/// What the packs ask must not wait for an interpreter.
#[test]
fn every_closure_of_the_packs_is_lowered() {
    for pack in ["rules/manufacturing", "rules/servicenow-import"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(pack);
        let mut texts: Vec<(String, String)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap())
            })
            .filter(|(name, _)| name.ends_with(".rhai"))
            .collect();
        texts.sort();
        let named: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let (files, _) = parse(&named);
        let declared = collect::collect(&files);
        let words = Words::read(&declared.declarations, Default::default(), None, &RefCell::default());
        let lowering = Lowering::new(&files, &words.schema);
        let left: Vec<String> = declared
            .closures
            .iter()
            .filter_map(|script| lowering.lower(script).err())
            .map(|why| format!("{} {:?}", why.reason, why.at))
            .collect();
        assert!(left.is_empty(), "{pack}: {left:#?}");
        println!("{pack}: {} closures", declared.closures.len());
    }
}
