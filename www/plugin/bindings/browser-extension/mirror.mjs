// A copy of the desk's form in the panel's frame: what is read and written here is read and written there.

import { element } from "../../../element.mjs";
import { assign } from "../../native.mjs";

export class Mirror {
  #form;
  #port;
  #shape;
  #controls = [];
  #isUpdating = false;
  #written = 0;
  /** What the controls are called, for a person to choose from. */
  labels = [];

  /**
   * @param {HTMLFormElement} form filled with the copies
   * @param {MessagePort} port to the page
   */
  constructor(form, port) {
    this.#form = form;
    this.#port = port;
    form.addEventListener("change", ({ target }) => this.#write(target));
  }

  /** Takes over what the form holds now; says whether it has become another form. */
  update({ controls, seen }) {
    // Said before the page knew what was applied last: the next one is on its way.
    if (seen < this.#written) return false;
    const shape = JSON.stringify(
      controls.map(({ kind, type, name, label, options }) => [kind, type, name, label, options]),
    );
    const isOther = shape !== this.#shape;
    this.#shape = shape;
    this.#isUpdating = true;
    if (isOther) this.#build(controls);
    for (const [at, said] of controls.entries()) this.#set(this.#controls[at], said);
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

  #copy({ kind, type, name, label, options, readOnly }) {
    const attributes = { name, "aria-label": label, readonly: readOnly, type: kind === "input" ? type : undefined };
    const choices = options?.map(({ value, text, disabled }) => element("option", { value, disabled }, text));
    const copy = element(kind, attributes, choices);
    copy.scrollIntoView = () => {};
    copy.focus = () => this.#port.postMessage({ do: "focus", at: this.#controls.indexOf(copy) });
    return copy;
  }

  #set(copy, { value, checked, isTouched }) {
    if (["checkbox", "radio"].includes(copy.type)) {
      copy.value = value;
      copy.checked = checked;
    } else assign(copy, "value", value);
    // Who has chosen something in the page has chosen it here.
    if (isTouched) copy.dispatchEvent(new Event("change"));
  }

  #write(copy) {
    if (this.#isUpdating) return;
    const { value, checked } = copy;
    this.#written += 1;
    this.#port.postMessage({ do: "write", at: this.#controls.indexOf(copy), value, checked, number: this.#written });
  }
}
