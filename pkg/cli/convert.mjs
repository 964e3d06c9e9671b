// andon convert: an export as the tickets that a mapping makes of it, to look at or to keep.

import { Output } from "./output.mjs";
import { Refusal } from "./refusal.mjs";
import { stream } from "./stream.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ map, file }) {
  if (map === undefined) throw new Refusal("--map is missing: name the mapping of the export (`andon convert --help`)");
  const output = new Output();
  const write = (record) => output.line(JSON.stringify(record));
  const { failed } = await stream({ file, map }, (ticket) => ticket, { answer: write, failure: write });
  await output.flush();
  return failed === 0 ? 0 : 1;
}
