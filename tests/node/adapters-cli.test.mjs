// Exports on the command line.

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { root } from "../../pkg/build/console.mjs";
import { mapping } from "./adapters.mjs";
import { andon } from "./command.mjs";

const POLICY = path.join(root, "tests", "policies", "workshop");
const scratch = mkdtempSync(path.join(tmpdir(), "andon-map-"));
const written = (name, content) => {
  const file = path.join(scratch, name);
  writeFileSync(file, typeof content === "object" && !Buffer.isBuffer(content) ? JSON.stringify(content) : content);
  return file;
};
const records = (text) => text.trimEnd().split("\n").map(JSON.parse);

const MAP = written("map.json", mapping({ ticket: { openedAt: "opened", productionStopped: "stopped" } }));
const TABLE = "no,opened,stopped\nT1,2.3.2026 06:00,yes\nT2,soon,no\nT3,3.3.2026 07:30,no\n";
const decide = (...more) => andon(["decide", "--policy", POLICY, "--map", MAP, ...more]);

test("an export is decided, packed or not, each ticket as of its opening", async () => {
  for (const file of [written("t.csv", TABLE), written("t.csv.gz", gzipSync(TABLE))]) {
    const { status, out, err } = await decide("--now", "opened", file);
    assert.equal(err, "");
    assert.deepEqual(
      records(out).map(({ id, now, priority, line, error }) => [id ?? line, now ?? error.name, priority]),
      [
        ["T1", "2026-03-02T06:00:00Z", "P2"],
        [3, "RowError", undefined],
        ["T3", "2026-03-03T07:30:00Z", "P3"],
      ],
    );
    assert.equal(status, 1);
  }
});

test("or all of them as of one instant", async () => {
  const { out } = await decide("--now", "2026-04-01T00:00:00Z", written("t.csv", TABLE));
  assert.deepEqual(new Set(records(out).flatMap(({ now = [] }) => now)), new Set(["2026-04-01T00:00:00Z"]));
});

test("`--now opened` is for NDJSON, too, and lets the engine say what is wrong with `openedAt`", async () => {
  const lines = [
    '{"id":"a","openedAt":"2026-03-02T07:00:00+01:00"}',
    '{"id":"b","openedAt":"noon"}',
    '{"id":"c"}',
    "7",
  ];
  const { out } = await andon(["decide", "--policy", POLICY, "--now", "opened"], lines.join("\n"));
  assert.deepEqual(
    records(out).map(({ now, error }) => now ?? error.problems.map(({ code, path }) => [code, path])[0]),
    ["2026-03-02T06:00:00Z", ["bad-instant", "openedAt"], ["missing-field", "openedAt"], ["wrong-type", undefined]],
  );
});

test("a mapping comes by its name if it is bundled", async () => {
  const table = 'id,opened_at,subject\nINC1,2026-03-02 06:00,"SAP geht nicht, Linie 4 steht"\n';
  const { status, out } = await andon(["convert", "--map", "csv"], table);
  assert.deepEqual(records(out), [
    { id: "INC1", openedAt: "2026-03-02T06:00:00Z", subject: "SAP geht nicht, Linie 4 steht", fields: {} },
  ]);
  assert.equal(status, 0);
});

const BAD = written("bad.json", { ticket: { id: "no", opened: "x" } });
const SILENT = written("silent.json", mapping());
const MISUSE = {
  "no such bundled mapping": [["--map", "jira"], /no mapping `jira`; .* csv, helpdesk-tickets, servicenow-events/],
  "no such file": [["--map", "nowhere/jira.json"], /--map: no file `nowhere\/jira.json`/],
  "a mapping that is not JSON": [["--map", written("not.json", "{")], /not\.json: the mapping is not JSON/],
  "no format": [["--map", SILENT], /the format of standard input is not known; add "source"/],
};

for (const [name, [words, message]] of Object.entries(MISUSE)) {
  test(`misuse is exit status 2: ${name}`, async () => {
    const { status, out, err } = await andon(["convert", ...words], "x");
    assert.match(err, message);
    assert.equal(out, "");
    assert.equal(status, 2);
  });
}

test("a bad mapping prints every mistake with its place", async () => {
  const { status, err } = await andon(["convert", "--map", BAD, written("t.csv", TABLE)]);
  assert.equal(status, 2);
  assert.match(err, /bad\.json: ticket\.openedAt: `openedAt` is missing \[missing-key\]\n {4}help: /);
  assert.match(err, /bad\.json: ticket\.opened: a ticket has no field `opened` \[unknown-field\]\n/);
});

test("convert needs a mapping, and no policy", async () => {
  const { status, err } = await andon(["convert"]);
  assert.match(err, /--map is missing/);
  assert.equal(status, 2);
  assert.match((await andon(["convert", "--help"])).out, /^andon convert --map FILE/);
});
