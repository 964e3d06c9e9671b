// Writes the sample history as NDJSON to standard output.
//
//     node www/sample/write.mjs [--tickets 20000] [--seed 4] > history.ndjson

import { once } from "node:events";
import { parseArgs } from "node:util";
import { tickets } from "./plant.mjs";

const { values } = parseArgs({ options: { tickets: { type: "string" }, seed: { type: "string" } } });
const options = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
for (const ticket of tickets(options)) {
  if (!process.stdout.write(`${JSON.stringify(ticket)}\n`)) await once(process.stdout, "drain");
}
