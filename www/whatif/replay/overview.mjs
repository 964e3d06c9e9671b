// All days at a glance: how many tickets, and where something was suggested; one of them is the day that is shown.

import { element, fill } from "../../element.mjs";
import { count, svg } from "../drawings/svg.mjs";
import { begin, dayOf, minutesOf, weekday } from "../past/wall.mjs";

const HEIGHT = 40;

export class Overview extends EventTarget {
  #drawing = element("div", { class: "days-drawing" });
  #range = element("input", { type: "range", class: "days-range", "aria-label": "Day", input: () => this.#picked() });
  #said = element("output", { class: "days-said" });
  #first = 0;
  #zone = 0;
  #counts = {};
  #marks = new Map();
  /** The day shown, counted from 1970. */
  day;

  constructor() {
    super();
    const button = (name, label, click) => element("button", { type: "button", "aria-label": label, click }, name);
    this.element = element("div", { class: "days" }, [
      element("div", { class: "days-strip" }, this.#drawing, this.#range),
      element("p", { class: "days-steps" }, [
        button("⏮", "The last day before with a suggestion", () => this.#step(-1)),
        button("⏭", "The next day with a suggestion", () => this.#step(1)),
        this.#said,
      ]),
    ]);
  }

  /** Other tickets: the day stays if it is among them, else the busiest of the last ones is taken. */
  open({ from, to, zone, days }) {
    [this.#first, this.#zone, this.#counts] = [dayOf(from, zone), zone, days];
    const last = dayOf(to, zone);
    this.#range.max = last - this.#first;
    this.#marks = new Map();
    if (this.day === undefined || this.day < this.#first || this.day > last) this.day = last;
    this.#draw();
  }

  /** Other suggestions. */
  mark(suggestions) {
    this.#marks = new Map();
    for (const { at } of suggestions) {
      const day = dayOf(at, this.#zone);
      this.#marks.set(day, (this.#marks.get(day) ?? 0) + 1);
    }
    this.#draw();
  }

  /** The last day on which as many as on any were suggested. */
  get telling() {
    const most = Math.max(...this.#marks.values());
    return [...this.#marks].findLast(([, suggested]) => suggested === most)?.[0];
  }

  show(day) {
    this.day = day;
    this.#say();
    this.dispatchEvent(new Event("picked"));
  }

  #picked() {
    this.show(this.#first + Number(this.#range.value));
  }

  #step(direction) {
    const days = [...this.#marks.keys()].sort((a, b) => a - b);
    const next = direction > 0 ? days.find((day) => day > this.day) : days.findLast((day) => day < this.day);
    if (next !== undefined) this.show(next);
  }

  #say() {
    this.#range.value = this.day - this.#first;
    const suggested = this.#marks.get(this.day) ?? 0;
    const name = weekday(begin(this.day, this.#zone), this.#zone);
    const hours = minutesOf(this.day, this.#zone) / 60;
    const odd = hours === 24 ? "" : `, a day of ${hours} hours`;
    const found = suggested === 0 ? "" : `, ${suggested === 1 ? "one suggestion" : `${suggested} suggestions`}`;
    const text = `${name}: ${count(this.#counts[this.day] ?? 0)} tickets${found}${odd}`;
    this.#said.textContent = text;
    this.#range.setAttribute("aria-valuetext", text);
  }

  #draw() {
    const days = Number(this.#range.max) + 1;
    const most = Math.max(1, ...Object.values(this.#counts));
    const bars = Object.entries(this.#counts).map(([day, tickets]) => {
      const height = (tickets / most) * (HEIGHT - 10);
      const marked = this.#marks.has(Number(day));
      const x = Number(day) - this.#first;
      const bar = svg("rect", { x, y: HEIGHT - height, width: 0.8, height, "data-marked": marked && "" });
      return marked ? [bar, svg("rect", { x, y: 0, width: 0.8, height: 6, class: "mark" })] : [bar];
    });
    const settings = { viewBox: `0 0 ${days} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" };
    fill(this.#drawing, svg("svg", settings, bars.flat()));
    this.#say();
  }
}
