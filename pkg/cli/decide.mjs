// andon decide: tickets in, decisions out.

import { moment } from "./moment.mjs";
import { Output } from "./output.mjs";
import { openPolicy } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { stream } from "./stream.mjs";
import { Table } from "./table.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, now: at, map, file, format = "ndjson" }) {
  if (!Object.hasOwn(SINKS, format)) throw new Refusal(`--format \`${format}\` is unknown; there are ndjson and table`);
  const policy = await openPolicy(folder);
  const now = moment(policy, at);
  const output = new Output();
  const sink = SINKS[format](output);
  const { failed } = await stream({ file, map }, (ticket) => policy.decide(ticket, { now: now(ticket) }), sink);
  await sink.end?.();
  await output.flush();
  return failed === 0 ? 0 : 1;
}

const SINKS = {
  ndjson(output) {
    const write = (record) => output.line(JSON.stringify(record));
    return { answer: write, failure: write };
  },
  table: (output) => new Table(output),
};
