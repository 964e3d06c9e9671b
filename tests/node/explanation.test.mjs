// Explanations: the same bytes as natively, and docs/explain.md and the README say what the program prints.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Policy } from "andon";
import { root } from "../../pkg/build/console.mjs";
import { policyFiles } from "../suite.mjs";
import { andon } from "./command.mjs";
import { blocks, printsWhatItShows } from "./document.mjs";

const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
const PACK = path.join(root, "rules", "manufacturing");
const PAGE = "docs/explain.md";
const tickets = blocks(PAGE, "json").map(JSON.parse);

/** What a shell block of the document prints. */
async function printed(block) {
  const [, words] = block.match(/^andon explain --policy rules\/manufacturing (.+)$/m);
  const input = tickets.map((ticket) => JSON.stringify(ticket)).join("\n");
  const { out, err, status } = await andon(["explain", "--policy", PACK, ...words.split(" ").slice(0, -1)], input);
  assert.equal(status, 0, err);
  return out.replaceAll(PACK, "rules/manufacturing");
}

test("what the document shows is what the program prints", () => printsWhatItShows(PAGE, printed));

test("what the README shows is what the program prints", async () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const [, ticket, words, shown] = readme.match(/^\$ echo '(.+)' \|\n +npx andon (.+)\n\n([^`]+)^```/m);
  const { out, err, status } = await andon(words.replace("rules/manufacturing", PACK).split(" "), ticket);
  assert.equal(status, 0, err);
  const lines = out.replaceAll(PACK, "rules/manufacturing").split("\n");
  for (const line of shown
    .trimEnd()
    .split("\n")
    .filter((line) => line.trim() !== "...")) {
    const begins = line.endsWith(" ...") ? line.slice(0, -" ...".length) : undefined;
    const isPrinted = lines.some((printed) => (begins === undefined ? printed === line : printed.startsWith(begins)));
    assert.ok(isPrinted, `not printed: ${line}`);
  }
});

test("explanations have the bytes of the native ones", () => {
  const native = readFileSync(path.join(TARGET, "tmp", "explanations.ndjson"), "utf8")
    .trimEnd()
    .split("\n");
  const policy = Policy.compile(policyFiles("rules/manufacturing"));
  const now = "2026-03-05T08:00:00Z";
  const asked = tickets.flatMap((ticket) =>
    ["P1", { team: "network" }].map((toward) => policy.explain(ticket, { now, toward })),
  );
  assert.equal(asked.length, native.length);
  for (const [index, explanation] of asked.entries()) assert.equal(JSON.stringify(explanation), native[index]);
});

test("what the document says of the VPN ticket while a shift ran", () => {
  const policy = Policy.compile(policyFiles("rules/manufacturing"));
  const openedAt = "2026-03-04T20:30:00Z";
  const { priority, rules } = policy.decide({ ...tickets[1], openedAt }, { now: openedAt });
  assert.equal(priority, "P2");
  assert.equal(rules.find(({ won }) => won).id, "remote-supervisor-in-shift");
});

test("what the document says of the label ticket once everything is known", () => {
  const policy = Policy.compile(policyFiles("rules/manufacturing"));
  const answers = { onlyPrinterOnLine: true, orderTimeCritical: true };
  const { priority, rules } = policy.decide({ ...tickets[0], ...answers }, { now: tickets[0].openedAt });
  assert.equal(priority, "P1");
  assert.equal(rules.find(({ won }) => won).id, "label-printer-only-and-time-critical");
});

test("nothing is said about why not where nobody asked", () => {
  const policy = Policy.compile(policyFiles("rules/manufacturing"));
  const explanation = policy.explain(tickets[0], { now: "2026-03-05T08:00:00Z" });
  assert.equal(explanation.toward, null);
  assert.ok(explanation.trace.some(({ conditions }) => conditions.length > 1));
});

test("an outcome that does not exist is refused with a way out", async () => {
  const policy = Policy.compile(policyFiles("rules/manufacturing"));
  const now = "2026-03-05T08:00:00Z";
  for (const toward of ["P9", { team: "P1" }, { colour: "P1" }, { team: "network", sla: "standard" }, 7, ["P1"]]) {
    assert.throws(() => policy.explain(tickets[0], { now, toward }), { name: "ArgumentError" }, JSON.stringify(toward));
  }
  const { status, err } = await andon(["explain", "--policy", PACK, "--toward", "netwrk"], JSON.stringify(tickets[0]));
  assert.equal(status, 2);
  assert.match(err, /no priority, team or SLA `netwrk`; did you mean `network`\?/);
});
