// andon compare and andon report as people and scripts meet them.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { root } from "../../pkg/build/console.mjs";
import { andon } from "./command.mjs";

const BEFORE = path.join(root, "tests", "policies", "workshop");
const scratch = mkdtempSync(path.join(tmpdir(), "andon-compare-"));
const AFTER = path.join(scratch, "after");
cpSync(BEFORE, AFTER, { recursive: true });
const rules = path.join(AFTER, "rules.rhai");
writeFileSync(rules, readFileSync(rules, "utf8").replace('{ "P1" } else { "P2" }', '{ "P1" } else { "P1" }'));

const PAST = [
  { id: "1", openedAt: "2026-03-02T06:00:00Z", resolvedAt: "2026-03-02T07:00:00Z", system: "MES", line: "N-1" },
  { id: "=2", openedAt: "2026-03-02T06:30:00Z", resolvedAt: "2026-03-02T09:30:00Z", system: "MES", line: "N-1" },
  { id: "3|x", openedAt: "2026-03-03T06:00:00Z" },
]
  .map((ticket, at) => JSON.stringify({ ...ticket, productionStopped: at < 2 }))
  .join("\n");

const compare = (words = [], input = PAST) => andon(["compare", "--before", BEFORE, "--after", AFTER, ...words], input);
const report = (words = [], input = PAST) => andon(["report", "--policy", BEFORE, ...words], input);

test("a comparison for people says what changes and why", async () => {
  const { status, out, err } = await compare();
  assert.equal(err, "");
  assert.match(out, /2 of 3 tickets change \(66.67 %\): 2 become more severe, 0 less/);
  assert.match(out, /before P2 +2/);
  assert.match(out, /standstill +0 +4 +\+4/);
  assert.match(out, /1 +priority +P2 +P1 +production stands/);
  assert.equal(status, 0);
});

test("the status tells when more changes than is allowed", async () => {
  assert.equal((await compare(["--fail-above", "70"])).status, 0);
  const { status, err } = await compare(["--fail-above", "5"]);
  assert.match(err, /66.67 % of the tickets change, more than 5 %/);
  assert.equal(status, 1);
});

test("JSON is what the engine says, a page of it", async () => {
  const { out } = await compare(["--json", "--limit", "1"]);
  const comparison = JSON.parse(out);
  assert.deepEqual([comparison.changed, comparison.changes.length, comparison.limit], [2, 1, 1]);
});

test("CSV has every changed ticket, and no formula", async () => {
  const { out } = await compare(["--csv"]);
  const [head, first, second, ...rest] = out.trimEnd().split("\n");
  assert.match(head, /^index,id,aspects,priority_before,team_before/);
  assert.match(first, /^0,1,priority/);
  assert.match(second, /^1,'=2,/);
  assert.equal(rest.length, 0);
});

test("Markdown keeps tickets from being markup", async () => {
  const odd = JSON.stringify({ id: "<b>|", openedAt: "2026-03-02T06:00:00Z", productionStopped: true });
  const { out } = await compare(["--markdown"], odd);
  assert.match(out, /^## workshop/);
  assert.match(out, /\| \\<b\\>\\\| \| priority \| P2 \| P1 \|/);
});

test("lines that are no tickets are told with their place, the rest is compared", async () => {
  const { status, out, err } = await compare([], `nonsense\n${PAST}\n{"id":"4"}\n`);
  assert.match(err, /^standard input:1:2: the line is not a ticket/);
  assert.match(out, /2 of 3 tickets change/);
  assert.match(out, /2 could not be compared/);
  assert.equal(status, 1);
});

test("a report for people, as Markdown and as JSON", async () => {
  const file = path.join(scratch, "past.ndjson.gz");
  writeFileSync(file, gzipSync(PAST));
  const { status, out, err } = await report([file]);
  assert.equal(err, "");
  assert.match(out, /3 tickets, opened 2026-03-02T06:00:00Z to 2026-03-03T06:00:00Z; 2 are over/);
  assert.match(out, /MES +2 +1 h +3 h +1h/);
  assert.equal(status, 0);
  assert.match((await report(["--markdown", file])).out, /\| MES \| 2 \| 1 h \| 3 h \|/);
  const { production, queue } = JSON.parse((await report(["--json", "--now", "2026-03-04T00:00:00Z", file])).out);
  assert.deepEqual([production.seconds, queue.open, queue.at], [12_600, 1, "2026-03-04T00:00:00Z"]);
});

test("an export is read through its mapping", async () => {
  const mapping = path.join(scratch, "map.json");
  writeFileSync(
    mapping,
    JSON.stringify({ source: { format: "csv" }, ticket: { id: "Nr", openedAt: "Opened", system: "System" } }),
  );
  const file = path.join(scratch, "export.csv");
  writeFileSync(file, "Nr,Opened,System\n1,2026-03-02T06:00:00Z,MES\n2,someday,MES\n");
  const { status, out, err } = await report(["--map", mapping, file]);
  assert.match(out, /1 tickets/);
  assert.match(err, /export.csv:3/);
  assert.equal(status, 1);
});

const MISUSES = {
  "no policy to compare with": [["compare", "--before", BEFORE], /--after is missing/],
  "two forms at once": [["compare", "--before", BEFORE, "--after", AFTER, "--json", "--csv"], /exclude each other/],
  "a threshold that is none": [
    ["compare", "--before", BEFORE, "--after", AFTER, "--fail-above", "many"],
    /--fail-above/,
  ],
  "a limit that is none": [["report", "--policy", BEFORE, "--limit", "-1x"], /--limit/],
  "an instant that is none": [["report", "--policy", BEFORE, "--now", "yesterday"], /`now` is not an instant/],
  "no file": [["report", "--policy", BEFORE, "nowhere.ndjson"], /no file `nowhere.ndjson`/],
};

for (const [name, [words, message]] of Object.entries(MISUSES)) {
  test(`refused: ${name}`, async () => {
    const { status, err } = await andon(words);
    assert.match(err, message);
    assert.equal(status, 2);
  });
}
