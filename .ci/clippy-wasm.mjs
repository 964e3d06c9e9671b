// Lints of the Rust that only exists in WebAssembly, in each of its builds.

import { main, run } from "../pkg/build/console.mjs";
import { ensureRust } from "../pkg/build/setup.mjs";

const TARGET = "wasm32-unknown-unknown";

await main(async () => {
  await ensureRust();
  const clippy = (...features) =>
    run("cargo", ["clippy", "--locked", "--lib", "--target", TARGET, ...features, "--", "-D", "warnings"]);
  await clippy();
  // As `andon` and `andon/runtime` have it in a browser.
  await clippy("--no-default-features", "--features", "scripting");
  await clippy("--no-default-features");
});
