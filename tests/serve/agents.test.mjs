// What a desk asks and says for its agents: signed, of major incidents that stand, kept over a restart.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sign } from "andon/node";
import { outage } from "./outage.mjs";
import { open, reopen, until } from "./room.mjs";

const SCHEME = { prefix: "sha256=", signed: ["timestamp", ".", "body"] };
const SECRET = "between-desk-and-validator";
const NOW = Date.parse("2026-03-02T06:00:00Z");
process.env.AGENTS_SECRET = SECRET;
const AGENTS = { source: { agents: { secret: { env: "AGENTS_SECRET" } } } };

/** What a desk posts for its agents. */
function signed(question, { secret = SECRET, at = NOW } = {}) {
  const body = JSON.stringify(question);
  const timestamp = String(Math.floor(at / 1000));
  const signature = sign(SCHEME, secret, { body, timestamp });
  return { method: "POST", body, headers: { "x-andon-timestamp": timestamp, "x-andon-signature": signature } };
}

async function asked(room, question, options) {
  const answer = await room.post(signed(question, options), "/agents/desk");
  return { status: answer.status, ...(await answer.json()) };
}

/** An outage, and what the desk is told of it. */
async function outageAndAgents(t) {
  const { time, ...parts } = await outage(t, NOW, AGENTS);
  return { ...parts, ask: (question) => asked(parts.room, question, { at: time.now }) };
}

test("only the desk is heard, and only in words that there are", async (t) => {
  const room = await open(t, { clock: () => NOW, config: AGENTS });
  const status = async (question, options) => (await asked(room, question, options)).status;
  assert.deepEqual(await asked(room, {}), { status: 200, majors: [] });
  assert.equal(await status({}, { secret: "guessed" }), 401);
  assert.equal(await status({}, { at: NOW - 61_000 }), 401);
  assert.equal(await status({ say: "constructor", id: "M1", by: "kim" }), 422);
  assert.equal(await status({ say: "confirm", id: "M1" }), 422);
  assert.equal(await status({ say: "confirm", id: "M1", by: "kim" }), 404);
  assert.equal(await status(null), 200);
  assert.equal((await room.post({ method: "GET" }, "/agents/desk")).status, 405);
  assert.equal((await room.post(signed({}), "/agents/nobody")).status, 404);
});

test("a desk without that secret has no agents", async (t) => {
  const room = await open(t, { clock: () => NOW });
  assert.equal((await asked(room, {})).status, 404);
});

test("a suggestion is shown with its evidence, and a confirmation outlives a restart", async (t) => {
  const { room, ear, options, ask } = await outageAndAgents(t);
  const { majors } = await ask({});
  assert.equal(majors.length, 1);
  const [{ id, state, tickets, elsewhere, scope, evidence, recommendation }] = majors;
  assert.deepEqual([state, elsewhere, scope.plants, scope.systems], ["suggested", 0, ["MTY"], ["MES"]]);
  assert.ok(tickets.includes("T1") && evidence.text.length > 0 && recommendation.length > 0);
  assert.equal((await ask({ say: "confirm", id, by: "kim" })).majors[0].state, "confirmed");
  await until(() => ear.heard.some(({ event, by }) => event === "confirmed" && by === "kim"), "the confirmation");
  await room.validator.close();
  const again = await reopen(t, room, options);
  const after = await asked(again, {}, { at: options.clock() });
  assert.deepEqual([after.majors[0].id, after.majors[0].state], [id, "confirmed"]);
  assert.deepEqual((await asked(again, { say: "resolve", id, by: "kim" }, { at: options.clock() })).majors, []);
});

test("what is dismissed is gone", async (t) => {
  const { ask } = await outageAndAgents(t);
  const { id } = (await ask({})).majors[0];
  assert.deepEqual((await ask({ say: "dismiss", id, by: "kim" })).majors, []);
  assert.deepEqual((await ask({})).majors, []);
});
