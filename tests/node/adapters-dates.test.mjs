// Dates of an export become instants.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failures, mapping, tickets } from "./adapters.mjs";

/** The instants that one column of dates gives. */
async function instants(dates, ...cells) {
  const source = ["no,opened", ...cells.map((cell, index) => `T${index},"${cell}"`)].join("\n");
  const found = await tickets(source, mapping({ dates, ticket: { openedAt: "opened" } }));
  return found.map(({ openedAt }) => openedAt);
}

const PATTERNS = [
  ["day/month/year hour:minute", "29/2/2016 01:16", "2016-02-29T01:16:00Z"],
  ["year-month-day hour:minute:second", "2016-02-29 01:16:05", "2016-02-29T01:16:05Z"],
  ["month/day/year hour:minute half", "2/29/2016 12:16 am", "2016-02-29T00:16:00Z"],
  ["month/day/year hour:minute half", "2/29/2016 12:16 PM", "2016-02-29T12:16:00Z"],
  ["month/day/year hour:minute half", "2/29/2016 7:16 p.m.", "2016-02-29T19:16:00Z"],
  ["day-monthName-shortYear", "29-Feb-16", "2016-02-29T00:00:00Z"],
  ["monthName day, year", "February 29, 2016", "2016-02-29T00:00:00Z"],
  ["yearmonthdayhourminute", "201602290116", "2016-02-29T01:16:00Z"],
  ["year.month.day'T'hour:minute:second.fraction", "2016.2.29T1:16:05.25", "2016-02-29T01:16:05.250Z"],
  ["year-month-day hour:minute offset", "2016-02-29 01:16 +0530", "2016-02-28T19:46:00Z"],
  ["iso", "2016-02-29T01:16:00-05:00", "2016-02-29T06:16:00Z"],
  ["iso", "2016-02-29 01:16", "2016-02-29T01:16:00Z"],
  ["iso", "2016-02-29", "2016-02-29T00:00:00Z"],
  ["epochSeconds", "1456708560", "2016-02-29T01:16:00Z"],
  ["epochMilliseconds", "1456708560250", "2016-02-29T01:16:00.250Z"],
];

for (const [pattern, cell, expected] of PATTERNS) {
  test(`\`${cell}\` as \`${pattern}\``, async () => {
    assert.deepEqual(await instants({ pattern, zone: "UTC" }, cell), [expected]);
  });
}

test("patterns are tried in turn", async () => {
  const pattern = ["day.month.year hour:minute", "day.month.year", "iso"];
  assert.deepEqual(await instants({ pattern, zone: "UTC" }, "1.3.2016", "1.3.2016 7:00", "2016-03-01T08:00Z"), [
    "2016-03-01T00:00:00Z",
    "2016-03-01T07:00:00Z",
    "2016-03-01T08:00:00Z",
  ]);
});

test("a zone is a name or an offset, and never that of the machine", async () => {
  const pattern = "year-month-day hour:minute";
  const cells = ["2026-01-15 12:00", "2026-07-15 12:00"];
  assert.deepEqual(await instants({ pattern, zone: "Europe/Berlin" }, ...cells), [
    "2026-01-15T11:00:00Z",
    "2026-07-15T10:00:00Z",
  ]);
  assert.deepEqual(await instants({ pattern, zone: "-06:00" }, ...cells), [
    "2026-01-15T18:00:00Z",
    "2026-07-15T18:00:00Z",
  ]);
});

test("a local time that was skipped moves forward by the gap; of two, the first is meant", async () => {
  const dates = { pattern: "year-month-day hour:minute", zone: "Europe/Berlin" };
  const cells = ["2026-03-29 01:59", "2026-03-29 02:30", "2026-03-29 03:00", "2026-10-25 02:30", "2026-10-25 03:00"];
  assert.deepEqual(await instants(dates, ...cells), [
    "2026-03-29T00:59:00Z",
    "2026-03-29T01:30:00Z",
    "2026-03-29T01:00:00Z",
    "2026-10-25T00:30:00Z",
    "2026-10-25T02:00:00Z",
  ]);
});

const NO_DATES = [
  "31.4.2026 10:00",
  "1.13.2026 10:00",
  "1.1.2026 25:00",
  "1.1.2026 24:00",
  "1.1.26 10:00",
  "1/1/2026 10:00",
  "soon",
];

for (const cell of NO_DATES) {
  test(`\`${cell}\` is no date`, async () => {
    const found = await failures(`no,opened\nT1,${cell}\n`, mapping({ ticket: { openedAt: "opened" } }));
    assert.deepEqual(found, [[2, "bad-date openedAt"]]);
  });
}

test("an ISO date without a zone needs one", async () => {
  const definition = mapping({ dates: { pattern: "iso" }, ticket: { openedAt: "opened" } });
  assert.deepEqual(await failures("no,opened\nT1,2026-01-01T10:00\n", definition), [[2, "no-zone openedAt"]]);
});

test("a field may have dates of its own", async () => {
  const ticket = { openedAt: "opened", resolvedAt: { column: "done", pattern: "epochSeconds" } };
  const [found] = await tickets("no,opened,done\nT1,2.3.2026 06:00,1772438400\n", mapping({ ticket }));
  assert.deepEqual([found.openedAt, found.resolvedAt], ["2026-03-02T06:00:00Z", "2026-03-02T08:00:00Z"]);
});
