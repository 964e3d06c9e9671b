// andon decide: tickets in, decisions out.

import { undecided } from "./lines.mjs";
import { moment, OPENED } from "./moment.mjs";
import { Output } from "./output.mjs";
import { openPolicy } from "./policy.mjs";
import { Progress } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";
import { askEach } from "./stream.mjs";
import { Table } from "./table.mjs";
import { openTickets } from "./tickets.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, now: at, map, file, format = "ndjson" }) {
  if (!Object.hasOwn(SINKS, format)) throw new Refusal(`--format \`${format}\` is unknown; there are ndjson and table`);
  const policy = await openPolicy(folder);
  const now = moment(policy, at);
  const output = new Output();
  const sink = SINKS[format](output);
  const progress = new Progress();
  const asText = format === "ndjson" && map === undefined;
  const options = at === OPENED ? undefined : { now: now() };
  const tickets = asText ? undecided(file, policy, options, output, progress) : openTickets(file, map);
  const { failed } = await askEach(tickets, (ticket) => policy.decide(ticket, { now: now(ticket) }), sink, progress);
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
