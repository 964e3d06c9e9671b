// Format and lint of everything that is not Rust.

import path from "node:path";
import { main, root, run } from "../pkg/build/console.mjs";
import { ensureDependencies } from "../pkg/build/setup.mjs";

await main(async () => {
  await ensureDependencies();
  const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  await run(process.execPath, [biome, "ci", "--error-on-warnings", "."]);
});
