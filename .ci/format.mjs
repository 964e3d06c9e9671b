// Format of Rust.

import { main, run } from "../pkg/build/console.mjs";

await main(() => run("cargo", ["fmt", "--check"]));
