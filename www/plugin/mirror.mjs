// A form of our own for a desk that gives none to the panel: what is read and written here is read and written there.

import { element } from "../element.mjs";
import { assign } from "./native.mjs";

/**
 * @typedef {object} Copy
 * @property {string} name
 * @property {string} label
 * @property {string} [kind] `input` if absent, `select`, `textarea`
 * @property {string} [type] of an input
 * @property {string} value
 * @property {boolean} [checked]
 * @property {boolean} [readOnly]
 * @property {boolean} [isTouched] whether somebody has chosen what it holds
 * @property {{ value: string, text: string, disabled?: boolean }[]} [options]
 * @property {string} [answer] of a radio button: what it says
 */

export class Mirror {
  #form;
  #write;
  #focus;
  #shape;
  #controls = [];
  #isUpdating = false;
  /** What the controls are called, for a person to choose from. */
  labels = [];

  /**
   * @param {HTMLFormElement} form filled with the copies
   * @param {object} there
   * @param {(at: number, said: { name: string, value: string, checked?: boolean }) => void} there.write
   * @param {(at: number) => void} [there.focus]
   */
  constructor(form, { write, focus = () => {} }) {
    this.#form = form;
    this.#write = write;
    this.#focus = focus;
    form.addEventListener("change", ({ target }) => this.#tell(target));
  }

  /**
   * Takes over what the form there holds now; says whether it has become another form.
   * @param {Copy[]} controls
   */
  update(controls) {
    const shape = JSON.stringify(
      controls.map(({ kind, type, name, label, options }) => [kind, type, name, label, options]),
    );
    const isOther = shape !== this.#shape;
    this.#shape = shape;
    this.#isUpdating = true;
    if (isOther) this.#build(controls);
    for (const [at, said] of controls.entries()) set(this.#controls[at], said);
    this.#isUpdating = false;
    this.#form.dispatchEvent(new Event("input"));
    return isOther;
  }

  #build(controls) {
    this.#controls = controls.map((control) => this.#copy(control));
    this.labels = controls.map(({ label, name, type }) => ({ label: label || name, name, type }));
    this.#form.replaceChildren(
      ...this.#controls.map((copy, at) =>
        controls[at].answer === undefined ? copy : element("label", {}, copy, controls[at].answer),
      ),
    );
  }

  #copy({ kind = "input", type, name, label, options, readOnly }) {
    const attributes = { name, "aria-label": label, readonly: readOnly, type: kind === "input" ? type : undefined };
    const choices = options?.map(({ value, text, disabled }) => element("option", { value, disabled }, text));
    const copy = element(kind, attributes, choices);
    copy.scrollIntoView = () => {};
    copy.focus = () => this.#focus(this.#controls.indexOf(copy));
    return copy;
  }

  #tell(copy) {
    if (this.#isUpdating) return;
    const { name, value, checked } = copy;
    this.#write(this.#controls.indexOf(copy), { name, value, checked });
  }
}

function set(copy, { value, checked, isTouched }) {
  if (["checkbox", "radio"].includes(copy.type)) {
    copy.value = value;
    copy.checked = checked;
  } else assign(copy, "value", value);
  // Who has chosen something there has chosen it here.
  if (isTouched) copy.dispatchEvent(new Event("change"));
}
