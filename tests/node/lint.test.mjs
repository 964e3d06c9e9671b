// andon lint, and what tests try out of a policy, as people and CI servers meet them.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { Policy } from "andon";
import { root } from "../../pkg/build/console.mjs";
import { policyFiles } from "../suite.mjs";
import { andon } from "./command.mjs";

const DEFECTS = path.join(root, "tests", "policies", "defects");
const PACK = path.join(root, "rules", "manufacturing");
const scratch = mkdtempSync(path.join(tmpdir(), "andon-lint-"));

/** A policy folder with `source` beside the smallest whole policy. */
function folder(source) {
  const made = mkdtempSync(path.join(scratch, "policy-"));
  writeFileSync(path.join(made, "a.rhai"), readFileSync(path.join(root, "tests", "support", "tiny.rhai"), "utf8"));
  writeFileSync(path.join(made, "b.rhai"), source);
  return made;
}

test("each finding has its place, its level and a way out; the last line counts them", async () => {
  const { status, out, err } = await andon(["lint", "--policy", DEFECTS]);
  assert.equal(err, "");
  assert.equal(status, 1);
  const lines = out.trimEnd().split("\n");
  assert.ok(
    lines.includes(
      `error ${path.join(DEFECTS, "20-judgement.rhai")}:51:11: route \`floor-boxes-again\` sends to \`network\` exactly ` +
        "what `floor-boxes` sends to `floor` [contradicting-routes]",
    ),
    out,
  );
  assert.match(lines.at(-1), /^1 error, \d+ warnings, \d+ notes$/);
  assert.equal(lines.filter((line) => line.startsWith("    help: ")).length * 2 + 1, lines.length);
});

test("the packs are clean, and --deny says what a finding costs", async () => {
  const clean = await andon(["lint", "--policy", PACK, "--deny", "note"]);
  assert.deepEqual([clean.status, clean.out], [0, "0 errors, 0 warnings, 0 notes\n"]);
  const noted = folder('rule("r", #{ when: |t| { let n = 1; n += 1; n > 2 }, priority: "P1" });');
  assert.equal((await andon(["lint", "--policy", noted, "--month", "2026-03"])).status, 0);
  assert.equal((await andon(["lint", "--policy", noted, "--deny", "note"])).status, 1);
});

test("a wrong level or month is refused", async () => {
  const level = await andon(["lint", "--policy", DEFECTS, "--deny", "all"]);
  assert.deepEqual([level.status, level.err], [2, "--deny `all` is unknown; there are note, warning, error\n"]);
  for (const month of ["2026-13", "March"]) {
    const { status, err } = await andon(["lint", "--policy", DEFECTS, "--month", month]);
    assert.equal(status, 2);
    assert.match(err, /is not a month/);
  }
});

test("the JSON of the command is the answer of the method", async () => {
  const { out } = await andon(["lint", "--policy", DEFECTS, "--json", "--month", "2027-03"]);
  const policy = Policy.compile(policyFiles("tests/policies/defects"));
  assert.deepEqual(JSON.parse(out), policy.lint({ month: "2027-03" }));
  const hole = policy.lint({ month: "2027-03" }).find(({ code }) => code === "on-call-hole");
  // Twenty-three weekdays, each with a late shift that the rota forgets.
  assert.match(hole.message, /^nobody covers team `floor` 23 times in 2027-03, 184h in all/);
});

test("--coverage tells what is not tried out, and --tickets adds to it", async () => {
  const policy = folder(`
rule("big", #{ when: |t| t.users_blocked > 10 && t.production_stopped, priority: "P1" });
test("some", #{ users_blocked: 20, production_stopped: false }, #{ priority: "P3" });`);
  const alone = await andon(["test", "--policy", policy, "--coverage"]);
  assert.equal(alone.status, 0);
  const b = path.join(policy, "b.rhai");
  const lines = alone.out.split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, "  "));
  assert.deepEqual(lines.slice(0, 5), [
    "1 passed, 0 failed",
    "tried out by 1 ticket",
    "declarations  1 of 2 (50 %)  held",
    "branches  0 of 0 (100 %)  taken",
    "conditions  0 of 2 (0 %)  seen true and seen false",
  ]);
  assert.match(alone.out, /rule big: when\s+1 false/);
  assert.ok(alone.out.includes(`${b}:2:`), alone.out);
  const tickets = path.join(scratch, "tickets.ndjson");
  const record = (extra) => JSON.stringify({ id: "1", openedAt: "2026-03-02T06:00:00Z", ...extra });
  writeFileSync(
    tickets,
    `${record({ usersBlocked: 11, productionStopped: true })}\n${record({ usersBlocked: 1 })}\nnonsense\n`,
  );
  const more = await andon(["test", "--policy", policy, "--coverage", "--tickets", tickets, "--json"]);
  const { exercise } = JSON.parse(more.out);
  assert.deepEqual([exercise.tickets, exercise.refused], [3, 1]);
  assert.ok(exercise.declarations.every(({ yes }) => yes > 0));
  assert.ok(exercise.conditions.every(({ yes, no }) => yes > 0 && no > 0));
});

test("--junit writes what CI servers draw, whatever stands in the names", async () => {
  const policy = folder(`
test("holds", #{}, #{ priority: "P3" });
test("does \\"not\\" <hold> & \\u0007", #{}, #{ priority: "P1", team: "desk" });
test("cannot be decided", #{ opened_at: "yesterday" }, #{ now: "2026-03-02T06:00:00Z" });`);
  const file = path.join(scratch, "report.xml");
  const { status } = await andon(["test", "--policy", policy, "--junit", file]);
  assert.equal(status, 1);
  const xml = readFileSync(file, "utf8");
  assert.match(xml, /<testsuite name="tiny" tests="3" failures="1" errors="1">/);
  assert.match(xml, /<testcase classname="tiny" name="holds" file="[^"]*b.rhai" line="2"\/>/);
  assert.match(xml, /name="does &quot;not&quot; &lt;hold&gt; &amp; \ufffd"/);
  assert.match(xml, /<failure message="priority\s+expected &quot;P1&quot;\s+came &quot;P3&quot;">/);
  assert.match(xml, /<error message="opened_at: `yesterday` is not an instant[^"]*">/);
  const refused = await andon(["test", "--policy", policy, "--junit", path.join(scratch, "no", "folder.xml")]);
  assert.equal(refused.status, 2);
});
