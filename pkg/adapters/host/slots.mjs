// The body of a request, with slots for what was decided.
//
// A slot is an object with `from` or `template`. What has no value leaves its key out; so does an object all of whose
// slots are empty. Anything else stands as it is.

import { at } from "../mapping/mistakes.mjs";
import { nearest } from "../mapping/nearest.mjs";
import { PARTS } from "./outcome.mjs";
import { instantWriter } from "./write-instant.mjs";

const KEYS = {
  from: ["from", "table", "otherwise", "instant", "zone"],
  template: ["template"],
  constant: ["constant"],
};
const SOURCES = [...PARTS, "teamName", "id", "current"];
const HOLES = /\{([\w.]+)\}/g;

/**
 * Compiles a body.
 * @param {unknown} body
 * @param {string} path
 * @param {{ tables: Record<string, object>, mistakes: import("../mapping/mistakes.mjs").Mistakes }} context
 * @returns {(values: object, missed?: (miss: object) => void) => unknown} `undefined` if there is nothing to say;
 *   `missed` hears of values that a table does not have
 */
export function compileBody(body, path, context) {
  if (body === null || typeof body !== "object") return () => body;
  const kind = Object.keys(KEYS).find((key) => !Array.isArray(body) && Object.hasOwn(body, key));
  if (kind !== undefined) return compileSlot(kind, body, path, context);
  const parts = Object.entries(body).map(([key, part]) => [key, compileBody(part, at(path, key), context)]);
  return (values, missed) => {
    const filled = parts.map(([key, part]) => [key, part(values, missed)]).filter(([, value]) => value !== undefined);
    if (parts.length > 0 && filled.length === 0) return undefined;
    return Array.isArray(body) ? filled.map(([, value]) => value) : Object.fromEntries(filled);
  };
}

function compileSlot(kind, slot, path, context) {
  context.mistakes.object(slot, path, KEYS[kind]);
  if (kind === "constant") return () => slot.constant;
  if (kind === "template") return compileTemplate(slot.template, `${path}.template`, context);
  checkSource(slot.from, `${path}.from`, context);
  const write = slot.instant === undefined ? undefined : instantWriter(slot, path, context);
  const table = slot.table === undefined ? undefined : tableOf(slot.table, `${path}.table`, context);
  return (values, missed) => {
    const value = valueAt(values, slot.from);
    if (value === undefined || value === null) return undefined;
    if (write !== undefined) return write(value);
    if (table === undefined) return value;
    if (Object.hasOwn(table, value)) return table[value];
    if (slot.otherwise === undefined) missed?.({ table: slot.table, value });
    return slot.otherwise;
  };
}

/** A text with values in it; nothing if one of them is missing: half a sentence misleads. */
function compileTemplate(template, path, context) {
  if (context.mistakes.text(template, path) === undefined) return () => undefined;
  for (const [, name] of template.matchAll(HOLES)) checkSource(name, path, context);
  return (values) => {
    let whole = true;
    const text = template.replace(HOLES, (_, name) => {
      const value = valueAt(values, name);
      whole &&= value !== undefined && value !== null;
      return String(value);
    });
    return whole ? text : undefined;
  };
}

function checkSource(name, path, { mistakes }) {
  if (mistakes.text(name, path) === undefined) return;
  const [root] = name.split(".");
  if (!SOURCES.includes(root))
    mistakes.note("unknown-value", path, `a decision has no \`${root}\``, nearest(root, SOURCES));
}

function tableOf(name, path, { tables, mistakes }) {
  if (typeof name === "string" && Object.hasOwn(tables, name)) return tables[name];
  mistakes.note(
    "unknown-table",
    path,
    `there is no table \`${name}\``,
    `add it under \`tables\`: { "${name}": { ... } }`,
  );
  return {};
}

/** A part of a part: `due.resolution`. */
export function valueAt(values, name) {
  return name
    .split(".")
    .reduce(
      (part, key) => (part !== null && typeof part === "object" && Object.hasOwn(part, key) ? part[key] : undefined),
      values,
    );
}
