// npm run bench:triage: tickets a second to { rule, priority, team }, one JavaScript object at a time, beside engines that
// people use for this. Every answer of every engine is checked. Rates are by processor time: a busy machine spoils them less.
//
//     node --disallow-code-generation-from-strings tests/bench/triage.mjs     as under a strict content security policy

import { cpus } from "node:os";
import { engines } from "./triage/engines.mjs";
import { reference, rules, tickets } from "./triage/workload.mjs";

const SETS = [8, 30, 200];
const COUNT = 10_000;
const ROUNDS = 5;
const ROUND_MS = 250;

const all = tickets(COUNT);

/** Whether an engine is right about the tickets it is measured with. */
async function check(name, decide, expected) {
  for (const [at, wanted] of expected.entries()) {
    const { rule, priority, team, undecided } = await decide(all[at]);
    if (rule === wanted.rule && priority === wanted.priority && team === wanted.team && !undecided) continue;
    throw new Error(`${name}: ticket ${at} is ${JSON.stringify(wanted)}, not ${rule}, ${priority}, ${team}`);
  }
}

/** Tickets a second over about ROUND_MS of processor time. */
async function round(decide, isSlow) {
  const started = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1e6;
  };
  let count = 0;
  while (spent() < ROUND_MS / 1000) {
    const piece = all.slice(count % COUNT, (count % COUNT) + 500);
    if (isSlow) for (const ticket of piece) await decide(ticket);
    else for (const ticket of piece) decide(ticket);
    count += piece.length;
  }
  return count / spent();
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measured(size) {
  const set = rules(size);
  const expected = all.map((ticket) => reference(set, ticket));
  const subjects = [];
  for (const [name, make] of Object.entries(engines)) {
    const decide = make(set);
    if (decide === undefined) continue;
    const isSlow = decide(all[0]) instanceof Promise;
    await check(name, decide, isSlow ? expected.slice(0, 1000) : expected);
    subjects.push({ name, decide, isSlow, rates: [] });
  }
  // Interleaved, so that all meet the machine in the same moods; the first round of each warms up.
  for (let at = 0; at <= ROUNDS; at += 1) {
    for (const { decide, isSlow, rates } of subjects) {
      const rate = await round(decide, isSlow);
      if (at > 0) rates.push(rate);
    }
  }
  return new Map(subjects.map(({ name, rates }) => [name, median(rates)]));
}

const columns = [];
for (const size of SETS) columns.push(await measured(size));

const show = (rate) => (rate === undefined ? "-" : Math.round(rate).toLocaleString("en")).padStart(12);
const { model } = cpus()[0];
console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${model}, ${cpus().length} cores`,
);
console.log(`${COUNT} tickets, tickets/s of processor time, median of ${ROUNDS} rounds; every answer checked\n`);
console.log(`${"rules".padEnd(30)}${SETS.map((size) => String(size).padStart(12)).join("")}`);
for (const name of Object.keys(engines)) {
  if (columns[0].has(name)) console.log(`${name.padEnd(30)}${columns.map((rates) => show(rates.get(name))).join("")}`);
}
