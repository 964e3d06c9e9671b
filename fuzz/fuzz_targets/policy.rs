//! Any text as a policy file: parsed, run, lowered, and asked about a ticket. Nothing panics, nothing hangs.

#![no_main]

use andon::Policy;
use andon::time::Instant;
use andon::value::Value;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// What every policy needs, so that the fuzzed file gets as far as being asked.
const FRAME: &str = include_str!("../../tests/support/tiny.rhai");

fn ticket() -> &'static Value {
    static TICKET: OnceLock<Value> = OnceLock::new();
    TICKET.get_or_init(|| {
        let text = r#"{"id":"1","openedAt":"2026-03-02T03:04:05Z","subject":"línea 4 steht","zone":"production-floor",
            "usersBlocked":12,"productionStopped":true,"fields":{"x":3.5,"y":"text"}}"#;
        serde_json::from_str(text).expect("the ticket is JSON")
    })
}

fuzz_target!(|text: &str| {
    let files = [("a.rhai".to_owned(), FRAME.to_owned()), ("b.rhai".to_owned(), text.to_owned())];
    let Ok(policy) = Policy::compile(&files.into()) else { return };
    let now = Instant::parse("2026-03-02T05:00:00Z").expect("an instant");
    let whole = serde_json::to_string(&policy.decide(ticket(), now).expect("the ticket can be decided"));
    // What lowers entirely decides the same from a bundle.
    if let Ok(bundle) = policy.bundle() {
        let loaded = Policy::load(&bundle).expect("a bundle that was just made");
        let bundled = serde_json::to_string(&loaded.decide(ticket(), now).expect("the ticket can be decided"));
        assert_eq!(whole.ok(), bundled.ok());
    }
});
