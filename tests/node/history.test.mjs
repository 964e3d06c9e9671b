// Past tickets through the package: the same bytes as natively, whatever way they come in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { History, Policy } from "andon";
import { root } from "../../pkg/build/console.mjs";
import { nativeHistory, parting, policyFiles } from "../suite.mjs";

const SAMPLES = readFileSync(path.join(root, "rules", "manufacturing", "samples.ndjson"));
const tickets = SAMPLES.toString().trim().split("\n").map(JSON.parse);
const before = Policy.compile(policyFiles("rules/manufacturing"));
const after = Policy.compile(policyFiles("rules/servicenow-import"));
const now = "2026-03-10T00:00:00Z";
const same = (answer, native) => assert.equal(parting(JSON.stringify(answer), native), undefined);

test("comparison and report have the native bytes", () => {
  const history = History.load(SAMPLES);
  const [comparison, report] = nativeHistory();
  same(history.compare(before, after), comparison);
  same(history.report(before, { now }), report);
});

test("text, bytes in pieces and a list are the same history", () => {
  const pieces = new History();
  for (let at = 0; at < SAMPLES.length; at += 777) pieces.append(SAMPLES.subarray(at, at + 777));
  const histories = [pieces, History.load(SAMPLES.toString()), History.load(SAMPLES), History.load(tickets)];
  for (const history of histories) {
    assert.deepEqual([history.length, history.problems()], [tickets.length, []]);
    assert.deepEqual(
      tickets.map((_, at) => history.ticket(at)),
      tickets.map((ticket) => Object.fromEntries(Object.entries(ticket).sort())),
    );
    same(history.compare(before, after), nativeHistory()[0]);
  }
});

test("a history decides as the policy does", () => {
  const some = [...tickets, { id: "no instant" }, { openedAt: now }];
  const decided = History.load(some).decide(before, { now });
  same(decided, JSON.stringify(before.decideBatch(some, { now })));
  same(History.load(some).decide(before, { now, offset: 3, limit: 2 }), JSON.stringify(decided.slice(3, 5)));
});

test("what is no ticket is named, and the rest is read", () => {
  const lines = History.load('{"id":"a"}\nnonsense\n');
  assert.deepEqual(
    lines.problems().map(({ line, code }) => [line, code]),
    [[2, "not-json"]],
  );
  const thrower = {
    get id() {
      throw new Error("no");
    },
  };
  const list = History.load([{ id: "a" }, 3, thrower, { id: "b" }]);
  assert.equal(list.length, 2);
  assert.deepEqual(
    list.problems().map(({ path }) => path),
    ["[1]", "[2]"],
  );
});

test("arguments that are no use are refused", () => {
  const history = History.load(tickets);
  const refused = { name: "ArgumentError" };
  assert.throws(() => History.load(7), refused);
  assert.throws(() => history.append(null), refused);
  assert.throws(() => history.compare(before, after, { offset: -1 }), refused);
  assert.throws(() => history.compare(before, after, { limit: "all" }), refused);
  assert.throws(() => history.compare(before, after, { clocks: "no" }), refused);
  assert.throws(() => history.report(before, { now: "yesterday" }), refused);
  assert.throws(() => history.compare(before, {}));
  assert.equal(history.ticket(tickets.length), undefined);
  assert.equal(history.compare(before, before).changed, 0);
});
