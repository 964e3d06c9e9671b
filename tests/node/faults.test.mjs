// How the page tells of faults that come back, as far as it needs no browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { History, init, Policy } from "andon";
import { tickets } from "../../www/sample/plant.mjs";
import { byThing, words } from "../../www/whatif/faults/pattern.mjs";
import { policyFiles } from "../suite.mjs";

await init();

const EVIDENCE = { episodes: 4, usual: 0.3 };
const fault = (fields, instants = [], zone = "Europe/Berlin") => ({
  asset: "PRESS-7",
  zone,
  evidence: EVIDENCE,
  tickets: instants.map((at, index) => ({ id: `${fields.pattern}-${index}`, at: Date.parse(at) })),
  ...fields,
});

test("an hour of the week is told on the plant's clock, through its changes", () => {
  const winter = ["2026-03-16T22:10:00Z", "2026-03-23T22:20:00Z"];
  const summer = ["2026-03-30T21:05:00Z", "2026-04-06T21:25:00Z"];
  assert.equal(words(fault({ pattern: "weekly" }, [...winter, ...summer])), "every Monday about 23:15");
});

test("an hour of the week at its end is not told as its middle", () => {
  const around = ["2026-03-15T22:50:00Z", "2026-03-22T23:10:00Z"];
  assert.equal(words(fault({ pattern: "weekly" }, around)), "every Monday about 00:00");
});

test("other patterns in words", () => {
  assert.equal(words(fault({ pattern: "every_n_hours", periodHours: 40 })), "every 40 hours");
  assert.equal(words(fault({ pattern: "job", job: "NIGHT-07" })), "with job NIGHT-07");
  assert.equal(words(fault({ pattern: "count_30d" })), "4 times within 30 days; 0.3 are usual");
});

test("what is said of one thing stands together, each ticket once, and nothing twice", () => {
  const instants = ["2026-03-16T22:10:00Z", "2026-03-23T22:20:00Z"];
  const weekly = fault({ pattern: "weekly" }, instants);
  const same = { ...fault({ pattern: "every_n_hours", periodHours: 42 }), tickets: weekly.tickets };
  const job = fault({ pattern: "job", asset: null, job: "NIGHT-07" }, instants);
  const [press, night, ...more] = byThing([weekly, same, job]);
  assert.deepEqual(more, []);
  assert.deepEqual([press.thing, press.ways.length, press.tickets.length], ["PRESS-7", 1, 2]);
  assert.equal(night.thing, "job NIGHT-07");
  for (const periodHours of [40, 84]) {
    const [{ ways }] = byThing([fault({ pattern: "every_n_hours", periodHours }, instants)]);
    assert.equal(ways.length, 1, "nothing else says it");
  }
});

test("the sample year has a printer that fails every Monday night", () => {
  const policy = Policy.compile(policyFiles("rules/manufacturing"));
  const found = History.load([...tickets({ tickets: 2000 })]).recurrences(policy);
  assert.ok(found.some(({ asset, pattern }) => asset === "LP-L3-1" && pattern === "weekly"));
});
