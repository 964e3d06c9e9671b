// Fields of a row, and everything that is wrong with it at once.

import { Unreadable } from "./convert.mjs";

/** A row that gives no ticket. `problems` holds everything that is wrong with it. */
export class RowError extends Error {
  name = "RowError";

  /** @param {{ code: string, message: string, help?: string, path?: string }[]} problems */
  constructor(problems) {
    super(
      ["the row cannot be read", ...problems.map(({ path, message }) => (path ? `${path}: ${message}` : message))].join(
        "\n",
      ),
    );
    this.problems = problems;
  }
}

/**
 * Reads fields of a row.
 * @throws {RowError} with what is wrong with any of them
 */
export function fill(fields, row, take) {
  const problems = [];
  for (const field of fields) {
    try {
      const value = field.read(row);
      if (value !== undefined) take(field.name, value);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const where = field.columns.map((column) => `\`${column}\``).join(", ");
      const message = where === "" ? error.message : `${error.message} (column ${where})`;
      problems.push({ code: error.code, message, help: error.help, path: field.name });
    }
  }
  if (problems.length > 0) throw new RowError(problems);
}
