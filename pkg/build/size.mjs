// Prints how large the WebAssembly is, and fails if a browser has to fetch more than was promised.

import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { main, root, Stop, say } from "./console.mjs";

/** The promise: raise it in the commit that needs it, and say what for. */
const BUDGET = { brotli: 400 * 1000 };

/** Bytes as built and as a server would send them. */
export function sizes() {
  const raw = readFileSync(path.join(root, "pkg", "web", "andon_bg.wasm"));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return {
    raw: raw.length,
    gzip: gzipSync(raw, { level: 9 }).length,
    brotli: brotliCompressSync(raw, { params }).length,
  };
}

/** Fails past the budget. */
export async function checkSize() {
  await build();
  const size = sizes();
  for (const [name, bytes] of Object.entries(size)) {
    const limit = BUDGET[name] === undefined ? "" : ` of ${kilobytes(BUDGET[name])}`;
    say(`${name.padEnd(6)} ${kilobytes(bytes)}${limit}`);
  }
  const over = Object.keys(BUDGET).filter((name) => size[name] > BUDGET[name]);
  if (over.length > 0) throw new Stop(`the WebAssembly is over its budget (${over.join(", ")})`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(checkSize);
