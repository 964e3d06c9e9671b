// How the desk has done, by the policy as it is edited: when incidents come, how long repairs take, what stood still.
//
// Asked for only while it is open: it is no part of the answer to a key press.

import { element } from "../element.mjs";
import { latest } from "../latest.mjs";
import { Panel } from "../panel.mjs";
import { days, outages, queue, repairs } from "./drawings/year.mjs";

const PANELS = [
  ["volume", "When they come (local time of the plant)", ({ volume }) => days(volume)],
  ["repair", "How long repairs take", ({ repair }) => repairs(repair)],
  ["production", "Production that stood", ({ production, cost }) => outages(production, cost)],
  ["queue", "Open now, the dearest first", ({ queue: open }) => queue(open)],
];

export class Year {
  #study;
  #panels = PANELS.map(([id, title, draw]) => new Panel(id, title, draw));
  #ask = latest(() => this.#report());

  /** @param {import("./study.mjs").Study} study */
  constructor(study) {
    this.#study = study;
    this.element = element("details", { class: "year", toggle: () => this.#refresh() }, [
      element("summary", { class: "report-title" }, "How the desk has done, by the policy as edited"),
      element(
        "div",
        { class: "two" },
        this.#panels.map((panel) => panel.element),
      ),
    ]);
    for (const { element: panel } of this.#panels) panel.hidden = true;
    study.addEventListener("compared", () => this.#refresh());
  }

  #refresh() {
    if (this.element.open && this.#study.comparison?.stage === "whole") this.#ask();
  }

  async #report() {
    const { bench } = this.#study;
    // A policy that is replaced meanwhile is freed; the next answer brings the next report.
    const report = await bench.history.report(bench.after, { limit: 8 }).catch(() => undefined);
    if (report === undefined) return;
    for (const panel of this.#panels) panel.show(report, { zone: "" });
  }
}
