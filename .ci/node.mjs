// Tests of the built package in Node, the common suite included.

import { build } from "../pkg/build/build.mjs";
import { main } from "../pkg/build/console.mjs";
import { nativeAnswers, nodeTest } from "../tests/run.mjs";

await main(async () => {
  await build();
  await nativeAnswers();
  await nodeTest("tests/node");
});
