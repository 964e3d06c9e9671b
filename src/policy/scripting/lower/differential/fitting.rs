//! What is said of questions that nothing can answer, held against asking them.

use super::chance::Dice;
use super::{CLOSURES, TICKETS, bench, bench_of, told_of};
use crate::expression::{Sort, Stop, unfit};
use crate::ticket::{Schema, Ticket};
use crate::time::Instant;
use std::sync::Arc;

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
