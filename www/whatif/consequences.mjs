// The right side: what the edited policy would have done to the tickets, from a few numbers down to one of them.

import { element } from "../element.mjs";
import { Panel } from "../panel.mjs";
import { Changes } from "./changes.mjs";
import { escalations } from "./drawings/escalations.mjs";
import { figures } from "./drawings/figures.mjs";
import { flows } from "./drawings/flows.mjs";
import { load } from "./drawings/load.mjs";
import { promises } from "./drawings/promises.mjs";
import { count } from "./drawings/svg.mjs";
import { Year } from "./year.mjs";

export class Consequences extends EventTarget {
  #study;
  #state = element("span", { role: "status" });
  #delay = element("span", { class: "delay" });
  #figures = new Panel("figures", "In numbers", figures);
  #flows = new Panel("flows", "Priority before and after", (comparison, view) => flows(comparison, view));
  #load = new Panel("load", "Work of the teams", load);
  #promises = new Panel("promises", "Promises, by the instants on record", promises);
  #escalations = new Panel("escalations", "Who is told", escalations);
  #changes;
  /** Whether the flows leave out tickets that stay as they are. */
  onlyChanges = true;

  /**
   * @param {import("./study.mjs").Study} study
   * @param {(change: object) => void} open
   */
  constructor(study, open) {
    super();
    this.#study = study;
    const subject = async (index) => (await study.bench.history.ticket(index))?.subject ?? "";
    this.#changes = new Changes((offset, limit) => study.changes(offset, limit), subject, open);
    this.element = element("div", { class: "consequences" }, [
      element("p", { class: "standing" }, this.#state, this.#delay),
      this.#figures.element,
      element("div", { class: "two" }, [
        element("div", { class: "column" }, [this.#flows.element, this.#load.element]),
        element("div", { class: "column" }, [this.#promises.element, this.#escalations.element]),
      ]),
      element("section", { class: "panel", id: "changes", "aria-labelledby": "changes-title" }, [
        element("h2", { id: "changes-title" }, "Tickets that change"),
        this.#changes.element,
      ]),
      new Year(study).element,
    ]);
    study.addEventListener("compared", () => this.show());
    study.addEventListener("refused", () => this.#refuse());
    study.addEventListener("reading", () => {
      this.element.dataset.state = "reading";
    });
    study.addEventListener("loaded", () => this.#stand(`Judging ${count(study.tickets)} tickets …`));
    study.addEventListener("asking", () => {
      if (study.problems.length === 0) this.#stand(`${this.#state.textContent} Reading the clocks …`);
    });
    study.addEventListener("edited", () => {
      this.element.dataset.state = "stale";
    });
  }

  show() {
    const { comparison } = this.#study;
    if (!comparison) return;
    this.element.dataset.state = comparison.stage;
    const view = {
      zone: String(this.onlyChanges),
      onlyChanges: this.onlyChanges,
      toggle: (only) => this.#toggle(only),
    };
    const { took: _, ...answer } = comparison;
    this.#figures.show(answer, view);
    this.#flows.show(answer, view);
    this.#load.show(answer, view);
    this.#promises.show(answer, view);
    this.#escalations.show(answer, view);
    this.#changes.show(comparison);
    this.#stand(standing(comparison, this.#study.edited));
    this.dispatchEvent(new Event("drawn"));
  }

  #toggle(only) {
    this.onlyChanges = only;
    this.show();
  }

  #refuse() {
    const found = this.#study.problems.length;
    this.element.dataset.state = "refused";
    const last = this.#study.comparison ? " Below is what the last policy did that does." : "";
    this.#stand(`The policy does not compile: ${found === 1 ? "one problem" : `${found} problems`}.${last}`);
  }

  /** How long the last key press took to be seen here. */
  sayDelay(milliseconds) {
    this.#delay.textContent = ` On screen ${Math.round(milliseconds)} ms after the key press.`;
  }

  #stand(text) {
    this.#state.textContent = text;
  }
}

function standing({ tickets, took, changed, stage, sampled }, edited) {
  const time = took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`;
  const all = `all ${count(tickets)}`;
  if (stage === "swift" && edited.length > 0)
    return `${changes(changed)} in priority or team; ${all} judged in ${time}.`;
  if (stage === "swift") return `${all} tickets judged in ${time}.`.replace("all", "All");
  const clocks = sampled === undefined ? "" : ` Clocks are those of a sample of ${count(sampled)}.`;
  if (edited.length === 0)
    return `Nothing is edited: this is how ${all} tickets are decided. Change a rule on the left.${clocks}`;
  return `${changes(changed)}; ${all} decided, with their clocks, in ${time}.${clocks}`;
}

function changes(changed) {
  if (changed === 0) return "No ticket changes";
  return changed === 1 ? "One ticket changes" : `${count(changed)} tickets change`;
}
