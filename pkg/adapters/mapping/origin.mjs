// Where the value of a field comes from: one column, several, or none.

import { at } from "./mistakes.mjs";

/** The keys of a definition that say where its value comes from. */
export const ORIGINS = ["column", "columns", "firstOf", "template", "constant"];

/** `{column}`; a brace that is none is doubled. */
const SLOTS = /\{\{|\}\}|\{([^{}]*)\}|([{}])/g;

const COMPILE = {
  column(name, path, { mistakes }) {
    return mistakes.text(name, path, "name a column") && { columns: [name], value: ([cell]) => cell };
  },
  columns(names, path, { mistakes, join }) {
    const known = mistakes.texts(names, path, 'name columns: ["place", "room"]');
    return known && { columns: known, value: (cells) => joined(cells, join) };
  },
  firstOf(names, path, { mistakes }) {
    const known = mistakes.texts(names, path, 'name columns: ["reported_at", "created_at"]');
    return known && { columns: known, value: (cells) => cells.find((cell) => cell !== undefined) };
  },
  template(template, path, { mistakes }) {
    return (
      mistakes.text(template, path, 'write a text with columns in braces: "{place}, {room}"') &&
      compileTemplate(template, path, mistakes)
    );
  },
  constant(value) {
    return { columns: [], value: () => value };
  },
};

/**
 * Compiles the origin of a definition.
 * @param {object} spec
 * @param {string} path
 * @param {Set<string>} missing texts that mean that there is no value
 * @returns {{ columns: string[], read(row: object): unknown } | undefined} `read` gives `undefined` for a missing value
 */
export function compileOrigin(spec, path, missing, mistakes) {
  const given = ORIGINS.filter((origin) => spec[origin] !== undefined);
  if (given.length !== 1) {
    const said = given.length === 0 ? "no origin" : `${given.length} origins (${given.join(", ")})`;
    mistakes.note("origin", path, `the field has ${said}; it needs one`, `give one of: ${ORIGINS.join(", ")}`);
    return undefined;
  }
  const [origin] = given;
  const join = typeof spec.join === "string" ? spec.join : " ";
  if (spec.join !== undefined && spec.join !== join) mistakes.text(spec.join, `${path}.join`);
  const compiled = COMPILE[origin](spec[origin], at(path, origin), { mistakes, join });
  if (!compiled) return undefined;
  const { columns, value } = compiled;
  const cells = columns.map((column) => cellReader(column, missing));
  return { columns, read: (row) => value(cells.map((cell) => cell(row))) };
}

/**
 * Reads a column of a row; `undefined` if it says nothing. In JSON `caller.name` is a part of a part, unless there is a
 * key of just that name.
 */
export function cellReader(column, missing) {
  const steps = column.split(".");
  return (row) => {
    const cell = steps.length === 1 || Object.hasOwn(row, column) ? own(row, column) : steps.reduce(own, row);
    const value = typeof cell === "string" ? cell.trim() : cell;
    return value === null || value === "" || missing.has(value) ? undefined : value;
  };
}

function own(object, key) {
  return object !== null && typeof object === "object" && Object.hasOwn(object, key) ? object[key] : undefined;
}

function joined(cells, join) {
  const present = cells.filter((cell) => cell !== undefined);
  return present.length === 0 ? undefined : present.map(asText).join(join);
}

function compileTemplate(template, path, mistakes) {
  const columns = [];
  for (const [, column, stray] of template.matchAll(SLOTS)) {
    if (stray !== undefined || column === "") {
      mistakes.note(
        "bad-template",
        path,
        "the braces do not match, or are empty",
        "write `{column}`, and `{{` for a brace",
      );
      return undefined;
    }
    if (column !== undefined) columns.push(column);
  }
  if (columns.length === 0) {
    mistakes.note("bad-template", path, "the template names no column", "name one in braces, or use `constant`");
    return undefined;
  }
  return { columns, value: (cells) => filled(template, cells) };
}

/** The text with its columns; nothing if all of them are missing, since the words between them would mean nothing. */
function filled(template, cells) {
  if (cells.every((cell) => cell === undefined)) return undefined;
  let next = 0;
  return template.replace(SLOTS, (slot, column) => {
    if (column === undefined) return slot[0];
    const cell = cells[next];
    next += 1;
    return cell === undefined ? "" : asText(cell);
  });
}

function asText(cell) {
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
