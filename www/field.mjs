// A field of the form: its label, its control, and what the decision says about it.

import { asText } from "./answer.mjs";
import { control } from "./control.mjs";
import { element, fill } from "./element.mjs";

export class Field {
  #control;
  #mark = element("span", { class: "mark" });
  #note;
  #said;

  /**
   * @param {object} field as `policy.fields()` describes it
   * @param {(name: string, value: unknown) => void} changed
   */
  constructor(field, changed) {
    const id = `field-${field.name}`;
    this.name = field.name;
    this.#control = control(field, id, (value) => changed(field.name, value));
    this.#note = element("p", { class: "note", id: `${id}-note` });
    const help =
      field.help && field.help !== field.label
        ? element("p", { class: "help", id: `${id}-help` }, field.help)
        : undefined;
    for (const input of this.#control.inputs) input.setAttribute("aria-describedby", `${id}-help ${id}-note`);
    // A group of answers has its own name: a label would lead to the first of them, and a click would choose it.
    const name = field.type === "bool" ? element("span", {}, field.label) : element("label", { for: id }, field.label);
    this.element = element(
      "div",
      { class: "field", "data-type": field.type },
      element("div", { class: "name" }, name, this.#mark),
      element("div", { class: "entry" }, this.#control.element, this.#note, help),
    );
  }

  show(value) {
    this.#control.show(value);
  }

  focus() {
    this.element.scrollIntoView({ block: "center", behavior: "instant" });
    this.#control.inputs[0].focus();
  }

  /** What the decision says: that it is missing, that it is known from elsewhere, what is wrong with it. */
  annotate(remarks) {
    // Forty fields are asked about with every key press, and few have something new to say.
    const said = JSON.stringify(remarks);
    if (said === this.#said) return;
    this.#said = said;
    this.#write(remarks);
  }

  #write({ fact, missing, undecided, problems }) {
    const wrong = problems.length > 0;
    for (const input of this.#control.inputs) input.toggleAttribute("aria-invalid", wrong);
    this.#control.suggest?.(fact?.value);
    this.element.dataset.state = wrong ? "wrong" : missing ? "missing" : "";
    this.#mark.textContent = wrong ? "unread" : missing ? "missing" : "";
    fill(
      this.#note,
      problems.map(({ message, help }) => element("span", { class: "wrong" }, help ? `${message}: ${help}` : message)),
      fact && element("span", { class: "known" }, element("b", {}, asText(fact.value)), ` ${origin(fact)}`),
      !fact &&
        undecided > 0 &&
        `could change the decision: ${undecided} ${undecided === 1 ? "rule asks" : "rules ask"} for it`,
    );
  }
}

const ORIGINS = {
  text: (words) => `from the words “${words}”`,
  system: (name) => `follows from the system ${name}`,
  category: (label) => `follows from the category ${label}`,
  line: (name) => `follows from ${name}`,
  plant: (name) => `follows from the plant ${name}`,
  calendar: (name) => `by the calendar ${name}`,
  rule: (id) => `by the rule ${id}`,
};

/** Where a fact comes from, in words. */
export function origin({ source, detail }) {
  if (source === "ticket") return "as the ticket says";
  return ORIGINS[source]?.(detail) ?? detail;
}
