// A webhook comes in, a decision goes out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { open, until } from "./room.mjs";

const STANDSTILL = { id: "T1", subject: "MES down", system: "MES", productionStopped: true, line: "N-1", plant: "N" };
const QUESTION = { id: "T2", subject: "a question", productionStopped: false };

/** Sends a webhook that has to be taken. */
async function told({ desk, post }, key, options) {
  const answer = await post(desk.webhook(key, options));
  assert.ok(answer.ok, `${answer.status}`);
  return answer.json();
}

test("a ticket is decided and written back, with reasons", async (t) => {
  const room = await open(t);
  room.desk.add(STANDSTILL);
  const answer = await room.post(room.desk.webhook("T1"));
  assert.equal(answer.status, 202);
  await until(() => room.lines.some(({ msg }) => msg === "decided"), "a line of log");
  const [{ key, body }] = room.desk.writes;
  assert.equal(key, "T1");
  assert.equal(body.priority, "P2");
  assert.equal(body.team, "shop-floor");
  assert.equal(
    body.note.replace(/\d{4}-[^ ,.]+Z/g, "T").replace(/[0-9a-f]{16}/, "MARK"),
    "P2: production stands. Team Shop floor support (shop-floor): they run it. Response due T, resolution due T. " +
      "Meanwhile: Work with paper orders. [andon:MARK]",
  );
});

test("no line of the log says what a ticket says", async (t) => {
  const room = await open(t);
  room.desk.add({ ...STANDSTILL, description: "call Ms Kowalska" });
  await told(room, "T1");
  room.desk.add({ id: "T3", openedAt: "no date, said Mr Bauer" });
  await told(room, "T3");
  await until(() => room.lines.some(({ msg }) => msg.startsWith("gave up")), "one given up");
  await until(() => room.desk.writes.length === 1, "the other written");
  const text = JSON.stringify(room.lines);
  for (const word of ["MES down", "Kowalska", "Bauer", "desk-secret", "token-of-the-desk"])
    assert.ok(!text.includes(word), word);
});

test("the webhook that our own write sets off writes nothing more", async (t) => {
  const room = await open(t);
  room.desk.add(STANDSTILL);
  room.desk.afterWrite = () => told(room, "T1", { actor: "rulesbot" });
  await told(room, "T1");
  await until(() => room.lines.filter(({ msg }) => msg === "decided").length >= 2, "a second look");
  assert.equal(room.desk.writesOf("T1"), 1);
});

test("with `self`, such a webhook is not even looked at", async (t) => {
  const room = await open(t, { config: { source: { self: "rulesbot" } } });
  room.desk.add(STANDSTILL);
  assert.deepEqual(await told(room, "T1", { actor: "rulesbot" }), { result: "own" });
  assert.equal(room.desk.requests.length, 0);
});

test("an agent's word stands until the decision is another one", async (t) => {
  const room = await open(t);
  room.desk.add(QUESTION);
  await told(room, "T2");
  await until(() => room.desk.writesOf("T2") === 1, "a decision");
  room.desk.change("T2", { priority: "P1", note: "the boss wants it" });
  await told(room, "T2");
  await until(() => room.lines.filter(({ msg }) => msg === "decided").length === 2, "a second look");
  assert.equal(room.desk.tickets.get("T2").ticket.priority, "P1");
  room.desk.change("T2", { system: "MES", productionStopped: true });
  await told(room, "T2");
  await until(() => room.desk.writesOf("T2") === 2, "another decision");
  assert.equal(room.desk.tickets.get("T2").ticket.priority, "P2");
});

test("a ticket that is changed while it is decided is read again", async (t) => {
  const room = await open(t);
  room.desk.add(QUESTION);
  let changed = false;
  room.desk.fault = async ({ method }) => {
    if (method === "PATCH" && !changed) room.desk.change("T2", { system: "MES", productionStopped: true });
    changed ||= method === "PATCH";
    return false;
  };
  await told(room, "T2");
  await until(() => room.desk.writesOf("T2") === 1, "a write");
  assert.equal(room.desk.writes[0].body.priority, "P2", "decided on the newest state");
});

test("webhooks in the wrong order end with the newest state", async (t) => {
  const room = await open(t);
  room.desk.add(QUESTION);
  const first = room.desk.webhook("T2");
  room.desk.change("T2", { system: "MES", productionStopped: true });
  assert.equal((await room.post(room.desk.webhook("T2"))).status, 202);
  assert.equal((await room.post(first)).status, 202);
  await until(() => room.desk.writes.length > 0, "a write");
  await pause(100);
  assert.deepEqual(
    room.desk.writes.map(({ body }) => body.priority),
    ["P2"],
  );
});

test("a closed ticket is left alone", async (t) => {
  const room = await open(t);
  room.desk.add({ ...QUESTION, status: "resolved", resolvedAt: "2026-03-02T07:00:00Z" });
  await told(room, "T2");
  await until(() => room.lines.some(({ msg }) => msg === "decided"), "a decision");
  assert.equal(room.desk.writes.length, 0);
});

test("while the desk is down webhooks are taken, and worked off when it is back", async (t) => {
  const room = await open(t);
  room.desk.add(STANDSTILL);
  const { port } = new URL(room.desk.url);
  await room.desk.shut();
  await told(room, "T1");
  await until(() => room.lines.filter(({ msg }) => msg === "tried in vain").length >= 3, "some tries");
  const waits = room.lines.filter(({ msg }) => msg === "tried in vain").map(({ retryMs }) => retryMs);
  assert.deepEqual(waits.slice(0, 3), [20, 40, 80]);
  await room.desk.open(Number(port));
  await until(() => room.desk.writesOf("T1") === 1, "a write");
});

test("a write whose answer is lost is found and not repeated", async (t) => {
  const room = await open(t);
  room.desk.add(STANDSTILL);
  let cut = 0;
  room.desk.afterWrite = async (_key, _request, response) => {
    cut += 1;
    response.destroy();
  };
  await told(room, "T1");
  await until(() => room.lines.some(({ msg }) => msg === "decided"), "a decision");
  assert.deepEqual({ cut, writes: room.desk.writesOf("T1") }, { cut: 1, writes: 1 });
});

test("a desk that asks for time gets it", async (t) => {
  const room = await open(t, { config: { limits: { retryCapMs: 3000 } } });
  room.desk.add(STANDSTILL);
  let asked = 0;
  room.desk.fault = async (_request, response) => {
    asked += 1;
    if (asked > 1) return false;
    response.writeHead(429, { "retry-after": "1" }).end();
    return true;
  };
  const started = Date.now();
  await told(room, "T1");
  await until(() => room.desk.writesOf("T1") === 1, "a write");
  assert.ok(Date.now() - started >= 900, "it waited");
});

test("what the desk will never take is given up, and taken up again with the next webhook", async (t) => {
  const room = await open(t);
  room.desk.add(STANDSTILL);
  let refuse = true;
  room.desk.fault = async ({ method }, response) => {
    if (!refuse || method === "GET") return false;
    response.writeHead(422).end();
    return true;
  };
  await told(room, "T1");
  await until(() => room.lines.some(({ msg }) => msg.startsWith("gave up")), "giving up");
  const tries = room.desk.requests.length;
  await pause(200);
  assert.equal(room.desk.requests.length, tries, "no more tries");
  refuse = false;
  room.desk.change("T1", { subject: "MES still down" });
  await told(room, "T1");
  await until(() => room.desk.writesOf("T1") === 1, "a write");
});

test("two programs that answer each other are stopped", async (t) => {
  const room = await open(t, { config: { limits: { writesPerTicketAndHour: 4 } } });
  room.desk.add(QUESTION);
  // Another program undoes what the decision rests on, each time.
  room.desk.afterWrite = async (key) => {
    const { productionStopped } = room.desk.tickets.get(key).ticket;
    room.desk.change(key, { productionStopped: !productionStopped, system: productionStopped ? undefined : "MES" });
    await told(room, key);
  };
  await told(room, "T2");
  await until(() => room.lines.some(({ reason }) => reason?.includes("within an hour")), "a halt");
  assert.equal(room.desk.writesOf("T2"), 4);
});

test("only the parts that `apply` names are written", async (t) => {
  const room = await open(t, { config: { source: { site: { apply: ["priority"] } } } });
  room.desk.add(STANDSTILL);
  await told(room, "T1");
  await until(() => room.desk.writes.length > 0, "a write");
  assert.deepEqual(room.desk.writes[0].body, { priority: "P2" });
});

test("a desk that drops the note without a word is found out", async (t) => {
  const room = await open(t);
  room.desk.add(STANDSTILL);
  room.desk.afterWrite = async (key) => room.desk.change(key, { note: undefined });
  await told(room, "T1");
  await until(() => room.lines.some(({ msg }) => msg.startsWith("the note did not arrive")), "a warning");
});

test("a mark cannot be known beforehand", async (t) => {
  const marks = [];
  for (const _ of [1, 2]) {
    const room = await open(t);
    room.desk.add(STANDSTILL);
    await told(room, "T1");
    await until(() => room.desk.writesOf("T1") === 1, "a write");
    marks.push(/\[(andon:[0-9a-f]{16})\]$/.exec(room.desk.writes[0].body.note)[1]);
  }
  assert.notEqual(marks[0], marks[1], "the same ticket, the same decision, another key");
});
