// What tests and tickets try out of a policy: how much of it, and what not.

import { moment } from "./moment.mjs";
import { placeText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { aligned, paint, short } from "./text.mjs";
import { openTickets } from "./tickets.mjs";

/** Tries out the policy's tests and the tickets of a file, if there is one. */
export async function exercised(policy, { file, map, now }) {
  if (file === undefined) return policy.exercise();
  if (now === "opened") throw new Refusal("--now opened: coverage is measured at one instant; name it");
  const at = moment(policy, now)({});
  const tickets = [];
  // A line that is no ticket counts as one that was refused.
  for await (const { ticket } of openTickets(file, map)) tickets.push(ticket ?? null);
  return policy.exercise(tickets, { now: at });
}

/** Lines: shares first, then everything that was not tried out, with its place. */
export function coverageText({ tickets, refused, declarations, branches, conditions }, folder) {
  const unheard = declarations.filter(({ yes }) => yes === 0);
  const untaken = branches.filter(({ taken }) => taken === 0);
  const halves = conditions.filter(({ yes, no }) => yes === 0 || no === 0);
  const shares = [
    ["declarations", share(declarations, unheard), "held"],
    ["branches", share(branches, untaken), "taken"],
    ["conditions", share(conditions, halves), "seen true and seen false"],
  ];
  return [
    `tried out by ${tickets} ticket${tickets === 1 ? "" : "s"}${refused > 0 ? `; ${refused} could not be decided` : ""}`,
    ...aligned(shares),
    ...section(
      "never held",
      unheard.map((item) => row(item, `${item.word} ${item.id}: ${item.entry}`, unheardBecause(item), folder)),
    ),
    ...section(
      "never taken",
      untaken.map((item) => row(item, item.text, "", folder)),
    ),
    ...section(
      "never seen both ways",
      halves.map((item) => row(item, item.text, halfBecause(item), folder)),
    ),
  ];
}

function share(all, missing) {
  const done = all.length - missing.length;
  const percent = all.length === 0 ? 100 : Math.floor((100 * done) / all.length);
  return `${done} of ${all.length} (${percent} %)`;
}

function section(title, rows) {
  return rows.length === 0 ? [] : [paint("bold", title), ...aligned(rows)];
}

function row(item, text, because, folder) {
  return [placeText(item, folder), short(text.replaceAll(/\s+/g, " "), 72), because];
}

function unheardBecause({ no, undecided, failed }) {
  if (no + undecided + failed === 0) return "never asked";
  return counted({ false: no, undecided, failed });
}

function halfBecause({ yes, no, undecided, failed }) {
  if (yes + no + undecided + failed === 0) return "never asked";
  return counted({ true: yes, false: no, undecided, failed });
}

/** `3 false, 1 undecided` */
function counted(answers) {
  const parts = Object.entries(answers).filter(([, count]) => count > 0);
  return parts.map(([answer, count]) => `${count} ${answer}`).join(", ");
}
