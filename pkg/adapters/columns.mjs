// Whether the columns that a mapping reads are in the source: if not, the mapping is wrong, and not a row.

import { MappingError } from "./mapping/mistakes.mjs";
import { nearest } from "./mapping/nearest.mjs";
import { cellReader } from "./mapping/origin.mjs";

const NOTHING_MISSING = new Set();

/**
 * Holds a mapping to the header of a table.
 * @throws {MappingError} with every column that is not there, or there twice
 */
export function checkHeader(mapping, columns) {
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
  const problems = [
    ...twice.map((column) => ({
      code: "column-twice",
      message: `the source has two columns \`${column}\``,
      help: "name all columns in `source.header`, and leave the file's own out with `skipLines`",
      path: "source.header",
    })),
    ...mapping.columns
      .filter(({ column, optional }) => !optional && !columns.includes(column))
      .map((one) => absent(one, columns)),
  ];
  if (problems.length > 0) throw new MappingError(problems);
}

function absent({ path, column }, columns) {
  const help =
    columns.length === 1 ? "the source has one column only: see `source.delimiter`" : nearest(column, columns);
  return {
    code: "unknown-column",
    message: `the source has no column \`${column}\``,
    help: path.startsWith("drop") ? help : `${help}; a column that only some exports have is "optional": true`,
    path,
  };
}

/**
 * Lets rows of JSON pass, which have no header, and ends with an error if there is a column that none of them had.
 * @param {AsyncIterable<{ line: number, row?: object, error?: Error }>} rows
 */
export async function* checkingColumns(rows, mapping) {
  let wanted = mapping.columns.filter(({ optional }) => !optional);
  const seen = new Set();
  let last;
  for await (const item of rows) {
    if (item.row !== undefined) {
      last = item.line;
      wanted = wanted.filter(({ column }) => !has(item.row, column));
      if (wanted.length > 0) for (const key of Object.keys(item.row)) seen.add(key);
    }
    yield item;
  }
  if (last === undefined || wanted.length === 0) return;
  yield { line: last, error: new MappingError(wanted.map((one) => absent(one, [...seen]))) };
}

/** A key without a value is a column, too: that of an empty cell. */
function has(row, column) {
  return Object.hasOwn(row, column) || cellReader(column, NOTHING_MISSING)(row) !== undefined;
}
