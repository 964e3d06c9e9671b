// The validator: security, write-back, timers, operation, and a hundred kills.

import { build } from "../pkg/build/build.mjs";
import { main } from "../pkg/build/console.mjs";
import { nodeTest } from "../tests/run.mjs";

await main(async () => {
  await build();
  await nodeTest("tests/serve");
});
