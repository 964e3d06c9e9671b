// The loop that `decide` and `explain` share: every ticket in, one record out, in order.

import { Progress } from "./progress.mjs";
import { openTickets } from "./tickets.mjs";

/**
 * Asks a question about every ticket of a source.
 * @param {{ file?: string, map?: string }} source
 * @param {(ticket: unknown) => object} ask may throw
 * @param {{ answer(answer: object): unknown, failure(record: object): unknown }} sink what writes; waited for
 * @returns {Promise<{ count: number, failed: number }>}
 */
export function stream({ file, map }, ask, sink) {
  return askEach(openTickets(file, map), ask, sink, new Progress());
}

/** The same of tickets that are already open. */
export async function askEach(tickets, ask, sink, progress) {
  for await (const { line, ticket, error } of tickets) {
    const { answer, failure } = error === undefined ? attempt(ask, ticket) : { failure: error };
    progress.step(failure !== undefined);
    const held = failure === undefined ? sink.answer(answer) : sink.failure({ ok: false, line, error: plain(failure) });
    if (held !== undefined) await held;
  }
  progress.end();
  return progress;
}

function attempt(ask, ticket) {
  try {
    return { answer: ask(ticket) };
  } catch (failure) {
    return { failure };
  }
}

/** An error as data. */
export function plain({ name, message, problems }) {
  return { name, message, problems: problems ?? [] };
}
