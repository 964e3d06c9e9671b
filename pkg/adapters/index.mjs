// Exports of help desks -> canonical tickets, by a mapping: one JSON file that says which column is which field.
//
// See README.md for the mapping. The modules: `source/` reads rows, `mapping/` makes tickets of them.

import { checkHeader, checkingColumns } from "./columns.mjs";
import { grouped } from "./mapping/group.mjs";
import { RowError } from "./mapping/row.mjs";
import { csvRows } from "./source/csv.mjs";
import { asUtf8 } from "./source/encoding.mjs";
import { jsonRows, ndjsonRows } from "./source/json.mjs";

export { readMapping } from "./mapping/mapping.mjs";
export { MappingError } from "./mapping/mistakes.mjs";
export { formatOf } from "./mapping/source.mjs";

/**
 * Reads a source as tickets, in the order of its rows and without keeping them.
 * @param {AsyncIterable<Buffer>} bytes of the source, unpacked
 * @param {import("./mapping/mapping.mjs").Mapping} mapping
 * @param {"csv" | "json" | "ndjson"} format
 * @returns {AsyncGenerator<{ line: number, ticket: object } | { line: number, error: Error }>} a bad row is an error in
 *   its place
 * @throws {MappingError} if the source is a table and lacks columns
 */
export function readTickets(bytes, mapping, format) {
  const rows = READERS[format](asUtf8(bytes, mapping.source.encoding), mapping);
  return mapping.group === undefined ? single(rows, mapping) : grouped(rows, mapping);
}

const READERS = {
  csv: (bytes, mapping) => csvRows(bytes, mapping.source, (columns) => checkHeader(mapping, columns)),
  json: (bytes, mapping) => checkingColumns(jsonRows(bytes, mapping.source), mapping),
  ndjson: (bytes, mapping) => checkingColumns(ndjsonRows(bytes), mapping),
};

async function* single(rows, mapping) {
  for await (const { line, row, error } of rows) {
    yield error === undefined ? { line, ...ticketOf(row, mapping) } : { line, error };
  }
}

function ticketOf(row, mapping) {
  try {
    return { ticket: mapping.ticket(row) };
  } catch (error) {
    if (error instanceof RowError) return { error };
    throw error;
  }
}
