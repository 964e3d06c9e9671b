// What the decision would change in the form, field by field, and the way back.

/**
 * @typedef {object} Suggestion
 * @property {string} key
 * @property {string} label the field, as people call it
 * @property {string} meaning what the decision says
 * @property {string} text how the form says it
 * @property {string} current what a person reads there now
 * @property {"open" | "differs" | "agrees" | "applied" | "unsayable"} state
 * @property {{ source: string, detail: string }} [fact] where a fact comes from
 * @property {string} [clock] of an instant: the zone in which the form tells it
 */

export class Suggestions {
  #form;
  #mapping;
  #site;
  #labels;
  #before = new Map();

  /**
   * @param {import("./ticket-form.mjs").TicketForm} form
   * @param {import("./desk.mjs").Site} site
   * @param {Map<string, string>} labels of the policy's fields
   */
  constructor(form, site, labels) {
    this.#form = form;
    this.#mapping = site.mapping;
    this.#site = site;
    this.#labels = labels;
  }

  /** @returns {Suggestion[]} */
  of(decision) {
    return [...this.#outcomes(decision), ...this.#facts(decision)];
  }

  *#outcomes(decision) {
    for (const [key, { of = key, as, label }] of Object.entries(this.#mapping.outcome)) {
      const value = OUTCOMES[of]?.(decision, this.#site);
      if (value === undefined || value === null) continue;
      const written = as === undefined ? value : instant(value, as, this.#site.zone);
      const suggestion = this.#suggestion("outcome", key, written);
      const clock = as === undefined ? undefined : this.#site.zone;
      if (suggestion) yield { ...suggestion, label: label ?? this.#labels.get(of) ?? of, clock };
    }
  }

  *#facts({ facts }) {
    const known = new Map(facts.map((fact) => [fact.field, fact]));
    // In the form's order: a line can be chosen once its plant is.
    for (const field of this.#form.inOrder()) {
      const { value, source, detail } = known.get(field) ?? { source: "ticket" };
      // What was applied is now what the ticket says; it stays on show to be undone.
      if (source === "ticket" && !this.#before.has(`fields.${field}`)) continue;
      if (value === undefined) continue;
      const suggestion = this.#suggestion("fields", field, value);
      const fact = source === "ticket" ? undefined : { source, detail };
      // What a fact means is what the form calls it: `yes`, not `true`.
      if (suggestion) yield { ...suggestion, meaning: suggestion.text, label: this.#labels.get(field) ?? field, fact };
    }
  }

  #suggestion(kind, key, value) {
    const text = this.#form.wording(kind, key, value);
    if (text === undefined) return undefined;
    const id = `${kind}.${key}`;
    const { value: now, shown } = this.#form.holds(kind, key);
    const meaning = String(value);
    if (text === null) return { key: id, meaning, text: meaning, current: shown, state: "unsayable" };
    return { key: id, meaning, text, current: shown, state: this.#state(id, text, now, shown) };
  }

  #state(id, text, now, shown) {
    const before = this.#before.get(id);
    const same = [now, shown].some((held) => held.toLowerCase() === text.toLowerCase());
    if (same && before?.written === text) return "applied";
    if (same) return "agrees";
    this.#before.delete(id);
    return now.trim() === "" ? "open" : "differs";
  }

  /** Writes a suggestion into the form, and remembers what was there. */
  apply({ key, text }) {
    const [kind, field] = split(key);
    this.#before.set(key, { written: text, value: this.#form.holds(kind, field).value });
    this.#form.write(kind, field, text);
  }

  /** Puts back what was there before. */
  undo({ key }) {
    const [kind, field] = split(key);
    const { value } = this.#before.get(key);
    this.#before.delete(key);
    this.#form.write(kind, field, value);
  }
}

const OUTCOMES = {
  priority: ({ priority }) => priority,
  // A desk has queues, not the policy's teams: without a table the name is all there is to try.
  team: ({ assignment }, { teams = {} }) => teams[assignment.team] ?? assignment.name,
  dueAt: ({ targets }) => targets.find(({ target, kind }) => target === "resolution" && kind === "sla")?.dueAt,
  category: ({ category }) => category,
  impact: ({ impact }) => impact,
  urgency: ({ urgency }) => urgency,
  reasons: ({ reasons }) => reasons.map(({ id, text }) => `${id}: ${text}`).join("\n"),
};

function split(key) {
  const dot = key.indexOf(".");
  return [key.slice(0, dot), key.slice(dot + 1)];
}

/** An instant as a form writes it, on the clock that the form means. */
function instant(at, as, zone) {
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone });
  const minute = format.format(new Date(at));
  if (as === "date") return minute.slice(0, 10);
  return as === "local" ? minute.replace(" ", "T") : minute;
}
