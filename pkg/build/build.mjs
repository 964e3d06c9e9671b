// Builds the WebAssembly of the npm package, once for each thing that somebody needs of it.
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

/**
 * What a page downloads is small, what Node reads from its disk is fast. The full engine is the same in both: who edits
 * policies or looks at a year of tickets waits for answers, not for the download.
 */
const BUILDS = [
  { features: "scripting", profile: "release", web: "web" },
  { features: "", profile: "release", web: "runtime/web" },
  { features: "scripting,authoring,history,watch", profile: "fast", web: "full/web", node: "node" },
  { features: "", profile: "fast", node: "runtime/node" },
];

/**
 * More passes leave fewer bytes, but more of them once compressed. And a function that is called from one place stays one
 * where it is large: V8 compiles a function when it is first called, so a start would pay for all that is put into it.
 */
const OPTIMIZATION = { release: ["-O1"], fast: ["-O2", "--one-caller-inline-max-function-size=100"] };

/** The glue of a target: its folder's file name says which kind of module it is. */
const GLUE = { web: { target: "web", name: "andon.mjs" }, node: { target: "nodejs", name: "andon.cjs" } };

/** Builds, unless nothing that goes into the build has changed since. */
export async function build({ force = false } = {}) {
  await ensureDependencies();
  if (!force && (await isFresh())) return;
  await ensureRust();
  const wasmPack = await ensureWasmPack();
  say("compiling to WebAssembly (a few minutes; more if wasm-bindgen has to be compiled as well)");
  for (const one of BUILDS) await make(wasmPack, one);
  await inline();
  for (const name of ["deciding", "triage"])
    await commonJs(path.join(pkg, `${name}.mjs`), path.join(pkg, "node", `${name}.cjs`));
  await markFresh();
  for (const { web, node } of BUILDS) say(`built pkg/${web ?? node}, ${await kilobytes(web ?? node)} kB`);
}

/** One engine. Its targets differ in their glue only, so the WebAssembly is optimized once. */
async function make(wasmPack, { features, profile, ...targets }) {
  const made = [];
  for (const [kind, folder] of Object.entries(targets)) {
    await pack(wasmPack, { ...GLUE[kind], folder: path.join(pkg, folder), profile, features });
    made.push(path.join(pkg, folder, "andon_bg.wasm"));
  }
  const [first, ...others] = made;
  await optimize(first, OPTIMIZATION[profile]);
  for (const other of others) await copyFile(first, other);
}

/**
 * One run of wasm-pack. The package's own type is CommonJS, and both wasm-pack's `.js` for the web and a nested
 * package.json would mislead some tool: the glue is named anew.
 */
async function pack(wasmPack, { target, folder, name, profile, features }) {
  await rm(folder, { recursive: true, force: true });
  await run(wasmPack, [
    ...["--log-level", "error", "build", engine, "--target", target, "--out-dir", folder, "--out-name", "andon"],
    ...["--profile", profile, "--no-typescript", "--no-pack", "--no-opt"],
    ...["--", "--locked", "--no-default-features", "--features", features],
  ]);
  // npm would leave out everything that a nested .gitignore names, and that names everything.
  await rm(path.join(folder, ".gitignore"), { force: true });
  await rename(path.join(folder, "andon.js"), path.join(folder, name));
}

/** wasm-opt from npm: Debian's breaks current wasm-bindgen output, and wasm-pack would download its own. */
async function optimize(wasm, flags) {
  const tool = path.join(root, "node_modules", "binaryen", "bin", "wasm-opt");
  await run(process.execPath, [tool, wasm, "-o", wasm, ...flags]);
}

/** The same WebAssembly as text, for pages that cannot fetch a second file. */
async function inline() {
  const text = (await readFile(path.join(pkg, "web", "andon_bg.wasm"))).toString("base64");
  await mkdir(path.join(pkg, "inline"), { recursive: true });
  await writeFile(path.join(pkg, "inline", "engine.mjs"), `export default "${text}";\n`);
}

async function kilobytes(folder) {
  return Math.round((await stat(path.join(pkg, folder, "andon_bg.wasm"))).size / 1000);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => build({ force: process.argv.includes("--force") }));
}
