// andon bundle: a policy as one file, for andon/runtime.

import { writeFile } from "node:fs/promises";
import { openPolicy, problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, out }) {
  const policy = await openPolicy(folder);
  const text = `${JSON.stringify(made(policy, folder))}\n`;
  if (out === undefined) process.stdout.write(text);
  else await written(out, text);
  return 0;
}

function made(policy, folder) {
  try {
    return policy.bundle();
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
