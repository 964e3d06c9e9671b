// The reference of the words of a policy, made of pkg/vocabulary.json, which the engine writes.
//
//     node pkg/build/words.mjs > docs/words.md

import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./console.mjs";

/** What is written under an entry. */
const WANTED = {
  text: "text",
  texts: "text, or a list of texts",
  bool: "`true` or `false`",
  int: "whole number",
  number: "number",
  length: 'length: `"15m"`, `"2h30m"`',
  percentages: "list of percentages",
  closure: "condition: `|t| ...`",
  map: "map",
  maps: "list of maps",
  "length-or-map": "length, or a map",
  lengths: "map of names and lengths, or of names and maps",
  data: "data",
  names: "list of texts",
};

/** The page as Markdown. */
export function reference({ words, fields, functions, reserved }) {
  return `${[
    "# Words",
    `Everything that a policy may say. It is made of \`andon/vocabulary.json\`, which completes and explains in the page's editor.
How the words work together: [write a policy](policy.md). Entries in **bold** must be there.`,
    ...words.flatMap((word) => section(word, reserved)),
    "## Fields of a ticket",
    `In conditions they are written as here, in a ticket in camel case: \`usersBlocked\`. A ticket needs \`id\` and \`openedAt\`; the
rest is optional. \`field\` adds those of the plant; \`t.fields.name\` reads what the help desk keeps beside them.`,
    table(
      ["field", "holds", "meaning"],
      fields.map(({ name, type, doc }) => [code(name), type, doc]),
    ),
    "## Functions",
    table(
      ["call", "answers"],
      functions.map(({ usage, doc }) => [usage.split(" or ").map(code).join(" or "), doc]),
    ),
    `Operators: \`== != < <= > >= && || ! + - * / % ?? in\`. Layers are ${listed(reserved.layers)}; the calendars
${listed(reserved.calendars)} need no declaration.`,
  ].join("\n\n")}\n`;
}

function section({ name, usage, doc, entries }, reserved) {
  const parts = [`## ${name}`, `${code(usage)}: ${doc}.`];
  if (entries.length > 0) parts.push(table(["entry", "holds", "meaning"], rows(entries)));
  const both = shared(entries);
  if (both.length > 0) parts.push(`The map of one target may say for itself: ${listed(both)}.`);
  if (name === "calendar") parts.push("What each may say: [calendars](calendars.md).");
  if (name === "test") parts.push(`What may be expected: ${listed(reserved.expectations)}.`);
  return parts;
}

/** A row for each entry, those inside it below it, by their path. */
function rows(entries, before = "", outer = entries) {
  return entries.flatMap((entry) => {
    const path = code(`${before}${entry.name}`);
    const row = [entry.required ? `**${path}**` : path, wanted(entry), entry.doc];
    return [row, ...rows(own(entry, outer), `${before}${entry.name}.`, [])];
  });
}

/** What is inside an entry and not beside it as well. */
function own({ entries = [] }, outer) {
  return entries.filter((inner) => !isAmong(outer, inner));
}

/** What stands inside entries and beside them. */
function shared(entries) {
  const inside = new Set(entries.flatMap((entry) => entry.entries ?? []).map(({ name }) => name));
  return entries.filter(({ name }) => inside.has(name)).map(({ name }) => name);
}

function isAmong(entries, { name, doc }) {
  return entries.some((known) => known.name === name && known.doc === doc);
}

function wanted({ type, of, values = [] }) {
  if (type === "choice") return values.map((value) => code(`"${value}"`)).join(", ");
  if (of === undefined) return WANTED[type];
  if (type === "names") return `${plural(of)}, by name`;
  if (type === "items") return `${plural(of)}, by name, or maps`;
  const one = /^[aeiou]/.test(of) ? `an ${of}` : `a ${of}`;
  if (type === "setting") return `${one}, or a closure that answers with one`;
  return type === "data" ? `${one}, or several, by name` : `${one}, by name`;
}

const plural = (noun) => noun.replace(/y$/, "ie").concat("s");
const code = (text) => `\`${text}\``;
const listed = (names) => names.map(code).join(", ");

function table(head, lines) {
  const row = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...lines.map(row)].join("\n");
}

/** What the file should be. */
export function current() {
  return reference(JSON.parse(readFileSync(path.join(root, "pkg", "vocabulary.json"), "utf8")));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(current());
