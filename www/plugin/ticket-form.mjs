// A desk's ticket form, seen through a mapping: fields of a ticket in, parts of a decision out.

import { controlIn } from "./control.mjs";

const YES = new Set(["yes", "true", "y", "1", "on", "ja", "sí", "si", "tak"]);
const NO = new Set(["no", "false", "n", "0", "off", "nein", "nie"]);

/**
 * @typedef {object} Mapping
 * @property {Record<string, Where>} fields field of the ticket -> where it stands in the form
 * @property {Record<string, Where>} outcome part of the decision -> where it goes
 *
 * @typedef {object} Where
 * @property {string} [name] the control's name
 * @property {string} [label] what stands beside it, if its name is not fixed
 * @property {Record<string, unknown>} [values] of a field: what the form says -> what the ticket says; of an outcome:
 *   what the decision says -> what the form says
 * @property {boolean} [shown] of a list: the ticket says what a person reads, not the number behind it
 * @property {string} [preset] a value that the form comes with: no answer until somebody has chosen it
 * @property {string} [editor] `ckeditor`, where one hides a text area
 * @property {string} [of] of an outcome: which part of the decision, if not the one of its own name
 * @property {string} [as] of an outcome: of an instant: `date` (2026-03-02), `minute` (2026-03-02 08:15) or
 *   `local` (2026-03-02T08:15)
 */

export class TicketForm {
  #form;
  #mapping;
  #types;
  #controls = new Map();

  /**
   * @param {HTMLFormElement} form
   * @param {Mapping} mapping
   * @param {{ name: string, type: string }[]} fields as the policy describes them
   */
  constructor(form, mapping, fields) {
    this.#form = form;
    this.#mapping = mapping;
    this.#types = new Map(fields.map(({ name, type }) => [name, type]));
  }

  /** Calls back after every change that could matter, by hand or by the desk's own scripts. */
  watch(changed) {
    // Scripts of the desk that set values do so on an event that reaches the form first.
    const later = () => queueMicrotask(changed);
    for (const type of ["input", "change", "focusin"]) this.#form.addEventListener(type, later);
    for (const field of Object.keys(this.#mapping.fields)) this.#control("fields", field)?.whenChanged?.(changed);
  }

  /** What the form says. An empty control says nothing. */
  read() {
    const ticket = {};
    for (const [field, where] of Object.entries(this.#mapping.fields)) {
      const control = this.#control("fields", field);
      const value = (where.shown ? control?.shown : control?.value)?.trim() ?? "";
      const isSaid = value !== "" && (value !== where.preset || control.isTouched);
      if (isSaid) ticket[field] = meant(value, where.values, this.#types.get(field));
    }
    return ticket;
  }

  /** Whether the form asks for a field. */
  has(field) {
    return this.#control("fields", field) !== undefined;
  }

  /** The fields that the form has, from top to bottom. */
  inOrder() {
    const fields = Object.keys(this.#mapping.fields).filter((field) => this.has(field));
    const element = (field) => this.#control("fields", field).element;
    const follows = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING;
    return fields.sort((a, b) => (follows(element(a), element(b)) ? 1 : -1));
  }

  focus(field) {
    this.#control("fields", field)?.focus();
  }

  /** The text that would say this in the form; undefined if it has no such field, null if it cannot say it. */
  wording(kind, key, value) {
    const control = this.#control(kind, key);
    if (control === undefined) return undefined;
    const { values } = this.#mapping[kind][key];
    const text = kind === "fields" ? said(value, values) : (values?.[value] ?? String(value));
    return control.wording(text);
  }

  /** What the form holds now: its value, and what a person reads. */
  holds(kind, key) {
    const { value, shown } = this.#control(kind, key);
    return { value, shown };
  }

  write(kind, key, text) {
    this.#control(kind, key).write(text);
  }

  #control(kind, key) {
    const id = `${kind}.${key}`;
    if (!this.#controls.get(id)?.isThere) this.#controls.set(id, controlIn(this.#form, this.#mapping[kind][key] ?? {}));
    return this.#controls.get(id);
  }
}

function meant(value, values, type) {
  if (values && Object.hasOwn(values, value)) return values[value];
  if (type === "bool") return truth(value);
  if (["int", "number"].includes(type) && value !== "" && Number.isFinite(Number(value))) return Number(value);
  // The engine says what is wrong with anything else.
  return value;
}

function truth(value) {
  const word = value.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : value;
}

function said(value, values = {}) {
  const entry = Object.entries(values).find(([, meaning]) => meaning === value);
  if (entry) return entry[0];
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}
