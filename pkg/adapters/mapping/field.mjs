// One field of the ticket: where its value comes from in a row, and what is made of it.

import { CONVERSIONS, Unreadable } from "./convert.mjs";
import { CANONICAL } from "./fields.mjs";
import { compileInstant } from "./instant.mjs";
import { at, shown } from "./mistakes.mjs";
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
 * @returns {{ name: string, path: string, columns: string[], optional: boolean, read(row: object): unknown } | undefined} `read` gives
 *   `undefined` for a missing value and throws `Unreadable`
 */
export function compileField(name, definition, context, mistakes) {
  const path = at(context.path, name);
  const spec = typeof definition === "string" ? { column: definition } : definition;
  const keys = [...ORIGINS, ...GENERAL, ...Object.keys(SPECIAL)];
  if (mistakes.object(spec, path, keys) === undefined) return undefined;
  const origin = compileOrigin(spec, path, markers(spec, path, context, mistakes), mistakes);
  const type = typeOf(name, spec, path, mistakes);
  checkSpecial(spec, type, path, mistakes);
  if (type !== undefined) checkLiterals(spec, type, path, mistakes);
  const translate = compileValues(spec, path, mistakes);
  const convert = compileType(type, spec, path, context, mistakes);
  const keep =
    spec.unreadable !== undefined && mistakes.oneOf(spec.unreadable, `${path}.unreadable`, ["keep"]) === "keep";
  if (origin === undefined || convert === undefined) return undefined;
  const read = compileRead({ origin: origin.read, translate, convert, keep, absent: spec.default });
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
    if (spec[key] === undefined || type === owner || spec[owner] !== undefined) continue;
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

/** What the mapping itself says must be of the field's type: no row could mend it. */
function checkLiterals({ values, otherwise, default: absent, constant }, type, path, mistakes) {
  const literals = { otherwise, default: absent, constant };
  const table = values !== null && typeof values === "object" ? Object.entries(values) : [];
  const all = [
    ...Object.entries(literals).map(([key, value]) => [at(path, key), value]),
    ...table.map(([key, value]) => [at(`${path}.values`, key), value]),
  ];
  for (const [place, value] of all) {
    if (value === undefined || (value === null && place !== `${path}.constant`) || LITERALS[type](value)) continue;
    mistakes.note(
      "wrong-type",
      place,
      `${shown(value)} does not fit the type \`${type}\``,
      "write it as the ticket should have it",
    );
  }
}

const LITERALS = {
  any: () => true,
  text: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  int: Number.isSafeInteger,
  number: Number.isFinite,
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  instant: (value) => typeof value === "string",
};

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
