// Tickets are shown to `Watch`, and what it says is told once, over crashes.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pino } from "pino";
import * as engine from "../../pkg/node.mjs";
import { openDatabase } from "../../pkg/serve/database.mjs";
import { Outbox } from "../../pkg/serve/events.mjs";
import { Tickets } from "../../pkg/serve/tickets.mjs";
import { WatchFeed } from "../../pkg/serve/watch-feed.mjs";
import { outage } from "./outage.mjs";
import { folderFor, until } from "./room.mjs";

const NOW = Date.parse("2026-03-02T06:00:00Z");
const DECISION = { priority: "P3", team: "desk", policy: { hash: "h" }, nextEventAt: null };

/** Suggests an outage from the third ticket on; its memory is how many it has seen. */
class Counting {
  constructor(_policy, snapshot = "[]") {
    this.seen = JSON.parse(snapshot);
  }

  observe(ticket) {
    if (this.seen.includes(ticket.id)) return [];
    this.seen.push(ticket.id);
    if (this.seen.length < 3) return [];
    const event = this.seen.length === 3 ? "suggested" : "grown";
    return [{ kind: "major", id: "M1", event, tickets: [...this.seen] }];
  }

  snapshot() {
    return JSON.stringify(this.seen);
  }
}

async function feed(file) {
  const db = await openDatabase(file);
  const outbox = new Outbox(db, 86_400);
  const watch = new WatchFeed({ db, outbox, log: pino({ level: "silent" }), Watch: Counting });
  watch.open({});
  const tickets = new Tickets(db);
  const show = (id) =>
    db.transaction(() => {
      tickets.decided("desk", id, DECISION, { now: NOW, webhook: null });
      watch.observe("desk", id, { id }, NOW);
    });
  const names = () => outbox.ready(NOW, 100).map(({ name }) => name);
  return { db, watch, show, names };
}

test("a ticket that has not changed is shown once, however often it is looked at", async (t) => {
  const { db, show, names } = await feed(path.join(folderFor(t), "a.sqlite"));
  for (const id of ["T1", "T2", "T1", "T3", "T3"]) show(id);
  assert.deepEqual(names(), ["watch/major/M1/suggested/3/"]);
  db.close();
});

test("after a crash nothing is forgotten and nothing told twice", async (t) => {
  const file = path.join(folderFor(t), "a.sqlite");
  const before = await feed(file);
  before.show("T1");
  before.watch.save();
  // Two more, and no snapshot of them.
  before.show("T2");
  before.show("T3");
  before.db.close();
  const after = await feed(file);
  assert.deepEqual(after.names(), ["watch/major/M1/suggested/3/"]);
  after.show("T4");
  assert.deepEqual(after.names(), ["watch/major/M1/suggested/3/", "watch/major/M1/grown/4/"]);
  after.db.close();
});

test("twelve tickets of one outage are told as one suggestion that grows", {
  skip: !engine.Watch && "the engine has no Watch",
}, async (t) => {
  const { ear } = await outage(t, NOW);
  const major = () => ear.heard.filter(({ kind }) => kind === "major");
  await until(() => major().some(({ tickets }) => tickets.length >= 8), "a suggestion");
  assert.equal(new Set(major().map(({ id }) => id)).size, 1);
  assert.ok(major().some(({ event }) => event === "suggested"));
  assert.ok(major().every(({ tickets }) => tickets.every((id) => id.startsWith("desk/T"))));
});
