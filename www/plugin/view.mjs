// What the panel shows, put together from the decision, the form and the other open tickets.

/**
 * @typedef {object} View
 * @property {object} decision
 * @property {number} rank of its priority, 0 the most severe
 * @property {string} zone the plant's clock
 * @property {string} language
 * @property {import("./suggestions.mjs").Suggestion[]} suggestions
 * @property {{ field: string, label: string, isHere: boolean }[]} asks fields still to ask for
 * @property {object[]} similar open tickets about the same thing
 * @property {import("./majors.mjs").Major | null} major the major incident, suggested or confirmed, that this ticket belongs to
 */

/** The fields still to ask for: what the category requires first, then what could still change the decision. */
export function asksOf({ missing, undecided }, labels, form) {
  const open = [...missing.map(({ field }) => field), ...undecided.flatMap(({ fields }) => fields)];
  return [...new Set(open)].map((field) => ({ field, label: labels.get(field) ?? field, isHere: form.has(field) }));
}

/** The name of the calendar on whose clock times are told: the plant's, else that of a target. */
export function calendarOf({ facts, targets }) {
  const byPlant = facts.find(({ source }) => source === "calendar")?.detail;
  return byPlant ?? targets.find(({ calendar }) => calendar !== "always")?.calendar;
}
