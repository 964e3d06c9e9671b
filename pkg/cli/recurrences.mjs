// andon recurrences: the faults that came back.

import { formOf } from "./compare.mjs";
import { openHistory } from "./history.mjs";
import { openPolicy } from "./policy.mjs";
import { sheetMarkdown, sheetText } from "./sheet.mjs";

const FORMS = {
  json: (found) => JSON.stringify(found, null, 2),
  markdown: (found) => sheetMarkdown(recurrencesSheet(found)),
};

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, map, file, ...forms }) {
  const form = formOf(forms, FORMS) ?? ((found) => sheetText(recurrencesSheet(found)));
  const policy = await openPolicy(folder);
  const { history, lost } = await openHistory({ file, map });
  process.stdout.write(`${form(history.recurrences(policy))}\n`);
  return lost === 0 ? 0 : 1;
}

function recurrencesSheet(found) {
  const rows = found.map(({ record, evidence, tickets, at }) => [
    record.title,
    evidence.episodes,
    evidence.chance,
    at.slice(0, 10),
    tickets.join(" "),
  ]);
  const sentence = found.length === 0 ? "Nothing comes back more often than chance makes it." : "The surest first.";
  return {
    title: "Faults that come back",
    lines: [sentence],
    tables: [{ title: "Problems to record", head: ["what", "failures", "by chance", "last", "incidents"], rows }],
  };
}
