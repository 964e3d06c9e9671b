// andon watch: tickets in as they come, suggestions out.

import { setTimeout as wait } from "node:timers/promises";
import { Watch } from "../node.mjs";
import { backtest } from "./backtest.mjs";
import { follow } from "./follow.mjs";
import { Output } from "./output.mjs";
import { openPolicy } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { stream } from "./stream.mjs";

/** @returns {Promise<number>} exit status */
export async function run(options) {
  if (options.follow && (options.file ?? "-") === "-") throw new Refusal("--follow needs a FILE; a pipe is followed anyway");
  if (options.backtest) return backtest(options);
  const watch = new Watch(await openPolicy(options.policy));
  const output = new Output();
  const { failed } = await stream(options.follow ? { lines: follow(options.file, wait) } : options, observed(watch), sink(output));
  await output.flush();
  return failed === 0 ? 0 : 1;
}

/** A ticket is seen when it reached the desk. */
export function observed(watch) {
  return (ticket) => watch.observe(ticket, { now: seenAt(ticket) });
}

/** The engine is to speak of the ticket, whose instants are wrong, and not of `now`. */
function seenAt(ticket) {
  const at = ticket?.receivedAt ?? ticket?.received_at ?? ticket?.openedAt ?? ticket?.opened_at;
  return Number.isNaN(Date.parse(at)) ? "1970-01-01T00:00:00Z" : at;
}

function sink(output) {
  return {
    answer: (events) => (events.length === 0 ? undefined : output.line(events.map((event) => JSON.stringify(event)).join("\n"))),
    failure: (record) => output.line(JSON.stringify(record)),
  };
}
