// andon watch: tickets in as they come, suggestions out.

import { setTimeout as wait } from "node:timers/promises";
import { Watch } from "../node.mjs";
import { backtest } from "./backtest.mjs";
import { growing } from "./follow.mjs";
import { numberedLines, openBytes } from "./input.mjs";
import { observed } from "./observed.mjs";
import { Output } from "./output.mjs";
import { openPolicy } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { plain, stream } from "./stream.mjs";
import { unbroken } from "./tickets.mjs";

/** @returns {Promise<number>} exit status */
export async function run(options) {
  if (options.follow && options.backtest) throw new Refusal("--backtest and --follow exclude each other");
  if (options.follow && (options.file ?? "-") === "-")
    throw new Refusal("--follow needs a FILE; a pipe is followed anyway");
  if (options.follow && options.map !== undefined) throw new Refusal("--follow reads NDJSON; without --map");
  if (options.backtest) return backtest(options);
  const watch = new Watch(await openPolicy(options.policy));
  const output = new Output();
  const failed = options.map === undefined ? await lines(options, watch, output) : await rows(options, watch, output);
  await output.flush();
  return failed === 0 ? 0 : 1;
}

/** NDJSON goes in and out as text: nothing but lines crosses into the engine. */
async function lines({ file, follow: follows }, watch, output) {
  let failed = 0;
  const bytes = follows ? growing(file, wait) : await openBytes(file);
  for await (const { line, text, error } of unbroken(numberedLines(bytes))) {
    if (error === undefined && text.trim() === "") continue;
    const { events, failure } = error === undefined ? observedLine(watch, text) : { failure: error };
    if (failure !== undefined) failed += 1;
    const written = failure === undefined ? events : JSON.stringify({ ok: false, line, error: plain(failure) });
    const held = written === undefined ? undefined : output.line(written);
    if (held !== undefined) await held;
  }
  return failed;
}

function observedLine(watch, text) {
  try {
    return { events: watch.observeLine(text) };
  } catch (failure) {
    return { failure };
  }
}

async function rows(options, watch, output) {
  const { failed } = await stream(options, observed(watch), {
    answer: (events) =>
      events.length === 0 ? undefined : output.line(events.map((event) => JSON.stringify(event)).join("\n")),
    failure: (record) => output.line(JSON.stringify(record)),
  });
  return failed;
}
