// Sheets: titles and tables, for a terminal or as Markdown.

import { aligned, paint } from "./text.mjs";

/**
 * @typedef {object} Sheet
 * @property {string} title
 * @property {string[]} lines sentences below the title
 * @property {Table[]} tables those without rows are left out
 *
 * @typedef {object} Table
 * @property {string} title
 * @property {string[]} head
 * @property {(string | number)[][]} rows
 * @property {string} [note] a sentence below it
 */

/** A sheet for a terminal. */
export function sheetText({ title, lines, tables }) {
  const parts = [[paint("bold", title), ...lines], ...filled(tables).map(tableText)];
  return parts.map((part) => part.join("\n")).join("\n\n");
}

function tableText({ title, head, rows, note }) {
  return [paint("bold", title), ...aligned([head, ...rows].map((row) => row.map(String))), ...noted(note)];
}

/** A sheet as Markdown, for a merge request. */
export function sheetMarkdown({ title, lines, tables }) {
  const parts = [[`## ${title}`], ...lines.map((line) => [escaped(line)]), ...filled(tables).map(tableMarkdown)];
  return parts.map((part) => part.join("\n")).join("\n\n");
}

function tableMarkdown({ title, head, rows, note }) {
  const cells = (row) => `| ${row.map((cell) => escaped(String(cell))).join(" | ")} |`;
  const numeric = head.map((_, at) => rows.every((row) => /^[-+\d.,% ]*$/.test(String(row[at]))));
  const rule = `|${numeric.map((right) => (right ? "---:" : "---")).join("|")}|`;
  return [`### ${title}`, "", cells(head), rule, ...rows.map(cells), ...noted(note).flatMap((text) => ["", text])];
}

function filled(tables) {
  return tables.filter(({ rows }) => rows.length > 0);
}

function noted(note) {
  return note === undefined ? [] : [note];
}

/** Whatever a ticket says must not become a table, a link or a tag. */
function escaped(text) {
  return text.replaceAll(/[\\|<>`*_[\]]/g, (character) => `\\${character}`).replaceAll(/\s*\n\s*/g, " ");
}
