// Real tickets through the watch: every suggestion with all of its tickets, to be judged one by one.
//
//     node tests/real/replay.mjs helpdesk            a manufacturer's help desk
//     node tests/real/replay.mjs servicenow          incidents as logged; codes only
//     node tests/real/replay.mjs servicenow places   the same, their locations as plants, their subcategories as systems
//     node tests/real/replay.mjs wireless|microwave  alarms of networks, their types as systems
//
// The data is not part of the repository, and what this prints of it does not belong there either.

import { existsSync } from "node:fs";
import path from "node:path";
import { Policy, Watch } from "../../pkg/node.mjs";
import { policyFiles } from "../suite.mjs";
import { alarms, fileOf } from "./alarms.mjs";
import { asLogged, converted, EXPORTS, FOLDER, placed } from "./exports.mjs";

const WIDTH = 100;

const [name, places] = process.argv.slice(2);
const tickets = await ticketsOf(name);
if (tickets === undefined) {
  process.stderr.write(`the data is not here, or there is no replay \`${name}\`: ${path.join(FOLDER, "README.md")}\n`);
  process.exit(2);
}
replay(tickets);

async function ticketsOf(name) {
  const file = fileOf(name) ?? EXPORTS[name]?.file;
  if (file === undefined || !existsSync(file)) return undefined;
  if (fileOf(name)) return alarms(name);
  const found = [];
  const source = name === "servicenow" ? asLogged(EXPORTS[name]) : EXPORTS[name];
  for await (const ticket of converted(source)) found.push(places ? placed(ticket) : ticket);
  return found.sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
}

function replay(tickets) {
  const watch = new Watch(Policy.compile(policyFiles("rules/manufacturing")));
  const known = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const [suggestions, problems] = [new Map(), []];
  for (const ticket of tickets) {
    for (const event of watch.observe(ticket, { now: ticket.receivedAt ?? ticket.openedAt })) {
      if (event.kind === "problem") problems.push(event);
      else suggestions.set(event.id, { first: suggestions.get(event.id)?.first ?? event, last: event });
    }
  }
  print(`${tickets.length} tickets, ${suggestions.size} suggestions, ${problems.length} recurring faults`);
  for (const { first, last } of suggestions.values()) told(first, last, known);
}

function told(first, last, known) {
  const { level, plants, lines, systems } = last.scope;
  print(
    `\n${last.id} ${first.at} ${last.event}: ${last.tickets.length} tickets, ${level} ${[...systems, ...plants, ...lines]}`,
  );
  print(`  ${first.evidence.text}`);
  for (const id of last.tickets) {
    const { openedAt, reporter = "", plant = "", subject = "", description = "" } = known.get(id);
    print(`  ${id} ${openedAt} ${reporter} ${plant} | ${short(subject)} | ${short(description)}`);
  }
}

function short(text) {
  return text.replace(/\s+/g, " ").slice(0, WIDTH);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
