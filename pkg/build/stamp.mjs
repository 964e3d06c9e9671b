// Tells whether the built files belong to the sources as they are now, by a hash of the sources' contents.

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./console.mjs";

const INPUTS = [
  "src",
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  "package-lock.json",
  "pkg/build/build.mjs",
  "pkg/deciding.mjs",
  "pkg/triage.mjs",
  "pkg/build/engine",
];
const OUTPUTS = [
  "pkg/web/andon.mjs",
  "pkg/web/andon_bg.wasm",
  "pkg/full/web/andon.mjs",
  "pkg/full/web/andon_bg.wasm",
  "pkg/node/andon.cjs",
  "pkg/node/andon_bg.wasm",
  "pkg/node/deciding.cjs",
  "pkg/node/triage.cjs",
  "pkg/inline/engine.mjs",
  "pkg/runtime/web/andon.mjs",
  "pkg/runtime/web/andon_bg.wasm",
  "pkg/runtime/node/andon.cjs",
  "pkg/runtime/node/andon_bg.wasm",
];
const STAMP = path.join(root, "pkg", "inline", ".stamp");

/** Whether the last build was of these sources and its files are as it left them. */
export async function isFresh() {
  try {
    return (await readFile(STAMP, "utf8")) === (await hash());
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

/** Notes that the files there were built from the sources as they are. */
export async function markFresh() {
  await writeFile(STAMP, await hash());
}

async function hash() {
  const hash = createHash("sha256");
  for (const file of await files([...INPUTS, ...OUTPUTS])) {
    hash
      .update(`${file}\n`)
      .update(await readFile(path.join(root, file)))
      .update("\n");
  }
  return hash.digest("hex");
}

async function files(names) {
  const found = [];
  for (const name of names) {
    const inner = await readdir(path.join(root, name), { recursive: true, withFileTypes: true }).catch((error) => {
      if (error.code === "ENOTDIR") return undefined;
      throw error;
    });
    if (inner === undefined) found.push(name);
    else
      for (const entry of inner)
        if (entry.isFile()) found.push(path.relative(root, path.join(entry.parentPath, entry.name)));
  }
  return found.sort();
}
