//! The only place where a script engine is made: all limits, and everything a policy must not have left out.
//!
//! A raw engine knows no functions: what is not registered here or in [`super::operators`] does not exist. Modules,
//! custom syntax, clock and files are not even compiled in.

use crate::policy::scripting::operators;
use rhai::{Dynamic, Engine};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Operations that all files of a policy may spend together while they declare. About half a second.
pub(crate) const COMPILE_OPERATIONS: u64 = 2_000_000;
/// Operations that one closure may spend on one ticket. About a millisecond.
const CLOSURE_OPERATIONS: u64 = 10_000;
/// Bytes of all policy files together.
pub(crate) const POLICY_BYTES: usize = 4 << 20;
/// Longest text a script may hold, in bytes: a ticket's description fits.
const TEXT_BYTES: usize = 2 << 20;

/// An engine that only reads: parsing looks up no function.
pub(crate) fn reading_engine() -> Engine {
    let mut engine = Engine::new_raw();
    // Own operators need ordinary calls. (Constant folding, which would lose places, is not even compiled in.)
    engine.set_fast_operators(false);
    engine.set_strict_variables(true);
    engine.disable_symbol("eval");
    engine.set_max_operations(CLOSURE_OPERATIONS);
    engine.set_max_call_levels(16);
    engine.set_max_expr_depths(64, 32);
    engine.set_max_string_size(TEXT_BYTES);
    engine.set_max_array_size(10_000);
    engine.set_max_map_size(2_000);
    engine.set_max_variables(200);
    engine.set_max_functions(2_000);
    engine
}

/// An engine for questions about tickets.
pub(crate) fn engine() -> Engine {
    let mut engine = reading_engine();
    operators::register(&mut engine);
    engine
}

/// An engine for running declarations: the budget of operations is shared by all files of the policy, and `spent` says how
/// much of it is.
pub(crate) fn counting_engine(spent: Arc<AtomicU64>) -> Engine {
    let mut engine = engine();
    engine.set_max_operations(0);
    engine.on_progress(move |_| {
        (spent.fetch_add(1, Ordering::Relaxed) >= COMPILE_OPERATIONS).then(|| Dynamic::from(COMPILE_OPERATIONS as i64))
    });
    engine
}
