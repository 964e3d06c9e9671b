// Small words for terminals.

import { styleText } from "node:util";

/** `text` in a style, if standard output is a terminal that wants it. */
export function paint(format, text) {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;
}

/** `text` in at most `width` characters. */
export function short(text, width) {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Rows with aligned columns. */
export function aligned(rows, indent = "  ") {
  const widths = rows.reduce((widest, row) => row.map((cell, at) => Math.max(widest[at] ?? 0, cell.length)), []);
  return rows.map((row) => (indent + row.map((cell, at) => cell.padEnd(widths[at])).join("  ")).trimEnd());
}

/** Seconds as people say them: `1 h 30 min`. */
export function lengthText(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [
    [Math.floor(minutes / 60), "h"],
    [minutes % 60, "min"],
  ].filter(([count]) => count > 0);
  return parts.map(([count, unit]) => `${count} ${unit}`).join(" ") || "0 min";
}
