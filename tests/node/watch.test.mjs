// The watch through the package: the same bytes as natively, snapshots, the host's word, the command line.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { init, Policy, Watch } from "andon";
import { root } from "../../pkg/build/console.mjs";
import { ended, within } from "../eventually.mjs";
import { policyFiles } from "../suite.mjs";
import { andon } from "./command.mjs";

await init();
const PACK = path.join(root, "rules", "manufacturing");
const policy = Policy.compile(policyFiles("rules/manufacturing"));
const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
const native = (name) => readFileSync(path.join(TARGET, "tmp", name), "utf8").split("\n");
const tickets = native("watch-tickets.ndjson").map(JSON.parse);
const expected = native("watch-events.ndjson");
const seen = (watch, ticket) => watch.observe(ticket, { now: ticket.receivedAt ?? ticket.openedAt });

test("the same bytes as natively, with and without a break", () => {
  for (const every of [0, 400]) {
    let watch = new Watch(policy);
    tickets.forEach((ticket, at) => {
      if (every > 0 && at % every === 0) watch = new Watch(policy, JSON.parse(JSON.stringify(watch.snapshot())));
      assert.equal(JSON.stringify(seen(watch, ticket)), expected[at], ticket.id);
    });
  }
});

test("the host's word is taken, and an unknown suggestion refused", () => {
  const watch = new Watch(policy);
  const at = expected.findIndex((line) => line.includes('"event":"suggested"'));
  const events = tickets.slice(0, at + 1).flatMap((ticket) => seen(watch, ticket));
  const { id, tickets: members, scope } = events.find(({ event }) => event === "suggested");
  assert.ok(members.length >= 3 && scope.plants.length >= 1);
  const now = tickets[at].receivedAt ?? tickets[at].openedAt;
  const [confirmed] = watch.confirm(id, { now });
  assert.equal(confirmed.event, "confirmed");
  assert.equal(confirmed.plan.parent, members[0]);
  assert.equal(watch.resolve(id, { now })[0].event, "resolved");
  assert.throws(() => watch.dismiss("MI-77", { now }), { name: "ArgumentError" });
  assert.throws(() => watch.observe({ id: "x" }, { now }), { name: "TicketError" });
  assert.throws(() => new Watch(policy, "no snapshot"), { name: "ArgumentError" });
});

test("a watch outlives its policy", () => {
  const own = Policy.compile(policyFiles("rules/manufacturing"));
  const watch = new Watch(own);
  own.free();
  assert.deepEqual(seen(watch, tickets[0]), []);
});

const scratch = mkdtempSync(path.join(tmpdir(), "andon-watch-"));
const lines = expected.flatMap((line) => JSON.parse(line)).map((event) => JSON.stringify(event));

test("andon watch writes the events, one a line", async () => {
  const file = path.join(scratch, "tickets.ndjson");
  writeFileSync(file, `${tickets.map((ticket) => JSON.stringify(ticket)).join("\n")}\nnonsense\n`);
  const { status, out, err } = await andon(["watch", "--policy", PACK, file]);
  assert.equal(err, "");
  const written = out.trimEnd().split("\n");
  assert.deepEqual(written.slice(0, -1), lines);
  assert.equal(JSON.parse(written.at(-1)).line, tickets.length + 1);
  assert.equal(status, 1);
});

test("andon watch --backtest counts suggestions for several settings", async () => {
  const file = path.join(scratch, "tickets.ndjson");
  const { out } = await andon(["watch", "--policy", PACK, "--backtest", "--json", file]);
  const { trials, weeks } = JSON.parse(out);
  assert.equal(trials.length, 4);
  assert.ok(weeks > 2.5 && weeks < 3.5 && trials[0].suggestions > 0);
  assert.ok(trials[1].suggestions <= trials[3].suggestions);
});

test("a back-test takes tickets in any order", async () => {
  const files = ["tickets.ndjson", "newest-first.ndjson"].map((name) => path.join(scratch, name));
  const text = tickets.map((ticket) => `${JSON.stringify(ticket)}\n`);
  writeFileSync(files[0], text.join(""));
  writeFileSync(files[1], text.toReversed().join(""));
  const [sorted, reversed] = await Promise.all(
    files.map((file) => andon(["watch", "--policy", PACK, "--backtest", "--json", file])),
  );
  const { trials } = JSON.parse(sorted.out);
  const { trials: again } = JSON.parse(reversed.out);
  assert.ok(trials[0].suggestions > 0);
  assert.deepEqual(again, trials);
});

test("andon watch --follow reads on", async () => {
  const file = path.join(scratch, "growing.ndjson");
  const telling = [...expected.keys()].filter((at) => expected[at].length > 2);
  const text = (from, to) =>
    tickets
      .slice(from, to)
      .map((ticket) => `${JSON.stringify(ticket)}\n`)
      .join("");
  writeFileSync(file, text(0, telling[0] + 1));
  const words = ["watch", "--policy", PACK, "--follow", file];
  const child = spawn(process.execPath, [path.join(root, "pkg", "cli.mjs"), ...words]);
  const told = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => JSON.stringify(JSON.parse((await within(told.next(), "an event")).value ?? "null"));
  try {
    const first = JSON.parse(expected[telling[0]]).length;
    for (const at of Array(first).keys()) assert.equal(await line(), lines[at]);
    // The file has been read to its end: what comes now is followed.
    appendFileSync(file, text(telling[0] + 1, telling[1] + 1));
    assert.equal(await line(), lines[first]);
  } finally {
    child.kill();
    await ended(child);
  }
});
