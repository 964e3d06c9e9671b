// A decision as a help desk is told it: flat, in few words, and the same at any `now` as long as nothing changes.

/** What a site can choose to have written back (`apply`); `current` is the ticket as the desk has it. */
export const PARTS = ["priority", "team", "category", "due", "sla", "note"];

const PROCEDURES = 2;
/** What is due again and again is not told in a note, which stays as it is. */
const RECURRING = new Set(["update", "next_response"]);

/**
 * What of a decision goes to a help desk.
 * @param {import("../../index.d.ts").Decision} decision
 * @param {string} [marker] a word in the note by which this very change is known again
 */
export function outcomeOf(decision, marker) {
  const { id, priority, team, category, assignment, targets } = decision;
  const promises = targets.filter(({ kind, state }) => kind === "sla" && state !== "cancelled");
  return {
    id,
    priority,
    team,
    teamName: assignment.name,
    category: category ?? undefined,
    due: byTarget(promises, ({ dueAt }) => dueAt ?? undefined),
    sla: byTarget(promises, ({ sla }) => sla),
    note: noteOf(decision, promises) + (marker === undefined ? "" : ` [${marker}]`),
  };
}

function byTarget(promises, value) {
  return Object.fromEntries(promises.map((promise) => [promise.target, value(promise)]));
}

/** Why, in a few sentences. No ages and no costs: they would be other ones a minute later. */
function noteOf(decision, promises) {
  const { priority, team, assignment, missing, procedures } = decision;
  const name = assignment.name === team ? team : `${assignment.name} (${team})`;
  const once = promises.filter(({ target, dueAt }) => dueAt && !RECURRING.has(target));
  const due = once.map(({ target, dueAt }) => `${target} due ${dueAt}`);
  const lacking = missing.map(({ label }) => label).join(", ");
  const help = procedures
    .slice(0, PROCEDURES)
    .map(({ title, reference }) => [title, reference].filter(Boolean).join(": "));
  return [
    sentence(`${priority}: ${why(decision)}`),
    sentence(`Team ${name}: ${assignment.because}`),
    due.length > 0 && sentence(upper(due.join(", "))),
    lacking !== "" && sentence(`Still to be asked: ${lacking}`),
    help.length > 0 && sentence(`Meanwhile: ${help.join("; ")}`),
  ]
    .filter(Boolean)
    .join(" ");
}

function why({ rules, reasons }) {
  const winner = rules.find(({ won }) => won)?.because;
  return winner ?? reasons.find(({ stage }) => stage === "prioritise")?.text ?? "no rule speaks of it";
}

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function upper(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
