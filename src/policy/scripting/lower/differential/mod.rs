//! Trees and scripts say the same: random closures, random tickets, both ways.
//!
//! Where the interpreter has a value, the tree has the same one. Where the interpreter fails and no field is missing,
//! so does the tree. Where the interpreter stops at a missing field, the tree may still know better; then every way of
//! filling in what is missing must lead the interpreter to what the tree said.

mod chance;
mod fitting;

use crate::error::Place;
use crate::expression::{Expr, Stop};
use crate::policy::scripting::interpreter::{Interpreter, Script};
use crate::policy::scripting::lower::Lowering;
use crate::policy::scripting::{collect, parse};
use crate::policy::unanswered::Unanswered;
use crate::policy::words::Words;
use crate::ticket::{Schema, Source, Ticket};
use crate::time::Instant;
use chance::Dice;
use std::cell::RefCell;
use std::sync::Arc;

/// Pairs of closure and ticket; more with `ANDON_PAIRS=1000000`.
const PAIRS: usize = 20_000;
const CLOSURES: usize = 100;
const TICKETS: usize = 50;

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

/// The policy files of a folder, in name order.
pub(super) fn files_of(folder: &str) -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut texts: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rhai"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    texts
}

/// What the packs ask must not wait for an interpreter.
#[test]
fn every_closure_of_the_packs_is_lowered() {
    for pack in ["rules/manufacturing", "rules/servicenow-import"] {
        let texts = files_of(pack);
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
