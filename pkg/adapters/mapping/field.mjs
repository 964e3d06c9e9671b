// One field of the ticket: where its value comes from in a row, and what is made of it.

import { CONVERSIONS, Unreadable } from "./convert.mjs";
import { CANONICAL } from "./fields.mjs";
import { compileInstant } from "./instant.mjs";
import { checkLiterals } from "./literals.mjs";
import { at } from "./mistakes.mjs";
import { compileOrigin, ORIGINS } from "./origin.mjs";

const TYPES = [...Object.keys(CONVERSIONS), "instant", "any"];
const GENERAL = ["type", "values", "otherwise", "missing", "default", "unreadable", "optional"];
/** Keys that mean something for one type or one origin only: anywhere else they are a mistake. */
const SPECIAL = { join: "columns", split: "texts", pattern: "instant", zone: "instant" };

/**
 * Compiles the definition of a field.
 * @param {string} name of the field
 * @param {unknown} definition name of a column, or an object
 * @param {{ path: string, missing: Set<string>, dates: object }} context
 * @param {import("./mistakes.mjs").Mistakes} mistakes
 * @returns {Field | undefined}
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} path of its definition in the mapping
 * @property {string[]} columns that it reads
 * @property {boolean} optional whether the source may lack them
 * @property {(row: object) => unknown} read gives `undefined` for a missing value, and throws `Unreadable`
 */
export function compileField(name, definition, context, mistakes) {
  const path = at(context.path, name);
  const spec = typeof definition === "string" ? { column: definition } : definition;
  const keys = [...ORIGINS, ...GENERAL, ...Object.keys(SPECIAL)];
  if (mistakes.object(spec, path, keys) === undefined) return undefined;
  const origin = compileOrigin(spec, path, markers(spec, path, context, mistakes), mistakes);
  const type = typeOf(name, spec, path, mistakes);
  checkSpecial(spec, type, path, mistakes);
  if (spec.optional !== undefined) mistakes.oneOf(spec.optional, `${path}.optional`, [true, false]);
  if (type !== undefined) checkLiterals(spec, type, path, mistakes);
  const translate = compileValues(spec, path, mistakes);
  // A constant is what it is: the mapping says it in the ticket's own terms.
  const convert = spec.constant === undefined ? compileType(type, spec, path, context, mistakes) : (value) => value;
  const keep =
    spec.unreadable !== undefined && mistakes.oneOf(spec.unreadable, `${path}.unreadable`, ["keep"]) === "keep";
  if (origin === undefined || convert === undefined) return undefined;
  const read = compileRead({ origin: origin.read, translate, convert, keep, absent: spec.default ?? undefined });
  return { name, path, columns: origin.columns, optional: spec.optional === true, read };
}

function markers(spec, path, { missing }, mistakes) {
  if (spec.missing === undefined) return missing;
  return new Set([...missing, ...(mistakes.texts(spec.missing, `${path}.missing`) ?? [])]);
}

function typeOf(name, spec, path, mistakes) {
  const own = CANONICAL[name] ?? "text";
  if (spec.type === undefined) return own;
  const type = mistakes.oneOf(spec.type, `${path}.type`, TYPES);
  if (type === undefined || CANONICAL[name] === undefined || type === own) return type;
  mistakes.note("wrong-type", `${path}.type`, `\`${name}\` is of the type \`${own}\``, "leave `type` out");
  return undefined;
}

function checkSpecial(spec, type, path, mistakes) {
  for (const [key, owner] of Object.entries(SPECIAL)) {
    if (spec[key] === undefined) continue;
    if (type === owner || spec[owner] !== undefined) {
      if (key !== "pattern") mistakes.text(spec[key], at(path, key));
      continue;
    }
    mistakes.note("useless-key", at(path, key), `\`${key}\` goes with \`${owner}\` only`, `leave \`${key}\` out`);
  }
}

/** A table of values: what a cell says -> what the ticket says, `null` to leave the field out. */
function compileValues({ values, otherwise }, path, mistakes) {
  if (values === undefined) {
    if (otherwise === undefined) return undefined;
    const help = "for empty cells there is `default`";
    mistakes.note("useless-key", `${path}.otherwise`, "`otherwise` goes with `values` only", help);
    return undefined;
  }
  if (mistakes.object(values, `${path}.values`) === undefined) return undefined;
  const table = new Map(Object.entries(values));
  return (value) => table.get(String(value)) ?? (table.has(String(value)) ? null : otherwise);
}

function compileType(type, spec, path, { dates }, mistakes) {
  if (type === undefined) return undefined;
  if (type === "any") return (value) => value;
  if (type !== "instant") return (value) => CONVERSIONS[type](value, { split: spec.split ?? "," });
  const own = spec.pattern !== undefined || spec.zone !== undefined;
  // What is wrong with the dates of the whole mapping is said once, there.
  if (!own && dates !== undefined) return dates.read;
  return compileInstant({ ...dates?.spec, ...spec }, path, mistakes);
}

function compileRead({ origin, translate, convert, keep, absent }) {
  return (row) => {
    const value = origin(row);
    if (value === undefined) return absent;
    const said = translate?.(value);
    if (said !== undefined) return said ?? undefined;
    try {
      return convert(value);
    } catch (error) {
      if (keep && error instanceof Unreadable) return value;
      throw error;
    }
  };
}
