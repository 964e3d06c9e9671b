// In the desk's page: finds the ticket form, puts the panel's frame beside it, and carries values between the two.
//
// No engine and no custom element here: a content script is bound by the page's policy and has no elements of its own.

import { controlsOf, labelOf } from "../../control.mjs";
import { assign } from "../../native.mjs";

/** A form with fewer fields is a search box or a log-in. */
const FEWEST = 3;
const ID = "andon-frame";
const WIDTH = "min(26rem, 45vw)";
const LOOK = `all: initial; position: fixed; inset: 0 0 0 auto; width: ${WIDTH}; height: 100vh; border: 0;
  border-left: 1px solid #8b959d; z-index: 2147483647; background: Canvas;`;

/** The form in which a ticket is written: the one with the most fields to fill in. */
function ticketForm() {
  const sized = [...document.forms].map((form) => ({ form, size: controlsOf(form).length }));
  sized.sort((a, b) => b.size - a.size);
  return sized[0]?.size >= FEWEST ? sized[0].form : undefined;
}

/** Puts the panel beside the page; called again, takes it away. */
function toggle() {
  const shown = document.getElementById(ID);
  const form = ticketForm();
  if (shown) {
    shown.remove();
    document.documentElement.style.removeProperty("margin-right");
  } else if (form) {
    show(form);
  }
}

function show(form) {
  const frame = document.createElement("iframe");
  frame.id = ID;
  frame.title = "andon";
  frame.src = chrome.runtime.getURL("panel.html");
  frame.style.cssText = LOOK;
  const { port1, port2 } = new MessageChannel();
  const { origin } = new URL(frame.src);
  const greet = () => frame.contentWindow.postMessage({ andon: "form" }, origin, [port2]);
  frame.addEventListener("load", greet, { once: true });
  new Line(form, port1);
  document.documentElement.style.setProperty("margin-right", WIDTH, "important");
  document.body.append(frame);
}

/** The conversation with the panel: what the form holds goes there, what an agent applies comes back. */
class Line {
  #form;
  #port;
  #touched = new WeakSet();
  /** The number of the last change that came from the panel. */
  #seen = 0;

  constructor(form, port) {
    this.#form = form;
    this.#port = port;
    for (const type of ["input", "change"])
      form.addEventListener(type, ({ target }) => {
        this.#touched.add(target);
        this.#tell();
      });
    port.onmessage = ({ data }) => this[data.do]?.(data);
  }

  hello() {
    this.#tell();
  }

  write({ at, value, checked, number }) {
    this.#seen = number;
    const control = controlsOf(this.#form)[at];
    if (control === undefined) return;
    if (["checkbox", "radio"].includes(control.type)) assign(control, "checked", checked);
    else assign(control, "value", value);
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  }

  focus({ at }) {
    const control = controlsOf(this.#form)[at];
    control?.scrollIntoView({ block: "center" });
    control?.focus();
  }

  #tell() {
    const controls = controlsOf(this.#form).map((control) => this.#copy(control));
    this.#port.postMessage({ seen: this.#seen, controls });
  }

  #copy(control) {
    const { tagName, type, name, value, checked, readOnly } = control;
    const options =
      control.localName === "select"
        ? [...control.options].map(({ value, textContent, disabled }) => ({
            value,
            text: textContent.trim(),
            disabled,
          }))
        : undefined;
    const answer = type === "radio" ? control.labels?.[0]?.textContent.trim() : undefined;
    return {
      kind: tagName.toLowerCase(),
      type,
      name,
      label: labelOf(control),
      answer,
      value,
      checked,
      readOnly,
      options,
      isTouched: this.#touched.has(control),
    };
  }
}

toggle();
