// Tells in which line of the input a byte is.
//
// csv-parse counts lines, too, but takes a CR LF within quotes for two.

const NEWLINE = 0x0a;
const PLENTY = 4096;

/** Follows a reader through bytes that it has been given a little ahead. */
export class LineCounter {
  /** Places of line ends that the reader has not passed, from `#next` on. */
  #ends = [];
  #next = 0;

  /** The line in which the reader is. */
  line = 1;

  /** The same bytes, with their line ends noted. */
  async *counting(chunks) {
    let start = 0;
    for await (const chunk of chunks) {
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, end + 1))
        this.#ends.push(start + end);
      start += chunk.length;
      yield chunk;
    }
  }

  /** The reader has read all bytes before this place. */
  passTo(place) {
    while (this.#next < this.#ends.length && this.#ends[this.#next] < place) {
      this.#next += 1;
      this.line += 1;
    }
    if (this.#next > PLENTY) this.#ends = this.#ends.slice(this.#next);
    if (this.#next > PLENTY) this.#next = 0;
  }
}
