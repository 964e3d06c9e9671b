// Lints of the Rust that only exists in WebAssembly.

import { main, run } from "../pkg/build/console.mjs";
import { ensureRust } from "../pkg/build/setup.mjs";

const TARGET = "wasm32-unknown-unknown";

await main(async () => {
  await ensureRust();
  await run("cargo", ["clippy", "--locked", "--lib", "--target", TARGET, "--", "-D", "warnings"]);
});
