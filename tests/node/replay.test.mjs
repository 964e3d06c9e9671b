// The replay of the page, as far as it needs no browser: any day again is what it was the first time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { init, Policy, Watch } from "andon";
import { tickets } from "../../www/sample/plant.mjs";
import { knobFile } from "../../www/whatif/replay/knob.mjs";
import { Past } from "../../www/whatif/replay/past.mjs";
import { review } from "../../www/whatif/replay/review.mjs";
import { Run } from "../../www/whatif/replay/run.mjs";
import { latestOf, storyOf } from "../../www/whatif/replay/story.mjs";
import { streams } from "../../www/whatif/replay/streams.mjs";
import { begin, dayOf } from "../../www/whatif/replay/wall.mjs";
import { policyFiles } from "../suite.mjs";

await init();
const policy = Policy.compile(policyFiles("rules/manufacturing"));
const open = (snapshot) => new Watch(policy, snapshot);
const onwards = async () => true;

const past = new Past();
const lines = [...tickets({ tickets: 6000 })].map((ticket) => `${JSON.stringify(ticket)}\n`);
past.append(new TextEncoder().encode(`${lines.toReversed().join("")}no JSON\n{"id":"no instant"}\n`));
past.settle();

/** What a watch says that sees all tickets once. */
function said() {
  const watch = open();
  const events = [];
  for (let at = 0; at < past.length; at += 1) {
    const { line, seen } = past.at(at);
    const text = watch.observeLine(line);
    if (text) events.push(...text.split("\n").map((event) => ({ ...JSON.parse(event), seen })));
  }
  return events;
}

const all = said();
const run = new Run(open, past);
await run.wind(onwards);
const { suggestions, weeks } = run.summary();
const last = suggestions.at(-1);
const start = begin(dayOf(last.at, past.offset), past.offset);

test("tickets are replayed in the order in which they came, and what is none is left out", () => {
  assert.equal(past.length, 6000);
  for (let at = 1; at < past.length; at += 1) assert.ok(past.at(at - 1).seen <= past.at(at).seen);
  assert.equal(past.offset, -6 * 3_600_000);
  assert.equal(past.from(past.at(100).seen - 1), 100);
});

test("a summary counts what was suggested", () => {
  const ids = new Set(all.filter(({ event }) => event === "suggested").map(({ id }) => id));
  const gone = new Set(all.filter(({ event }) => event === "merged" || event === "withdrawn").map(({ id }) => id));
  assert.equal(suggestions.length, ids.size - gone.size);
  assert.ok(suggestions.length > 5 && weeks > 50 && weeks < 54);
});

test("a day again says what it said the first time", () => {
  const { events, levels, tickets: shown } = run.day(start);
  const first = all.filter(({ seen }) => seen >= start && seen <= start + 86_400_000);
  assert.deepEqual(events, first);
  assert.equal(levels.length, 24);
  const known = new Set(shown.map(({ id }) => id));
  assert.ok(events.every((event) => event.tickets.every((id) => known.has(id))));
});

test("a suggestion stands with its stream, above the band", () => {
  const day = run.day(start);
  const found = streams(day).filter(({ suggestions }) => suggestions.has(last.id));
  assert.equal(found.length, 1);
  assert.ok(found[0].hours.some((hour) => hour && hour.tickets.length > hour.high));
});

test("the host's word counts from its instant on", () => {
  const { events } = run.day(start);
  const { seen } = events.find(({ id, event }) => id === last.id && event === "suggested");
  const again = run.day(start, [
    { at: seen + 60_000, id: last.id, verdict: "confirm" },
    { at: 0, id: "MI-999", verdict: "dismiss" },
  ]);
  const confirmed = again.events.find(({ event }) => event === "confirmed");
  assert.equal(confirmed.seen, seen + 60_000);
  assert.deepEqual(
    again.events.filter((event) => event.seen <= seen),
    events.filter((event) => event.seen <= seen),
  );
  const day = { tickets: new Map(again.tickets.map((ticket) => [ticket.id, ticket])), offset: past.offset };
  const text = review(storyOf(again.events, last.id, start + 86_400_000), day);
  assert.match(text, /^## MI-\d+: /);
  assert.match(text, /\| confirmed: \d+ tickets/);
  assert.match(text, /> Major incident MI/);
  for (const id of confirmed.tickets) assert.ok(text.includes(id));
  assert.ok(latestOf(again.events, seen - 1).get(last.id) === undefined);
});

test("a winding that is broken off says so, and another setting suggests more or less", async () => {
  assert.equal(await new Run(open, past).wind(async (done) => done < 0.3), false);
  const generous = Policy.compile({ ...policyFiles("rules/manufacturing"), ...knobFile(8) });
  const other = new Run((snapshot) => new Watch(generous, snapshot), past);
  await other.wind(onwards);
  assert.ok(other.summary().suggestions.length > suggestions.length);
});
