// Reads tickets in a worker: the sample, NDJSON, or a table by a mapping. They leave it as NDJSON in pieces of whole lines.
//
// Answers { source } with { bytes, lines, done } for each piece, waits for "more" after each, and ends with
// { end: { problems } } or { error }.

import { tickets } from "../../sample/plant.mjs";
import { ndjsonPieces } from "./ndjson.mjs";
import { tablePieces } from "./table.mjs";

/** Lines of a piece that this worker writes itself. */
const LINES = 500;

const READERS = {
  sample: ({ count, seed }) => samplePieces(count, seed),
  ndjson: ({ file }) => ndjsonPieces(file),
  table: ({ file, mapping }) => tablePieces(file, mapping),
};

let more;
self.addEventListener("message", async ({ data }) => {
  if (data === "more") return more();
  try {
    const problems = [];
    for await (const piece of READERS[data.source.kind](data.source)) {
      if (piece.problem) problems.push(piece.problem);
      else await send(piece);
    }
    self.postMessage({ end: { problems } });
  } catch (error) {
    const { name, message, problems } = error;
    self.postMessage({ error: { name, message, problems } });
  }
});

function send(piece) {
  const asked = new Promise((resolve) => {
    more = resolve;
  });
  self.postMessage(piece, [piece.bytes.buffer]);
  return asked;
}

function* samplePieces(count, seed) {
  const encoder = new TextEncoder();
  let lines = [];
  let made = 0;
  for (const ticket of tickets({ tickets: count, seed })) {
    lines.push(JSON.stringify(ticket));
    made += 1;
    if (lines.length < LINES && made < count) continue;
    yield { bytes: encoder.encode(`${lines.join("\n")}\n`), lines: lines.length, done: made / count };
    lines = [];
  }
}
