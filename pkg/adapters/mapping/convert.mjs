// A cell of a table -> a value of the type that its field has.

import { kindOf, shown } from "./mistakes.mjs";

/** A cell that does not hold what its field needs. */
export class Unreadable extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} help
   */
  constructor(code, message, help) {
    super(message);
    this.code = code;
    this.help = help;
  }
}

// English, German, Spanish, Polish. A source with other words says so in `values`.
const TRUE = new Set(["true", "t", "yes", "y", "1", "on", "x", "ja", "j", "sí", "si", "tak"]);
const FALSE = new Set(["false", "f", "no", "n", "0", "off", "nein", "nie"]);

/** The types of values, by the name a mapping gives them; `instant` needs a pattern and is in `instant.mjs`. */
export const CONVERSIONS = { text, bool, int, number, texts };

function text(value) {
  if (typeof value === "object") {
    throw unreadable(value, "a text", "name the part of it: `caller.name`, or use `fields.` with the type `any`");
  }
  return String(value);
}

function bool(value) {
  const word = String(value).toLowerCase();
  if (TRUE.has(word)) return true;
  if (FALSE.has(word)) return false;
  throw unreadable(value, "true or false", 'say what it means: "values": { "Stopped": true, "Running": false }');
}

function int(value) {
  const whole = /^[+-]?\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(whole)) return whole;
  throw unreadable(value, "a whole number", 'mark words that mean none as missing: "missing": ["none"]');
}

function number(value) {
  const found = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(String(value)) ? Number(value) : Number.NaN;
  if (Number.isFinite(found)) return found;
  throw unreadable(value, "a number", "write numbers with a point and without separators of thousands");
}

function texts(value, { split }) {
  const items = Array.isArray(value) ? value : String(text(value)).split(split);
  return items.map((item) => text(item).trim()).filter((item) => item !== "");
}

function unreadable(value, wanted, help) {
  const what = typeof value === "object" ? kindOf(value) : shown(value);
  return new Unreadable("wrong-type", `${what} is not ${wanted}`, help);
}
