// Standard output: gathered into large writes, held back when the reader is slow.

import { once } from "node:events";

const ENOUGH = 64 * 1024;

/** Lines on their way to a stream. */
export class Output {
  #stream;
  #text = "";
  #idle;
  /** Until the reader has caught up; an idle flush has nobody who would wait for it. */
  #full;

  constructor(stream = process.stdout) {
    this.#stream = stream;
  }

  /**
   * Adds a line. Wait for the promise, if there is one, before the next.
   * @returns {Promise<void> | undefined}
   */
  line(text) {
    this.#text += `${text}\n`;
    if (this.#text.length >= ENOUGH) return this.flush();
    // Nothing more to come for now, as under `tail -f`: what is there goes out.
    this.#idle ??= setImmediate(() => this.flush());
    return this.#full;
  }

  /**
   * Adds whole lines as bytes. Wait for the promise before the next.
   * @returns {Promise<void>}
   */
  async lines(bytes) {
    await this.flush();
    if (bytes.length > 0 && !this.#stream.write(bytes)) await this.#slow();
  }

  /** Writes what is gathered. */
  async flush() {
    clearImmediate(this.#idle);
    this.#idle = undefined;
    const text = this.#text;
    this.#text = "";
    await (text !== "" && !this.#stream.write(text) ? this.#slow() : this.#full);
  }

  #slow() {
    this.#full ??= this.#drained();
    return this.#full;
  }

  async #drained() {
    await once(this.#stream, "drain");
    this.#full = undefined;
  }
}

/** Whether an error only says that nobody reads any more. */
export function isClosedPipe(error) {
  return error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED";
}
