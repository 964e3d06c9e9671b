// Decisions on their way from the engine: what the tape carries is what JSON would say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Policy } from "andon";
import { LITERALS } from "../../pkg/deciding.mjs";
import { policyFiles } from "../suite.mjs";

const NOW = "2026-03-02T06:00:00Z";
const policy = Policy.compile(policyFiles("rules/manufacturing"));
const TICKET = { id: "T1", openedAt: NOW, subject: "Line 4 stands", plant: "MTY", line: "L4" };

/** The decision as JSON on all its way: an explanation brings it so. */
function told(ticket) {
  return JSON.stringify(policy.explain(ticket, { now: NOW }).decision);
}

function sameAsTold(ticket) {
  for (let time = 0; time < 3; time += 1)
    assert.equal(JSON.stringify(policy.decide(ticket, { now: NOW })), told(ticket));
}

test("texts of any script come whole, whether they are new, known or too long to keep", () => {
  for (const subject of [
    "Štapler 🚜 steht",
    "\uFEFFmark",
    "停止",
    "\0",
    "x".repeat(600),
    "é".repeat(600),
    "\ud83d\ude9c",
  ])
    sameAsTold({ ...TICKET, subject, area: subject });
});

test("half a character is read as before", () => {
  const decision = policy.decide({ ...TICKET, area: "a\ud83d" }, { now: NOW });
  assert.equal(decision.area, "a\ufffd");
});

test("numbers of any size are the same", () => {
  for (const usersBlocked of [
    0,
    -0,
    -1,
    2 ** 28 - 1,
    2 ** 28,
    -(2 ** 28),
    2 ** 53 - 1,
    2 ** 53,
    1e300,
    0.1,
    Number.NaN,
  ])
    sameAsTold({ ...TICKET, usersBlocked });
});

test("keys that a ticket brings are only keys", () => {
  const fields = JSON.parse('{"__proto__": {"x": 1}, "7": [[], {}], "constructor": null}');
  sameAsTold({ ...TICKET, fields });
  sameAsTold({ ...TICKET, usersBlocked: fields });
});

test("more texts than are kept drive out none that is needed", () => {
  for (let number = 0; number < 20_000; number += 1)
    policy.decide({ ...TICKET, id: `T${number}`, area: `area ${number % 7000}` }, { now: NOW });
  sameAsTold(TICKET);
});

test("two policies, and decisions within decisions, do not mix up what is kept", () => {
  const other = Policy.compile(policyFiles("tests/policies/workshop"));
  const inner = JSON.stringify(other.decide(TICKET, { now: NOW }));
  const usual = JSON.stringify(policy.decide(TICKET, { now: NOW }));
  const ticket = {
    ...TICKET,
    get line() {
      assert.equal(JSON.stringify(other.decide(TICKET, { now: NOW })), inner);
      return "L4";
    },
  };
  for (let time = 0; time < 3; time += 1) {
    assert.equal(JSON.stringify(policy.decide(ticket, { now: NOW })), usual);
    assert.equal(JSON.stringify(other.decide(TICKET, { now: NOW })), inner);
  }
});

test("a decision is the caller's own: what is done to it does not show in the next", () => {
  const first = policy.decide(TICKET, { now: NOW });
  const usual = JSON.stringify(first);
  first.reasons.length = 0;
  first.policy.name = "other";
  for (const fact of first.facts) fact.value = "changed";
  assert.equal(JSON.stringify(policy.decide(TICKET, { now: NOW })), usual);
  assert.deepEqual(structuredClone(policy.decide(TICKET, { now: NOW })), JSON.parse(usual));
});

test("a ticket is read as it stands: dates, gaps, getters, odd values", () => {
  sameAsTold({ ...TICKET, openedAt: new Date(NOW) });
  sameAsTold({ ...TICKET, plant: undefined });
  sameAsTold(Object.assign(Object.create(null), TICKET));
  sameAsTold(Object.assign(Object.create({ area: "inherited" }), TICKET));
  sameAsTold({ ...TICKET, history: Object.assign(Array(2), { 1: { at: NOW, status: "open" } }) });
  assert.throws(() => policy.decide({ ...TICKET, plant: () => {} }, { now: NOW }), { name: "TicketError" });
  const toJSON = { ...TICKET, toJSON: () => ({ id: "other" }) };
  assert.throws(() => policy.decide(toJSON, { now: NOW }), { name: "TicketError" });
});

test("every object of a decision about a sample is made by a literal", () => {
  const keys = new Set(LITERALS.map((make) => Object.keys(make(() => null)).join()));
  const samples = readFileSync(new URL("../../rules/manufacturing/samples.ndjson", import.meta.url), "utf8");
  const lacking = new Set();
  JSON.stringify(
    samples
      .trim()
      .split("\n")
      .map((line) => policy.decide(JSON.parse(line), { now: NOW })),
    (_, value) => {
      const shape = Object.keys(Object(value)).join();
      if (typeof value === "object" && value !== null && !Array.isArray(value) && !keys.has(shape)) lacking.add(shape);
      return value;
    },
  );
  assert.deepEqual([...lacking], []);
});
