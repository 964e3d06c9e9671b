//! Any JSON as a bundle: loaded or refused.

#![no_main]

use andon::Policy;
use andon::value::Value;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(bundle) = serde_json::from_slice::<Value>(bytes) {
        let _ = Policy::load(&bundle);
    }
});
