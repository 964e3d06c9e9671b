// Files and standard input as bytes, and bytes as lines.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { Refusal } from "./refusal.mjs";

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A file without line ends must not fill the memory. */
const LONGEST = 16 * 1024 * 1024;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The bytes of a file, unpacked if it is named *.gz, or of standard input.
 * @param {string} [file] absent or `-`: standard input
 * @returns {Promise<AsyncIterable<Buffer>>}
 */
export async function openBytes(file = "-") {
  if (file === "-") return process.stdin;
  const kind = await stat(file).catch((error) => {
    throw new Refusal(error.code === "ENOENT" ? `no file \`${file}\`` : `\`${file}\` cannot be read: ${error.message}`);
  });
  if (kind.isDirectory()) throw new Refusal(`\`${file}\` is a folder`);
  const bytes = createReadStream(file);
  if (!file.endsWith(".gz")) return bytes;
  const unpacked = createGunzip();
  bytes.on("error", (error) => unpacked.destroy(error));
  return bytes.pipe(unpacked);
}

/**
 * Numbered lines. Split as bytes, since a line of JSON may hold U+2028, at which `node:readline` would cut it.
 * @param {AsyncIterable<Buffer>} chunks
 * @returns {AsyncGenerator<{ line: number, text: string } | { line: number, error: Error }>}
 */
export async function* numberedLines(chunks) {
  let line = 0;
  for await (const { piece } of wholeLines(chunks)) {
    for (const bytes of piece === undefined ? [undefined] : split(piece)) {
      line += 1;
      yield { line, ...decoded(bytes) };
    }
  }
}

/**
 * The same bytes in pieces of whole lines.
 * @param {AsyncIterable<Buffer>} chunks
 * @returns {AsyncGenerator<{ piece?: Buffer }>} no piece for a line that was too long to keep
 */
export async function* wholeLines(chunks) {
  const pending = new Pending();
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    let start = 0;
    if (end > 0 && !pending.isEmpty) {
      start = chunk.indexOf(NEWLINE) + 1;
      pending.push(chunk.subarray(0, start - 1));
      yield { piece: pending.take() };
    }
    if (start < end) yield { piece: chunk.subarray(start, end) };
    pending.push(chunk.subarray(end));
  }
  if (!pending.isEmpty) yield { piece: pending.take() };
}

function* split(piece) {
  for (let start = 0; start < piece.length; ) {
    const end = endOfLine(piece, start);
    yield piece.subarray(start, end);
    start = end + 1;
  }
}

/** Where the line that begins at `start` ends, without its line feed. */
export function endOfLine(piece, start = 0) {
  const end = piece.indexOf(NEWLINE, start);
  return end === -1 ? piece.length : end;
}

/** The beginning of a line whose end has not come yet. */
class Pending {
  #parts = [];
  #size = 0;

  get isEmpty() {
    return this.#size === 0;
  }

  push(bytes) {
    this.#size += bytes.length;
    if (this.#size > LONGEST) this.#parts = [];
    else this.#parts.push(bytes);
  }

  /** The whole line, and an empty beginning; `undefined` if it was too long to keep. */
  take() {
    const bytes = this.#size > LONGEST ? undefined : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    return bytes;
  }
}

/** @returns {{ text: string } | { error: Error }} */
export function decoded(bytes) {
  if (bytes === undefined) return { error: new RangeError(`the line is longer than ${LONGEST} bytes`) };
  try {
    return { text: UTF8.decode(bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes) };
  } catch {
    return { error: new SyntaxError("the line is not UTF-8") };
  }
}
