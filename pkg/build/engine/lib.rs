//! andon as one WebAssembly module: what `src/wasm.rs` exports, and nothing else.

pub use andon::*;

/// Smaller than the standard library's, and faster: a decision asks for memory some two hundred times.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
