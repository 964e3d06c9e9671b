// What an operator sees: a new policy, health, metrics, a stop; and the frameworks that the handler works under.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import express from "express";
import fastify from "fastify";
import { Desk } from "./desk.mjs";
import { freePort, ReceiverProcess } from "./receiver-process.mjs";
import { configFor, folderFor, open, POLICY, until } from "./room.mjs";

const STANDSTILL = { id: "T1", system: "MES", productionStopped: true };

/** A room with a policy that a test may change. */
async function roomWithPolicy(t) {
  const policy = path.join(folderFor(t), "policy");
  cpSync(POLICY, policy, { recursive: true });
  const room = await open(t, { policy });
  const rules = path.join(policy, "rules.rhai");
  return { ...room, rewrite: (from, to) => writeFileSync(rules, readFileSync(rules, "utf8").replace(from, to)) };
}

async function priorityNow(room, key) {
  room.desk.add({ ...STANDSTILL, id: key });
  await room.post(room.desk.webhook(key));
  await until(() => room.desk.writesOf(key) === 1, "a write");
  return room.desk.tickets.get(key).ticket.priority;
}

test("a changed policy is taken over; one that does not compile or fails its tests is refused", async (t) => {
  const room = await roomWithPolicy(t);
  assert.equal(await priorityNow(room, "T1"), "P2");

  room.rewrite('{ "P2" }', '{ "P3" }');
  await until(() => room.lines.some(({ msg }) => msg === "new policy"), "the new policy");
  assert.equal(await priorityNow(room, "T2"), "P3");

  room.rewrite("because:", "becuase:");
  await until(() => room.lines.some(({ msg }) => msg === "new policy refused"), "a refusal");
  assert.match(room.lines.find(({ msg }) => msg === "new policy refused").problems, /rules\.rhai:\d+.*becuase/s);
  assert.equal(await priorityNow(room, "T3"), "P3", "the old one stays");

  room.rewrite("becuase:", "because:");
  room.rewrite('last_machine: true }, #{ priority: "P1"', 'last_machine: true }, #{ priority: "P2"');
  await until(() => room.lines.filter(({ msg }) => msg === "new policy refused").length === 2, "a second refusal");
  assert.equal(await priorityNow(room, "T4"), "P3");
});

test("health, readiness and metrics", async (t) => {
  const room = await open(t);
  assert.equal(await priorityNow(room, "T1"), "P2");
  assert.equal((await fetch(`${room.url}/healthz`)).status, 200);
  const ready = await (await fetch(`${room.url}/readyz`)).json();
  assert.deepEqual(ready, { ok: true, policy: ready.policy, inbox: [] });
  const text = await (await fetch(`${room.url}/metrics`)).text();
  for (const line of [
    'andon_webhooks_total{source="desk",result="accepted"} 1',
    'andon_decisions_total{source="desk",priority="P2"} 1',
    'andon_writes_total{source="desk",result="sent"} 1',
    'andon_policy_info{name="workshop",version="1.2.0"',
    'andon_overhead_seconds_count{source="desk"} 1',
  ])
    assert.ok(text.includes(line), line);
});

test("a stop ends what has begun and takes nothing more", async (t) => {
  const room = await open(t);
  room.desk.add(STANDSTILL);
  let arrived;
  const reading = new Promise((resolve) => {
    arrived = resolve;
  });
  room.desk.fault = async () => {
    arrived();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return false;
  };
  await room.post(room.desk.webhook("T1"));
  await reading;
  const closing = room.validator.close();
  assert.equal((await fetch(`${room.url}/readyz`)).status, 503);
  await closing;
  assert.equal(room.desk.writesOf("T1"), 1, "it was written before the end");
});

test("the command stops on SIGTERM with status 0", async (t) => {
  const desk = await new Desk().open();
  t.after(() => desk.shut());
  const folder = folderFor(t);
  const config = configFor(desk, folder, { log: { level: "silent" } });
  config.listen.port = await freePort();
  const receiver = new ReceiverProcess({ folder, config, policy: POLICY });
  await receiver.start();
  assert.equal(await receiver.stop(), 0);
});

const FRAMEWORKS = {
  async express(validator) {
    const app = express();
    app.use("/andon", validator.handler);
    app.get("/own", (_request, response) => response.send("own"));
    app.get("/andon/own", (_request, response) => response.send("own"));
    return new Promise((resolve) => {
      const server = app.listen(0, "127.0.0.1", () => resolve([server.address().port, () => server.close()]));
    });
  },
  async "express, its body parser before"(validator) {
    const app = express();
    app.use(express.raw({ type: "*/*" }));
    app.use("/andon", validator.handler);
    app.get("/own", (_request, response) => response.send("own"));
    return new Promise((resolve) => {
      const server = app.listen(0, "127.0.0.1", () => resolve([server.address().port, () => server.close()]));
    });
  },
  async fastify(validator) {
    const app = fastify();
    app.register(validator.fastify, { prefix: "/andon" });
    app.get("/own", () => "own");
    app.post("/own", (request) => request.body);
    await app.listen({ port: 0 });
    return [app.server.address().port, () => app.close()];
  },
};

for (const [name, mount] of Object.entries(FRAMEWORKS)) {
  test(`under ${name}`, async (t) => {
    const { desk, validator } = await open(t);
    const [port, close] = await mount(validator);
    t.after(close);
    const url = `http://127.0.0.1:${port}`;
    desk.add(STANDSTILL);
    assert.equal((await fetch(`${url}/andon/hooks/desk`, desk.webhook("T1"))).status, 202);
    assert.equal((await fetch(`${url}/andon/hooks/desk`, desk.webhook("T1", { secret: "no" }))).status, 401);
    await until(() => desk.writesOf("T1") === 1, "a write");
    assert.equal((await fetch(`${url}/andon/healthz`)).status, 200);
    assert.equal((await fetch(`${url}/andon/nothing`)).status, 404);
    assert.equal(await (await fetch(`${url}/own`)).text(), "own");
  });
}

test("a body that was parsed before cannot be checked, and the answer says so", async (t) => {
  const { desk, validator } = await open(t);
  const app = express();
  app.use(express.json());
  app.use(validator.handler);
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  t.after(() => server.close());
  desk.add(STANDSTILL);
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/hooks/desk`, desk.webhook("T1"));
  assert.equal(answer.status, 500);
  assert.match((await answer.json()).result, /before the body parser/);
});
