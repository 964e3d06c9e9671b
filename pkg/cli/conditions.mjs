// Conditions as text for people: a mark, the condition, what it read.

import { short } from "./text.mjs";

const MARKS = { true: "✓", false: "✗", undecided: "?", failed: "!" };
/** Longer texts and values are cut: a list of all categories is no help. */
const TEXT = 110;
const VALUE = 40;

/** Lines for conditions and their parts, each part indented below what it is a part of. */
export function conditionLines(conditions, depth = 0) {
  return conditions.flatMap((condition) => [
    "  ".repeat(depth) + conditionText(condition),
    ...conditionLines(condition.parts, depth + 1),
  ]);
}

/** `✗ t.users_blocked >= 10   usersBlocked = 4` */
export function conditionText({ text, truth, reads }) {
  const read = reads.map(({ field, value }) => `${field} ${value === null ? "unknown" : `= ${valueText(value)}`}`);
  return `${MARKS[truth]} ${short(text, TEXT)}${read.length > 0 ? `   [${read.join(", ")}]` : ""}`;
}

/** A value in a line. */
export function valueText(value) {
  return value === null ? "unknown" : short(Array.isArray(value) ? value.join(", ") || "none" : String(value), VALUE);
}
