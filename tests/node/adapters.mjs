// How the tests of adapters read small tables.

import { readMapping, readTickets } from "../../pkg/adapters/index.mjs";

/** A mapping with the least that a mapping needs; the parts given replace its own. */
export function mapping({ ticket, ...more } = {}) {
  return {
    dates: { pattern: "day.month.year hour:minute", zone: "UTC" },
    ticket: { id: "no", openedAt: { column: "opened", optional: true, default: "2026-03-02T06:00:00Z" }, ...ticket },
    ...more,
  };
}

/** Everything that a source gives: tickets and errors with their lines. */
export async function read(source, definition = mapping(), format = "csv", size = 7) {
  const items = [];
  for await (const item of readTickets(chunks(Buffer.from(source), size), readMapping(definition), format))
    items.push(item);
  return items;
}

/** The tickets of a source that has no bad rows. */
export async function tickets(source, definition, format) {
  return (await read(source, definition, format)).map(({ line, ticket, error }) => {
    if (error !== undefined) throw new Error(`line ${line}: ${error.message}`);
    return ticket;
  });
}

/** The errors of a source: line, code and place of each problem. */
export async function failures(source, definition, format) {
  const items = await read(source, definition, format);
  return items
    .filter(({ error }) => error !== undefined)
    .map(({ line, error }) => [
      line,
      ...(error.problems?.map(({ code, path }) => [code, path].filter(Boolean).join(" ")) ?? [error.message]),
    ]);
}

/** Bytes as they may arrive: in small pieces that cut through characters. */
async function* chunks(bytes, size) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
