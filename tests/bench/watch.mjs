// npm run bench:watch-cli [weeks] [groups]: a year of made-up plants through `andon watch`, as a whole process; then what the
// engine holds in memory after it, and what a snapshot costs.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { build } from "../../pkg/build/build.mjs";
import { root } from "../../pkg/build/console.mjs";
import { policyFiles } from "../suite.mjs";

const RUNS = 3;
const quiet = { cwd: root, stdio: ["ignore", "ignore", "inherit"] };
const PACK = "rules/manufacturing";
const [weeks = "52", groups = "1"] = process.argv.slice(2);

await build();

const folder = mkdtempSync(path.join(tmpdir(), "andon-watch-"));
const file = path.join(folder, "tickets.ndjson");
execFileSync("cargo", ["bench", "--quiet", "--bench", "watch", "--", weeks, groups, file], { cwd: root });
const lines = readFileSync(file, "utf8").trimEnd().split("\n");
const [{ model }] = cpus();
const load = loadavg()[0].toFixed(1);
say(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${model}, load ${load}`);
say(`${lines.length} tickets of ${weeks} weeks, groups of plants: ${groups}`);

for (let run = 0; run < RUNS; run += 1) {
  const { seconds } = timed(() =>
    execFileSync(process.execPath, ["pkg/cli.mjs", "watch", "--policy", PACK, file], quiet),
  );
  say(`andon watch, whole process: ${seconds.toFixed(2)} s, ${rate(seconds)} tickets a second`);
}
rmSync(folder, { recursive: true });

const { Policy, Watch, memory } = engine();
const policy = Policy.compile(policyFiles(PACK));
const watch = new Watch(policy);
say(`WebAssembly memory with the policy: ${memory()} MB`);
const { seconds } = timed(() => {
  for (const line of lines) watch.observeLine(line);
});
say(`observeLine: ${rate(seconds)} tickets a second; WebAssembly memory then: ${memory()} MB`);
const taken = timed(() => watch.snapshot());
const restored = timed(() => new Watch(policy, taken.result));
say(`snapshot: ${size(taken.result.length)} MB, taken in ${ms(taken)}, restored in ${ms(restored)}`);

/** The engine of Node, and how large its memory is; the package does not say. */
function engine() {
  const { Instance } = WebAssembly;
  let made;
  WebAssembly.Instance = function noted(...words) {
    made = new Instance(...words);
    return made;
  };
  const classes = createRequire(import.meta.url)("../../pkg/node.cjs");
  WebAssembly.Instance = Instance;
  return { ...classes, memory: () => size(made.exports.memory.buffer.byteLength) };
}

function timed(work) {
  const begun = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - begun) / 1000 };
}

function rate(seconds) {
  return Math.round(lines.length / seconds).toLocaleString("en");
}

function ms({ seconds }) {
  return `${(seconds * 1000).toFixed(0)} ms`;
}

function size(bytes) {
  return (bytes / 1e6).toFixed(1);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
