// Secrets come from the environment or from files. They never stand in the configuration, which people copy about.

import { readFileSync } from "node:fs";
import path from "node:path";
import { kindOf } from "../adapters/mapping/mistakes.mjs";

const HELP = 'write { "env": "NAME" } or { "file": "path" }';

/**
 * Reads `{ env }` or `{ file }`.
 * @param {unknown} value
 * @param {string} where path in the configuration
 * @param {{ env: Record<string, string | undefined>, folder: string, mistakes: import("../adapters/mapping/mistakes.mjs").Mistakes }} context
 * @returns {string | undefined}
 */
export function readSecret(value, where, { env, folder, mistakes }) {
  if (typeof value === "string") {
    mistakes.note("open-secret", where, "a secret must not stand in the configuration", HELP);
    return undefined;
  }
  if (mistakes.object(value, where, ["env", "file"]) === undefined) return undefined;
  const secret = value.env === undefined ? fromFile(value.file, where, { folder, mistakes }) : env[value.env];
  // Said already.
  if (secret === null) return undefined;
  if (typeof secret === "string" && secret !== "") return secret;
  const what = value.env === undefined ? `the file \`${value.file}\`` : `the environment variable \`${value.env}\``;
  mistakes.note("no-secret", where, `${what} holds no secret`, "set it before the start");
  return undefined;
}

/** The text of a file; null if it cannot be had, which is then said. */
function fromFile(name, where, { folder, mistakes }) {
  if (typeof name !== "string") {
    mistakes.note("wrong-type", where, `a secret is not ${kindOf(name)}`, HELP);
    return null;
  }
  try {
    // Editors and `echo` end the file with a line end that is no part of the secret.
    return readFileSync(path.resolve(folder, name), "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    mistakes.note(
      "no-secret",
      where,
      `\`${name}\` cannot be read: ${error.code}`,
      "see that the file is there and readable",
    );
    return null;
  }
}
