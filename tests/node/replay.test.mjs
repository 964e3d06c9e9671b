// The replay of the page, as far as it needs no browser: any day again is what it was the first time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { init, Policy, Watch } from "andon";
import { tickets } from "../../www/sample/plant.mjs";
import { Past } from "../../www/whatif/past/past.mjs";
import { begin, dayOf, distanceAt, minutesOf, time } from "../../www/whatif/past/wall.mjs";
import { zoneOf } from "../../www/whatif/past/zone.mjs";
import { knobFile } from "../../www/whatif/replay/knob.mjs";
import { review } from "../../www/whatif/replay/review.mjs";
import { Run } from "../../www/whatif/replay/run.mjs";
import { latestOf, storyOf } from "../../www/whatif/replay/story.mjs";
import { streams } from "../../www/whatif/replay/streams.mjs";
import { policyFiles } from "../suite.mjs";

await init();
const policy = Policy.compile(policyFiles("rules/manufacturing"));
const open = (snapshot) => new Watch(policy, snapshot);
const onwards = async () => true;

const past = new Past();
const lines = [...tickets({ tickets: 6000 })].map((ticket) => `${JSON.stringify(ticket)}\n`);
past.append(new TextEncoder().encode(`${lines.toReversed().join("")}no JSON\n{"id":"no instant"}\n`));
past.settle();

/** What a watch says that sees all tickets once, and hears a word at its instant. */
function said(word = { at: Number.POSITIVE_INFINITY }) {
  const watch = open();
  const events = [];
  let isOpen = true;
  for (let at = 0; at < past.length; at += 1) {
    const { line, seen } = past.at(at);
    if (isOpen && word.at < seen) {
      isOpen = false;
      const heard = watch[word.verdict](word.id, { now: new Date(word.at).toISOString() });
      events.push(...heard.map((event) => ({ ...event, seen: word.at })));
    }
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
const zone = zoneOf(policy, past.newest(200));
const spanOf = (at) => {
  const [begins, ends] = [0, 1].map((later) => begin(dayOf(at, zone) + later, zone));
  return { begin: begins, end: ends };
};
const day = spanOf(last.at);
const start = day.begin;

test("tickets are replayed in the order in which they came, and what is none is left out", () => {
  assert.equal(past.length, 6000);
  for (let at = 1; at < past.length; at += 1) assert.ok(past.at(at - 1).seen <= past.at(at).seen);
  assert.equal(past.offset, -6 * 3_600_000);
  assert.equal(past.from(past.at(100).seen - 1), 100);
});

test("the newest are kept where all are too many", () => {
  const some = new Past();
  some.append(new TextEncoder().encode(lines.slice(0, 30).join("")));
  some.settle(10);
  const newest = lines.slice(20, 30).map((line) => JSON.parse(line).id);
  assert.deepEqual(
    some.newest(99).map(({ id }) => id),
    newest,
  );
  some.settle();
  assert.equal(some.length, 10);
});

test("a summary counts what was suggested", () => {
  const ids = new Set(all.filter(({ event }) => event === "suggested").map(({ id }) => id));
  const gone = new Set(all.filter(({ event }) => event === "merged" || event === "withdrawn").map(({ id }) => id));
  assert.equal(suggestions.length, ids.size - gone.size);
  assert.ok(suggestions.length > 5 && weeks > 50 && weeks < 54);
});

test("a day again says what it said the first time", () => {
  const { events, levels, tickets: shown } = run.day(day);
  const first = all.filter(({ seen }) => seen >= start && seen <= start + 86_400_000);
  assert.deepEqual(events, first);
  assert.equal(levels.length, 24);
  const known = new Set(shown.map(({ id }) => id));
  assert.ok(events.every((event) => event.tickets.every((id) => known.has(id))));
});

test("a suggestion stands with its stream, above the band", () => {
  const found = streams(run.day(day)).filter(({ suggestions }) => suggestions.has(last.id));
  assert.equal(found.length, 1);
  assert.ok(found[0].hours.some((hour) => hour && hour.tickets.length > hour.high));
});

test("the host's word counts from its instant on", () => {
  const { events } = run.day(day);
  const { seen } = events.find(({ id, event }) => id === last.id && event === "suggested");
  const again = run.day(day, [
    { at: seen + 60_000, id: last.id, verdict: "confirm" },
    { at: 0, id: "MI-999", verdict: "dismiss" },
  ]);
  const confirmed = again.events.find(({ event }) => event === "confirmed");
  assert.equal(confirmed.seen, seen + 60_000);
  const atOnce = run.day(day, [{ at: seen, id: last.id, verdict: "confirm" }]).events;
  assert.equal(atOnce.find(({ event }) => event === "confirmed").seen, seen);
  assert.deepEqual(
    again.events.filter((event) => event.seen <= seen),
    events.filter((event) => event.seen <= seen),
  );
  const view = { tickets: new Map(again.tickets.map((ticket) => [ticket.id, ticket])), zone };
  const text = review(storyOf(again.events, last.id, day.end), view);
  assert.match(text, /^## MI-\d+: /);
  assert.match(text, /\| confirmed: \d+ tickets/);
  assert.match(text, /> Major incident MI/);
  for (const id of confirmed.tickets) assert.ok(text.includes(id));
  assert.ok(latestOf(again.events, seen - 1).get(last.id) === undefined);
});

test("a word counts on later days, whichever day is looked at first, and finds its suggestion by a ticket", () => {
  const [one] = suggestions;
  const { events } = run.day(spanOf(one.at));
  const suggested = events.find(({ id, event }) => id === one.id && event === "suggested");
  const word = { at: suggested.seen + 1000, id: "MI-0", ticket: suggested.tickets[0], verdict: "confirm" };
  const dayAfter = spanOf(one.at + 86_400_000);
  const isConfirmed = ({ watch, day }) => watch.day(day, [word]).events.some(({ event }) => event === "confirmed");
  assert.ok(isConfirmed({ watch: run, day: spanOf(one.at) }));
  assert.ok(!isConfirmed({ watch: run, day: dayAfter }), "it was said the day before");
  const over = { at: dayAfter.begin + 60_000, id: one.id, ticket: word.ticket, verdict: "resolve" };
  const ended = (words) => run.day(dayAfter, words).events.find(({ event }) => event === "resolved");
  assert.equal(ended([word, over]).plan.parent, suggested.tickets[0]);
  const later = spanOf(one.at + 3 * 86_400_000);
  assert.deepEqual(run.day(later, [word]), run.day(later, [word]));
});

test("a word of one day makes another day what it would have been", () => {
  const [one, two] = suggestions;
  const { seen, tickets: members } = all.find(({ id, event }) => id === one.id && event === "suggested");
  const word = { at: seen + 1000, id: one.id, ticket: members[0], verdict: "dismiss" };
  const later = spanOf(two.at);
  assert.ok(later.begin - seen > 8 * 86_400_000);
  const onThatDay = (events) => events.filter((event) => event.seen >= later.begin && event.seen <= later.end);
  const expected = onThatDay(said(word));
  assert.notDeepEqual(expected, onThatDay(all));
  for (const look of ["first", "again"]) assert.deepEqual(run.day(later, [word]).events, expected, look);
});

test("of a ticket that came twice the newest is known, and of two clocks that of most tickets", () => {
  const [first] = lines.map(JSON.parse);
  const copies = ["first", "second"].map((subject, day) => {
    const openedAt = new Date(Date.parse(first.openedAt) + day * 86_400_000).toISOString();
    return JSON.stringify({ ...first, openedAt, receivedAt: openedAt, subject });
  });
  const some = new Past();
  some.append(new TextEncoder().encode(copies.join("\n")));
  some.settle();
  assert.equal(some.named(new Set([first.id])).get(first.id).subject, "second");
  const at = (plant, seen) => ({ line: JSON.stringify({ ...first, plant, line: undefined }), seen });
  const { seen } = past.at(0);
  assert.equal(zoneOf(policy, [at("NUE", seen), at("MTY", seen), at("NUE", seen)]), "Europe/Berlin");
  assert.equal(zoneOf(policy, [at("MTY", seen), at("NUE", seen), at("MTY", seen)]), "America/Monterrey");
});

test("days are those of the plant's clock, also where it changes", () => {
  assert.equal(zone, "America/Monterrey");
  assert.equal(begin(dayOf(last.at, zone), zone), begin(dayOf(last.at, past.offset), past.offset));
  const berlin = (text) => dayOf(Date.parse(text), "Europe/Berlin");
  const days = ["2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", "2026-10-25T12:00:00Z"].map(berlin);
  assert.deepEqual(
    days.map((day) => minutesOf(day, "Europe/Berlin") / 60),
    [24, 23, 25],
  );
  const autumn = begin(days[2], "Europe/Berlin");
  assert.equal(new Date(autumn).toISOString(), "2026-10-24T22:00:00.000Z");
  const hours = [2, 3, 4].map((hour) => autumn + hour * 3_600_000);
  assert.deepEqual(
    hours.map((at) => `${time(at, "Europe/Berlin")} ${distanceAt(at, "Europe/Berlin")}`),
    ["02:00 UTC+02:00", "02:00 UTC+01:00", "03:00 UTC+01:00"],
  );
  // In Beirut the clock goes forward at midnight: the day has no midnight.
  const beirut = dayOf(Date.parse("2025-03-30T12:00:00Z"), "Asia/Beirut");
  assert.equal(time(begin(beirut, "Asia/Beirut"), "Asia/Beirut"), "01:00");
  assert.equal(minutesOf(beirut, "Asia/Beirut"), 23 * 60);
  assert.equal(minutesOf(beirut - 1, "Asia/Beirut"), 24 * 60);
});

test("a winding that is broken off says so, and another setting suggests more or less", async () => {
  assert.equal(await new Run(open, past).wind(async (done) => done < 0.3), false);
  const generous = Policy.compile({ ...policyFiles("rules/manufacturing"), ...knobFile(8) });
  const other = new Run((snapshot) => new Watch(generous, snapshot), past);
  await other.wind(onwards);
  assert.ok(other.summary().suggestions.length > suggestions.length);
});
