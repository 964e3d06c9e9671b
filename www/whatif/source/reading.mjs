// Tickets from a source, piece by piece, while a worker reads them.

/**
 * @typedef {{ kind: "sample", count: number, seed?: number } | { kind: "ndjson", file: File } | { kind: "table", file: File, mapping: object }} Source
 */

/**
 * Reads a source. Ends the worker whenever the reader stops.
 * @param {Source} source
 * @returns {AsyncGenerator<{ bytes: Uint8Array, lines: number, done: number }, { problems: object[] }>} NDJSON of whole
 *   lines, how many, and how much of the source that was; at last what could not be read
 */
export async function* read(source) {
  const worker = new Worker(new URL("./reading.worker.mjs", import.meta.url), { type: "module" });
  try {
    let answer = ask(worker, { source });
    for (;;) {
      const { end, error, ...piece } = await answer;
      if (error) throw Object.assign(new Error(error.message), error);
      if (end) return end;
      yield piece;
      answer = ask(worker, "more");
    }
  } finally {
    worker.terminate();
  }
}

function ask(worker, message) {
  const answer = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message ?? "the reader could not be started"));
  });
  worker.postMessage(message);
  return answer;
}

/** What kind of source a file is, by its name. */
export function kindOf({ name }) {
  if (/\.(ndjson|jsonl)(\.gz)?$/i.test(name)) return "ndjson";
  if (/\.(csv|tsv|txt)(\.gz)?$/i.test(name)) return "table";
  return name.endsWith(".rhai") ? "policy" : undefined;
}
