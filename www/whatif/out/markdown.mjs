// The consequences as Markdown, for a change request or a merge request.

import { plain } from "../../markdown.mjs";
import { count, difference } from "../drawings/svg.mjs";

/** Changed tickets that are listed. */
const LISTED = 20;

/**
 * @param {object} comparison
 * @param {{ edited: string[], changes: object[], source: string, address: string }} where
 */
export function comparisonMarkdown(comparison, { edited, changes, source, address }) {
  const { before, after, tickets, changed, percent, raised, lowered } = comparison;
  return [
    `## ${plain(after.name)}: ${count(changed)} of ${count(tickets)} tickets change (${percent} %)`,
    `Policy \`${before.hash.slice(0, 12)}\` → \`${after.hash.slice(0, 12)}\`, edited: ${edited.map((file) => `\`${file}\``).join(", ") || "nothing"}. Tickets: ${plain(source)}. [Open](${address})`,
    `${count(raised)} become more severe, ${count(lowered)} less.`,
    matrix(comparison),
    teams(comparison),
    promises(comparison),
    list(changes.slice(0, LISTED), changed),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function table(header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

function matrix({ priorities, matrix }) {
  const rows = matrix.map((row, at) => [priorities[at], ...row.map(count)]);
  return `**Priority before (rows) and after (columns)**\n\n${table(["", ...priorities], rows)}`;
}

function teams({ load }) {
  const rows = load
    .filter(({ before, after }) => before !== after)
    .map(({ team, before, after }) => [plain(team), count(before), count(after), difference(after - before)]);
  return rows.length > 0 && `**Teams**\n\n${table(["team", "before", "after", "change"], rows)}`;
}

function promises({ targets }) {
  const rows = targets.map(({ target, kind, before, after, newlyBreached, noLongerBreached }) => [
    plain(kind === "sla" ? target : `${target} (${kind})`),
    count(before.breached),
    count(after.breached),
    count(newlyBreached),
    count(noLongerBreached),
  ]);
  const header = ["promise", "broken before", "broken after", "newly", "no longer"];
  return rows.length > 0 && `**Promises**\n\n${table(header, rows)}`;
}

function list(changes, changed) {
  if (changes.length === 0) return "";
  const rows = changes.map(({ id, before, after }) => [
    plain(id),
    `${before.priority} → ${after.priority}`,
    before.team === after.team ? plain(after.team) : `${plain(before.team)} → ${plain(after.team)}`,
    plain(after.reasons.find(({ stage }) => stage === "prioritise")?.text ?? ""),
  ]);
  const more = changed > changes.length ? `\n\nand ${count(changed - changes.length)} more` : "";
  return `**Tickets that change**\n\n${table(["ticket", "priority", "team", "because"], rows)}${more}`;
}
