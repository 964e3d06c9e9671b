// andon fields: what an intake form has to ask for.

import { openPolicy } from "./policy.mjs";
import { aligned, paint } from "./text.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, json }) {
  const policy = await openPolicy(folder);
  const intake = policy.fields();
  process.stdout.write(`${json ? JSON.stringify(intake, null, 2) : intakeText(intake)}\n`);
  return 0;
}

function intakeText({ priorities, categories, fields }) {
  const sections = [
    ["priorities, most severe first", [[priorities.join(" ")]]],
    [
      "categories and the fields they require",
      categories.map(({ id, label, require }) => [id, label, require.join(" ")]),
    ],
    ["fields", fields.map(fieldRow)],
  ];
  return sections.flatMap(([title, rows]) => [paint("bold", title), ...aligned(rows)]).join("\n");
}

function fieldRow({ name, label, type, values, help, required }) {
  return [name, required ? "required" : "", values.length > 0 ? values.join(" | ") : type, help || label];
}
