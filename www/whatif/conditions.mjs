// What the rules asked of a ticket, and what it answered: each declaration that was considered, with its conditions.

import { element } from "../element.mjs";
import { place } from "../panels/place.mjs";

const MARKS = { true: "✓", false: "✗", undecided: "?", failed: "!" };
const TRUTHS = { true: "holds", false: "does not hold", undecided: "cannot be told", failed: "failed" };
/** Values are cut behind so many characters: a whole description is no help. */
const VALUE = 60;

/**
 * Of what was considered, in the order of the corridor, that which had a say.
 * @param {object[]} trace of `policy.explain`
 */
export function spoken(trace) {
  return trace.filter(({ verdict, conditions }) => verdict !== "not-matched" && conditions.length > 0);
}

/** @param {object[]} spoken */
export function considered(spoken) {
  if (spoken.length === 0) return undefined;
  return spoken.map((consideration) =>
    element("details", { class: "considered", open: consideration.stage === "prioritise" }, [
      element("summary", {}, [
        element("span", { class: "stage" }, consideration.stage),
        element("code", {}, consideration.id),
        consideration.verdict !== "matched" && element("span", { class: "tag" }, consideration.verdict),
        place(consideration),
      ]),
      conditionList(consideration.conditions),
    ]),
  );
}

/** Conditions with their truth and what they read, and below each what it is made of. */
export function conditionList(conditions) {
  if (conditions.length === 0) return undefined;
  return element(
    "ul",
    { class: "conditions" },
    conditions.map(({ text, truth, reads, parts }) =>
      element("li", { "data-truth": String(truth) }, [
        element("span", { class: "mark", role: "img", "aria-label": TRUTHS[truth] }, MARKS[truth]),
        element("code", {}, text),
        reads.map(({ field, value }) => element("span", { class: "read" }, `${field}: ${valueText(value)}`)),
        conditionList(parts),
      ]),
    ),
  );
}

/** A field's value in a few words. */
export function valueText(value) {
  if (value === null) return "unknown";
  const text = Array.isArray(value) ? value.join(", ") || "none" : String(value);
  return text.length > VALUE ? `${text.slice(0, VALUE)}…` : text;
}
