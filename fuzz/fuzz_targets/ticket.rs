//! Any JSON as a ticket of the manufacturing pack: a decision or a named error.

#![no_main]

use andon::Policy;
use andon::time::Instant;
use andon::value::Value;
use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::OnceLock;

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/manufacturing");
        let files = std::fs::read_dir(folder).expect("the pack").map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap_or_default())
        });
        Policy::compile(&files.collect()).expect("the pack compiles")
    })
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(ticket) = serde_json::from_slice::<Value>(bytes) else { return };
    let now = Instant::parse("2026-03-02T05:00:00Z").expect("an instant");
    if let Ok(decision) = policy().decide(&ticket, now) {
        assert!(!decision.priority.is_empty() && !decision.team.is_empty());
    }
});
