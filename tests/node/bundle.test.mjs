// Bundles on the command line and in the engine without a compiler.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { Policy } from "andon";
import * as runtime from "andon/runtime";
import { andon } from "./command.mjs";

const FRAME = `
policy(#{ name: "small", version: "1" });
matrix(#{ impact: ["high"], urgency: ["high"], priority: [["P1"]], priorities: ["P1", "P2"], otherwise: "P2" });
team("desk", #{ fallback: true });
sla("all", #{ when: |t| true, respond: "1h", resolve: "8h", calendar: "always" });
`;
const TICKET = '{"id":"A1","openedAt":"2026-03-02T06:00:00Z"}\n';
const folder = () => mkdtempSync(path.join(tmpdir(), "andon-bundle-"));

test("the command makes a bundle, and decides with it as with the folder", async () => {
  const dir = folder();
  const out = path.join(dir, "policy.json");
  const made = await andon(["bundle", "--policy", "rules/manufacturing", "--out", out]);
  assert.deepEqual(made, { status: 0, out: "", err: "" });
  const now = ["--now", "2026-03-02T07:00:00Z"];
  const whole = await andon(["decide", "--policy", "rules/manufacturing", ...now], TICKET);
  const bundled = await andon(["decide", "--policy", out, ...now], TICKET);
  assert.equal(whole.status, 0);
  assert.deepEqual(bundled, whole);
});

test("a closure that only an interpreter can answer is named with its place", async () => {
  const dir = folder();
  const loop = 'rule("loops", #{ when: |t| { let n = 0; for x in [1, 2] { n += x; } n == 3 }, priority: "P1" });';
  writeFileSync(path.join(dir, "policy.rhai"), FRAME + loop);
  const { status, err } = await andon(["bundle", "--policy", dir]);
  assert.equal(status, 2);
  assert.match(err, /policy\.rhai:6:\d+: a closure cannot go into a bundle: .*\[not-lowered\]\n {4}help: /);
});

test("a file that is no bundle, or not as it was made, is refused", async () => {
  const dir = folder();
  const file = path.join(dir, "policy.json");
  writeFileSync(file, "{ nonsense");
  const nonsense = await andon(["decide", "--policy", file], TICKET);
  assert.equal(nonsense.status, 2);
  assert.match(nonsense.err, /is no bundle: `bundle` is not JSON/);
  const bundle = Policy.compile({ "small.rhai": FRAME }).bundle();
  writeFileSync(file, JSON.stringify({ ...bundle, version: "2" }));
  const altered = await andon(["decide", "--policy", file], TICKET);
  assert.equal(altered.status, 2);
  assert.match(altered.err, /it is not as it was made: its seal does not fit/);
});

test("the engine without a compiler has no compiler", () => {
  assert.equal(runtime.Policy.compile, undefined);
  const bundle = Policy.compile({ "small.rhai": FRAME }).bundle();
  const policy = runtime.Policy.load(bundle);
  assert.equal(policy.decide(JSON.parse(TICKET), { now: "2026-03-02T07:00:00Z" }).priority, "P2");
  assert.throws(() => runtime.Policy.load("[]"), { name: "PolicyError" });
});

test("the engine without a compiler is a fraction of the whole", () => {
  const size = (file) => readFileSync(new URL(`../../pkg/${file}`, import.meta.url)).length;
  assert.ok(size("runtime/node/andon_bg.wasm") < 0.7 * size("node/andon_bg.wasm"));
});
