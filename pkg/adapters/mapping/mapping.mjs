// A mapping file -> a `Mapping`, which turns rows into canonical tickets.

import { Unreadable } from "./convert.mjs";
import { compileField } from "./field.mjs";
import { CANONICAL, HOST, isField } from "./fields.mjs";
import { compileGroup } from "./group.mjs";
import { compileInstant } from "./instant.mjs";
import { at, MappingError, Mistakes } from "./mistakes.mjs";
import { nearest } from "./nearest.mjs";
import { fill } from "./row.mjs";
import { readSource } from "./source.mjs";

const KEYS = ["name", "about", "source", "missing", "dates", "group", "ticket", "drop"];

/**
 * Reads a mapping.
 * @param {unknown} value content of the file, as JSON
 * @returns {Mapping}
 * @throws {MappingError} with all mistakes
 */
export function readMapping(value) {
  const mistakes = new Mistakes();
  const mapping = compile(value, mistakes);
  if (mistakes.problems.length > 0) throw new MappingError(mistakes.problems);
  return mapping;
}

function compile(value, mistakes) {
  if (mistakes.object(value, "", KEYS) === undefined) return undefined;
  for (const key of ["name", "about"]) if (value[key] !== undefined) mistakes.text(value[key], key);
  const source = readSource(value.source ?? {}, mistakes);
  const missing = new Set(value.missing === undefined ? [] : mistakes.texts(value.missing, "missing"));
  const drop = new Set(value.drop === undefined ? [] : mistakes.texts(value.drop, "drop"));
  const dates = value.dates === undefined ? undefined : readDates(value.dates, mistakes);
  const names = Object.keys(value.ticket ?? {}).filter((name) => name !== "note");
  const context = { path: "ticket", names, missing, dates };
  const fields = readFields(value.ticket, context, mistakes);
  const group = value.group === undefined ? undefined : compileGroup(value.group, fields, context, mistakes);
  return new Mapping({ name: value.name, source, missing, drop, fields, group });
}

function readDates(value, mistakes) {
  if (mistakes.object(value, "dates", ["pattern", "zone"]) === undefined) return { read: undefined };
  return { spec: value, read: compileInstant(value, "dates", mistakes) };
}

function readFields(value, context, mistakes) {
  const help = 'say which column is which field: { "id": "number", "openedAt": "opened_at" }';
  if (value === undefined) mistakes.note("missing-key", "ticket", "`ticket` is missing", help);
  if (value === undefined || mistakes.object(value, "ticket") === undefined) return [];
  for (const name of ["id", "openedAt"]) {
    if (value[name] !== undefined) continue;
    mistakes.note(
      "missing-key",
      at("ticket", name),
      `\`${name}\` is missing`,
      "every ticket needs it: name the column that holds it",
    );
  }
  for (const name of context.names) {
    if (isField(name)) continue;
    const own = `${HOST}${`${name}.`.startsWith(HOST) ? "name" : name}`;
    const help = `${nearest(name, Object.keys(CANONICAL))}; a field of your own is called \`${own}\``;
    mistakes.note("unknown-field", at("ticket", name), `a ticket has no field \`${name}\``, help);
  }
  return context.names
    .map((name) => compileField(name, value[name], context, mistakes))
    .filter((field) => field !== undefined);
}

/** A mapping that is ready for rows. */
export class Mapping {
  #missing;
  #drop;
  #used;

  constructor({ name, source, missing, drop, fields, group }) {
    this.name = name;
    this.source = source;
    this.fields = fields;
    this.group = group;
    this.#missing = missing;
    this.#drop = drop;
    this.#used = new Set(fields.flatMap(({ columns }) => columns));
  }

  /** All columns that this mapping speaks of, with the place in the mapping that names each. */
  get columns() {
    const readers = [...this.fields, ...(this.group?.readers ?? [])];
    const read = readers.flatMap(({ path, columns, optional }) =>
      columns.map((column) => ({ path, column, optional })),
    );
    // What was to be dropped must not slip through under a name that is spelled differently.
    const dropped = [...this.#drop].map((column, index) => ({ path: `drop[${index}]`, column, optional: false }));
    return [...read, ...dropped];
  }

  /**
   * The ticket of a row.
   * @param {Record<string, unknown>} row
   * @throws {RowError} with everything that is wrong with the row
   */
  ticket(row) {
    const ticket = {};
    const fields = this.#unmapped(row);
    fill(this.fields, row, (name, value) => {
      if (name.startsWith(HOST)) keep(fields, name.slice(HOST.length), value);
      else ticket[name] = value;
    });
    return { ...ticket, fields };
  }

  /** Columns that the mapping does not name, as they are. */
  #unmapped(row) {
    // No prototype: a column may be called `__proto__`.
    const fields = Object.create(null);
    for (const [column, cell] of Object.entries(row)) {
      if (!this.#used.has(column) && !this.#drop.has(column) && !this.#isMissing(cell)) fields[column] = cell;
    }
    return fields;
  }

  #isMissing(cell) {
    const value = typeof cell === "string" ? cell.trim() : cell;
    return value === null || value === "" || this.#missing.has(value);
  }
}

function keep(fields, name, value) {
  if (Object.hasOwn(fields, name)) {
    const help = "map that column, too, or name it under `drop`";
    throw new Unreadable("collision", `a column that is not mapped is kept as \`${HOST}${name}\` already`, help);
  }
  fields[name] = value;
}
