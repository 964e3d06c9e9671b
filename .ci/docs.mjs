// API documentation builds, with every link in it.

import { main, run } from "../pkg/build/console.mjs";

await main(() => run("cargo", ["doc", "--locked", "--no-deps", "--lib"], { env: { RUSTDOCFLAGS: "-D warnings" } }));
