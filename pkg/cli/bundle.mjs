// andon bundle: a policy as one file, for andon/runtime.

import { writeFile } from "node:fs/promises";
import { openPolicy, problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, out }) {
  const text = `${await bundleText(folder)}\n`;
  if (out === undefined) process.stdout.write(text);
  else await written(out, text);
  return 0;
}

/** The policy in a folder as the text of a bundle; one that cannot be bundled is a `Refusal` with all its problems. */
export async function bundleText(folder) {
  const policy = await openPolicy(folder);
  try {
    return JSON.stringify(policy.bundle());
  } catch (error) {
    if (error.name !== "PolicyError") throw error;
    throw new Refusal(error.problems.map((problem) => problemText(problem, folder)).join("\n"));
  }
}

async function written(file, text) {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Refusal(`--out: \`${file}\` cannot be written (${error.code})`);
  }
}
