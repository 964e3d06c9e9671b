// One engine in a worker with a history, and the two policies that are held against each other there.

import { connect } from "andon/client";

export class Bench {
  #andon;
  #history;
  #before;
  #after;

  /** Starts an engine of its own. */
  static async start() {
    const bench = new Bench();
    bench.#andon = await connect();
    bench.#history = await bench.#andon.history();
    return bench;
  }

  /** The policy as it was. */
  get before() {
    return this.#before?.policy;
  }

  /** The policy as it is now; it compiles. */
  get after() {
    return this.#after?.policy;
  }

  get history() {
    return this.#history;
  }

  /** Forgets all tickets. */
  async empty() {
    const old = this.#history;
    this.#history = await this.#andon.history();
    await old.free();
  }

  /**
   * Compiles what is not compiled yet.
   * @param {Record<string, string>} before
   * @param {Record<string, string>} after
   * @throws {Error} with `problems`, if either does not compile
   */
  async compile(before, after) {
    const were = [this.#before, this.#after];
    this.#before = await this.#compiled(before);
    this.#after = await this.#compiled(after);
    for (const old of new Set(were)) {
      if (old && old !== this.#before && old !== this.#after) await old.policy.free();
    }
  }

  async #compiled(files) {
    const all = [this.#after, this.#before].filter(Boolean);
    const known = all.find((compiled) => compiled.files === files);
    if (known) return known;
    // Of what is there already only the file that was typed in is compiled again.
    const policy = await (all.length > 0 ? all[0].policy.recompile(files) : this.#andon.compile(files));
    return { files, policy };
  }

  /** What changes, and how long the engine took to say so. */
  async compare(options = {}) {
    const started = performance.now();
    const comparison = await this.#history.compare(this.before, this.after, options);
    return { ...comparison, took: performance.now() - started };
  }
}
