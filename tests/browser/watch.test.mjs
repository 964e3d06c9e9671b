// The watch in a worker of headless Chromium: the native bytes, its life over a break, and events of tickets as they come.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { within } from "../eventually.mjs";
import { nativeWatch, policyFiles } from "../suite.mjs";
import { site } from "./site.mjs";

/** Milliseconds for one script, which may decide the whole suite. */
const PATIENCE = 240_000;
const FOLDERS = [
  ["/andon/", path.join(root, "pkg", path.sep)],
  ["/", path.join(root, "tests", path.sep)],
];
const { url, browser } = await site(FOLDERS);

const files = policyFiles("rules/manufacturing");
const { tickets, events, levels } = nativeWatch();

/** Runs `script` on a page that has to stay free of errors. */
async function inPage(script, argument) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${url}browser/page.html`);
  const answer = await within(page.evaluate(script, argument), "the script in the page", PATIENCE);
  await page.close();
  assert.deepEqual(errors, []);
  return answer;
}

test("events and levels are the native bytes, in batches and over a break", async () => {
  const script = async ({ files, tickets, levels }) => {
    const { connect } = await import("andon/client");
    const andon = await connect();
    const policy = await andon.compile(files);
    let watch = await andon.watch(policy);
    const lines = [];
    const until = tickets.filter((ticket) => (ticket.receivedAt ?? ticket.openedAt) <= levels.to).length;
    let drawn;
    for (let at = 0; at < tickets.length; at += 400) {
      const restored = await andon.watch(policy, await watch.snapshot());
      await watch.free();
      watch = restored;
      const cut = Math.max(at, Math.min(at + 400, until));
      for (const part of [tickets.slice(at, cut), tickets.slice(cut, at + 400)]) {
        for (const { events } of await watch.observeBatch(part)) lines.push(JSON.stringify(events));
        if (lines.length === until) drawn ??= JSON.stringify(await watch.levels(levels.from, levels.to));
      }
    }
    andon.terminate();
    return { lines, drawn };
  };
  const answer = await inPage(script, { files, tickets, levels });
  assert.deepEqual(answer.lines, events);
  assert.equal(answer.drawn, levels.text);
});

test("the host's word reaches the watch, which outlives its policy", async () => {
  const at = events.findIndex((line) => line.includes('"event":"suggested"'));
  const script = async ({ files, tickets }) => {
    const { connect } = await import("andon/client");
    const told = ({ name, message }) => ({ name, message });
    const andon = await connect();
    const policy = await andon.compile(files);
    const watch = await andon.watch(policy);
    await policy.free();
    const observed = await watch.observeBatch(tickets);
    const { id } = observed.at(-1).events.find(({ event }) => event === "suggested");
    const last = tickets.at(-1);
    const options = { now: last.receivedAt ?? last.openedAt };
    const seen = {
      confirmed: await watch.confirm(id, options),
      linked: await watch.link(id, tickets.at(-2).id, options),
      resolved: await watch.resolve(id, options),
      unknown: await watch.dismiss("MI-77", options).catch(told),
      snapshot: await andon.watch(await andon.compile(files), "no snapshot").catch(told),
    };
    await watch.free();
    seen.freed = await watch.observe(last, options).catch(told);
    andon.terminate();
    return seen;
  };
  const seen = await inPage(script, { files, tickets: tickets.slice(0, at + 1) });
  assert.equal(seen.confirmed[0].event, "confirmed");
  assert.match(seen.confirmed[0].plan.timeline, /suggested as one outage/);
  assert.ok(Array.isArray(seen.linked));
  assert.equal(seen.resolved[0].event, "resolved");
  assert.equal(seen.unknown.name, "ArgumentError");
  assert.equal(seen.snapshot.name, "ArgumentError");
  assert.match(seen.freed.message, /was freed/);
});

test("events come as a stream, and a ticket that cannot be taken is told or ends it", async () => {
  const script = async ({ files, tickets }) => {
    const { connect } = await import("andon/client");
    const andon = await connect();
    const policy = await andon.compile(files);
    async function* queue() {
      yield* tickets.slice(0, 700);
      yield { id: "x" };
      await new Promise((resolve) => setTimeout(resolve, 50));
      yield* tickets.slice(700);
    }
    const [told, refused] = [[], []];
    const options = { refused: (ticket, { name }) => refused.push([ticket.id, name]) };
    for await (const event of (await andon.watch(policy)).events(queue(), options)) told.push(JSON.stringify(event));
    const strict = (await andon.watch(policy)).events([{ id: "x" }]);
    const ended = await strict.next().catch(({ name, problems }) => [name, problems.length > 0]);
    andon.terminate();
    return { told, refused, ended };
  };
  const { told, refused, ended } = await inPage(script, { files, tickets });
  assert.deepEqual(
    told,
    events.flatMap((line) => JSON.parse(line)).map((event) => JSON.stringify(event)),
  );
  assert.deepEqual(refused, [["x", "TicketError"]]);
  assert.deepEqual(ended, ["TicketError", true]);
});
