// The loop that `decide` and `explain` share: every ticket in, one record out, in order.

import { Progress } from "./progress.mjs";
import { openTickets } from "./tickets.mjs";

/**
 * Asks a question about every ticket.
 * @param {{ file?: string, map?: string }} source
 * @param {(ticket: unknown) => object} ask may throw
 * @param {{ answer(answer: object): unknown, failure(record: object): unknown }} sink what writes; waited for
 * @returns {Promise<{ count: number, failed: number }>}
 */
export async function stream({ file, map }, ask, sink) {
  const progress = new Progress();
  for await (const { line, ticket, error } of openTickets(file, map)) {
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
