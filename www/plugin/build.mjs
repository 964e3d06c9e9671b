// Builds what is installed in a desk: www/dist/plugin/<desk>/...
//
//     node www/plugin/build.mjs                        all of them, with the manufacturing pack where a pack is needed
//     node www/plugin/build.mjs --policy DIR [DESK...]  some of them, with another policy

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { build } from "../../pkg/build/build.mjs";
import { main, root, Stop, say } from "../../pkg/build/console.mjs";
import { Refusal } from "../../pkg/cli/refusal.mjs";
import { layouts } from "./layouts.mjs";

const source = path.join(root, "www", "plugin");
const ANDON = /^(?:\.\.\/)+andon\//;
const dist = path.join(root, "www", "dist", "plugin");

/**
 * Builds the plugin for some desks.
 * @param {{ desks?: string[], policy?: string }} [options]
 * @returns {Promise<Record<string, string>>} desk -> its folder
 */
export async function buildPlugin({ desks = Object.keys(layouts), policy = path.join("rules", "manufacturing") } = {}) {
  const unknown = desks.filter((desk) => !Object.hasOwn(layouts, desk));
  if (unknown.length > 0)
    throw new Stop(`\`${unknown.join("`, `")}\`: no such desk; there are ${Object.keys(layouts).join(", ")}`);
  await build();
  const rules = await bundleOf(path.resolve(root, policy));
  const built = {};
  for (const desk of desks) built[desk] = await buildFor(desk, rules);
  return built;
}

/**
 * A policy's folder as the text of a bundle. The package has to be built.
 * @param {string} folder
 */
export async function bundleOf(folder) {
  const { bundleText } = await import("../../pkg/cli/bundle.mjs");
  try {
    return await bundleText(folder);
  } catch (error) {
    throw error instanceof Refusal ? new Stop(error.message) : error;
  }
}

async function buildFor(desk, rules) {
  const layout = layouts[desk];
  const { script, folder, files, scripts, external, withPolicy = true, withCompiler = false, classic = {} } = layout;
  const target = path.join(dist, desk, folder);
  await rm(target, { recursive: true, force: true });
  await cp(path.join(source, "bindings", desk, folder), target, { recursive: true });
  const parts = await scriptsOf("binding", path.join(source, "bindings", desk, script), "esm", external);
  for (const [name, input] of Object.entries(classic))
    Object.assign(parts, await scriptsOf(name, path.join(source, "bindings", desk, input), "iife"));
  const [runtime, compiler] = [path.join(root, "pkg", "runtime"), path.join(root, "pkg")];
  Object.assign(parts, await engineFiles("", runtime, path.join(runtime, "worker.mjs")));
  if (withCompiler)
    Object.assign(parts, await engineFiles("compiler-", compiler, path.join(source, "compiler-worker.mjs")));
  if (withPolicy) parts["policy.json"] = rules;
  const place = path.join(target, files.replace("{hash}", hashOf(parts)));
  for (const [name, content] of Object.entries(parts)) {
    const isToBundle = scripts !== undefined && name.startsWith("binding");
    const into = isToBundle ? path.join(target, scripts) : place;
    await mkdir(into, { recursive: true });
    await writeFile(path.join(into, name), content);
  }
  return target;
}

/** An engine, and the scripts with which it runs in a worker or a frame; in the page, the desk's own scripts load it. */
async function engineFiles(prefix, folder, worker) {
  const frame = await readFile(path.join(source, `${prefix}frame.html`), "utf8");
  return {
    [`${prefix}andon.wasm`]: await readFile(path.join(folder, "web", "andon_bg.wasm")),
    [`${prefix}frame.html`]: frame.replace("frame.mjs", "frame.js"),
    ...(await scriptsOf(`${prefix}worker`, worker, "esm")),
    ...(await scriptsOf(`${prefix}frame`, path.join(source, `${prefix}frame.mjs`), "esm")),
  };
}

/** A script in one piece, and what it may load later in further ones. */
async function scriptsOf(name, input, format, external = []) {
  const made = await rolldown({ input: { [name]: input }, external, plugins: [engineFromPackage], logLevel: "warn" });
  const names = { entryFileNames: "[name].js", chunkFileNames: (chunk) => `${name}-${purposeOf(chunk)}.js` };
  const { output } = await made.generate({ format, minify: true, ...names });
  await made.close();
  return Object.fromEntries(output.map(({ fileName, code }) => [fileName, code]));
}

/** Both engines' glue begins in a file called `browser`. */
function purposeOf({ name, facadeModuleId }) {
  if (name !== "browser") return name;
  return path.basename(path.dirname(facadeModuleId)) === "runtime" ? "runtime" : "compiler";
}

/** The page is served with the package under `/andon/`; here it lies in `pkg`. */
const engineFromPackage = {
  name: "engine-from-package",
  resolveId: (id) => (ANDON.test(id) ? path.join(root, "pkg", id.replace(ANDON, "")) : undefined),
};

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const name of Object.keys(parts).sort()) hash.update(name).update(parts[name]);
  return hash.digest("hex").slice(0, 12);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    const { values, positionals } = parseArgs({ options: { policy: { type: "string" } }, allowPositionals: true });
    const desks = positionals.length > 0 ? positionals : undefined;
    const built = await buildPlugin({ desks, ...values });
    for (const folder of Object.values(built))
      say(path.relative(fileURLToPath(new URL("../../", import.meta.url)), folder));
  });
}
