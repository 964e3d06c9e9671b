// One line on standard error that counts, if a person is looking.

const EVERY = 200;

/** Counts records; shows the count, the rate and the failures on a terminal. */
export class Progress {
  #started = Date.now();
  #shown = this.#started;
  #stream = process.stderr;
  // Decisions that scroll by on the same terminal are progress enough.
  #watched = process.stderr.isTTY && !process.stdout.isTTY;
  count = 0;
  failed = 0;

  /** Counts one record. */
  step(failed) {
    if (failed) this.failed += 1;
    this.count += 1;
    if (this.count % 16 === 0) this.#tell();
  }

  /** Counts records of which none failed. */
  steps(count) {
    this.count += count;
    this.#tell();
  }

  /** Wipes the line. */
  end() {
    if (this.#shown !== this.#started) this.#stream.write("\r\x1b[K");
  }

  #tell() {
    if (this.#watched && Date.now() - this.#shown >= EVERY) this.#show();
  }

  #show() {
    this.#shown = Date.now();
    const rate = Math.round((this.count * 1000) / (this.#shown - this.#started));
    const failures = this.failed === 0 ? "" : `, ${this.failed.toLocaleString("en")} failed`;
    this.#stream.write(`\r\x1b[K${this.count.toLocaleString("en")} tickets, ${rate.toLocaleString("en")}/s${failures}`);
  }
}
