// A table (CSV) -> tickets as NDJSON, by a mapping of `andon/adapters`. Papa Parse reads, the mapping understands.

import Papa from "papaparse";
import { grouped } from "../../../pkg/adapters/mapping/group.mjs";
import { readMapping } from "../../../pkg/adapters/mapping/mapping.mjs";
import { RowError } from "../../../pkg/adapters/mapping/row.mjs";
import { chunks } from "./ndjson.mjs";

/** Lines of a piece. */
const LINES = 500;
/** Rows that tell what a table looks like. */
const GLANCE = 5;

/** The columns of a table and its first rows. */
export async function glance(file) {
  for await (const { row, columns } of rows(file, {}, GLANCE)) {
    if (row) return { columns, first: row };
  }
  return { columns: [], first: {} };
}

/** The tickets of a table, in pieces; a row that is none is a problem in its place. */
export async function* tablePieces(file, spec) {
  const mapping = readMapping(spec);
  const read = rows(file, mapping.source);
  const found = mapping.group === undefined ? single(read, mapping) : grouped(read, mapping);
  const encoder = new TextEncoder();
  let lines = [];
  const piece = () => {
    const bytes = encoder.encode(`${lines.join("\n")}\n`);
    const made = { bytes, lines: lines.length, done: read.done() };
    lines = [];
    return made;
  };
  for await (const { line, ticket, error } of found) {
    if (error) yield { problem: { line, message: error.problems?.[0]?.message ?? error.message } };
    else lines.push(JSON.stringify(ticket));
    if (lines.length >= LINES) yield piece();
  }
  if (lines.length > 0) yield piece();
}

async function* single(rows, mapping) {
  for await (const { line, row, error } of rows) {
    if (error) {
      yield { line, error };
      continue;
    }
    try {
      yield { line, ticket: mapping.ticket(row) };
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      yield { line, error };
    }
  }
}

/** The rows of a table; `done()` says how much of the file they are. */
function rows(file, { delimiter, quote, header, skipLines = 0, encoding = "utf-8" }, most) {
  let done = 0;
  async function* read() {
    const text = await plainText(file, encoding);
    const records = pulled(text, { delimiter: delimiter ?? "", quoteChar: quote ?? '"', preview: most && most + 1 });
    let columns = header;
    let line = 0;
    for await (const { cells, at } of records) {
      done = at;
      line += 1;
      if (line <= skipLines || (cells.length === 1 && cells[0] === "")) continue;
      if (columns === undefined) columns = cells.map((cell, place) => cell.trim() || `column ${place + 1}`);
      else if (cells.length !== columns.length) yield { line, error: uneven(cells, columns) };
      else yield { line, columns, row: Object.fromEntries(columns.map((name, place) => [name, cells[place]])) };
    }
  }
  return Object.assign(read(), { done: () => done });
}

function uneven(cells, columns) {
  const message = `the row has ${cells.length} cells, and the table ${columns.length} columns`;
  const help = "a delimiter or a line end within a cell needs quotes around the cell";
  return new RowError([{ code: "column-count", message, help }]);
}

/** The file as a blob of UTF-8 text without packing, which is what Papa Parse reads in pieces. */
async function plainText(file, encoding) {
  const isPlain = !file.name.endsWith(".gz") && /^utf-?8$/i.test(encoding);
  if (isPlain) return file;
  const decoder = new TextDecoder(encoding);
  const parts = [];
  for await (const { bytes } of chunks(file)) parts.push(decoder.decode(bytes, { stream: true }));
  return new File([...parts, decoder.decode()], file.name.replace(/\.gz$/, ""));
}

/** Papa Parse pushes; whoever reads here pulls, and the parser waits meanwhile. */
async function* pulled(file, options) {
  let deliver;
  const queue = [];
  const told = (item) => {
    queue.push(item);
    deliver?.();
  };
  Papa.parse(file, {
    ...options,
    chunk: ({ data, meta }, parser) => {
      parser.pause();
      told({ data, at: file.size === 0 ? 1 : meta.cursor / file.size, parser });
    },
    complete: () => told({ end: true }),
    error: (error) => told({ error }),
  });
  for (;;) {
    if (queue.length === 0)
      await new Promise((resolve) => {
        deliver = resolve;
      });
    const { data, at, parser, end, error } = queue.shift();
    if (error) throw error;
    if (end) return;
    for (const cells of data) yield { cells, at: Math.min(1, at) };
    parser.resume();
  }
}
