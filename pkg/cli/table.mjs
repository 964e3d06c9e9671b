// Decisions as a table for people.

import { short } from "./text.mjs";

/** Columns are as wide as this many first rows need; later rows are cut. */
const PAGE = 200;
const WIDEST = 34;

const COLUMNS = [
  ["ticket", ({ id }) => id],
  ["priority", ({ priority }) => priority],
  ["category", ({ category }) => category],
  ["layer", ({ layer }) => layer],
  ["line", ({ plant, line }) => [plant, line].filter(Boolean).join(" ")],
  ["team", ({ team }) => team],
];
const LAST = [
  ["missing", ({ missing }) => missing.map(({ field }) => field).join(" ")],
  ["because", because],
];

/** Writes decisions in pages of aligned rows. */
export class Table {
  #output;
  #rows = [];
  #widths;
  #columns;

  constructor(output) {
    this.#output = output;
  }

  answer(decision) {
    this.#columns ??= [...COLUMNS, ...targetColumns(decision), ...LAST];
    return this.#row(this.#columns.map(([, cell]) => String(cell(decision) ?? "")));
  }

  failure({ line, error }) {
    return this.#row([`line ${line}`, `${error.name}: ${error.message.replaceAll(/\s*\n\s*/g, "; ")}`]);
  }

  /** Writes what is left. */
  async end() {
    if (this.#widths === undefined) this.#begin();
    for (const row of this.#rows.splice(0)) await this.#write(row);
  }

  #row(cells) {
    if (this.#widths !== undefined) return this.#write(cells);
    this.#rows.push(cells);
    return this.#rows.length < PAGE ? undefined : this.end();
  }

  #begin() {
    const heads = (this.#columns ?? [...COLUMNS, ...LAST]).map(([head]) => head);
    const rows = [heads, ...this.#rows.filter((row) => row.length === heads.length)];
    this.#widths = heads.map((_, at) => Math.min(WIDEST, Math.max(...rows.map((row) => row[at].length))));
    this.#widths[heads.length - 1] = roomLeft(this.#widths);
    this.#rows.unshift(heads);
  }

  #write(cells) {
    const padded =
      cells.length === this.#widths.length
        ? cells.map((cell, at) => short(cell, this.#widths[at]).padEnd(this.#widths[at]))
        : cells;
    return this.#output.line(padded.join("  ").trimEnd());
  }
}

/** A terminal's lines are not broken; anything else has all the room it wants. */
function roomLeft(widths) {
  const taken = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  return process.stdout.columns === undefined ? 160 : Math.max(12, process.stdout.columns - taken);
}

function targetColumns({ targets }) {
  const names = [...new Set(targets.map(({ target }) => target))];
  return names.map((name) => [
    `${name} due`,
    (decision) => due(decision.targets.find(({ target }) => target === name)),
  ]);
}

/** `03-02 06:15`, in UTC, with `!` once it is too late. */
function due(target) {
  if (target === undefined) return "";
  const at = target.dueAt?.slice(5, 16).replace("T", " ") ?? "paused";
  return target.state === "breached" ? `${at} !` : target.state === "met" ? "met" : at;
}

function because({ rules, reasons }) {
  return (
    rules.find(({ won }) => won)?.because ??
    reasons.find(({ stage }) => stage === "prioritise")?.text ??
    reasons[0]?.text
  );
}
