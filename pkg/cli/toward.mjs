// Why not? as text for people.

import { conditionLines, valueText } from "./conditions.mjs";

/** At most so many of each are printed; `--json` has all. */
const MOST = 5;

/** The sections of an explanation that say why a ticket is not decided as expected. */
export function towardSections(toward, at) {
  if (toward === null) return [];
  const [[kind, name]] = Object.entries(toward.goal);
  const goal = `${kind} ${name}`;
  if (toward.reached) return [[`why not ${goal}?`, [["it is decided so"]]]];
  return [
    [`why not ${goal}? what would give it`, limited(toward.rules, (rule) => nearMiss(rule, at))],
    [
      "what stands in the way",
      toward.against.map((rule) => [`${rule.id} says ${rule.says}: ${rule.because}${at(rule)}`]),
    ],
    ["what would change it", tips(toward)],
  ];
}

function nearMiss(rule, at) {
  const missing = rule.misses === 0 ? "misses nothing" : `misses ${counted(rule.misses, "condition")}`;
  const head = `${rule.id} (${rule.gives}) ${missing}, of ${rule.of} that must hold${at(rule)}`;
  return [[head], ...conditionLines(rule.missed, 1).map((line) => [line])];
}

function tips({ tips, search }) {
  const lines = limited(
    merged(tips),
    (tip) => [[`${tip.changes.map(changeText).join(", and ")}: ${tip.by.join(", ")}`]],
    2 * MOST,
  );
  const searched = `${search.decided} changed tickets were decided`;
  const found = tips.length === 0 ? "no change of at most three fields was found; " : "";
  return [...lines, [`(${found}${searched}${search.complete ? "" : `; there may be more`})`]];
}

/** Tips that differ in the value of one field only, as one with all its values. */
function merged(tips) {
  const together = [];
  for (const { changes, by } of tips) {
    const plain = changes.map(({ field, from, to }) => ({ field, from, to: [valueText(to)] }));
    const like = together.find((tip) => differing(tip.changes, plain).length === 1);
    if (like === undefined) {
      together.push({ changes: plain, by: [by] });
      continue;
    }
    const [index] = differing(like.changes, plain);
    like.changes[index].to.push(...plain[index].to);
    if (!like.by.includes(by)) like.by.push(by);
  }
  return together;
}

/** Where two lists of changes differ; everywhere, if they are not about the same fields. */
function differing(left, right) {
  const same = left.length === right.length && left.every(({ field }, index) => field === right[index].field);
  const places = right.map((_, index) => index);
  return same ? places.filter((index) => left[index].to.join() !== right[index].to.join()) : [-1, -1];
}

function changeText({ field, from, to }) {
  const values = to.length > MOST ? [...to.slice(0, MOST), `${to.length - MOST} more`] : to;
  return `${field} = ${values.join(" or ")} (now ${valueText(from)})`;
}

function limited(items, lines, most = MOST) {
  const rest = items.length - most;
  return [...items.slice(0, most).flatMap(lines), ...(rest > 0 ? [[`and ${rest} more`]] : [])];
}

function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
