// Real exports, where they are: every row is read, every ticket decided.

import assert from "node:assert/strict";
import { test } from "node:test";
import { absence, asLogged, converted, decided, EXPORTS } from "../real/exports.mjs";
import { agreement, Tally } from "../real/tally.mjs";

const skip = absence() ?? false;
if (skip) process.stderr.write(`SKIPPED ${import.meta.filename}: ${skip}\n`);

async function tallied(records) {
  const tally = new Tally(["priority"]);
  for await (const record of records) tally.add(record);
  return tally;
}

test("every ticket of the help desk's sheet is decided", { skip }, async () => {
  const tally = await tallied(decided(EXPORTS.helpdesk, "manufacturing"));
  assert.deepEqual([tally.count, tally.failed], [5100, 0]);
});

test("every incident of the event log is decided, with the priority that its last event has", { skip }, async () => {
  const { servicenow } = EXPORTS;
  const { agree, differ } = await agreement(decided(servicenow, "servicenow-import"), converted(servicenow));
  assert.deepEqual([agree, differ], [14955, []]);
});

test("and, as it was logged, with the priority that its first event has", { skip }, async () => {
  const logged = asLogged(EXPORTS.servicenow);
  const { agree, differ } = await agreement(decided(logged, "servicenow-import"), converted(logged));
  assert.deepEqual([agree, differ], [14955, []]);
});

test("the columns of the event log that are not mapped are kept, its changes are history", { skip }, async () => {
  let [changes, incidents] = [0, 0];
  for await (const { history = [], fields } of converted(EXPORTS.servicenow)) {
    incidents += 1;
    changes += history.length;
    assert.ok("sys_mod_count" in fields && "sys_updated_at" in fields);
  }
  assert.equal(incidents, 14955);
  assert.ok(changes > incidents, `${changes} changes`);
});
