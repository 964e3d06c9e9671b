// What the watch suggests of real records that have no text to read, judged by what else their publishers say of them.
//
//     node tests/real/judge.mjs microwave [SUGGESTION...]
//                                            alarm floods: types as systems, connected parts of the network as plants; judged by
//                                            the published pairs of cause and effect, and by who is linked with whom
//     node tests/real/judge.mjs servicenow   incidents as logged: locations as plants, subcategories as systems; judged by their
//                                            problem records, and by callers who type in bulk
//
// The data is not part of the repository, and what this prints of it does not belong there either, counts left aside.

import { existsSync } from "node:fs";
import path from "node:path";
import { Policy, Watch } from "../../pkg/node.mjs";
import { policyFiles } from "../suite.mjs";
import { alarms, Network } from "./alarms.mjs";
import { asLogged, converted, EXPORTS, FOLDER, placed } from "./exports.mjs";
import { Flood } from "./flood.mjs";
import { grouped } from "./grouped.mjs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const judges = { microwave: judgeFloods, servicenow: judgeIncidents };
const [name, ...listed] = process.argv.slice(2);
const judge = judges[name];
if (judge === undefined || !existsSync(path.join(FOLDER, "README.md"))) {
  process.stderr.write(`the data is not here, or nobody judges \`${name}\`: ${FOLDER}\n`);
  process.exit(2);
}
await judge();

/** The last event of every suggestion, with when it was first told. */
function suggestions(tickets) {
  const watch = new Watch(Policy.compile(policyFiles("rules/manufacturing")));
  const told = new Map();
  for (const ticket of tickets)
    for (const event of watch.observe(ticket, { now: ticket.receivedAt ?? ticket.openedAt }))
      if (event.kind === "major") told.set(event.id, { first: told.get(event.id)?.first ?? event.at, last: event });
  return [...told.values()].map(({ first, last }) => ({ first: Date.parse(first), ...last }));
}

async function judgeFloods() {
  const network = new Network();
  const tickets = alarms("microwave", network);
  const known = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const found = suggestions(tickets).filter(({ event }) => event !== "merged");
  say(`${tickets.length} alarms, ${found.length} suggestions`);
  const floods = found.map(
    ({ id, tickets: ids }) =>
      new Flood(
        id,
        ids.map((each) => known.get(each)),
        network,
      ),
  );
  for (const flood of floods) {
    say(flood.text());
    if (listed.includes(flood.id)) flood.lines().forEach(say);
  }
  const sum = (of) => floods.reduce((all, flood) => all + of(flood), 0);
  const [right, apart, wrong] = [sum((f) => f.right), sum((f) => f.apart), sum((f) => f.wrong)];
  say(`alarms in suggestions: ${right} right, ${wrong} wrong, ${apart} of which it cannot be said`);
  const pairs = floods.flatMap((first, at) => floods.slice(at + 1).map((second) => [first, second]));
  const split = pairs.filter(([first, second]) => first.causes(second) || second.causes(first));
  say(`pairs of suggestions, begun within an hour of each other, of cause and effect: ${split.length}`);
  for (const [first, second] of split)
    say(`  ${first.id} and ${second.id}: ${Math.round(first.shared(second) * 100)} % of the devices in both`);
}

async function judgeIncidents() {
  const tickets = [];
  for await (const ticket of converted(asLogged(EXPORTS.servicenow))) tickets.push(placed(ticket));
  tickets.sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
  const known = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const found = suggestions(tickets).filter(({ event }) => event !== "merged");
  say(`${tickets.length} incidents, ${found.length} suggestions`);
  const told = new Map(found.flatMap(({ id, tickets: ids }) => ids.map((each) => [each, id])));
  for (const { id, first, tickets: ids } of found) {
    const members = ids.map((each) => known.get(each));
    const rises = [...new Set(members.map(({ system }) => system))].map((system) => rise(tickets, system, first));
    say(`${id} ${new Date(first).toISOString().slice(0, 16)}: ${members.length} incidents; ${inCommon(members)}`);
    rises.forEach(say);
  }
  bulk(tickets, told);
  clusters(tickets, told);
}

/** What the publisher says of a suggestion's incidents. */
function inCommon(members) {
  const counts = (of) => [...grouped(members, of)].map(([, { length }]) => length);
  const [callers, groups] = [counts(({ reporter }) => reporter), counts(({ team }) => team)];
  const problems = new Set(members.map(problemOf).filter(Boolean)).size;
  return `${callers.length} callers, at most ${Math.max(...callers)} of one; ${Math.max(...groups)} of one group; ${problems} problem records`;
}

/** The incidents of a code on the days around one, which stands in brackets. */
function rise(tickets, system, instant) {
  const dayOf = (at) => Math.floor(at / DAY);
  const counts = grouped(
    tickets.filter((ticket) => ticket.system === system),
    ({ openedAt }) => dayOf(Date.parse(openedAt)),
  );
  const count = (day) => counts.get(day)?.length ?? 0;
  const days = [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4].map((later) => {
    const shown = count(dayOf(instant) + later);
    return later === 0 ? `[${shown}]` : shown;
  });
  return `  ${system}, day by day: ${days.join(" ")}`;
}

/** Callers with ten incidents and more within an hour: none of them may be an outage. */
function bulk(tickets, told) {
  const heaps = [];
  for (const [caller, all] of grouped(tickets, ({ reporter }) => reporter)) {
    const heap = densest(all, HOUR);
    if (caller !== undefined && heap.length >= 10) heaps.push(heap);
  }
  const inside = heaps.map((heap) => heap.filter(({ id }) => told.has(id)).length);
  say(`callers with ten and more within an hour: ${heaps.length}`);
  heaps.forEach((heap, at) => {
    say(`  ${heap.length} incidents, ${inside[at]} of them in suggestions`);
  });
}

/** Problem records with three incidents and more within a day: one fault each. */
function clusters(tickets, told) {
  const faults = [...grouped(tickets, problemOf)].filter(([problem]) => problem !== undefined);
  const dense = faults.map(([problem, all]) => [problem, densest(all, DAY)]).filter(([, heap]) => heap.length >= 3);
  say(`problem records with three incidents and more within a day: ${dense.length}`);
  for (const [problem, heap] of dense) {
    const [holding = [undefined, []]] = [...grouped(heap, ({ id }) => told.get(id))]
      .filter(([id]) => id !== undefined)
      .sort((a, b) => b[1].length - a[1].length);
    const callers = new Set(heap.map(({ reporter }) => reporter)).size;
    const hours = (Date.parse(heap.at(-1).openedAt) - Date.parse(heap[0].openedAt)) / HOUR;
    say(
      `${problem}: ${heap.length} incidents of ${callers} callers in ${hours.toFixed(1)} hours; ${holding[1].length} of them in ${holding[0] ?? "none"}`,
    );
  }
}

/** The most tickets within a time. */
function densest(tickets, span) {
  const within = tickets.map((first, at) =>
    tickets.slice(at).filter(({ openedAt }) => Date.parse(openedAt) - Date.parse(first.openedAt) <= span),
  );
  return within.reduce((most, heap) => (heap.length > most.length ? heap : most), []);
}

function problemOf({ fields }) {
  const problem = fields.problem_id ?? fields.problemId ?? fields.problem;
  return problem === "?" ? undefined : problem;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
