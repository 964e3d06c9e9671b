// One field of somebody else's form, whatever it is made of: read, written, found by its label.

import { assign } from "./native.mjs";

const CONTROLS = "input, select, textarea";
/** How many elements above a control its label may be looked for. */
const CLIMB = 6;
const PASSED_OVER = new Set(["hidden", "submit", "button", "reset", "image", "file", "password"]);

/**
 * The control that a mapping names.
 * @param {HTMLFormElement} form
 * @param {{ name?: string, label?: string, editor?: string }} where
 * @returns {Control | undefined}
 */
export function controlIn(form, where) {
  if (where.name === undefined && where.label === undefined) return undefined;
  const matches = where.name === undefined ? byLabel(where.label) : (element) => element.name === where.name;
  const found = controlsOf(form).filter(matches);
  if (found.length === 0) return undefined;
  if (found[0].type === "radio") return new Choice(found);
  if (found[0].type === "checkbox") return new Tick(found[0]);
  // By name: an element of another window is no instance of a class of this one.
  if (found[0].localName === "select") return new List(found[0]);
  return where.editor === undefined ? new Text(found[0]) : new RichText(found[0]);
}

/** The elements of a form that an agent fills in. */
export function controlsOf(form) {
  return [...form.elements].filter(
    (element) => element.matches(CONTROLS) && !PASSED_OVER.has(element.type) && !element.disabled,
  );
}

/** What stands beside a control, as a person would read it. */
export function labelOf(element) {
  // The label of a radio button is one answer, not the question.
  const own = element.type === "radio" ? undefined : element.labels?.[0]?.textContent;
  return tidy(own ?? element.getAttribute("aria-label") ?? rowLabel(element) ?? "");
}

function rowLabel(element) {
  let place = element;
  for (let climbed = 0; place && climbed < CLIMB; climbed += 1) {
    for (let before = place.previousElementSibling; before; before = before.previousElementSibling)
      if (!before.matches(CONTROLS) && !before.querySelector(CONTROLS) && tidy(before.textContent) !== "")
        return before.textContent;
    place = place.parentElement;
  }
  return undefined;
}

function byLabel(label) {
  const wanted = folded(label);
  return (element) => folded(labelOf(element)) === wanted;
}

function tidy(text) {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\s:*]+$/, "")
    .trim();
}

function folded(text) {
  return tidy(text).toLowerCase();
}

/** What all kinds of control have in common. */
class Control {
  /** Whether anybody, or the panel for them, has chosen what stands here. */
  isTouched = false;

  constructor(element, ...others) {
    this.element = element;
    for (const part of [element, ...others])
      part.addEventListener("change", () => {
        this.isTouched = true;
      });
  }

  /** Whether it is still part of the page. */
  get isThere() {
    return this.element.isConnected;
  }

  /** What a person reads in it. */
  get shown() {
    return this.value;
  }

  focus() {
    this.element.scrollIntoView({ block: "center" });
    this.element.focus();
  }

  /** Tells the desk's own scripts, which listen to what a person does. */
  announce(element = this.element) {
    for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

class Text extends Control {
  get value() {
    return this.element.value;
  }

  /** How it would say this: what a person would read in it; null if it cannot. */
  wording(text) {
    return this.element.readOnly ? null : text;
  }

  write(text) {
    assign(this.element, "value", text);
    this.announce();
  }
}

/** CKEditor fills in the text area it replaces only when the form is sent. */
class RichText extends Text {
  get #editor() {
    return window.CKEDITOR?.instances[this.element.name];
  }

  /** While the editor is being set up there is no text in it to read. */
  get value() {
    const editor = this.#editor;
    return editor?.status === "ready" ? editor.document.getBody().getText() : this.element.value;
  }

  /** The editor has events of its own, and may come after us. */
  whenChanged(listener) {
    const follow = (editor) => {
      for (const event of ["change", "instanceReady"]) editor.on(event, listener);
    };
    if (this.#editor) follow(this.#editor);
    else
      window.CKEDITOR?.on("instanceCreated", ({ editor }) => {
        if (editor.name === this.element.name) follow(editor);
      });
  }
}

class List extends Control {
  get value() {
    return this.isEmpty ? "" : this.element.value;
  }

  /** Desks say "nothing chosen" with an empty value, with -1, or with a line of dashes. */
  get isEmpty() {
    const chosen = this.element.selectedOptions[0];
    return chosen === undefined || ["", "-1"].includes(chosen.value) || /^-+$/.test(chosen.textContent.trim());
  }

  get #nothing() {
    return this.element.options[0]?.value ?? "";
  }

  get shown() {
    return this.isEmpty ? "" : tidy(this.element.selectedOptions[0]?.textContent ?? "");
  }

  #option(text) {
    const wanted = folded(text);
    return [...this.element.options].find(
      (option) => !option.disabled && (folded(option.value) === wanted || folded(option.textContent) === wanted),
    );
  }

  wording(text) {
    const option = this.#option(text);
    return option === undefined ? null : tidy(option.textContent);
  }

  write(text) {
    assign(this.element, "value", text === "" ? this.#nothing : this.#option(text).value);
    this.announce();
  }
}

/** Radio buttons. */
class Choice extends Control {
  #buttons;

  constructor(buttons) {
    super(...buttons);
    this.#buttons = buttons;
  }

  get value() {
    return this.#buttons.find(({ checked }) => checked)?.value ?? "";
  }

  #button(text) {
    const wanted = folded(text);
    return this.#buttons.find(
      ({ value, labels }) => folded(value) === wanted || folded(labels?.[0]?.textContent ?? "") === wanted,
    );
  }

  wording(text) {
    return this.#button(text)?.value ?? null;
  }

  write(text) {
    const chosen = this.#button(text);
    for (const button of this.#buttons) assign(button, "checked", button === chosen);
    this.announce(chosen);
  }
}

/** A check box: unticked, it says "no" only after somebody has touched it. */
class Tick extends Control {
  get value() {
    if (this.element.checked) return "yes";
    return this.isTouched ? "no" : "";
  }

  wording(text) {
    return ["yes", "no"].includes(text) ? text : null;
  }

  write(text) {
    assign(this.element, "checked", text === "yes");
    this.announce();
    this.isTouched = text !== "";
  }
}
