// The common suite and the loaders in a real browser.

import { build } from "../pkg/build/build.mjs";
import { main } from "../pkg/build/console.mjs";
import { nativeAnswers, nodeTest } from "../tests/run.mjs";

await main(async () => {
  await build();
  const { buildPage } = await import("../pkg/build/page.mjs");
  await buildPage();
  await nativeAnswers();
  await nodeTest("tests/browser");
});
