// Lints of Rust: library, tests, examples, benches.

import { main, run } from "../pkg/build/console.mjs";

await main(() => run("cargo", ["clippy", "--locked", "--all-targets", "--", "-D", "warnings"]));
