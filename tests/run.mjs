// How the checks start the tests.

import { readdirSync } from "node:fs";
import path from "node:path";
import { root, run } from "../pkg/build/console.mjs";

/** Runs the *.test.mjs files of a folder with Node's test runner. */
export function nodeTest(folder) {
  const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".test.mjs"));
  const paths = files.sort().map((name) => path.join(folder, name));
  return run(process.execPath, ["--test", "--test-reporter=spec", ...paths]);
}

/** Lets the native runs of the common suite and of histories write their answers, which the others have to equal. */
export function nativeAnswers() {
  return run("cargo", ["test", "--quiet", "--locked", "--test", "cases", "--test", "history"]);
}
