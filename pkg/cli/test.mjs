// andon test: the tests that a policy declares.

import { openPolicy, problemText } from "./policy.mjs";
import { aligned, paint } from "./text.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, json }) {
  const policy = await openPolicy(folder);
  const report = policy.test();
  const text = json ? JSON.stringify(report, null, 2) : reportText(report, folder);
  process.stdout.write(`${text}\n`);
  return report.failed === 0 ? 0 : 1;
}

function reportText({ passed, failed, results }, folder) {
  const failures = results.filter(({ ok }) => !ok).map((result) => failureText(result, folder));
  return [...failures, `${passed} passed, ${failed} failed`].join("\n");
}

function failureText({ name, differences, problems, file, line, column }, folder) {
  const title = problemText({ message: `test \`${name}\``, code: "failed", file, line, column }, folder);
  const rows = differences.map(({ field, expected, actual }) => [
    field,
    `expected ${shown(expected)}`,
    `came ${shown(actual)}`,
  ]);
  return [
    paint("red", title),
    ...aligned(rows),
    ...problems.map((problem) => `  ${problemText(problem, folder)}`),
    "",
  ].join("\n");
}

function shown(value) {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
