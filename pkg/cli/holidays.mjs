// Holidays from an iCalendar file (RFC 5545), as the `holidays` of a calendar declaration.
//
// Events of whole days count, recurring ones as often as they come in the years asked for.

import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import { Refusal } from "./refusal.mjs";

/** An event repeats at most so often: a rule without an end is cut there. */
const MOST = 10_000;

/** `holidays: [ ... ],` with the name of each. */
export async function declaration(file, years) {
  const [first, last] = span(years);
  const days = new Map();
  for (const event of await events(file)) {
    for (const { from, to } of occurrences(event, first, last))
      days.set(from === to ? from : `${from}/${to}`, event.summary);
  }
  const lines = [...days].sort().map(([text, name]) => `    "${text}", // ${(name ?? "").replace(/\s+/g, " ").trim()}`);
  return [`holidays: [ // from ${file}, ${first} to ${last}`, ...lines, "],"].join("\n");
}

function span(years = `${new Date().getUTCFullYear()}-${new Date().getUTCFullYear() + 2}`) {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(years);
  if (match === null) throw new Refusal(`--years \`${years}\` is no span of years; write 2026 or 2026-2028`);
  return [Number(match[1]), Number(match[2] ?? match[1])];
}

async function events(file) {
  let text;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new Refusal(`\`${file}\` cannot be read: ${error.message}`);
  }
  try {
    const components = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    return components.map((component) => new ICAL.Event(component)).filter((event) => event.startDate?.isDate);
  } catch (error) {
    throw new Refusal(`\`${file}\` is no iCalendar file: ${error.message}`);
  }
}

function* occurrences(event, first, last) {
  // DTEND of a whole-day event is the day after its last.
  const length = Math.max(1, Math.round(event.duration.toSeconds() / 86_400));
  const iterator = event.iterator();
  for (let count = 0; count < MOST; count += 1) {
    const start = iterator.next();
    if (!start || start.year > last) return;
    const end = start.clone();
    end.adjust(length - 1, 0, 0, 0);
    if (end.year >= first) yield { from: start.toString(), to: end.toString() };
  }
}
