// Builds the WebAssembly of the npm package: src/ -> pkg/web, pkg/node, pkg/inline.
//
//     node pkg/build/build.mjs          builds what is out of date
//     node pkg/build/build.mjs --force  builds

import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { commonJs } from "./common-js.mjs";
import { main, root, run, say } from "./console.mjs";
import { ensureDependencies, ensureRust, ensureWasmPack } from "./setup.mjs";
import { isFresh, markFresh } from "./stamp.mjs";

const pkg = path.join(root, "pkg");
/** The crate that is only a WebAssembly module; its Cargo.toml says why there is one. */
const engine = path.join(pkg, "build", "engine");
const wasm = path.join(pkg, "web", "andon_bg.wasm");

/** Builds, unless nothing that goes into the build has changed since. */
export async function build({ force = false } = {}) {
  await ensureDependencies();
  if (!force && (await isFresh())) return;
  await ensureRust();
  const wasmPack = await ensureWasmPack();
  say("compiling to WebAssembly (a minute; the first time several, if wasm-bindgen has to be compiled as well)");
  await generate(wasmPack, pkg);
  await generate(wasmPack, path.join(pkg, "runtime"), "--no-default-features");
  say("optimizing (about half a minute)");
  await optimize(pkg);
  await optimize(path.join(pkg, "runtime"));
  await inline();
  await commonJs(path.join(pkg, "triage.mjs"), path.join(pkg, "node", "triage.cjs"));
  await markFresh();
  say(`built pkg/web/andon_bg.wasm, ${Math.round((await stat(wasm)).size / 1000)} kB`);
}

/** The glue and the WebAssembly for both targets, into `web` and `node` of a folder. */
async function generate(wasmPack, folder, ...features) {
  await pack(wasmPack, "web", path.join(folder, "web"), "andon.mjs", features);
  await pack(wasmPack, "nodejs", path.join(folder, "node"), "andon.cjs", features);
}

/**
 * One run of wasm-pack. The name of the glue says which kind of module it is: the package's own type is CommonJS, and
 * both wasm-pack's `.js` for the web and a nested package.json would mislead some tool.
 */
async function pack(wasmPack, target, folder, name, features) {
  await rm(folder, { recursive: true, force: true });
  const flags = ["--release", "--no-typescript", "--no-pack", "--no-opt", "--out-name", "andon"];
  await run(wasmPack, [
    "--log-level",
    "error",
    "build",
    engine,
    "--target",
    target,
    "--out-dir",
    folder,
    ...flags,
    "--",
    "--locked",
    ...features,
  ]);
  // npm would leave out everything that a nested .gitignore names, and that names everything.
  await rm(path.join(folder, ".gitignore"), { force: true });
  await rename(path.join(folder, "andon.js"), path.join(folder, name));
}

/**
 * wasm-opt from npm: Debian's breaks current wasm-bindgen output, and wasm-pack would download its own. The two targets
 * differ in their glue only, so the work is done once. `-Os` leaves more bytes than `-Oz`, and fewer once compressed.
 */
async function optimize(folder) {
  const wasm = path.join(folder, "web", "andon_bg.wasm");
  const tool = path.join(root, "node_modules", "binaryen", "bin", "wasm-opt");
  await run(process.execPath, [tool, wasm, "-o", wasm, "-Os", "--converge"]);
  await copyFile(wasm, path.join(folder, "node", "andon_bg.wasm"));
}

/** The same WebAssembly as text, for pages that cannot fetch a second file. */
async function inline() {
  const text = (await readFile(wasm)).toString("base64");
  await mkdir(path.join(pkg, "inline"), { recursive: true });
  await writeFile(path.join(pkg, "inline", "engine.mjs"), `export default "${text}";\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => build({ force: process.argv.includes("--force") }));
}
