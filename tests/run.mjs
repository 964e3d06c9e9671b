// How the checks start the tests.

import { readdirSync } from "node:fs";
import path from "node:path";
import { root, run } from "../pkg/build/console.mjs";

const OPTIONS = [
  "--test",
  "--test-reporter=spec",
  // A test that waits for ever is to be named, not to be waited for.
  `--test-timeout=${15 * 60_000}`,
  // Else a file that ends while V8 optimises can hang: https://github.com/nodejs/node/issues/54918
  "--no-concurrent-recompilation",
];

/** Runs the *.test.mjs files of a folder with Node's test runner. */
export function nodeTest(folder) {
  const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".test.mjs"));
  const paths = files.sort().map((name) => path.join(folder, name));
  return run(process.execPath, [...OPTIONS, ...paths]);
}

/** Lets the native runs of the common suite, of histories and of the watch write their answers, which the others have to equal. */
export async function nativeAnswers() {
  await run("cargo", ["test", "--quiet", "--locked", "--test", "cases", "--test", "history"]);
  await run("cargo", ["test", "--quiet", "--locked", "--test", "watch", "kept_for_other_runtimes"]);
}
