// The WebAssembly of the package builds.

import { build } from "../pkg/build/build.mjs";
import { main } from "../pkg/build/console.mjs";

await main(build);
