//! andon as one WebAssembly module: what `src/wasm.rs` exports, and nothing else.

pub use andon::*;
