//! andon as one WebAssembly module: what `src/wasm.rs` exports, and nothing else.

pub use andon::*;

/// About as fast as the standard library's, and smaller.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
