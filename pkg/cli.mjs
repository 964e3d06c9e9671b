#!/usr/bin/env node
// The command `andon`.
//
// Exit status: 0 all went well, 1 something was decided or tested and failed, 2 the question itself was no good.

import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { parse } from "./cli/arguments.mjs";
import { isClosedPipe } from "./cli/output.mjs";
import { Refusal } from "./cli/refusal.mjs";
import { usage } from "./cli/usage.mjs";

// A command that ends while V8 optimises on another thread can wait for that thread for ever
// (https://github.com/nodejs/node/issues/54918). Optimising on this thread costs nothing that can be measured here.
setFlagsFromString("--no-concurrent-recompilation");
// V8 optimises a function of WebAssembly very early: half of a short command's work was optimising what it was about to leave.
// Fifty times as late, functions that matter are still found within a tenth of a second.
setFlagsFromString("--wasm-tiering-budget=100000000");

async function main(words) {
  const { command, options, file } = parse(words);
  if (options.version) return print(`${createRequire(import.meta.url)("./package.json").version}\n`);
  if (options.help || command === undefined) return print(usage(command));
  const { run } = await import(`./cli/${command}.mjs`);
  return run({ ...options, file });
}

function print(text) {
  process.stdout.write(text);
  return 0;
}

process.stdout.on("error", leaveQuietly);

/** `andon decide ... | head` closes the pipe: that is no failure. */
function leaveQuietly(error) {
  if (isClosedPipe(error)) process.exit(0);
  throw error;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (isClosedPipe(error)) process.exit(0);
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
