// NDJSON to NDJSON: pieces of whole lines go through the engine as bytes, which never become texts or objects here.

import { decoded, endOfLine, openBytes, wholeLines } from "./input.mjs";
import { ticketsOf, unbroken } from "./tickets.mjs";

/**
 * Decides the lines of a file, and gives as tickets those that the engine has no decision for: what is wrong with a line is
 * told in one place, wherever the line comes from.
 * @param {string} [file] absent or `-`: standard input
 * @param {import("../index.d.ts").Policy} policy
 * @param {{ now: string }} [options] absent: each ticket as of its opening
 * @param {import("./output.mjs").Output} output
 * @param {import("./progress.mjs").Progress} progress
 */
export async function* undecided(file, policy, options, output, progress) {
  yield* ticketsOf(left(await openBytes(file), policy, options, output, progress));
}

async function* left(bytes, policy, options, output, progress) {
  let line = 0;
  for await (const { piece, error } of unbroken(wholeLines(bytes))) {
    if (piece === undefined) {
      line += 1;
      yield { line, ...(error === undefined ? decoded(piece) : { error }) };
      continue;
    }
    for (let rest = piece; rest.length > 0; ) {
      const decided = policy.decideLines(rest, options);
      line += decided.lines;
      rest = rest.subarray(decided.bytes);
      progress.steps(decided.tickets);
      await output.lines(decided.take());
      decided.free();
      if (rest.length === 0) break;
      line += 1;
      const end = endOfLine(rest);
      yield { line, ...decoded(rest.subarray(0, end)) };
      rest = rest.subarray(end + 1);
    }
  }
}
