// Event logs: several rows about one ticket, next to each other, become one ticket with its history.

import { compileField } from "./field.mjs";
import { fill, RowError } from "./row.mjs";

const TAKE = ["first", "last"];

/** Compiles `group` of a mapping. */
export function compileGroup(value, fields, context, mistakes) {
  if (mistakes.object(value, "group", ["by", "take", "history"]) === undefined) return undefined;
  const inGroup = { ...context, path: "group" };
  const by = compileField("by", value.by ?? {}, inGroup, mistakes);
  const take = value.take === undefined ? "last" : mistakes.oneOf(value.take, "group.take", TAKE);
  const history = value.history === undefined ? undefined : compileHistory(value.history, fields, context, mistakes);
  if (history !== undefined && take === "first") {
    const help = 'leave `history` out, or write "take": "last"';
    mistakes.note("no-past", "group.history", "the first row of a ticket has no history", help);
  }
  return { by, take, history, readers: [by, history?.at].filter((reader) => reader !== undefined) };
}

function compileHistory(value, fields, context, mistakes) {
  if (mistakes.object(value, "group.history", ["at", "of"]) === undefined) return undefined;
  const at = value.at ?? {};
  const spec = typeof at === "string" ? { column: at, type: "instant" } : { ...at, type: "instant" };
  const reader = compileField("at", spec, { ...context, path: "group.history" }, mistakes);
  const names = mistakes.texts(value.of, "group.history.of", 'name the fields to follow: ["status", "priority"]') ?? [];
  for (const [index, name] of names.entries()) {
    if (context.names.includes(name)) continue;
    const help = `map it under \`ticket\`; mapped are: ${context.names.join(", ")}`;
    mistakes.note("unknown-field", `group.history.of[${index}]`, `\`${name}\` is not mapped`, help);
  }
  return { at: reader, of: fields.filter((field) => names.includes(field.name)) };
}

/**
 * Rows -> tickets, one for every run of neighbouring rows with the same `by`. Only one ticket is in memory at a time,
 * so rows that belong together must stand together.
 * @param {AsyncIterable<{ line: number, row?: object, error?: Error }>} rows
 * @param {import("./mapping.mjs").Mapping} mapping
 */
export async function* grouped(rows, mapping) {
  let group;
  for await (const { line, row, error } of rows) {
    const { id, failure } = error === undefined ? groupOf(row, mapping.group.by) : { failure: error };
    if (failure !== undefined) {
      yield { line, error: failure };
      continue;
    }
    if (group?.id !== id) {
      if (group !== undefined) yield group.result();
      group = new Group(id, mapping);
    }
    const bad = group.add(line, row);
    if (bad !== undefined) yield { line, error: bad };
  }
  if (group !== undefined) yield group.result();
}

function groupOf(row, by) {
  try {
    const found = {};
    fill([by], row, (name, value) => {
      found[name] = value;
    });
    if (found.by !== undefined) return { id: found.by };
    const help = "give every row the id of its ticket";
    const message = `the row says not which ticket it is about (column \`${by.columns.join("`, `")}\`)`;
    return { failure: new RowError([{ code: "no-id", message, help, path: "group.by" }]) };
  } catch (failure) {
    if (failure instanceof RowError) return { failure };
    throw failure;
  }
}

/** The rows of one ticket, as far as they are needed. */
class Group {
  #mapping;
  #taken;
  #now;
  #history = [];

  constructor(id, mapping) {
    this.id = id;
    this.#mapping = mapping;
  }

  /** Adds the next row; gives the error that keeps it out of the history. */
  add(line, row) {
    const { take, history } = this.#mapping.group;
    if (take === "last" || this.#taken === undefined) this.#taken = { line, row };
    if (history === undefined) return undefined;
    try {
      this.#follow(history, row);
      return undefined;
    } catch (error) {
      if (error instanceof RowError) return error;
      throw error;
    }
  }

  /** The ticket, under the line of the row that it was taken from. */
  result() {
    const { line, row } = this.#taken;
    try {
      const { fields, ...ticket } = this.#mapping.ticket(row);
      const history = this.#history.length > 0 ? { history: this.#history } : {};
      return { line, ticket: { ...ticket, ...history, fields } };
    } catch (error) {
      if (error instanceof RowError) return { line, error };
      throw error;
    }
  }

  #follow({ at, of }, row) {
    const next = {};
    fill([at, ...of], row, (name, value) => {
      next[name] = value;
    });
    if (this.#now !== undefined) this.#compare(of, next);
    this.#now = next;
  }

  #compare(of, next) {
    for (const { name } of of) {
      const [from, to] = [this.#now[name] ?? null, next[name] ?? null];
      if (JSON.stringify(from) !== JSON.stringify(to)) this.#history.push({ at: next.at, field: name, from, to });
    }
  }
}
