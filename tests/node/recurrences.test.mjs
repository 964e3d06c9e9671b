// Faults that came back, on the command line and in the package.

import assert from "node:assert/strict";
import { test } from "node:test";
import { History, Policy } from "andon";
import { policyFiles } from "../suite.mjs";
import { andon } from "./command.mjs";

const monday = (week) => new Date(Date.UTC(2026, 0, 5, 23) + week * 7 * 86_400_000).toISOString();
const failure = (week) => ({ id: `M${week}`, openedAt: monday(week), asset: "PRESS-7", subject: "PRESS-7 is down" });
const past = Array.from({ length: 12 }, (_, week) => failure(week));
const lines = past.map((ticket) => JSON.stringify(ticket)).join("\n");

test("the command prints what the package finds", async () => {
  const policy = Policy.compile(policyFiles("rules/manufacturing"));
  const found = History.load(lines).recurrences(policy);
  assert.ok(found.some(({ pattern, asset }) => pattern === "weekly" && asset === "PRESS-7"));
  const words = ["recurrences", "--policy", "rules/manufacturing"];
  const json = await andon([...words, "--json"], lines);
  assert.deepEqual({ ...json, out: JSON.parse(json.out) }, { status: 0, err: "", out: found });
  const text = await andon(words, lines);
  assert.match(text.out, /PRESS-7 failed \d+ times at the same hour of the week/);
  const markdown = await andon([...words, "--markdown"], lines);
  assert.match(markdown.out, /^## Faults that come back\n/);
});

test("a past without recurring faults says so", async () => {
  const { status, out } = await andon(["recurrences", "--policy", "rules/manufacturing"], JSON.stringify(past[0]));
  assert.equal(status, 0);
  assert.match(out, /Nothing comes back more often than chance makes it/);
});
