// Real exports as histories: what a history says is what the policy says of each ticket, byte for byte.

import assert from "node:assert/strict";
import { test } from "node:test";
import { History, Policy } from "andon";
import { absence, converted, EXPORTS } from "../real/exports.mjs";
import { policyFiles } from "../suite.mjs";

const skip = absence() ?? false;
if (skip) process.stderr.write(`SKIPPED ${import.meta.filename}: ${skip}\n`);

const PAGE = 500;

/** The last instant that a ticket tells of. */
function lastKnown({ openedAt, receivedAt, respondedAt, resolvedAt, history = [] }) {
  const told = [openedAt, receivedAt, respondedAt, resolvedAt, ...history.map(({ at }) => at)];
  const last = Math.max(...told.filter(Boolean).map((at) => Date.parse(at)));
  return new Date(last).toISOString();
}

async function allOf(source) {
  const tickets = [];
  for await (const ticket of converted(source)) tickets.push(ticket);
  return tickets;
}

const RUNS = [
  ["helpdesk", "manufacturing", 't.system == "ERP" && !(t.production_stopped ?? false), priority: "P2"'],
  ["servicenow", "servicenow-import", 't.impact == "2 - Medium" && t.fields.reassignments > 2, priority: "2 - High"'],
];

for (const [name, pack, rule] of RUNS) {
  test(`${name}: the history decides as the policy does`, { skip }, async () => {
    const tickets = await allOf(EXPORTS[name]);
    const history = History.load(tickets.map((ticket) => JSON.stringify(ticket)).join("\n"));
    assert.deepEqual([history.length, history.problems()], [tickets.length, []]);
    const policy = Policy.compile(policyFiles(`rules/${pack}`));
    for (let offset = 0; offset < tickets.length; offset += PAGE) {
      const decided = history.decide(policy, { offset, limit: PAGE });
      for (const [at, ticket] of tickets.slice(offset, offset + PAGE).entries()) {
        const [alone] = policy.decideBatch([ticket], { now: lastKnown(ticket) });
        assert.equal(JSON.stringify(decided[at]), JSON.stringify(alone));
      }
    }
  });

  test(`${name}: found column by column, a comparison is the same`, { skip }, async () => {
    const tickets = await allOf(EXPORTS[name]);
    const history = History.load(tickets);
    const [before, after] = [pack, "manufacturing"].map((folder) => Policy.compile(policyFiles(`rules/${folder}`)));
    const edited = Policy.compile({
      ...policyFiles(`rules/${pack}`),
      "zz.rhai": `rule("zz", #{ when: |t| ${rule} });`,
    });
    for (const other of [edited, after]) {
      const quick = history.compare(before, other, { clocks: false });
      const whole = history.compare(before, other);
      assert.ok(!quick.clocks && whole.clocks);
      assert.ok(other !== edited || whole.changed > 0, "the edit changes something");
      for (const part of ["tickets", "raised", "lowered", "priorities", "matrix", "teams", "categories", "load"])
        assert.deepEqual(quick[part], whole[part], part);
    }
  });
}
