// Triage says what a decision says, whatever object it is given; it never goes down in silence.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Policy } from "andon";
import * as runtime from "andon/runtime";
import { absence, converted, EXPORTS } from "../real/exports.mjs";
import { cases, policyFiles } from "../suite.mjs";

const skip = absence() ?? false;
if (skip) process.stderr.write(`SKIPPED ${import.meta.filename}: ${skip}\n`);

const NOW = "2026-03-02T06:10:00Z";
const STAGES = ["classify", "prioritise", "route"];

const POLICY = `policy(#{ name: "desk", version: "1" });
field("spare", #{ type: "bool", label: "Spare" });
matrix(#{ impact: ["high", "low"], urgency: ["now", "later"], priority: [["P1", "P2"], ["P3", "P4"]],
    priorities: ["P1", "P2", "P3", "P4"], otherwise: "P4" });
category("erp", #{ aliases: ["sap"], owner: "erp" });
team("desk", #{ name: "Desk", fallback: true });
team("erp", #{ name: "ERP" });
rule("many", #{ when: |t| t.users_blocked >= 10, priority: "P2" });
rule("down", #{ when: |t| t.description.contains("is down") && t.area == "floor", priority: "P1" });
rule("spare", #{ when: |t| t.spare == true, cap: "P3" });
route("floor", #{ when: |t| t.area == "floor", to: "erp" });
`;
const policy = Policy.compile({ "desk.rhai": POLICY });
const triage = policy.triage();
const TICKET = { id: "INC1", openedAt: "2026-03-02T06:00:00Z" };
const ALL = { area: "floor", users_blocked: 1, spare: false, description: "all is well", category: "erp" };

/** What a decision says, as triage would. */
function decided(policy, ticket) {
  const { priority, team, reasons, undecided } = policy.decide(ticket, { now: NOW });
  const rule = reasons.find(({ stage }) => stage === "prioritise").id;
  return { said: { rule, priority, team }, open: undecided.some(({ stage }) => STAGES.includes(stage)) };
}

function same(policy, triage, ticket) {
  const { said, open } = decided(policy, ticket);
  const { undecided = false, ...told } = triage.decide(ticket);
  assert.deepEqual(told, said);
  assert.ok(undecided >= open, `a question is open, and triage does not say so: ${JSON.stringify(ticket)}`);
  const { conditions, open: questions, problems, file, line, column, ...explained } = triage.explain(ticket);
  assert.deepEqual(explained, undecided ? { ...told, undecided } : told);
  assert.equal(questions.length + problems.length > 0, undecided);
  const considered = policy
    .explain(ticket, { now: NOW })
    .trace.find(({ id, stage }) => id === told.rule && stage === "prioritise");
  if (considered === undefined) return assert.deepEqual(conditions, []);
  assert.deepEqual([considered.file, considered.line, considered.column], [file, line, column]);
  const shown = ({ text, file, line, column }) => ({ text, file, line, column });
  assert.deepEqual(conditions.map(shown), considered.conditions.map(shown));
  for (const [at, { reads }] of conditions.entries())
    if (considered.conditions[at].parts.length === 0) assert.deepEqual(reads, considered.conditions[at].reads);
}

test("tickets of every shape", () => {
  class Row {
    area = "floor";
    id = "INC1";
    openedAt = TICKET.openedAt;
    get spare() {
      return true;
    }
  }
  const shapes = [
    {},
    ALL,
    { ...ALL, users_blocked: 10 },
    { ...ALL, users_blocked: undefined, usersBlocked: 12 },
    { ...ALL, usersBlocked: 12 },
    { ...ALL, usersBlocked: null, users_blocked: 12 },
    { ...ALL, usersBlocked: "many", users_blocked: 12 },
    { ...ALL, description: "  ERP is down" },
    { ...ALL, description: "is down ".repeat(9000) },
    { ...ALL, description: `\ud800 is down` },
    { ...ALL, description: "Ausfall – ŻÓŁĆ – is down – 故障" },
    { ...ALL, description: " " },
    { ...ALL, description: 5 },
    { ...ALL, area: "" },
    { ...ALL, area: " floor " },
    { ...ALL, area: ["floor"] },
    { ...ALL, area: "x".repeat(1000) },
    { ...ALL, category: "SAP" },
    { ...ALL, category: "unheard of" },
    { ...ALL, impact: "HIGH", urgency: "now" },
    { ...ALL, impact: "high", urgency: "later", spare: true },
    { ...ALL, impact: "huge", urgency: "later" },
    { ...ALL, spare: "yes" },
    { ...ALL, spare: undefined, fields: { spare: true } },
    { ...ALL, users_blocked: Number.NaN },
    { ...ALL, users_blocked: 1e300 },
    { ...ALL, users_blocked: -0 },
    { ...ALL, users_blocked: 9.5 },
    { ...ALL, users_blocked: new Date(0) },
    { ...ALL, status: 7, history: [3] },
  ];
  for (const shape of shapes) {
    same(policy, triage, { ...shape, ...TICKET });
    same(policy, triage, { ...TICKET, ...shape });
  }
  same(policy, triage, new Row());
  same(policy, triage, Object.assign(Object.create(null), TICKET, ALL));
});

test("hostile tickets do no harm", () => {
  const usual = JSON.stringify(triage.decide(ALL));
  const circle = { ...ALL };
  circle.area = circle;
  const thrower = Object.defineProperty({ ...ALL }, "area", { enumerable: true, get: () => assert.fail("no") });
  const nested = {
    ...ALL,
    get area() {
      return triage.decide({ ...ALL, users_blocked: 50 }).rule === "many" ? "floor" : "";
    },
  };
  for (const ticket of [null, undefined, 5, "text", [], [ALL], circle, thrower, { ...ALL, area: Symbol("a") }]) {
    assert.throws(() => triage.decide(ticket), { name: "TicketError" });
    assert.throws(() => triage.explain(ticket), { name: "TicketError" });
  }
  assert.equal(triage.decide(nested).rule, "matrix");
  assert.equal(triage.decide({ ...ALL, area: 5n }).undecided, true);
  for (let number = 0; number < 5000; number += 1)
    triage.decide({ ...ALL, area: `area ${number}`, users_blocked: number / 3 });
  assert.equal(JSON.stringify(triage.decide(ALL)), usual);
});

test("bad data never lowers a priority in silence", () => {
  const text = `policy(#{ name: "bad", version: "1" });
matrix(#{ impact: ["any"], urgency: ["any"], priority: [["P4"]], priorities: ["P2", "P4"], otherwise: "P4" });
team("desk", #{ name: "Desk", fallback: true });
rule("many", #{ when: |t| t.users_blocked >= 10, priority: "P2" });
`;
  const policy = Policy.compile({ "bad.rhai": text });
  const triage = policy.triage();
  for (const bad of [{}, { users_blocked: null }, { users_blocked: "12" }, { users_blocked: "many" }]) {
    const ticket = { ...TICKET, ...bad };
    const { undecided, priority } = policy.decide(ticket, { now: NOW });
    assert.deepEqual([priority, undecided.map(({ id }) => id)], ["P4", ["many"]]);
    assert.deepEqual(triage.decide(ticket), { rule: "matrix", priority: "P4", team: "desk", undecided: true });
    assert.deepEqual(
      triage.explain(ticket).open.map(({ id }) => id),
      ["many"],
    );
  }
  const misspelt = text.replace("t.users_blocked", "t.user_blocked");
  assert.throws(() => Policy.compile({ "bad.rhai": misspelt }), { name: "PolicyError", message: /user_blocked/ });
});

test("the packs' tests, and the common suite", () => {
  const compiled = new Map();
  let compared = 0;
  for (const { files, ticket } of cases()) {
    const key = JSON.stringify(files);
    if (!compiled.has(key))
      compiled.set(
        key,
        attempt(() => Policy.compile(files)),
      );
    const policy = compiled.get(key);
    if (policy === undefined || attempt(() => policy.decide(ticket, { now: NOW })) === undefined) continue;
    policy.ready ??= policy.triage();
    same(policy, policy.ready, ticket);
    compared += 1;
  }
  assert.ok(compared > 100, `${compared} cases`);
});

test("a bundle without the compiler says the same", () => {
  const bundled = runtime.Policy.load(policy.bundle()).triage();
  for (const ticket of [ALL, { ...ALL, users_blocked: 10 }, {}, { ...ALL, description: "is down" }]) {
    assert.deepEqual(bundled.decide(ticket), triage.decide(ticket));
    assert.deepEqual(bundled.explain(ticket), triage.explain(ticket));
  }
});

for (const [name, pack] of [
  ["helpdesk", "manufacturing"],
  ["servicenow", "servicenow-import"],
]) {
  test(`${name}: real tickets`, { skip }, async () => {
    const policy = Policy.compile(policyFiles(`rules/${pack}`));
    const triage = policy.triage();
    for await (const ticket of converted(EXPORTS[name])) {
      const { undecided = false, ...told } = triage.decide(ticket);
      const { said, open } = decided(policy, ticket);
      assert.deepEqual(told, said);
      assert.ok(undecided >= open);
    }
  });
}

function attempt(call) {
  try {
    return call();
  } catch {
    return undefined;
  }
}
