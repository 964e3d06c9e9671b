// Cuts the elements out of a JSON list by its brackets, while the bytes of the list arrive.

const [QUOTE, BACKSLASH, COMMA, SPACE, NEWLINE] = Buffer.from('"\\, \n');
const OPENING = new Set(Buffer.from("[{"));
const CLOSING = new Set(Buffer.from("]}"));
const [OPEN_LIST] = Buffer.from("[");

/** A list that is not closed must not fill the memory. */
export const LONGEST = 16 * 1024 * 1024;
/** Longest key that is compared with the one looked for. */
const LONGEST_KEY = 1024;

/** Where the reader is: before the list, in it, behind it. */
export class Cutter {
  #key;
  #place = "before";
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Bytes of the last text before the list: its key, if it has one. */
  #text = [];
  #parts = [];
  #size = 0;
  #begins;

  /** The line in which the reader is. */
  line = 1;

  /** @param {string} [key] the list stands under this key of an object; it is all there is, if absent */
  constructor(key) {
    this.#key = key;
  }

  /**
   * The elements that end within these bytes.
   * @param {Buffer} chunk
   * @returns {Generator<{ line: number, text: Buffer | undefined }>} `text` is `undefined` if it was too long to keep
   */
  *feed(chunk) {
    let from = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (byte === NEWLINE) this.line += 1;
      if (this.#place === "in" && this.#endsElement(byte)) {
        this.#keep(chunk.subarray(from, index));
        if (this.#begins !== undefined) yield this.#take();
        from = index + 1;
      }
      if (this.#place !== "in") from = index + 1;
      this.#step(byte);
    }
    if (this.#place === "in") this.#keep(chunk.subarray(from));
  }

  /** What is wrong if no more bytes come. */
  get problem() {
    if (this.#place === "behind") return undefined;
    if (this.#place === "in") return "the list is not closed before the end of the input";
    return this.#key === undefined
      ? "the source is not a list"
      : `the source has no list under the key \`${this.#key}\``;
  }

  #endsElement(byte) {
    return this.#depth === 0 && !this.#inText && (byte === COMMA || CLOSING.has(byte));
  }

  #step(byte) {
    if (this.#place === "behind") return;
    if (this.#place === "in" && this.#begins === undefined && byte > SPACE && byte !== COMMA) this.#begins = this.line;
    if (this.#inText) this.#stepInText(byte);
    else if (byte === QUOTE) this.#beginText();
    else if (OPENING.has(byte)) this.#open(byte);
    else if (CLOSING.has(byte)) this.#close();
  }

  #beginText() {
    this.#inText = true;
    this.#text = [];
  }

  #stepInText(byte) {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inText = false;
    if (this.#place === "before" && this.#inText && this.#text.length < LONGEST_KEY) this.#text.push(byte);
  }

  #open(byte) {
    if (this.#place === "before" && byte === OPEN_LIST && this.#isSought()) {
      this.#place = "in";
      this.#depth = 0;
    } else {
      this.#depth += 1;
    }
  }

  #isSought() {
    if (this.#key === undefined) return this.#depth === 0;
    return this.#depth === 1 && Buffer.from(this.#text).toString() === this.#key;
  }

  #close() {
    if (this.#place === "in" && this.#depth === 0) this.#place = "behind";
    else this.#depth -= 1;
  }

  #keep(bytes) {
    this.#size += bytes.length;
    if (this.#size > LONGEST) this.#parts = [];
    else this.#parts.push(bytes);
  }

  #take() {
    const text = this.#size > LONGEST ? undefined : Buffer.concat(this.#parts);
    const line = this.#begins;
    this.#parts = [];
    this.#size = 0;
    this.#begins = undefined;
    return { line, text };
  }
}
