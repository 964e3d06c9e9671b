// The ticket as JSON: to read, to edit, to paste one from elsewhere.

import { isTicket } from "./case.mjs";
import { element } from "./element.mjs";

export class JsonBox {
  #case;
  #text = element("textarea", { id: "json", rows: 10, spellcheck: "false", input: () => this.#take() });
  #wrong = element("p", { class: "wrong", role: "alert" });

  /** @param {import("./case.mjs").Case} current */
  constructor(current) {
    this.#case = current;
    this.element = element("details", { class: "group json" }, [
      element("summary", {}, "Ticket as JSON: read it, or paste one"),
      element("label", { for: "json", class: "unseen" }, "Ticket as JSON"),
      this.#text,
      this.#wrong,
    ]);
    current.addEventListener("changed", () => this.#show());
    this.element.addEventListener("toggle", () => this.#show());
  }

  #show() {
    if (!this.element.open || document.activeElement === this.#text) return;
    this.#text.value = JSON.stringify(this.#case.ticket, null, 2);
    this.#wrong.textContent = "";
  }

  #take() {
    const { ticket, wrong } = read(this.#text.value);
    this.#wrong.textContent = wrong ?? "";
    if (ticket) this.#case.replace(ticket, this.#case.elapsed);
  }
}

function read(text) {
  try {
    const ticket = JSON.parse(text);
    return isTicket(ticket) ? { ticket } : { wrong: 'a ticket is an object: { "id": ..., "openedAt": ... }' };
  } catch (error) {
    return { wrong: `not JSON yet: ${error.message}` };
  }
}
