// andon compare: what another policy would have decided otherwise.

import { comparisonCsv, comparisonSheet } from "./comparison.mjs";
import { answered, limitOf, openHistory } from "./history.mjs";
import { openPolicy } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { sheetMarkdown, sheetText } from "./sheet.mjs";

const FORMS = {
  json: (comparison) => JSON.stringify(comparison, null, 2),
  markdown: (comparison) => sheetMarkdown(comparisonSheet(comparison)),
  csv: comparisonCsv,
};

/** @returns {Promise<number>} exit status */
export async function run({ before, after, now, map, file, limit, "fail-above": failAbove, ...forms }) {
  for (const [name, folder] of Object.entries({ before, after }))
    if (folder === undefined) throw new Refusal(`--${name} is missing: name the folder of that policy's .rhai files`);
  const threshold = thresholdOf(failAbove);
  const form = formOf(forms, FORMS) ?? ((comparison) => sheetText(comparisonSheet(comparison)));
  const options = { now, limit: limitOf(limit, forms.csv ? Number.MAX_SAFE_INTEGER : 20) };
  const [old, next] = [await openPolicy(before), await openPolicy(after)];
  const { history, lost } = await openHistory({ file, map });
  const comparison = answered(() => history.compare(old, next, options));
  process.stdout.write(`${form(comparison)}\n`);
  if (comparison.percent > threshold) {
    process.stderr.write(`${comparison.percent} % of the tickets change, more than ${threshold} %\n`);
    return 1;
  }
  return lost + comparison.failures.length === 0 ? 0 : 1;
}

/** What writes the form that an option asks for; `undefined` if none does. */
export function formOf(options, forms) {
  const asked = Object.keys(forms).filter((name) => options[name]);
  if (asked.length > 1) throw new Refusal(`${asked.map((name) => `--${name}`).join(" and ")} exclude each other`);
  return forms[asked[0]];
}

function thresholdOf(text) {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 100) return number;
  throw new Refusal(`--fail-above \`${text}\` is not a share in percent, such as 5 or 0.5`);
}
