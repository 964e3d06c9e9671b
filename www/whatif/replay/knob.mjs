// The one knob: how many false alarms a month are accepted; and what another setting would have suggested of the same past.

import { element, fill } from "../../element.mjs";
import { table } from "../drawings/svg.mjs";

/** Settings to try, in false alarms a month. */
export const SETTINGS = [0.5, 1, 2, 4, 8];
const LEVELS = [
  ["line", "one line"],
  ["area", "one area"],
  ["plant", "one plant"],
  ["multi_plant", "several plants"],
];
const ALL = ["all", "all"];

export class Knob extends EventTarget {
  #table = element("div", { class: "scroll knob-table", role: "status" });
  #value = element("output", {});
  #range = element("input", {
    type: "range",
    min: 0,
    max: SETTINGS.length,
    value: 0,
    "aria-label": "False alarms a month that are accepted",
    input: () => this.#turned(),
  });
  #declared = 2;
  /** What each setting would have suggested, as far as it is known. */
  #summaries = new Map();
  /** `declared`, or a number. */
  setting = "declared";

  constructor() {
    super();
    const label = element("p", { class: "knob-label" }, "False alarms accepted a month: ", this.#value);
    const why = "What a setting would have suggested of these tickets is counted, not estimated.";
    this.element = element("div", { class: "knob" }, [
      label,
      this.#range,
      this.#table,
      element("p", { class: "quiet" }, why),
    ]);
    this.#draw();
  }

  /** Another policy, or other tickets: nothing is known any more. */
  reset(files) {
    this.#declared = declaredIn(files);
    this.#summaries = new Map();
    this.#draw();
  }

  know(setting, summary) {
    this.#summaries.set(setting, summary);
    this.#draw();
  }

  #turned() {
    this.setting = [...["declared"], ...SETTINGS][Number(this.#range.value)];
    this.#draw();
    this.dispatchEvent(new Event("turned"));
  }

  #name(setting) {
    return setting === "declared" ? `${this.#declared} (as declared)` : String(setting);
  }

  #draw() {
    const name = this.#name(this.setting);
    this.#value.textContent = name;
    this.#range.setAttribute("aria-valuetext", name);
    const [before, after] = [this.#summaries.get("declared"), this.#summaries.get(this.setting)];
    if (before === undefined) return fill(this.#table, "");
    const other = this.setting !== "declared";
    const rows = [...LEVELS, ALL].map(([level, label]) => {
      const [was, is] = [before, after].map((summary) => summary && weekly(summary, level));
      return [label, was.toFixed(2), ...(other ? [is === undefined ? "…" : is.toFixed(2), change(was, is)] : [])];
    });
    const header = ["Suggestions a week", this.#name("declared"), ...(other ? [name, ""] : [])];
    fill(this.#table, table(header, rows, { class: "numbers" }));
  }
}

/** The text of a policy file that sets the knob: the last declaration counts, and it is read last. */
export function knobFile(setting) {
  const number = Number.isInteger(setting) ? `${setting}.0` : String(setting);
  return { "~replay.rhai": `major("~replay", #{ false_alarms_per_month: ${number} });` };
}

function declaredIn(files) {
  const texts = Object.keys(files)
    .sort()
    .map((name) => files[name]);
  const found = texts.flatMap((text) => [...text.matchAll(/^[^/\n]*false_alarms_per_month:\s*([\d.]+)/gm)]);
  return Number(found.at(-1)?.[1] ?? 2);
}

function weekly({ suggestions, levels, weeks }, level) {
  return (level === "all" ? suggestions.length : (levels[level] ?? 0)) / weeks;
}

function change(was, is) {
  if (is === undefined || was === is) return "";
  return `${is > was ? "+" : "−"}${Math.abs(is - was).toFixed(2)}`;
}
