// The packed package, in every environment it is promised for.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build, createServer } from "vite";
import { root } from "../../pkg/build/console.mjs";
import { serve } from "../../www/serve.mjs";
import { launch } from "../browser/chromium.mjs";
import { check } from "../types/compiler.mjs";
import { install, question } from "./tarball.mjs";

const { folder, remove } = await install();
const installed = path.join(folder, "node_modules", "andon");
const browser = await launch();
after(async () => {
  await browser.close();
  remove();
});

const node = (...words) => execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8" });

/** The answers that a page leaves, all of which have to be the expected one. */
async function answersAt(url) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  await page.waitForFunction("window.answers").catch((error) => errors.push(error.message));
  const answers = await page.evaluate("window.answers");
  await page.close();
  assert.deepEqual(errors, []);
  assert.ok(Object.keys(answers).length >= 4);
  for (const [name, answer] of Object.entries(answers)) assert.equal(answer, question.expected, name);
}

async function served(folder, visit) {
  const { server, url } = await serve({ port: 0, folders: [["/", path.join(folder, path.sep)]] });
  await visit(url).finally(() => server.close());
}

test("the tarball holds what it needs and no more", () => {
  const names = readdirSync(installed, { recursive: true }).map((name) => name.replaceAll(path.sep, "/"));
  const needed = [
    "index.d.ts",
    "types/decision.d.ts",
    "web/andon.mjs",
    "web/andon_bg.wasm",
    "full/web/andon.mjs",
    "full/web/andon_bg.wasm",
    "node/andon.cjs",
    "node/andon_bg.wasm",
    "inline/engine.mjs",
  ];
  for (const name of needed) assert.ok(names.includes(name), name);
  const strange = names.filter((name) => /(^|\/)(\.|build|node_modules)|\.test\.|tgz$/.test(name));
  assert.deepEqual(strange, []);
  assert.deepEqual(readdirSync(path.join(installed, "web")).sort(), ["andon.mjs", "andon_bg.wasm"]);
});

test("publint has nothing against it", async () => {
  const { messages, pkg } = await publint({ pkgDir: path.join(root, "pkg"), strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
});

test("Node: import", () => node("node/main.mjs"));

test("Node: require", () => node("node/main.cjs"));

test("Node: desks and validator", () => node("node/serve.mjs", path.join(root, "tests", "policies", "workshop")));

test("Node: the command", () => {
  const command = path.join(folder, "node_modules", ".bin", process.platform === "win32" ? "andon.cmd" : "andon");
  const policy = path.join(root, "tests", "policies", "workshop");
  const words = ["decide", "--policy", policy, "--now", question.now];
  const options = {
    cwd: folder,
    encoding: "utf8",
    input: JSON.stringify(question.ticket),
    shell: process.platform === "win32",
  };
  assert.equal(execFileSync(command, words, options).trimEnd(), question.expected);
});

test("Vite: built page, worker, inline and address", async () => {
  const project = path.join(folder, "vite");
  await build({ root: project, logLevel: "error", base: "./", build: { outDir: "dist" } });
  await served(path.join(project, "dist"), answersAt);
});

test("Vite: development server", async () => {
  // Vite moves the dependencies that it prepares away from their WebAssembly.
  const optimizeDeps = { exclude: ["andon"] };
  const server = await createServer({
    root: path.join(folder, "vite"),
    logLevel: "error",
    optimizeDeps,
    server: { port: 0, fs: { strict: false } },
  });
  try {
    await server.listen();
    await answersAt(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
});

test("browser without a bundler: page, worker and inline", () => served(folder, (url) => answersAt(`${url}page/`)));

const TYPES = {
  "an ES module in Node": [
    ["types/use.mts", "types/client.mts"],
    ["--module", "node20"],
  ],
  "a CommonJS module in Node": [["types/use.cts"], ["--module", "node20"]],
  "a bundler": [
    ["types/use.ts", "types/client.mts"],
    ["--module", "esnext", "--moduleResolution", "bundler"],
  ],
};

for (const [place, [files, options]] of Object.entries(TYPES)) {
  test(`types: ${place}`, () => assert.equal(check(files, options, folder), ""));
}
