// Where tickets come from.

import { numberedLines, openBytes } from "./input.mjs";
import { mappedTickets } from "./mapping.mjs";

/**
 * Opens a source of tickets: NDJSON, or an export read through a column map.
 * @param {string} [file] absent or `-`: standard input
 * @param {string} [mapping] file of a mapping, or the name of one that is bundled (see `adapters/`)
 * @returns {AsyncGenerator<{ line: number, ticket: unknown } | { line: number, error: Error }>}
 */
export async function* openTickets(file, mapping) {
  if (mapping !== undefined) {
    yield* mappedTickets(file, mapping);
    return;
  }
  yield* ticketsOf(unbroken(numberedLines(await openBytes(file))));
}

/** The tickets that lines are. */
export async function* ticketsOf(lines) {
  for await (const { line, text, error } of lines) {
    if (error !== undefined) yield { line, error };
    else if (text.trim() !== "") yield { line, ...parsed(text) };
  }
}

/** Input that breaks off, such as a damaged .gz file, is an error after the last line that could be read. */
export async function* unbroken(lines) {
  let last = 0;
  try {
    for await (const item of lines) {
      last = item.line;
      yield item;
    }
  } catch (cause) {
    yield { line: last + 1, error: new Error(`the input breaks off: ${cause.message}`, { cause }) };
  }
}

function parsed(text) {
  try {
    return { ticket: JSON.parse(text) };
  } catch (error) {
    return { error: new SyntaxError(`the line is not JSON: ${error.message}`) };
  }
}
