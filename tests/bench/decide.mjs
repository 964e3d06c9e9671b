// npm run bench: tickets a second, one JavaScript object at a time, the whole manufacturing pack; beside it rule, priority and
// team alone, what it takes to parse the same decisions from JSON, and a function of the eight rows of the reference table
// written by hand, which does a small part of the work. No two tickets are the same: each has its own id, subject and instants.

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
const TICKETS = 2000;
const SAMPLES = path.join(root, "rules", "manufacturing", "samples.ndjson");

await build();

const samples = readFileSync(SAMPLES, "utf8").trim().split("\n");
const policy = Policy.compile(policyFiles("rules/manufacturing"));
const options = {
  now: new Date(Math.max(...samples.map((sample) => Date.parse(JSON.parse(sample).openedAt)))).toISOString(),
};
const tickets = Array.from({ length: TICKETS }, (_, number) => another(samples[number % samples.length], number));
const decisions = tickets.map((ticket) => JSON.stringify(policy.decide(ticket, options)));

const triage = policy.triage();

const subjects = {
  "andon decide": [tickets, (ticket) => policy.decide(ticket, options)],
  "andon triage": [tickets, (ticket) => triage.decide(ticket)],
  "JSON.parse": [decisions, JSON.parse],
  "by hand": [tickets, byHand],
};

/** A sample as another ticket, some seconds before. */
function another(sample, number) {
  const earlier = (instant) => new Date(Date.parse(instant) - number * 1000).toISOString().replace(".000Z", "Z");
  const ticket = JSON.parse(sample.replace(/\d{4}-\d\d-\d\dT[\d:]+(Z|[+-]\d\d:\d\d)/g, earlier));
  return { ...ticket, id: `${ticket.id}-${number}`, subject: `${ticket.subject} (${number})` };
}

/** Tickets a second over one round of about ROUND_MS. */
function round([things, ask]) {
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < ROUND_MS) {
    for (const thing of things) ask(thing);
    count += things.length;
  }
  return (count * 1000) / (performance.now() - started);
}

// Interleaved, so that all meet the machine in the same moods; the first round of each warms up.
const rates = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
for (let at = 0; at <= ROUNDS; at += 1) {
  for (const [name, subject] of Object.entries(subjects)) {
    const rate = round(subject);
    if (at > 0) rates[name].push(rate);
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const [andon, quick, parse, hand] = Object.keys(subjects).map((name) => median(rates[name]));
const show = (rate) => Math.round(rate).toLocaleString("en").padStart(12);

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} cores`,
);
console.log(
  `${TICKETS} tickets like the samples, policy ${policy.name} ${policy.version}, median of ${ROUNDS} rounds\n`,
);
console.log(`andon decide  ${show(andon)} tickets/s  ${(1e6 / andon).toFixed(1)} us each`);
console.log(`andon triage  ${show(quick)} tickets/s  ${(1e6 / quick).toFixed(1)} us each`);
console.log(`JSON.parse    ${show(parse)} tickets/s  ${(1e6 / parse).toFixed(1)} us each, of the same decisions`);
console.log(`by hand       ${show(hand)} tickets/s  ${(1e6 / hand).toFixed(3)} us each`);
console.log(`by hand is ${Math.round(hand / andon).toLocaleString("en")} times as fast`);
