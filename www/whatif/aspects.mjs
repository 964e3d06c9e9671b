// Ways to look at the tickets: what an edit does to them, the outages among them, the faults that come back. All but the first
// are fetched when they are looked at for the first time.

import { element, fill } from "../element.mjs";

const KEYS = { ArrowLeft: -1, ArrowRight: 1 };

export class Aspects {
  #aspects;
  #current;

  /**
   * @param {Record<string, { label: string, content?: Node[], load?: () => Promise<{ element: Node, open(): Promise<void>, close(): void }> }>} aspects
   *   the first is looked at from the start
   */
  constructor(aspects) {
    this.#aspects = new Map(
      Object.entries(aspects).map(([name, aspect]) => [name, { ...aspect, ...this.#parts(name, aspect) }]),
    );
    const all = [...this.#aspects.values()];
    const keydown = (event) => this.#key(event);
    const list = element(
      "div",
      { class: "aspects", role: "tablist", "aria-label": "Aspects", keydown },
      all.map(({ tab }) => tab),
    );
    this.element = element("div", {}, [list, all.map(({ pane }) => pane)]);
    this.#mark(Object.keys(aspects)[0]);
  }

  #parts(name, { label, content = [] }) {
    const settings = { role: "tab", type: "button", id: `tab-${name}`, "aria-controls": `aspect-${name}` };
    const tab = element("button", { ...settings, click: () => this.choose(name) }, label);
    const pane = element("div", { role: "tabpanel", id: `aspect-${name}`, "aria-labelledby": `tab-${name}` }, content);
    return { tab, pane };
  }

  /** @param {string} name */
  async choose(name) {
    const aspect = this.#aspects.get(name);
    if (name !== this.#current) this.#aspects.get(this.#current).view?.close();
    this.#mark(name);
    if (aspect.load === undefined) return;
    aspect.loading ??= this.#load(aspect);
    await aspect.loading;
    if (this.#current === name) await aspect.view.open();
  }

  async #load(aspect) {
    aspect.view = await aspect.load();
    fill(aspect.pane, aspect.view.element);
  }

  #mark(current) {
    this.#current = current;
    for (const [name, { tab, pane }] of this.#aspects) {
      const selected = name === current;
      pane.hidden = !selected;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
  }

  #key(event) {
    const step = KEYS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const names = [...this.#aspects.keys()];
    const next = names[(names.indexOf(this.#current) + step + names.length) % names.length];
    this.#aspects.get(next).tab.focus();
    this.choose(next);
  }
}
