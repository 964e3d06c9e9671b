// Tests of the core, run natively.

import { main, run } from "../pkg/build/console.mjs";

await main(() => run("cargo", ["test", "--locked"]));
