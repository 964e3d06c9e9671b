// npm run bench:start: from nothing to the first decision, each time in a process of its own; and compiling 200 rules.
//
// A start is what a program pays that is run anew for each ticket: reading the package and its WebAssembly, compiling eight
// rules or loading their bundle, deciding once. The process itself, which any program pays, is not in it. Each once more with
// V8 told to optimise WebAssembly later, as the command `andon` tells it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { Policy } from "andon";
import { build } from "../../pkg/build/build.mjs";
import { root } from "../../pkg/build/console.mjs";
import { policyOf } from "./triage/engines.mjs";
import { rules, tickets } from "./triage/workload.mjs";

const STARTS = 21;
const COMPILES = 15;
const LATER = "--wasm-tiering-budget=100000000";

await build();

const folder = mkdtempSync(path.join(tmpdir(), "andon-start-"));
const [ticket] = tickets(1);
const files = { "rules.rhai": policyOf(rules(8)) };
const compiled = Policy.compile(files);
const inputs = { files, bundle: compiled.bundle(), ticket: { id: "1", openedAt: "2026-03-02T09:00:00Z", ...ticket } };
writeFileSync(path.join(folder, "inputs.json"), JSON.stringify(inputs));

const openings = {
  "andon: compile 8 rules": ["node.mjs", "andon.Policy.compile(inputs.files)"],
  "andon: load their bundle": ["node.mjs", "andon.Policy.load(inputs.bundle)"],
  "andon/runtime: load it": ["runtime/node.mjs", "andon.Policy.load(inputs.bundle)"],
};
for (const [name, [file, open]] of Object.entries(openings)) writeFileSync(script(name), program(file, open));

const ways = Object.keys(openings).flatMap((name) => [
  { name, words: [script(name)], all: [] },
  { name: "  optimised later", words: [LATER, script(name)], all: [] },
]);
for (let start = 0; start < STARTS; start += 1)
  for (const { words, all } of ways) all.push(Number(execFileSync(process.execPath, words, { encoding: "utf8" })));

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} cores`,
);
console.log(`${STARTS} starts of each in turn: median, fastest, milliseconds\n`);
for (const { name, all } of ways) console.log(row(name, all));

const large = { "rules.rhai": policyOf(rules(200)) };
const compiles = Array.from({ length: COMPILES }, () => {
  const started = performance.now();
  Policy.compile(large).free();
  return performance.now() - started;
});
console.log(row("compile 200 rules, first", compiles.slice(0, 1)));
console.log(row("compile 200 rules, later", compiles.slice(1)));
rmSync(folder, { recursive: true });

function script(name) {
  return path.join(folder, `${name.replace(/\W+/g, "-")}.mjs`);
}

function program(file, open) {
  const address = JSON.stringify(path.join(root, "pkg", file));
  return `
    import { readFileSync } from "node:fs";
    const inputs = JSON.parse(readFileSync(${JSON.stringify(path.join(folder, "inputs.json"))}, "utf8"));
    const started = performance.now();
    const andon = await import(${address});
    const policy = ${open};
    policy.decide(inputs.ticket, { now: "2026-03-02T09:00:00Z" });
    console.log(performance.now() - started);
  `;
}

function row(name, all) {
  const sorted = all.toSorted((a, b) => a - b);
  return `${name.padEnd(28)}${sorted[sorted.length >> 1].toFixed(1).padStart(8)}${sorted[0].toFixed(1).padStart(8)}`;
}
