// How many webhooks a second the validator takes, and what it adds to the host's own time.
//
//   node tests/bench/serve.mjs [webhooks]
//
// Desk, sender and validator share the machine, each in a process of its own. Every webhook is signed, tells of a ticket of
// its own, and is answered once it is on disk (WAL, synchronous = FULL).

import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { within } from "../eventually.mjs";
import { Desk } from "../serve/desk.mjs";
import { freePort, ReceiverProcess } from "../serve/receiver-process.mjs";
import { configFor, POLICY } from "../serve/room.mjs";

const WEBHOOKS = Number(process.argv[2] ?? 20_000);
const CONNECTIONS = 64;

if (process.send) await deskProcess();
else await bench();

async function bench() {
  const { model } = cpus()[0];
  console.log(`${cpus().length} x ${model.trim()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
  await accept();
  await overhead();
}

/** The desk is down, so that all the validator does is take webhooks. */
async function accept() {
  const desk = new Desk();
  desk.url = `http://127.0.0.1:${await freePort()}`;
  const { receiver, remove } = await start(desk, { retryBaseMs: 60_000, retryCapMs: 60_000, concurrency: 1 });
  const webhooks = [];
  for (let number = 0; number < WEBHOOKS; number += 1) {
    desk.add({ id: `T${number}`, subject: "MES down", system: "MES", plant: "N", productionStopped: true });
    webhooks.push(desk.webhook(`T${number}`));
  }
  const before = await cpu(receiver);
  const { seconds, times } = await send(webhooks, new URL(receiver.url));
  const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
  console.log(`accepted ${WEBHOOKS} webhooks in ${seconds.toFixed(2)} s: ${Math.round(WEBHOOKS / seconds)}/s`);
  console.log(
    `answered within ${at(0.5)} ms (median), ${at(0.95)} ms (95 %), ${at(0.99)} ms (99 %), ${CONNECTIONS} connections`,
  );
  console.log(`${microseconds((await cpu(receiver)) - before, WEBHOOKS)} of processor time for each, in the validator`);
  await receiver.kill();
  remove();
}

/** Seconds of processor time that the validator has had: what a machine that others use, too, cannot distort. */
async function cpu(receiver) {
  const text = await (await fetch(`${receiver.url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)[1]);
}

function microseconds(seconds, count) {
  return `${Math.round((seconds * 1e6) / count)} us`;
}

/** One ticket after the other, with the desk up: each is sent when the one before has been written. */
async function overhead() {
  const child = fork(fileURLToPath(import.meta.url));
  const [{ url }] = await within(once(child, "message"), "the desk");
  const desk = Object.assign(new Desk(), { url });
  const { receiver, remove } = await start(desk, {});
  const count = 500;
  const before = await cpu(receiver);
  for (let number = 0; number < count; number += 1) {
    desk.add({ id: `T${number}`, subject: "MES down", system: "MES", plant: "N", productionStopped: true });
    const written = within(once(child, "message"), `ticket ${number} to be written`);
    await fetch(`${receiver.url}/hooks/desk`, desk.webhook(`T${number}`));
    await written;
  }
  const metrics = await untilDecided(receiver, count);
  console.log(`${count} tickets one by one, besides the host's time: ${quantiles(metrics, "andon_overhead_seconds")}`);
  console.log(`${microseconds((await cpu(receiver)) - before, count)} of processor time for each, webhook included`);
  child.kill();
  await receiver.kill();
  remove();
}

async function untilDecided(receiver, count) {
  const late = Date.now() + 600_000;
  for (;;) {
    const text = await (await fetch(`${receiver.url}/metrics`)).text();
    const decided = [...text.matchAll(/^andon_decisions_total\{[^}]*\} (\d+)/gm)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
    if (decided >= count) return text;
    if (Date.now() > late) throw new Error(`${decided} of ${count} tickets are decided after ten minutes`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function quantiles(text, name) {
  const buckets = [...text.matchAll(new RegExp(`^${name}_bucket\\{le="([^"]+)"[^}]*\\} (\\d+)`, "gm"))];
  const all = Number(buckets.at(-1)[2]);
  const below = (share) => buckets.find(([, , count]) => Number(count) >= all * share)[1];
  return `median at most ${below(0.5) * 1000} ms, 95 % at most ${below(0.95) * 1000} ms`;
}

async function start(desk, limits) {
  const folder = mkdtempSync(path.join(tmpdir(), "andon-bench-"));
  const config = configFor(desk, folder, { log: { level: "silent" } });
  config.limits = limits;
  config.listen.port = await freePort();
  const receiver = new ReceiverProcess({ folder, config, policy: POLICY });
  await receiver.start();
  return { receiver, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function send(webhooks, { hostname, port }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times = [];
  let next = 0;
  const sender = async () => {
    while (next < webhooks.length) {
      const webhook = webhooks[next];
      next += 1;
      const began = performance.now();
      const status = await post({ agent, hostname, port }, webhook);
      if (status !== 202) throw new Error(`the validator answered ${status}`);
      times.push(performance.now() - began);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  agent.destroy();
  return { seconds: (performance.now() - started) / 1000, times: times.sort((a, b) => a - b) };
}

function post(place, { headers, body }) {
  return new Promise((resolve, reject) => {
    const options = {
      ...place,
      method: "POST",
      path: "/hooks/desk",
      headers: { ...headers, "content-length": body.length },
    };
    request(options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    })
      .on("error", reject)
      .end(body);
  });
}

async function deskProcess() {
  const desk = await new Desk().open();
  // This desk knows every ticket that it is asked for.
  desk.fault = async ({ url }) => {
    const key = decodeURIComponent(url.split("/").at(-1));
    if (!desk.tickets.has(key)) desk.add({ id: key, system: "MES", plant: "N", productionStopped: true });
    return false;
  };
  desk.afterWrite = async () => process.send({});
  process.send({ url: desk.url });
}
