// A webhook comes in, a decision goes out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, until } from "./room.mjs";

const STANDSTILL = { id: "T1", subject: "MES down", system: "MES", productionStopped: true, line: "N-1", plant: "N" };

test("a ticket is decided and written back, with reasons", async (t) => {
  const { desk, post, lines } = await open(t);
  desk.add({ ...STANDSTILL, fields: { last_machine: true } });
  const answer = await post(desk.webhook("T1"));
  assert.equal(answer.status, 202);
  await until(() => desk.writes.length > 0, "a write");
  const { key, body } = desk.writes[0];
  assert.equal(key, "T1");
  assert.equal(body.team, "shop-floor");
  assert.match(
    body.note,
    /^P[12]: production stands\. Team Shop floor support \(shop-floor\): they run it\. .*\[andon:[0-9a-f]{16}\]$/,
  );
  await until(() => lines.some(({ msg }) => msg === "decided"), "a line of log");
  assert.ok(!JSON.stringify(lines).includes("MES down"), "no ticket text in the log");
});
