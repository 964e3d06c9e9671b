// Everything that is wrong with a mapping, each mistake with its place in the file and a way out.

import { nearest } from "./nearest.mjs";

/** A mapping that cannot be used. `problems` holds every mistake: `{ code, message, help, path }`. */
export class MappingError extends Error {
  name = "MappingError";

  /** @param {{ code: string, message: string, help: string, path: string }[]} problems */
  constructor(problems) {
    super(["the mapping cannot be used", ...problems.map(({ path, message }) => `${path}: ${message}`)].join("\n"));
    this.problems = problems;
  }
}

/** Reads parts of a mapping and remembers what is wrong with them; a wrong part reads as `undefined`. */
export class Mistakes {
  problems = [];

  /** Adds a mistake. */
  note(code, path, message, help) {
    this.problems.push({ code, message, help, path });
  }

  /** An object with no other keys than these; `note` is always allowed, since JSON has no comments. */
  object(value, path, keys, help = keys ? `an object may have: ${keys.join(", ")}` : "write { ... }") {
    if (value === null || typeof value !== "object" || Array.isArray(value)) {
      return this.#wrong(value, path, "an object", help);
    }
    for (const key of Object.keys(value)) {
      if (keys === undefined || keys.includes(key) || key === "note") continue;
      this.note("unknown-key", at(path, key), `\`${key}\` is not known here`, nearest(key, keys));
    }
    return value;
  }

  /** A text that is not empty. */
  text(value, path, help = "write a text in quotes") {
    return typeof value === "string" && value !== "" ? value : this.#wrong(value, path, "a text", help);
  }

  /** A list of one text or more. */
  texts(value, path, help = 'write a list of texts: ["one", "two"]') {
    if (!Array.isArray(value) || value.length === 0) return this.#wrong(value, path, "a list of texts", help);
    const texts = value.map((item, index) => this.text(item, `${path}[${index}]`, help));
    return texts.includes(undefined) ? undefined : texts;
  }

  /** One of a few words. */
  oneOf(value, path, words) {
    if (words.includes(value)) return value;
    this.note("unknown-value", path, `${shown(value)} is not known here`, nearest(value, words));
    return undefined;
  }

  #wrong(value, path, wanted, help) {
    this.note("wrong-type", path, `${wanted} must stand here, not ${kindOf(value)}`, help);
    return undefined;
  }
}

/** The path of a key within a path: `ticket.openedAt`, `ticket["fields.site"]`. */
export function at(path, key) {
  const step = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return path === "" ? step.replace(/^\./, "") : path + step;
}

/** A value as a message shows it. */
export function shown(value) {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return `\`${text.length <= 60 ? text : `${text.slice(0, 59)}…`}\``;
}

/** What kind of thing a value is, with its article. */
export function kindOf(value) {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (value === "") return "an empty text";
  return { string: "a text", number: "a number", boolean: "true or false", object: "an object" }[typeof value];
}
