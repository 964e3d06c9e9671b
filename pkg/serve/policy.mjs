// The policy in use, and the one that takes its place: only if it compiles and its own tests pass.

import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { openPolicy, problemText } from "../cli/policy.mjs";
import { Refusal } from "../cli/refusal.mjs";

/** Holds the current policy. */
export class PolicyKeeper {
  #folder;
  #seen;

  /** @type {import("../index.d.ts").Policy} */
  policy;

  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * Reads the folder for the first time.
   * @throws {Refusal} with all problems
   */
  async open() {
    this.#seen = this.#fingerprint();
    this.policy = await tested(this.#folder);
    return this;
  }

  /**
   * Reads the folder again if a file in it has changed. A bad policy is refused and the old one stays.
   * @returns {Promise<"same" | "changed" | { refused: string }>}
   */
  async look() {
    const found = this.#fingerprint();
    if (found === this.#seen) return "same";
    this.#seen = found;
    try {
      const policy = await tested(this.#folder);
      if (policy.hash === this.policy.hash) return "same";
      this.policy = policy;
      return "changed";
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { refused: error.message };
    }
  }

  /** Names, sizes and times. Asked again and again rather than watched: watching misses what network folders do. */
  #fingerprint() {
    try {
      const names = readdirSync(this.#folder)
        .filter((name) => name.endsWith(".rhai"))
        .sort();
      return names.map((name) => [name, ...stamp(path.join(this.#folder, name))].join(":")).join("|");
    } catch (error) {
      return `unreadable: ${error.code}`;
    }
  }
}

function stamp(file) {
  const { size, mtimeMs, ino } = statSync(file);
  return [size, mtimeMs, ino];
}

async function tested(folder) {
  const policy = await openPolicy(folder);
  const { failed, results } = policy.test();
  if (failed === 0) return policy;
  const problems = results
    .filter(({ ok }) => !ok)
    .map(({ name, file, line, column }) =>
      problemText({ code: "failed", message: `test \`${name}\``, file, line, column }, folder),
    );
  throw new Refusal(problems.join("\n"));
}
