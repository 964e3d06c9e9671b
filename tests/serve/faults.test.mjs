// The receiver is killed a hundred times while a thousand tickets come in, the desk is down, slow and forgetful, webhooks
// come twice and in the wrong order, and every write sets off a webhook of its own. Each ticket must be written once.
//
// Kills come at points of the work that the desk can see, chosen by chance with a seed, and a little later by chance.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { chance } from "./chance.mjs";
import { Desk } from "./desk.mjs";
import { freePort, ReceiverProcess } from "./receiver-process.mjs";
import { configFor, folderFor, POLICY, until } from "./room.mjs";

const TICKETS = Number(process.env.FAULT_TICKETS ?? 1000);
const KILLS = Number(process.env.FAULT_KILLS ?? 100);
const POINTS = ["posting", "posted", "reading", "writing", "written", "answered"];
const OPEN_AT_ONCE = 8;
const random = chance(20260302);

test(`${TICKETS} tickets, ${KILLS} kills: none lost, none written twice`, { timeout: 3_600_000 }, async (t) => {
  const scene = await raise(t);
  const started = Date.now();
  await feed(scene);
  await until(() => scene.desk.writes.length >= TICKETS, "every ticket written", 120_000);
  await until(() => scene.open === 0, "all webhooks taken", 120_000);
  await scene.alive;
  await settled(scene);
  const counts = countOf(scene);
  t.diagnostic(`${JSON.stringify(counts)} in ${Math.round((Date.now() - started) / 1000)} s`);
  assert.deepEqual(
    { kills: counts.kills, lost: counts.lost, doubled: counts.doubled, wrong: counts.wrong },
    {
      kills: KILLS,
      lost: 0,
      doubled: 0,
      wrong: 0,
    },
  );
});

async function raise(t) {
  const desk = await new Desk().open();
  const folder = folderFor(t);
  const config = configFor(desk, folder, {
    limits: { hostTimeoutMs: 300, pollMs: 20, retryBaseMs: 20, retryCapMs: 500 },
    log: { level: "silent" },
  });
  config.listen.port = await freePort();
  const receiver = new ReceiverProcess({ folder, config, policy: POLICY });
  await receiver.start();
  const scene = { desk, receiver, open: 0, kills: 0, armed: undefined, alive: Promise.resolve(), faults: {} };
  desk.fault = (request, response) => misbehave(scene, request, response);
  desk.afterWrite = (key, request, response) => afterWrite(scene, key, request, response);
  t.after(async () => {
    receiver.child.kill("SIGKILL");
    await desk.shut();
  });
  return scene;
}

async function feed(scene) {
  for (let number = 1; number <= TICKETS; number += 1) {
    arm(scene, number);
    await until(() => scene.open < OPEN_AT_ONCE, "room for one more ticket", 120_000);
    if (number % 250 === 0) await outage(scene);
    raiseTicket(scene, number);
  }
  // What is still armed goes off now, so that the promised number of kills comes about.
  while (scene.kills < KILLS) {
    scene.armed = undefined;
    await killNow(scene);
  }
}

/** The desk is down for a while. */
async function outage({ desk, faults }) {
  const { port } = new URL(desk.url);
  await desk.shut();
  faults.outages = (faults.outages ?? 0) + 1;
  await pause(300);
  await desk.open(Number(port));
}

/** A ticket is made and changed at once; its webhooks may come twice and in either order. */
function raiseTicket(scene, number) {
  const key = `T${number}`;
  const stopped = number % 3 === 0;
  scene.desk.add({ id: key, subject: "MES", system: "MES", plant: "N", line: "N-1", productionStopped: stopped });
  const created = scene.desk.webhook(key, { delivery: `${key}-created` });
  scene.desk.change(key, { subject: "MES again" });
  const changed = scene.desk.webhook(key, { delivery: `${key}-changed` });
  const order = random() < 0.3 ? [changed, created] : [created, changed];
  if (random() < 0.3) order.push(created);
  for (const webhook of order) deliver(scene, webhook);
}

/** Sends a webhook until it is taken, as a desk with a queue does. */
async function deliver(scene, webhook) {
  scene.open += 1;
  for (;;) {
    await strike(scene, "posting");
    const status = await fetch(`${scene.receiver.url}/hooks/desk`, webhook).then(
      ({ status }) => status,
      () => undefined,
    );
    if (status !== undefined && status < 300) break;
    assert.ok(status === undefined || status >= 500, `the receiver answered ${status}`);
    await pause(20);
  }
  scene.open -= 1;
  await strike(scene, "posted");
}

async function misbehave(scene, request, response) {
  const isRead = request.method === "GET";
  await strike(scene, isRead ? "reading" : "writing");
  const dice = random();
  if (dice < 0.05) return refuse(scene, response, "unavailable");
  if (dice < 0.07) return cut(scene, response, "cut before");
  if (dice < 0.12) {
    count(scene, "slow");
    await pause(random() * 200);
  }
  return false;
}

function refuse(scene, response, what) {
  count(scene, what);
  response.writeHead(503).end();
  return true;
}

function cut(scene, response, what) {
  count(scene, what);
  response.destroy();
  return true;
}

/** The write has been taken; its answer may still be lost. */
async function afterWrite(scene, key, _request, response) {
  deliver(scene, scene.desk.webhook(key, { delivery: `${key}-own-${scene.desk.writes.length}`, actor: "rulesbot" }));
  await strike(scene, "written");
  const dice = random();
  if (dice < 0.05) cut(scene, response, "answer lost");
  else if (dice < 0.08) {
    count(scene, "answer too late");
    await pause(400);
  }
  setImmediate(() => strike(scene, "answered"));
}

function count({ faults }, what) {
  faults[what] = (faults[what] ?? 0) + 1;
}

function arm(scene, number) {
  const dueKills = Math.floor((number / TICKETS) * KILLS);
  if (dueKills > scene.kills && scene.armed === undefined) scene.armed = POINTS[Math.floor(random() * POINTS.length)];
}

async function strike(scene, point) {
  if (scene.armed !== point) return;
  scene.armed = undefined;
  count(scene, `kill ${point}`);
  if (random() < 0.5) await pause(random() * 10);
  await killNow(scene);
}

/** Kills the receiver and starts it again. Only the kill is waited for: the desk goes on meanwhile. */
async function killNow(scene) {
  scene.kills += 1;
  const killed = scene.alive.then(() => scene.receiver.kill());
  scene.alive = killed.then(() => scene.receiver.start());
  await killed;
}

/** Nothing is written for a while, and the inbox is empty. */
async function settled(scene) {
  await until(
    async () => {
      const { inbox } = await (await fetch(`${scene.receiver.url}/readyz`)).json();
      return inbox.every(({ waiting, parked }) => waiting === 0 && parked === 0);
    },
    "an empty inbox",
    120_000,
  );
  await pause(500);
}

function countOf({ desk, receiver, faults }) {
  const counts = {
    tickets: desk.tickets.size,
    kills: receiver.kills,
    lost: 0,
    doubled: 0,
    wrong: 0,
    writes: desk.writes.length,
  };
  for (const [key, { ticket }] of desk.tickets) {
    const writes = desk.writesOf(key);
    if (writes === 0) counts.lost += 1;
    if (writes > 1) counts.doubled += 1;
    const number = Number(key.slice(1));
    if (ticket.priority !== (number % 3 === 0 ? "P2" : "P3")) counts.wrong += 1;
  }
  return { ...counts, requests: desk.requests.length, faults };
}
