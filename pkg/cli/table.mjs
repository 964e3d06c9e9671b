// Decisions as a table for people.

import { short } from "./text.mjs";

/** Columns are as wide as this many first rows need; later rows are cut. */
const PAGE = 200;
const WIDEST = 24;
const GAP = 2;
/** What a narrow terminal can do without, first to go first. */
const DISPENSABLE = ["layer", "update due", "missing", "line", "team", "category"];
const LEAST_REASON = 20;
const LONGEST_REASON = 160;

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
    const widths = heads.map((_, at) => Math.min(WIDEST, Math.max(...rows.map((row) => row[at].length))));
    this.#widths = fitted(heads, widths, process.stdout.columns);
    this.#rows.unshift(heads);
  }

  #write(cells) {
    if (cells.length !== this.#widths.length) return this.#output.line(cells.join("  "));
    const shown = cells.map((cell, at) => [cell, this.#widths[at]]).filter(([, width]) => width > 0);
    return this.#output.line(
      shown
        .map(([cell, width]) => short(cell, width).padEnd(width))
        .join("  ")
        .trimEnd(),
    );
  }
}

/** Widths that fill a terminal's line; 0 for a column that has no room. Anything but a terminal has all the room. */
function fitted(heads, widths, room = Number.POSITIVE_INFINITY) {
  const last = widths.length - 1;
  const fits = widths.with(last, LEAST_REASON);
  const taken = () => fits.reduce((sum, width) => sum + (width > 0 ? width + GAP : 0), -GAP);
  for (const head of DISPENSABLE) {
    if (taken() > room && heads.includes(head)) fits[heads.indexOf(head)] = 0;
  }
  fits[last] = Math.min(LONGEST_REASON, LEAST_REASON + Math.max(0, room - taken()));
  return fits;
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
