// What a fresh machine with rustup and Node lacks: looked for, and fetched if absent.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { npm, output, root, run, Stop, say } from "./console.mjs";

const WASM_PACK = "0.15.1";
const WASM_TARGET = "wasm32-unknown-unknown";
/** It starts other programs and moves files: quickly built is better than fast. */
const BUILT_QUICKLY = { CARGO_PROFILE_RELEASE_OPT_LEVEL: "0", CARGO_PROFILE_RELEASE_DEBUG: "false" };
const RUSTUP = "Rust is missing: install rustup from https://rustup.rs, open a new terminal and try again";

/** Installs the npm packages of package-lock.json, unless exactly these are there already. */
export async function ensureDependencies() {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  const stamp = path.join(root, "node_modules", ".andon-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  requireNode();
  say("installing npm packages (about 10 seconds)");
  await npm(["ci"]);
  writeFileSync(stamp, lock);
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(`Node ${process.versions.node} is too old: install Node 20.19 or later from https://nodejs.org`);
}

/** Makes sure that cargo can compile to WebAssembly. */
export async function ensureRust() {
  if ((await output("cargo", ["--version"])) === undefined) {
    // Shows what rustup has to say about a toolchain that is named in rust-toolchain.toml and not installed.
    await run("cargo", ["--version"], { missing: RUSTUP });
  }
  const sysroot = await output("rustc", ["--print", "sysroot"]);
  if (sysroot && existsSync(path.join(sysroot, "lib", "rustlib", WASM_TARGET))) return;
  say(`adding the Rust target ${WASM_TARGET}`);
  await run("rustup", ["target", "add", WASM_TARGET], { missing: RUSTUP });
}

/** The wasm-pack to use: the one on PATH if it is recent, else our own in a cache folder. */
export async function ensureWasmPack() {
  if (isRecent(await output("wasm-pack", ["--version"]))) return "wasm-pack";
  const tools = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "andon", "tools");
  const own = path.join(tools, "bin", process.platform === "win32" ? "wasm-pack.exe" : "wasm-pack");
  if (isRecent(await output(own, ["--version"]))) return own;
  say(`installing wasm-pack ${WASM_PACK} in ${tools} (once; two to five minutes)`);
  await run("cargo", ["install", "wasm-pack", "--locked", "--version", WASM_PACK, "--root", tools], {
    env: BUILT_QUICKLY,
    missing: RUSTUP,
  });
  return own;
}

/** 0.13 brought `--no-opt` and `--no-pack` together. */
function isRecent(version) {
  const [, major, minor] = version?.match(/(\d+)\.(\d+)/)?.map(Number) ?? [];
  return major > 0 || minor >= 13;
}
