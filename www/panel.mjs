// A titled part of the decision. It is drawn again only when what it shows has changed, so that a selection, the focus
// or an opened step survives typing.

import { element, fill } from "./element.mjs";

/** What every panel may ask: the zone to tell time in, the label of a field, and a way to a field of the form. */
/** @typedef {{ zone: string, ticket: object, label: (field: string) => string, focus: (field: string) => void }} View */

export class Panel {
  #shown;
  #draw;
  #body = element("div", { class: "body" });
  #count = element("span", { class: "count" });

  /**
   * @param {string} id
   * @param {string} title
   * @param {(data: unknown, view: View) => unknown} draw what to show; nothing hides the panel
   */
  constructor(id, title, draw) {
    this.#draw = draw;
    const heading = element("h2", { id: `${id}-title` }, title, this.#count);
    this.element = element("section", { class: "panel", id, "aria-labelledby": heading.id }, heading, this.#body);
  }

  show(data, view) {
    const shown = JSON.stringify([data, view.zone]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const content = this.#draw(data, view);
    this.element.hidden = content === undefined;
    this.#count.textContent = Array.isArray(data) && data.length > 0 ? data.length : "";
    fill(this.#body, content);
  }
}
