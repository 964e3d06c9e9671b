// Builds what is installed in a desk: www/dist/plugin/<desk>/...
//
//     node www/plugin/build.mjs                        all of them, with the manufacturing pack where a pack is needed
//     node www/plugin/build.mjs --policy DIR [DESK...]  some of them, with another policy

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { build } from "../../pkg/build/build.mjs";
import { main, root, Stop, say } from "../../pkg/build/console.mjs";
import { layouts } from "./layouts.mjs";

const source = path.join(root, "www", "plugin");
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
  const rules = JSON.stringify(await policyFiles(path.resolve(root, policy)));
  const built = {};
  for (const desk of desks) built[desk] = await buildFor(desk, rules);
  return built;
}

async function buildFor(desk, rules) {
  const { script, folder, files, scripts, external, withPolicy = true, classic = {} } = layouts[desk];
  const target = path.join(dist, desk, folder);
  await rm(target, { recursive: true, force: true });
  await cp(path.join(source, "bindings", desk, folder), target, { recursive: true });
  const parts = await bundle(path.join(source, "bindings", desk, script), external);
  for (const [name, input] of Object.entries(classic))
    Object.assign(parts, await bundled(name, path.join(source, "bindings", desk, input), "iife"));
  parts["andon.wasm"] = await readFile(path.join(root, "pkg", "web", "andon_bg.wasm"));
  parts["frame.html"] = (await readFile(path.join(source, "frame.html"), "utf8")).replace("frame.mjs", "frame.js");
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

/** The scripts, each desk's in one piece; the engine's glue apart, for it may run in any of three places. */
async function bundle(binding, external) {
  const parts = {};
  const entries = { binding, worker: path.join(root, "pkg", "worker.mjs"), frame: path.join(source, "frame.mjs") };
  for (const [name, input] of Object.entries(entries))
    Object.assign(parts, await bundled(name, input, "esm", external));
  return parts;
}

async function bundled(name, input, format, external = []) {
  const made = await rolldown({ input: { [name]: input }, external, plugins: [engineFromPackage], logLevel: "warn" });
  const names = { entryFileNames: "[name].js", chunkFileNames: `${name}-[name].js` };
  const { output } = await made.generate({ format, minify: true, ...names });
  await made.close();
  return Object.fromEntries(output.map(({ fileName, code }) => [fileName, code]));
}

/** The page is served with the package under `/andon/`; here it lies in `pkg`. */
const engineFromPackage = {
  name: "engine-from-package",
  resolveId: (id) => (id.startsWith("../andon/") ? path.join(root, "pkg", id.slice("../andon/".length)) : undefined),
};

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const name of Object.keys(parts).sort()) hash.update(name).update(parts[name]);
  return hash.digest("hex").slice(0, 12);
}

async function policyFiles(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".rhai")).sort();
  if (names.length === 0) throw new Stop(`there is no .rhai file in \`${folder}\``);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")])),
  );
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
