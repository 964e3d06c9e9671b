// The ticket form, built from what the policy says about its fields. What the category asks for stands first.

import { element } from "./element.mjs";
import { Field } from "./field.mjs";

const WRITTEN = ["subject", "description"];
const TIMES = ["id", "openedAt", "receivedAt", "respondedAt", "resolvedAt", "status", "channel", "reporter"];
/** What the policy decides is nobody's to fill in. */
const DECIDED = ["priority", "team"];

export class Form {
  #case;
  #fields;
  #categories;
  #category;
  #asked = element("div");
  #stated = element("div");
  #other = element("div");
  #askedTitle = element("h2");
  #statedGroup;
  #otherSummary = element("summary");

  /**
   * @param {object} intake `policy.fields()`
   * @param {import("./case.mjs").Case} current
   */
  constructor(intake, current) {
    this.#case = current;
    this.#categories = new Map(intake.categories.map((category) => [category.id, category]));
    const changed = (name, value) => current.set(name, value);
    const labels = Object.fromEntries(intake.categories.map(({ id, label }) => [id, label]));
    const fields = intake.fields.filter(({ name }) => !DECIDED.includes(name));
    this.#fields = new Map(
      fields.map((field) => [field.name, new Field(field.name === "category" ? { ...field, labels } : field, changed)]),
    );
    this.#statedGroup = element("section", { class: "group" }, element("h2", {}, "Also in this ticket"), this.#stated);
    this.element = element("form", {
      class: "form",
      "aria-label": "Ticket",
      submit: (event) => event.preventDefault(),
    });
    this.element.append(...this.#groups());
    current.addEventListener("replaced", () => this.#refill());
  }

  #groups() {
    const group = (...content) => element("section", { class: "group" }, ...content);
    return [
      group(element("h2", {}, "What was written"), this.#elements(WRITTEN)),
      group(this.#askedTitle, this.#elements(["category"]), this.#asked),
      this.#statedGroup,
      element("details", { class: "group" }, element("summary", {}, "Ticket and times"), this.#elements(TIMES)),
      element("details", { class: "group" }, this.#otherSummary, this.#other),
    ];
  }

  /** Brings a field into view and the focus to it. */
  focus(name) {
    const field = this.#fields.get(name);
    if (!field) return;
    const folded = field.element.closest("details");
    if (folded) folded.open = true;
    field.focus();
  }

  /** Shows what the decision says about each field. */
  annotate(decision) {
    if (decision.category !== this.#category) this.#arrange(decision.category);
    for (const [name, field] of this.#fields) field.annotate(remarks(decision, name, this.#case.ticket));
  }

  /** Shows what keeps the ticket from being decided. */
  refuse(problems) {
    this.annotate({ category: this.#category, facts: [], missing: [], undecided: [], problems });
  }

  #refill() {
    for (const [name, field] of this.#fields) field.show(this.#case.ticket[name]);
    this.#arrange(this.#category);
  }

  /** Sorts the fields into their groups. The one being typed in stays, for an element that moves loses the focus. */
  #arrange(category) {
    this.#category = category;
    const { require = [], label } = this.#categories.get(category) ?? {};
    const placed = ["category", ...WRITTEN, ...TIMES];
    const asked = require.filter((name) => this.#fields.has(name) && !placed.includes(name));
    const free = [...this.#fields.keys()].filter((name) => ![...placed, ...asked].includes(name));
    const stated = free.filter((name) => this.#case.ticket[name] !== undefined && this.#case.ticket[name] !== null);
    const other = free.filter((name) => !stated.includes(name));
    this.#askedTitle.textContent = label ? `Asked for: ${label}` : "Category";
    for (const [group, names] of [
      [this.#asked, asked],
      [this.#stated, stated],
      [this.#other, other],
    ]) {
      group.append(...this.#elements(names).filter((field) => !field.contains(document.activeElement)));
    }
    this.#statedGroup.hidden = this.#stated.childElementCount === 0;
    this.#otherSummary.textContent = `Other fields (${other.length})`;
  }

  #elements(names) {
    return names.filter((name) => this.#fields.has(name)).map((name) => this.#fields.get(name).element);
  }
}

/** What a decision says about one field. */
function remarks({ facts, missing, undecided, problems }, name, ticket) {
  const stated = ticket[name] !== undefined && ticket[name] !== null;
  return {
    fact: stated ? undefined : facts.find(({ field }) => field === name),
    missing: missing.some(({ field }) => field === name),
    undecided: undecided.filter(({ fields }) => fields.includes(name)).length,
    problems: problems.filter(({ path }) => path === name),
  };
}
