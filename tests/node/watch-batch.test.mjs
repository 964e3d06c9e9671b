// The watch in batches, and what it tells for drawings: the native bytes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { init, Policy, Watch } from "andon";
import { heaps } from "../../pkg/heaps.mjs";
import { nativeWatch, policyFiles } from "../suite.mjs";

await init();
const policy = Policy.compile(policyFiles("rules/manufacturing"));
const { tickets, events, levels } = nativeWatch();

test("a batch gives the bytes that single tickets give, and a bad ticket stops nothing", () => {
  const watch = new Watch(policy);
  const observed = watch.observeBatch([...tickets.slice(0, 500), { id: "x" }, ...tickets.slice(500)]);
  assert.equal(observed[500].ok, false);
  assert.equal(observed[500].error.name, "TicketError");
  const said = observed.filter(({ ok }) => ok).map((answer) => JSON.stringify(answer.events));
  assert.deepEqual(said, events);
});

test("a batch may be seen all at one instant", () => {
  const now = "2026-03-02T06:10:00Z";
  const [first, second] = [new Watch(policy), new Watch(policy)];
  const some = tickets.slice(0, 50);
  const observed = first.observeBatch(some, { now }).map((answer) => answer.events);
  assert.deepEqual(
    observed,
    some.map((ticket) => second.observe(ticket, { now })),
  );
  assert.throws(() => first.observeBatch(some, { now: "noon" }), { name: "ArgumentError" });
  assert.throws(() => first.observeBatch({}), { name: "ArgumentError" });
});

test("levels are the same bytes as natively", () => {
  const watch = new Watch(policy);
  watch.observeBatch(tickets.filter((ticket) => (ticket.receivedAt ?? ticket.openedAt) <= levels.to));
  assert.equal(JSON.stringify(watch.levels(levels.from, levels.to)), levels.text);
  assert.throws(() => watch.levels(levels.from, "noon"), { name: "ArgumentError" });
});

test("what comes while the reader is busy is one heap, and an error comes after it", async () => {
  const taken = [];
  async function* source() {
    for (let number = 1; number <= 7; number += 1) yield number;
    throw new Error("the queue broke");
  }
  const reading = async () => {
    for await (const heap of heaps(source(), 4)) {
      taken.push(heap);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await assert.rejects(reading(), /the queue broke/);
  assert.deepEqual(taken.flat(), [1, 2, 3, 4, 5, 6, 7]);
  assert.ok(taken.every((heap) => heap.length > 0 && heap.length <= 4) && taken.length <= 4, JSON.stringify(taken));
});

test("a reader that stops early lets the source go", async () => {
  let open = true;
  function* source() {
    try {
      for (;;) yield 1;
    } finally {
      open = false;
    }
  }
  for await (const _ of heaps(source(), 3)) break;
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(open, false);
});
