// The common suite (tests/cases/*.json) for JavaScript: the cases, and what the native run answered.
//
// A case is { name, policy, ticket, now, expect | error }; tests/cases.rs has the meaning of each and checks what is
// expected. Here only the bytes count: they are the native ones or they are wrong.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../pkg/build/console.mjs";

const CASES = path.join(root, "tests", "cases");
const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");

/** All cases, and what the packs' own tests decide, the policy of each as files. */
export function cases() {
  const names = readdirSync(CASES).filter((name) => name.endsWith(".json"));
  const all = names.sort().flatMap((name) => JSON.parse(readFileSync(path.join(CASES, name), "utf8")));
  const examples = nativeLines("examples.ndjson").map((line) => JSON.parse(line));
  return [...all, ...examples].map((item) => ({ ...item, files: item.policy.files ?? policyFiles(item.policy) }));
}

/** The answers of the native run, one line of bytes a case. */
export function nativeAnswers() {
  return nativeLines("cases.ndjson");
}

/** What a native history answers about the samples: a comparison, a report, the memory it takes. */
export function nativeHistory() {
  return nativeLines("history.ndjson");
}

/** What a native watch says of made-up plants: a line of events for each ticket, and the levels of some hours. */
export function nativeWatch() {
  const tickets = nativeLines("watch-tickets.ndjson").map((line) => JSON.parse(line));
  const [head, text] = nativeLines("watch-levels.ndjson");
  return { tickets, events: nativeLines("watch-events.ndjson"), levels: { ...JSON.parse(head), text } };
}

function nativeLines(name) {
  const lines = readFileSync(path.join(TARGET, "tmp", name), "utf8").split("\n");
  return lines.filter((line) => line !== "");
}

const folders = new Map();

/** The files of a policy folder; the same object each time, so that callers can compile it once. */
export function policyFiles(name) {
  if (!folders.has(name)) {
    const folder = path.join(root, name);
    const files = readdirSync(folder).filter((file) => file.endsWith(".rhai"));
    const texts = files.sort().map((file) => [file, readFileSync(path.join(folder, file), "utf8")]);
    folders.set(name, Object.fromEntries(texts));
  }
  return folders.get(name);
}

/** Where two answers part, with some text around; `undefined` if they are the same. */
export function parting(answer, native) {
  if (answer === native) return undefined;
  let at = 0;
  while (answer[at] === native[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 60), at + 60);
  return { at, here: around(answer), natively: around(native) };
}
