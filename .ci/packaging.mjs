// The packed package, installed in every environment it is promised for.

import { build } from "../pkg/build/build.mjs";
import { main } from "../pkg/build/console.mjs";
import { nodeTest } from "../tests/run.mjs";

await main(async () => {
  await build();
  await nodeTest("tests/packaging");
});
