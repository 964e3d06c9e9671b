// andon test: the tests that a policy declares, and what they try out of it.

import { writeFile } from "node:fs/promises";
import { reasons } from "./differences.mjs";
import { coverageText, exercised } from "./exercise.mjs";
import { junit } from "./junit.mjs";
import { openPolicy, problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { paint } from "./text.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, json, coverage, tickets, map, now, junit: file }) {
  if (tickets !== undefined && !coverage) throw new Refusal("--tickets needs --coverage");
  const policy = await openPolicy(folder);
  const report = policy.test();
  const exercise = coverage ? await exercised(policy, { file: tickets, map, now }) : undefined;
  if (file !== undefined) await write(file, junit(policy.name, report, folder));
  const text = json
    ? JSON.stringify(coverage ? { ...report, exercise } : report, null, 2)
    : [reportText(report, folder), ...(coverage ? coverageText(exercise, folder) : [])].join("\n");
  process.stdout.write(`${text}\n`);
  return report.failed === 0 ? 0 : 1;
}

function reportText({ passed, failed, results }, folder) {
  const failures = results.filter(({ ok }) => !ok).map((result) => failureText(result, folder));
  return [...failures, `${passed} passed, ${failed} failed`].join("\n");
}

function failureText(result, folder) {
  const { name, file, line, column } = result;
  const title = problemText({ message: `test \`${name}\``, code: "failed", file, line, column }, folder);
  return [paint("red", title), ...reasons(result, folder), ""].join("\n");
}

async function write(file, text) {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Refusal(`--junit: \`${file}\` cannot be written: ${error.message}`);
  }
}
