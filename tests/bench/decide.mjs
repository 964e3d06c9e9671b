// npm run bench: tickets a second, one JavaScript object at a time, the whole manufacturing pack; beside it a function
// of the eight rows of the reference table written by hand, which does a small part of the work.

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { Policy } from "andon";
import { build } from "../../pkg/build/build.mjs";
import { root } from "../../pkg/build/console.mjs";
import { policyFiles } from "../suite.mjs";
import { byHand } from "./by-hand.mjs";

const ROUNDS = 9;
const ROUND_MS = 400;
const SAMPLES = path.join(root, "rules", "manufacturing", "samples.ndjson");

await build();

const tickets = readFileSync(SAMPLES, "utf8").trim().split("\n").map(JSON.parse);
const policy = Policy.compile(policyFiles("rules/manufacturing"));
const options = { now: new Date(Math.max(...tickets.map(({ openedAt }) => Date.parse(openedAt)))).toISOString() };

const subjects = {
  "andon decide": (ticket) => policy.decide(ticket, options),
  "by hand": byHand,
};

/** Tickets a second over one round of about ROUND_MS. */
function round(decide) {
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < ROUND_MS) {
    for (const ticket of tickets) decide(ticket);
    count += tickets.length;
  }
  return (count * 1000) / (performance.now() - started);
}

// Interleaved, so that both meet the machine in the same moods; the first round of each warms up.
const rates = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
for (let at = 0; at <= ROUNDS; at += 1) {
  for (const [name, decide] of Object.entries(subjects)) {
    const rate = round(decide);
    if (at > 0) rates[name].push(rate);
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const [andon, hand] = [median(rates["andon decide"]), median(rates["by hand"])];
const show = (rate) => Math.round(rate).toLocaleString("en").padStart(12);

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} cores`,
);
console.log(`${tickets.length} sample tickets, policy ${policy.name} ${policy.version}, median of ${ROUNDS} rounds\n`);
console.log(`andon decide  ${show(andon)} tickets/s  ${(1e6 / andon).toFixed(1)} us each`);
console.log(`by hand       ${show(hand)} tickets/s  ${(1e6 / hand).toFixed(3)} us each`);
console.log(`by hand is ${Math.round(hand / andon).toLocaleString("en")} times as fast`);
