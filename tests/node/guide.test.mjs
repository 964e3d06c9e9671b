// docs/policy.md: its blocks are one policy, and what it shows is what the program prints. docs/words.md is up to date.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { current } from "../../pkg/build/words.mjs";
import { andon } from "./command.mjs";
import { blocks, printsWhatItShows } from "./document.mjs";

const PAGE = "docs/policy.md";
const NAME = "north-works";
const folder = mkdtempSync(path.join(tmpdir(), "andon-guide-"));
const policy = path.join(folder, NAME);
mkdirSync(policy);
writeFileSync(path.join(policy, "policy.rhai"), blocks(PAGE, "rhai").join("\n\n"));
after(() => rmSync(folder, { recursive: true }));

test("what the guide shows is what the program prints", () =>
  printsWhatItShows(PAGE, async (command) => {
    const words = command.split(" ").slice(1);
    const asked = words.map((word) => (word === NAME ? policy : word)).filter((word) => !word.endsWith(".ndjson"));
    const { out, err, status } = await andon(asked, blocks(PAGE, "json").join("\n"));
    assert.equal(status, 0, out + err);
    return out.replaceAll(policy, NAME);
  }));

test("the reference says what the vocabulary says", () => {
  const written = readFileSync(path.join(root, "docs", "words.md"), "utf8");
  assert.ok(written === current(), "renew it: node pkg/build/words.mjs > docs/words.md");
});

test("what the guide points to is there", () => {
  const guide = readFileSync(path.join(root, PAGE), "utf8");
  for (const [, file, heading] of guide.matchAll(/\]\(((?!https:)[^)#]+)(?:#([^)]+))?\)/g)) {
    const text = readFileSync(path.join(root, "docs", file), "utf8");
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, words]) => words.toLowerCase().replaceAll(" ", "-"));
    assert.ok(heading === undefined || headings.includes(heading), `${file}#${heading}`);
  }
});
