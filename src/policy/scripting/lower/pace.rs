//! What lowering is worth: the closures of a pack, by trees and by the interpreter, in turns.
//!
//! `cargo test --profile bench --lib pace -- --ignored --nocapture`

use super::differential::files_of;
use crate::error::Place;
use crate::policy::scripting::interpreter::Interpreter;
use crate::policy::scripting::lower::Lowering;
use crate::policy::scripting::{collect, parse};
use crate::policy::words::Words;
use crate::ticket::{Source, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::cell::RefCell;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant as Clock;

const ROUNDS: usize = 21;

#[test]
#[ignore = "a measurement"]
fn pace_of_trees_and_scripts() {
    let texts = files_of("rules/manufacturing");
    let named: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (files, _) = parse(&named);
    let declared = collect::collect(&files);
    let words = Words::read(&declared.declarations, Default::default(), None, &RefCell::default());
    let lowering = Lowering::new(&files, &words.schema);
    let trees: Vec<_> = declared.closures.iter().map(|script| lowering.lower(script).ok().unwrap()).collect();
    let interpreter = Interpreter::new(files.clone());
    let mut ticket = Ticket::new(Instant::MIN, &words.schema);
    for (field, value) in [("category", "ERP/MES"), ("system", "ERP"), ("zone", "production"), ("impact", "high")] {
        ticket.set(field, value.into(), Source::Ticket, "");
    }
    ticket.set("users_blocked", Value::Int(12), Source::Ticket, "");
    ticket.set("production_stopped", Value::Bool(false), Source::Ticket, "");
    let ticket = Arc::new(ticket);
    let nanoseconds = |run: &mut dyn FnMut()| {
        let start = Clock::now();
        run();
        start.elapsed().as_secs_f64() * 1e9 / trees.len() as f64
    };
    let mut rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|_| {
            let by_trees = nanoseconds(&mut || {
                trees.iter().for_each(|tree| _ = black_box(tree.value(&ticket)));
            });
            let by_scripts = nanoseconds(&mut || {
                let ask = |script| _ = black_box(interpreter.ask(script, &Place::default(), &ticket));
                declared.closures.iter().for_each(ask);
            });
            (by_trees, by_scripts)
        })
        .collect();
    rounds.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
    let (by_trees, by_scripts) = rounds[ROUNDS / 2];
    println!(
        "{} closures: tree {by_trees:.0} ns, script {by_scripts:.0} ns, {:.0} to 1",
        trees.len(),
        by_scripts / by_trees
    );
}
