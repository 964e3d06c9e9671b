// npm run bench:history [tickets]: a history in memory, and how long an edit of one of 200 rules takes to show.
//
// Beside it the same 200 rules as a plain JavaScript function over objects. Times are taken in turn, so that both meet
// the machine in the same moods.

import assert from "node:assert/strict";
import { cpus } from "node:os";
import { History, Policy } from "andon";
import { LogicEngine } from "json-logic-engine";
import { build } from "../../pkg/build/build.mjs";
import { neutralByHand, neutralLogic, neutralPolicy, neutralRules } from "./neutral.mjs";
import { byHand, edited, pastPolicy, pastRules, pastTickets } from "./past.mjs";

const TICKETS = Number(process.argv[2] ?? 100_000);
const RULES = 200;
const EDITS = 31;
const PIECE = 1 << 20;

await build();

const rules = pastRules(RULES);
const lines = [];
const tickets = [];
for (const ticket of pastTickets(TICKETS)) {
  lines.push(Buffer.from(`${JSON.stringify(ticket)}\n`));
  if (TICKETS <= 200_000) tickets.push(ticket);
}
const bytes = Buffer.concat(lines);
lines.length = 0;

const history = new History();
const load = timed(() => {
  for (let at = 0; at < bytes.length; at += PIECE) history.append(bytes.subarray(at, at + PIECE));
});
assert.equal(history.length, TICKETS);
const memory = history.memory();
const before = Policy.compile(pastPolicy(rules));
const quick = { clocks: false, limit: 0 };
const first = timed(() => history.compare(before, before, quick));
const whole = TICKETS <= 200_000 ? timed(() => history.compare(before, before, { limit: 0 })) : Number.NaN;

// A policy of which no rule was ever asked about: fields only, then with words in texts as well; and the same by hand.
const cold = { andon: [], hand: [], texts: [], textsHand: [], logic: [] };
for (let at = 0; tickets.length > 0 && at < 5; at += 1) {
  const fields = pastRules(RULES, 50 + at);
  const mixed = neutralRules(RULES, 60 + at);
  const engine = new LogicEngine();
  const logic = engine.build(neutralLogic(mixed));
  const [byFields, byMixed] = [byHand(fields), neutralByHand(mixed)];
  const policies = [Policy.compile(pastPolicy(fields)), Policy.compile(neutralPolicy(mixed))];
  const fresh = History.load(bytes);
  let said;
  cold.andon.push(timed(() => (said = fresh.compare(policies[0], policies[0], quick))));
  fresh.free();
  let ranks;
  cold.hand.push(timed(() => (ranks = tickets.map(byFields))));
  assert.deepEqual(counts(said), counted(ranks));
  const other = History.load(bytes);
  cold.texts.push(timed(() => (said = other.compare(policies[1], policies[1], quick))));
  other.free();
  cold.textsHand.push(timed(() => (ranks = tickets.map(byMixed))));
  assert.deepEqual(counts(said), counted(ranks));
  cold.logic.push(timed(() => (ranks = tickets.map((ticket) => logic(ticket)))));
  assert.deepEqual(counts(said), counted(ranks));
  for (const policy of policies) policy.free();
}

const times = { andon: [], compile: [], hand: [], whole: [] };
for (let at = 0; at < EDITS; at += 1) {
  const changed = edited(rules, at * 7, 100 + at);
  let after;
  times.compile.push(timed(() => (after = Policy.compile(pastPolicy(changed)))));
  let comparison;
  times.andon.push(timed(() => (comparison = history.compare(before, after, quick))));
  if (tickets.length > 0) {
    const [old, next] = [byHand(rules), byHand(changed)];
    let moved = 0;
    times.hand.push(timed(() => (moved = tickets.filter((ticket) => old(ticket) !== next(ticket)).length)));
    const said = comparison.aspects.find(({ aspect }) => aspect === "priority").tickets;
    assert.equal(said, moved, "both say the same");
    if (at % 10 === 0) times.whole.push(timed(() => history.compare(before, after, { limit: 20 })));
  }
  after.free();
}
// The first edits warm both up.
const middle = (numbers) => numbers.slice(3).toSorted((a, b) => a - b)[Math.floor((numbers.length - 3) / 2)];
const half = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const show = (ms) => (Number.isNaN(ms) || ms === undefined ? "" : `${ms.toFixed(1)} ms`.padStart(12));
const size = (count) => `${(count / TICKETS).toFixed(0)} bytes a ticket`;

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} cores`,
);
console.log(
  `${TICKETS.toLocaleString("en")} tickets, ${(bytes.length / 1e6).toFixed(1)} MB of NDJSON, ${RULES} rules\n`,
);
console.log(`load                                   ${show(load)}  ${(bytes.length / 1000 / load).toFixed(0)} MB/s`);
console.log(`memory                                 values ${size(memory.values)}, beside them ${size(memory.beside)}`);
console.log(`first sketch, facts included           ${show(first)}`);
console.log(`another policy, nothing known          ${show(half(cold.andon))}  by hand ${show(half(cold.hand))}`);
console.log(`the same with words in texts           ${show(half(cold.texts))}  by hand ${show(half(cold.textsHand))}`);
console.log(`  by json-logic-engine, built                                ${show(half(cold.logic))}`);
console.log(`every ticket judged whole, once        ${show(whole)}`);
console.log(`edit of one rule: compile              ${show(middle(times.compile))}`);
console.log(`edit of one rule: sketch and compare   ${show(middle(times.andon))}`);
console.log(`edit of one rule: whole comparison     ${show(times.whole.toSorted((a, b) => a - b)[1])}`);
console.log(`the same by hand, old and new function ${show(middle(times.hand))}`);

/** Tickets by the rank of their priority, as a comparison of a policy with itself has them. */
function counts({ matrix }) {
  return matrix.map((row, at) => row[at]);
}

/** The same of a list of ranks. */
function counted(ranks) {
  return [0, 1, 2, 3].map((rank) => ranks.filter((other) => other === rank).length);
}

/** Milliseconds of processor time: a machine that others use as well makes wall clocks say little. */
function timed(work) {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
