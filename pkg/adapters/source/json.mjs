// JSON -> rows: a list of objects, or such a list under a key, element by element; and one object a line.
//
// Elements are parsed one at a time, so a large file needs little memory, and one that is no JSON spoils only itself.
// Parsers that give an event for every token stop at the first error.

import { numberedLines } from "../../cli/input.mjs";
import { kindOf } from "../mapping/mistakes.mjs";
import { RowError } from "../mapping/row.mjs";
import { Cutter, LONGEST } from "./cutter.mjs";

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a list of objects.
 * @param {AsyncIterable<Buffer>} bytes UTF-8
 * @param {{ records?: string }} options key under which the list stands; the whole source is the list, if absent
 * @returns {AsyncGenerator<{ line: number, row: object } | { line: number, error: Error }>}
 */
export async function* jsonRows(bytes, { records }) {
  const cutter = new Cutter(records);
  try {
    for await (const chunk of bytes) {
      for (const { line, text } of cutter.feed(chunk)) yield { line, ...rowOf(text) };
    }
  } catch (cause) {
    yield { line: cutter.line, error: brokenOff(cause) };
    return;
  }
  const message = cutter.problem;
  const help = 'name the key of the list, such as "records": "result", and see that the file is complete';
  if (message !== undefined) yield { line: cutter.line, error: new RowError([{ code: "bad-json", message, help }]) };
}

/** Reads one object a line. */
export async function* ndjsonRows(bytes) {
  let last = 0;
  try {
    for await (const { line, text, error } of numberedLines(bytes)) {
      last = line;
      if (error !== undefined) yield { line, error };
      else if (text.trim() !== "") yield { line, ...rowOf(text) };
    }
  } catch (cause) {
    yield { line: last + 1, error: brokenOff(cause) };
  }
}

function brokenOff(cause) {
  return new Error(`the input breaks off: ${cause.message}`, { cause });
}

/** @param {Buffer | string | undefined} text `undefined` if it was too long to keep */
function rowOf(text) {
  if (text === undefined) return { error: new RangeError(`the record is longer than ${LONGEST} bytes`) };
  try {
    return objectRow(JSON.parse(typeof text === "string" ? text : UTF8.decode(text)));
  } catch (error) {
    const said = error instanceof SyntaxError ? `JSON: ${error.message}` : "UTF-8";
    return { error: new SyntaxError(`the record is not ${said}`) };
  }
}

function objectRow(row) {
  if (row !== null && typeof row === "object" && !Array.isArray(row)) return { row };
  const message = `the record is ${kindOf(row)}, not an object`;
  const help = 'a record is an object of columns: { "number": "INC1" }';
  return { error: new RowError([{ code: "wrong-type", message, help }]) };
}
