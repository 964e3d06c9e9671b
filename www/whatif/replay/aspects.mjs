// Two ways to look at the tickets: what an edit does to them, and the outages among them. The second is fetched when it is
// looked at for the first time.

import { element, fill } from "../../element.mjs";

export class Aspects {
  #study;
  #replay;
  #changes = element("div", { role: "tabpanel", id: "aspect-changes", "aria-labelledby": "tab-changes" });
  #outages = element("div", { role: "tabpanel", id: "aspect-outages", "aria-labelledby": "tab-outages", hidden: true });
  #tabs = [this.#tab("changes", "What changes"), this.#tab("outages", "Outages, replayed")];

  /**
   * @param {import("../study.mjs").Study} study
   * @param {...Node} changes what an edit does
   */
  constructor(study, ...changes) {
    this.#study = study;
    fill(this.#changes, changes);
    const keydown = (event) => this.#key(event);
    const list = element("div", { class: "aspects", role: "tablist", "aria-label": "Aspects", keydown }, this.#tabs);
    this.element = element("div", {}, list, this.#changes, this.#outages);
    this.#mark("changes");
  }

  #tab(name, label) {
    const settings = { role: "tab", type: "button", id: `tab-${name}`, "aria-controls": `aspect-${name}` };
    return element("button", { ...settings, click: () => this.choose(name) }, label);
  }

  /** @param {"changes" | "outages"} name */
  async choose(name) {
    this.#mark(name);
    if (name === "changes") return this.#replay?.close();
    if (this.#replay === undefined) {
      const { Replay } = await import("./replay.mjs");
      this.#replay ??= new Replay(this.#study);
      fill(this.#outages, this.#replay.element);
    }
    await this.#replay.open();
  }

  #mark(name) {
    this.#changes.hidden = name !== "changes";
    this.#outages.hidden = name !== "outages";
    for (const tab of this.#tabs) {
      const selected = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
  }

  #key(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = this.#tabs.find((tab) => tab.tabIndex === -1);
    other.focus();
    other.click();
  }
}
