// The first page of docs/serving.md, done as it says.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { freePort, ReceiverProcess } from "./receiver-process.mjs";
import { folderFor, until } from "./room.mjs";

test("a ticket of the example desk gets its decision", async (t) => {
  const config = JSON.parse(readFileSync(path.join(root, "examples", "desk", "andon.json"), "utf8"));
  const deskPort = await freePort();
  config.listen.port = await freePort();
  config.sources.desk.url = `http://127.0.0.1:${deskPort}`;
  const hook = `http://127.0.0.1:${config.listen.port}/hooks/desk`;
  const env = { DESK_SECRET: "of the example", DESK_PORT: String(deskPort), DESK_HOOK: hook };

  const folder = folderFor(t);
  const policy = path.join(root, "rules", "manufacturing");
  const receiver = new ReceiverProcess({ folder, config, policy, env });
  const desk = spawn(process.execPath, [path.join(root, "examples", "desk", "desk.mjs")], {
    env: { ...process.env, ...env },
  });
  t.after(() => desk.kill());
  await receiver.start();
  t.after(() => receiver.kill());

  const tickets = `${config.sources.desk.url}/tickets`;
  const made = await fetch(tickets, { method: "POST", body: '{"subject":"SAP down, line 4 stopped"}' });
  assert.equal(made.status, 201);
  const read = async () => (await fetch(`${tickets}/1`)).json();
  await until(async () => (await read()).priority !== undefined, "a decision", 20_000);
  const { priority, team, note } = await read();
  assert.deepEqual({ priority, team }, { priority: "P1", team: "app-infrastructure" });
  assert.match(note, /^P1: Production stands/);
});
