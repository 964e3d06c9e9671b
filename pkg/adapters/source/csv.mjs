// CSV -> rows. csv-parse does the reading; here are its settings, the header and the numbers of lines.

import { isUtf8 } from "node:buffer";
import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import { MappingError, shown } from "../mapping/mistakes.mjs";
import { RowError } from "../mapping/row.mjs";
import { LineCounter } from "./lines.mjs";

/** A quote that is never closed must not fill the memory. */
const LONGEST = 16 * 1024 * 1024;

/**
 * Reads a table. A damaged row gives an error in its place.
 * @param {AsyncIterable<Buffer>} bytes UTF-8
 * @param {{ delimiter?: string, quote?: string | null, header?: string[], skipLines?: number }} options
 * @param {(columns: string[]) => void} checkColumns may throw, before the first row
 * @returns {AsyncGenerator<{ line: number, row: Record<string, string> } | { line: number, error: Error }>} `line` is
 *   where the row begins
 */
export async function* csvRows(bytes, options, checkColumns) {
  let columns = options.header;
  if (columns !== undefined) checkColumns(columns);
  for await (const { line, cells, error } of records(bytes, options)) {
    if (error !== undefined) {
      yield { line, error };
    } else if (columns === undefined) {
      columns = columnNames(cells);
      checkColumns(columns);
    } else if (!isBlank(cells)) {
      yield { line, ...rowOf(cells, columns) };
    }
  }
}

async function* records(bytes, options) {
  const input = { broken: undefined };
  const lines = new LineCounter();
  const parser = newParser(options);
  pipeline(Readable.from(untilBroken(lines.counting(bytes), input)), parser, () => {});
  // A record is held back until the next one shows that it was whole, and not cut off where the input broke.
  let held;
  for await (const { record: cells, info, error } of parser) {
    if (held !== undefined) yield held;
    if (error !== undefined) return yield { line: lines.line, error: unreadable(error, lines.line) };
    held = { line: lines.line, cells };
    lines.passTo(info.bytes);
  }
  if (input.broken !== undefined) yield { line: held?.line ?? 1, error: input.broken };
  else if (held !== undefined) yield held;
}

function newParser({ delimiter = ",", quote = '"', skipLines = 0 }) {
  const parser = parse({
    delimiter,
    quote,
    escape: quote,
    // Cells as bytes, to see which are not UTF-8.
    encoding: null,
    info: true,
    from_line: skipLines + 1,
    max_record_size: LONGEST,
    relax_column_count: true,
    // `5" screen` and `"Robi" says` are text; the strict reading would swallow the rows that follow.
    relax_quotes: true,
    // What is wrong takes its place among the records.
    skip_records_with_error: true,
    on_skip: (error) => parser.push({ error }),
  });
  return parser;
}

async function* untilBroken(bytes, input) {
  try {
    yield* bytes;
  } catch (cause) {
    input.broken = new Error(`the input breaks off: ${cause.message}`, { cause });
  }
}

function unreadable({ code, message }, line) {
  const help = `look for a quote that opens in line ${line} and is not closed; no row after it was read`;
  const said = {
    CSV_QUOTE_NOT_CLOSED: "a quote is not closed before the end of the input",
    CSV_MAX_RECORD_SIZE: `the row is longer than ${LONGEST} bytes`,
  };
  return new RowError([{ code: "bad-csv", message: said[code] ?? message, help }]);
}

function columnNames(cells) {
  if (!cells.every((cell) => isUtf8(cell))) {
    const help = "name its encoding: windows-1252, utf-16le, iso-8859-2";
    const message = "the first line of the source is not UTF-8";
    throw new MappingError([{ code: "not-utf8", message, help, path: "source.encoding" }]);
  }
  return cells.map((cell, index) => cell.toString().trim() || `column ${index + 1}`);
}

function isBlank(cells) {
  return cells.length === 1 && cells[0].length === 0;
}

function rowOf(cells, columns) {
  if (cells.length !== columns.length) {
    const message = `the row has ${cells.length} cells, and the table ${columns.length} columns`;
    const help = "a delimiter or a line end within a cell needs quotes around the cell";
    return { error: new RowError([{ code: "column-count", message, help }]) };
  }
  const damaged = cells.findIndex((cell) => !isUtf8(cell));
  if (damaged !== -1) {
    const message = `${shown(cells[damaged].toString())} in column \`${columns[damaged]}\` is not UTF-8`;
    const help = "name the encoding of the source: `source.encoding`";
    return { error: new RowError([{ code: "not-utf8", message, help }]) };
  }
  const row = Object.create(null);
  for (const [index, column] of columns.entries()) row[column] = cells[index].toString();
  return { row };
}
