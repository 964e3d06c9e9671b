// Prints how large the WebAssembly is, and fails if a browser has to fetch more than was promised.

import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { main, root, Stop, say } from "./console.mjs";

/**
 * The promises, in bytes of brotli: raise one in the commit that needs it, and say what for. The full engine is made for
 * speed; its promise only keeps it from growing unnoticed.
 */
const BUDGETS = { andon: 480 * 1000, "andon/runtime": 229 * 1000, "andon/full": 840 * 1000 };
const FILES = {
  andon: "pkg/web/andon_bg.wasm",
  "andon/runtime": "pkg/runtime/web/andon_bg.wasm",
  "andon/full": "pkg/full/web/andon_bg.wasm",
};

/** Bytes as built and as a server would send them. */
export function sizes(entry) {
  const raw = readFileSync(path.join(root, FILES[entry]));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return {
    raw: raw.length,
    gzip: gzipSync(raw, { level: 9 }).length,
    brotli: brotliCompressSync(raw, { params }).length,
  };
}

/** Fails past a budget. */
export async function checkSize() {
  await build();
  const over = [];
  for (const [entry, budget] of Object.entries(BUDGETS)) {
    const size = sizes(entry);
    const shown = Object.entries(size).map(([name, bytes]) => `${name} ${kilobytes(bytes)}`);
    say(`${entry.padEnd(13)} ${shown.join("  ")} of ${kilobytes(budget)}`);
    if (size.brotli > budget) over.push(entry);
  }
  if (over.length > 0) throw new Stop(`the WebAssembly is over its budget: ${over.join(", ")}`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(checkSize);
