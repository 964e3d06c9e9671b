//! What holds for every calendar: laws, a brute-force model, other people's calendars, and every time zone.
//!
//! `PROPTEST_CASES` sets the number of random calendars; each is asked dozens of questions. The runs are reproducible:
//! the seed is fixed. With `--release`, the defaults are larger and every time zone is looked at. More than a million
//! questions to each of the other crates:
//!
//! ```text
//! PROPTEST_CASES=13000 cargo test --release --test calendar_laws differential -- --nocapture
//! ```

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod differential;
mod laws;
mod model;
mod spec;
mod zones;

use proptest::test_runner::{Config, RngSeed};

/// The same cases every time, `PROPTEST_CASES` of them if that is set; fewer without optimization.
fn config(cases: u32) -> Config {
    let cases = if cfg!(debug_assertions) { cases / 4 } else { cases };
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    Config {
        cases: asked.unwrap_or(cases),
        rng_seed: RngSeed::Fixed(4_012),
        failure_persistence: None,
        ..Config::default()
    }
}
