// Lints of Rust: library, tests, examples, benches; and the library as `andon/runtime` has it.

import { main, run } from "../pkg/build/console.mjs";

const STRICT = ["--", "-D", "warnings"];

await main(async () => {
  await run("cargo", ["clippy", "--locked", "--all-targets", ...STRICT]);
  await run("cargo", ["clippy", "--locked", "--lib", "--no-default-features", ...STRICT]);
});
