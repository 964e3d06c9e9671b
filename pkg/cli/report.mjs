// andon report: how the desk has done.

import { formOf } from "./compare.mjs";
import { answered, limitOf, openHistory } from "./history.mjs";
import { openPolicy } from "./policy.mjs";
import { reportSheet } from "./reporting.mjs";
import { sheetMarkdown, sheetText } from "./sheet.mjs";

const FORMS = {
  json: (report) => JSON.stringify(report, null, 2),
  markdown: (report) => sheetMarkdown(reportSheet(report)),
};

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, now, map, file, limit, ...forms }) {
  const form = formOf(forms, FORMS) ?? ((report) => sheetText(reportSheet(report)));
  const options = { now, limit: limitOf(limit, 20) };
  const policy = await openPolicy(folder);
  const { history, lost } = await openHistory({ file, map });
  const report = answered(() => history.report(policy, options));
  process.stdout.write(`${form(report)}\n`);
  return lost + report.failures.length === 0 ? 0 : 1;
}
