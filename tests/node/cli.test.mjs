// The command line as people and scripts meet it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Policy } from "andon";
import { root } from "../../pkg/build/console.mjs";
import { ended } from "../eventually.mjs";
import { policyFiles } from "../suite.mjs";
import { andon } from "./command.mjs";

const POLICY = path.join(root, "tests", "policies", "workshop");
const NOW = "2026-03-02T06:10:00Z";
const scratch = mkdtempSync(path.join(tmpdir(), "andon-"));

const ticket = (id, extra = {}) => JSON.stringify({ id, openedAt: "2026-03-02T06:00:00Z", ...extra });
const written = (name, content) => {
  const file = path.join(scratch, name);
  writeFileSync(file, content);
  return file;
};
const records = (text) => text.trimEnd().split("\n").map(JSON.parse);
const decide = (...more) => ["decide", "--policy", POLICY, "--now", NOW, ...more];

test("tickets in, decisions out, in order", async () => {
  const ids = Array.from({ length: 500 }, (_, at) => `INC${at}`);
  const { status, out, err } = await andon(decide(), ids.map((id) => ticket(id)).join("\n"));
  assert.equal(err, "");
  assert.deepEqual(
    records(out).map(({ id }) => id),
    ids,
  );
  assert.equal(status, 0);
});

test("a line comes to what its ticket comes to, whatever the pieces in which it is read", async () => {
  const policy = Policy.compile(policyFiles("tests/policies/workshop"));
  const lines = ["x", "é🚜", "\u2028", "y".repeat(70_000), "z".repeat(140_000), "\ufeff"].map((subject, at) =>
    ticket(`INC${at}`, { subject, openedAt: `2026-03-0${at + 1}T06:00:00Z` }),
  );
  const asked = (line) => policy.decide(JSON.parse(line), { now: JSON.parse(line).openedAt });
  const expected = lines.map((line) => `${JSON.stringify(asked(line))}\n`).join("");
  for (const [first, end] of [
    ["", "\n"],
    ["\ufeff", "\r\n"],
    ["\n \n", " \n\n"],
  ]) {
    const { out, status } = await andon(decide("--now", "opened"), first + lines.join(end));
    assert.equal(out, expected);
    assert.equal(status, 0);
  }
});

test("a line that is no ticket gives a record and the run goes on", async () => {
  const lines = [ticket("a"), "nonsense", "", '{"id":"b"}', "[]", ticket("c")].join("\r\n");
  const { status, out } = await andon(decide(), lines);
  const answers = records(out);
  assert.deepEqual(
    answers.map(({ id, line }) => id ?? line),
    ["a", 2, 4, 5, "c"],
  );
  assert.deepEqual(
    answers.slice(1, 4).map(({ ok, error }) => [ok, error.name]),
    [
      [false, "SyntaxError"],
      [false, "TicketError"],
      [false, "TicketError"],
    ],
  );
  assert.equal(status, 1);
});

test("bytes that are not UTF-8 spoil their line only", async () => {
  const { status, out } = await andon(
    decide(),
    Buffer.concat([Buffer.from(`\ufeff${ticket("a")}\n`), Buffer.from([0xff, 0x0a]), Buffer.from(ticket("b"))]),
  );
  assert.deepEqual(
    records(out).map(({ id, line }) => id ?? line),
    ["a", 2, "b"],
  );
  assert.equal(status, 1);
});

test("a line separator within text does not end the line", async () => {
  const { status, out } = await andon(decide(), `${ticket("a", { description: "one\u2028two\u2029three" })}\n`);
  assert.deepEqual(
    records(out).map(({ id }) => id),
    ["a"],
  );
  assert.equal(status, 0);
});

test("a packed file is read as it is, and a damaged one up to the damage", async () => {
  const packed = gzipSync(`${ticket("a")}\n${ticket("b")}\n`);
  const whole = await andon(decide(written("t.ndjson.gz", packed)));
  assert.deepEqual(
    records(whole.out).map(({ id }) => id),
    ["a", "b"],
  );
  assert.equal(whole.status, 0);
  const broken = await andon(decide(written("broken.ndjson.gz", packed.subarray(0, packed.length - 9))));
  const { line, error } = records(broken.out).at(-1);
  assert.match(error.message, /the input breaks off/);
  assert.equal(line, 3);
  assert.equal(broken.status, 1);
});

test("a reader that leaves early is no failure", async () => {
  const child = spawn(process.execPath, [path.join(root, "pkg", "cli.mjs"), ...decide()]);
  let err = "";
  child.stderr.on("data", (chunk) => (err += chunk));
  child.stdin.on("error", () => {});
  child.stdout.once("data", () => child.stdout.destroy());
  child.stdin.end(Array.from({ length: 20_000 }, (_, at) => ticket(`INC${at}`)).join("\n"));
  const status = await ended(child).finally(() => child.kill("SIGKILL"));
  assert.equal(err, "");
  assert.equal(status, 0);
});

test("a table is for people", async () => {
  const { out } = await andon(decide("--format", "table"), `${ticket("INC7")}\nnonsense\n`);
  const [head, row, failure] = out.split("\n");
  assert.match(head, /^ticket +priority +category/);
  assert.match(row, /^INC7 +P\d/);
  assert.match(failure, /^line 2 +SyntaxError: the line is not JSON/);
});

test("explain says why, as text and as data", async () => {
  const file = written("two.ndjson", `${ticket("a")}\n${ticket("b")}\n`);
  const words = ["explain", "--policy", POLICY, "--now", NOW, "--id", "b", file];
  const text = await andon(words);
  assert.match(text.out, /^b {2}P\d/);
  assert.match(text.out, /\nwhy\n/);
  const data = await andon([...words, "--json"]);
  assert.deepEqual(
    records(data.out).map(({ decision }) => decision.id),
    ["b"],
  );
  const none = await andon([...words.slice(0, 6), "x", file]);
  assert.equal(none.status, 1);
  assert.match(none.err, /no ticket has the id `x`/);
});

test("test ends with a count", async () => {
  const { status, out } = await andon(["test", "--policy", POLICY]);
  assert.match(out, /(^|\n)\d+ passed, 0 failed\n$/);
  assert.equal(status, 0);
});

test("fields lists the intake form", async () => {
  assert.match((await andon(["fields", "--policy", POLICY])).out, /^priorities/);
  const { out } = await andon(["fields", "--policy", POLICY, "--json"]);
  assert.deepEqual(Object.keys(JSON.parse(out)).sort(), ["categories", "fields", "priorities"]);
});

test("a bad policy prints every problem with its place", async () => {
  const folder = mkdtempSync(path.join(scratch, "policy-"));
  writeFileSync(path.join(folder, "a.rhai"), "let x = ;\n");
  writeFileSync(path.join(folder, "b.rhai"), "\n  fn (\n");
  const { status, out, err } = await andon(["decide", "--policy", folder], ticket("a"));
  assert.equal(status, 2);
  assert.equal(out, "");
  assert.ok(err.includes(`${path.join(folder, "a.rhai")}:1:9: `), err);
  assert.ok(err.includes(`${path.join(folder, "b.rhai")}:2:`), err);
});

const MISUSE = {
  "no policy": [["decide"], /--policy is missing/],
  "no such folder": [["decide", "--policy", "nowhere"], /no folder `nowhere`; name that of the policy's .rhai files/],
  "no such file": [decide("nowhere.ndjson"), /no file `nowhere.ndjson`/],
  "no such command": [["wach"], /^no command `wach`; did you mean `watch`\? \(`andon --help`\)$/m],
  "nothing like a command": [["frobnicate"], /^no command `frobnicate`; there are: decide, explain, /],
  "no such option": [
    ["decide", "--polcy", "x"],
    /^no option `--polcy`; did you mean `--policy`\? \(`andon decide --help`\)$/m,
  ],
  "no such short option": [["decide", "-p", "x"], /^no option `-p`; there are: --help, --version, --policy/],
  "an option without its value": [["decide", "--policy"], /^`--policy` needs a value \(/],
  "a value that looks like an option": [["report", "--limit", "-1"], /^`--limit` needs a value; .*`--limit=-\.\.\.`/],
  "a value for a flag": [["lint", "--json=yes"], /^`--json` takes no value/],
  "no such mapping": [decide("--map", "zendsk"), /no mapping `zendsk`; name a file, or: did you mean `zendesk`\?/],
  "a past that is followed": [["watch", "--policy", POLICY, "--backtest", "--follow", "x"], /exclude each other/],
  "no such format": [decide("--format", "xml"), /`xml` is unknown/],
  "no such instant": [["decide", "--policy", POLICY, "--now", "noon"], /--now: .*not an instant/],
  "an argument too many": [["test", "--policy", POLICY, "x"], /`x` is one argument too many/],
};

test("a file that cannot be used is named once", async () => {
  const file = path.join(mkdtempSync(path.join(scratch, "files-")), "some.json");
  writeFileSync(file, "{}");
  const bundle = await andon(["decide", "--policy", file]);
  assert.ok(bundle.err.startsWith(`${file}: this is no bundle that can be used`), bundle.err);
  writeFileSync(file, "{");
  const config = await andon(["serve", "--policy", POLICY, "--config", file, "--check"]);
  assert.ok(config.err.startsWith(`${file}: it is not JSON`), config.err);
});

for (const [name, [words, message]] of Object.entries(MISUSE)) {
  test(`misuse is exit status 2: ${name}`, async () => {
    const { status, out, err } = await andon(words);
    assert.match(err, message);
    assert.equal(out, "");
    assert.equal(status, 2);
  });
}

test("help is on standard output", async () => {
  assert.match((await andon(["--help"])).out, /andon decide/);
  for (const command of ["decide", "explain", "test", "fields"]) {
    const { status, out } = await andon([command, "--help"]);
    assert.match(out, new RegExp(`^andon ${command} --policy DIR`));
    assert.equal(status, 0);
  }
  assert.match((await andon(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
});
