// Warnings and escalations come when they are due: once, over restarts, and whatever becomes of the clock.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { sign } from "andon/node";
import { listener } from "./listener.mjs";
import { open, reopen, until } from "./room.mjs";

const OPENED = Date.parse("2026-03-02T06:00:00Z");
const minutes = (count) => OPENED + count * 60_000;
/** P1: warned at 50 and 90 % of 15 minutes and of 2 hours; the foreman after 30 minutes, the shop floor after 45. */
const STANDSTILL = {
  id: "T1",
  openedAt: "2026-03-02T06:00:00Z",
  system: "MES",
  productionStopped: true,
  last_machine: true,
};

/** A room whose clock a test sets. */
async function timedRoom(t, config = {}) {
  const time = { now: minutes(1) };
  const ear = await listener(t);
  const clock = () => time.now;
  const room = await open(t, { clock, config: { notify: { url: ear.url }, ...config, source: SOURCE } });
  room.desk.add(STANDSTILL);
  const told = await room.post(room.desk.webhook("T1", { at: time.now }));
  assert.equal(told.status, 202);
  await until(() => room.desk.writesOf("T1") === 1, "a decision");
  return { ...room, ear, time, clock };
}

const SOURCE = { site: { ticket: { "fields.last_machine": { column: "last_machine", type: "bool" } } } };

function names({ heard }) {
  return heard.map(({ eventId }) => eventId.replace("desk/T1/", "")).sort();
}

const AT_8 = ["warning/sla/response/urgent/50/1"];
const AT_31 = [
  "breach/sla/response/urgent/1",
  "escalation/standstill/1/1/foreman",
  "warning/sla/response/urgent/50/1",
  "warning/sla/response/urgent/90/1",
];

test("each event is told once, when it is due", async (t) => {
  const room = await timedRoom(t);
  await pause(100);
  assert.deepEqual(names(room.ear), []);
  room.time.now = minutes(8);
  await until(() => room.ear.heard.length === 1, "the first warning");
  assert.deepEqual(names(room.ear), AT_8);
  room.time.now = minutes(31);
  await until(() => room.ear.heard.length === 4, "three more");
  await pause(100);
  assert.deepEqual(names(room.ear), AT_31);
  const call = room.ear.heard.find(({ event }) => event === "escalation");
  assert.equal(call.by, "sms");
  assert.deepEqual(call.notify, { id: "foreman", name: "Foreman", people: [], note: null });
  assert.deepEqual(call.ticket, { id: "T1", priority: "P1", team: "shop-floor" });
  assert.equal(room.desk.writesOf("T1"), 1, "time alone writes nothing");
});

test("what came due while nothing ran is told after the start, and marked late", async (t) => {
  const room = await timedRoom(t);
  await room.validator.close();
  room.time.now = minutes(31);
  await reopen(t, room, { clock: room.clock });
  await until(() => room.ear.heard.length === 4, "all of them");
  assert.deepEqual(names(room.ear), AT_31);
  assert.equal(room.ear.heard.find(({ event }) => event === "breach").late, true);
});

test("a clock that is set back tells nothing twice, and holds nothing up", async (t) => {
  const room = await timedRoom(t);
  room.time.now = minutes(31);
  await until(() => room.ear.heard.length === 4, "four events");
  room.time.now = minutes(2);
  await pause(100);
  room.desk.change("T1", { subject: "changed" });
  await room.post(room.desk.webhook("T1", { at: room.time.now }));
  await until(() => room.lines.filter(({ msg }) => msg === "decided").length >= 3, "a look");
  room.time.now = minutes(32);
  await pause(150);
  assert.deepEqual(names(room.ear), AT_31);
});

test("an event that nobody hears is told again until somebody does", async (t) => {
  const room = await timedRoom(t);
  room.ear.deaf = true;
  room.time.now = minutes(8);
  await until(() => room.lines.some(({ msg }) => msg === "nobody heard"), "a try");
  room.ear.deaf = false;
  // The back-off is counted on the same clock.
  room.time.now += 1000;
  await until(() => room.ear.heard.length === 1, "the warning");
  const ids = new Set(room.ear.signatures.map(({ headers }) => headers["idempotency-key"]));
  assert.equal(ids.size, 1, "by the same name");
});

test("what is resolved in time warns nobody", async (t) => {
  const room = await timedRoom(t);
  room.desk.change("T1", {
    status: "resolved",
    respondedAt: "2026-03-02T06:02:00Z",
    resolvedAt: "2026-03-02T06:05:00Z",
  });
  room.time.now = minutes(6);
  await room.post(room.desk.webhook("T1", { at: room.time.now }));
  await until(() => room.lines.filter(({ msg }) => msg === "decided").length === 2, "a look");
  room.time.now = minutes(200);
  await pause(150);
  assert.deepEqual(names(room.ear), []);
});

test("a command gets the event on its standard input", async (t) => {
  const time = { now: minutes(1) };
  let calls;
  const config = (folder) => {
    const script = path.join(folder, "page.mjs");
    calls = path.join(folder, "calls.ndjson");
    writeFileSync(script, PAGE);
    return { source: SOURCE, notify: { command: [process.execPath, script, calls] } };
  };
  const room = await open(t, { clock: () => time.now, config });
  room.desk.add(STANDSTILL);
  await room.post(room.desk.webhook("T1", { at: time.now }));
  await until(() => room.desk.writesOf("T1") === 1, "a decision");
  time.now = minutes(46);
  const lines = () => (existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : []);
  await until(() => lines().length === 5, "calls", 20_000);
  const second = lines()
    .map((line) => JSON.parse(line))
    .find(({ step }) => step === 2);
  assert.equal(second.message, "T1 still stands");
});

const PAGE = `
import { appendFileSync } from "node:fs";
process.stdin.on("data", (text) => appendFileSync(process.argv[2], text));
`;

test("events are signed if there is a secret", async (t) => {
  process.env.EAR_SECRET = "for the ear";
  const ear = await listener(t);
  const time = { now: minutes(8) };
  const notify = { url: ear.url, secret: { env: "EAR_SECRET" } };
  const room = await open(t, { clock: () => time.now, config: { notify, source: SOURCE } });
  room.desk.add(STANDSTILL);
  await room.post(room.desk.webhook("T1", { at: time.now }));
  await until(() => ear.heard.length > 0, "a warning");
  const { headers, body } = ear.signatures[0];
  const parts = { body, timestamp: headers["x-andon-timestamp"] };
  const scheme = { prefix: "sha256=", signed: ["timestamp", ".", "body"] };
  assert.equal(headers["x-andon-signature"], sign(scheme, "for the ear", parts));
});

test("history that is imported calls nobody", async (t) => {
  const ear = await listener(t);
  const room = await open(t, { config: { notify: { url: ear.url, forgetAfter: 3600 }, source: SOURCE } });
  room.desk.add(STANDSTILL);
  await room.post(room.desk.webhook("T1"));
  await until(() => room.desk.writesOf("T1") === 1, "a decision");
  await pause(150);
  assert.deepEqual(ear.heard, []);
});
