// The plugin in real help desks, started here, and in a browser extension.

import { main } from "../pkg/build/console.mjs";
import { nodeTest } from "../tests/run.mjs";
import { buildPlugin } from "../www/plugin/build.mjs";

await main(async () => {
  await buildPlugin();
  await nodeTest("tests/hosts");
});
