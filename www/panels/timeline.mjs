// The clocks on one axis: targets as bars with their warnings, escalations as numbers, and the moment one looks at,
// which can be moved.

import { Axis } from "../axis.mjs";
import { element, fill } from "../element.mjs";
import { length, moment, utc, zoneName } from "../time.mjs";
import { clockRow, clockTrack } from "./clock.mjs";
import { bar, nowLine, point } from "./marks.mjs";

const QUARTER = 15 * 60;
/** Closer than this share of the axis, two numbers would cover each other. */
const NUMBER_WIDTH = 0.06;
/** Where the axis of a phone has no room left for a label. */
const LAST_LABEL = 0.92;

export class Timeline {
  #case;
  #closing;
  #next;
  #shown;
  #moment = element("p", { class: "moment" });
  #rows = element("div", { class: "rows" });
  #slider = element("input", {
    type: "range",
    class: "slider",
    min: 0,
    "aria-label": "Moment of the decision",
    input: () => this.#case.look(Number(this.#slider.value)),
  });

  /**
   * @param {import("../case.mjs").Case} current
   * @param {import("../closing.mjs").Closing} closing
   */
  constructor(current, closing) {
    this.#case = current;
    this.#closing = closing;
    const button = (text, click) => element("button", { type: "button", click }, text);
    this.#next = button("next event", () => this.#skip());
    const step = (by) => () => current.look(current.elapsed + by);
    this.element = element(
      "section",
      { class: "panel timeline", "aria-labelledby": "timeline-title" },
      element("header", {}, [
        element("h2", { id: "timeline-title" }, "Clocks"),
        this.#moment,
        element("div", { class: "steps" }, [
          button("opened", () => current.look(0)),
          button("−15 min", step(-QUARTER)),
          button("+15 min", step(QUARTER)),
          this.#next,
        ]),
      ]),
      this.#rows,
      element(
        "div",
        { class: "row sliding" },
        element("span", { class: "what" }, "Move the moment"),
        element("span", { class: "track" }, this.#slider),
      ),
    );
  }

  show(decision, view) {
    const { targets, escalations, now } = decision;
    const shown = JSON.stringify([targets, escalations, now, this.#case.opened, view.zone]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#draw(decision, view);
  }

  #draw(decision, view) {
    const axis = new Axis(decision, this.#case.opened);
    const { nextEventAt } = decision;
    this.#next.disabled = nextEventAt === null;
    this.#next.dataset.at = nextEventAt ?? "";
    fill(
      this.#rows,
      ruler(axis, view.zone, decision.now),
      decision.targets.map((target) => this.#clock(target, axis, decision.now, view)),
      decision.escalations.length > 0 && ladder(decision.escalations, axis, decision.now),
    );
    this.#show(axis, view.zone);
  }

  #skip() {
    this.#case.look((Date.parse(this.#next.dataset.at) - this.#case.opened) / 1000);
  }

  #show(axis, zone) {
    const { elapsed, now, opened } = this.#case;
    const range = (axis.end - opened) / 1000;
    const after = elapsed === 0 ? "as it was opened" : `${length(elapsed)} after opening`;
    fill(this.#moment, element("b", {}, moment(now, zone)), ` in ${zoneName(zone)}, ${utc(now, zone)}, ${after}`);
    this.#slider.max = Math.ceil(range);
    this.#slider.step = range > 2 * 86_400 ? 900 : range > 6 * 3600 ? 300 : 60;
    this.#slider.value = elapsed;
    this.#slider.setAttribute("aria-valuetext", `${moment(now, zone)}, ${after}`);
  }

  #clock(target, axis, now, { zone }) {
    const track = clockTrack(target, axis, now, zone);
    this.#shade(track, target.calendar, axis);
    return clockRow(target, track, zone);
  }

  /** Hatches the hours in which the clock stands still, as soon as the engine has told them. */
  async #shade(track, calendar, axis) {
    const [from, to] = [axis.start, axis.end].map((at) => new Date(at).toISOString());
    const closed = await this.#closing.between(calendar, from, to);
    track.prepend(...closed.map((stretch) => bar("closed", axis, stretch.from, stretch.to)));
  }
}

function ruler(axis, zone, now) {
  const fitting = axis.ticks(zone).filter(({ instant }) => axis.at(instant) < LAST_LABEL);
  const ticks = fitting.map(({ instant, label, day }) =>
    point("tick", axis, instant, {}, day && element("b", {}, day), label),
  );
  const track = element("span", { class: "track", "aria-hidden": "true" }, ticks, nowLine(axis, now));
  return element(
    "div",
    { class: "row ruler" },
    element("span", { class: "what" }, `Time in ${zoneName(zone)}`),
    track,
    element("span"),
  );
}

function ladder(steps, axis, now) {
  const lanes = [];
  const marks = steps.map(({ at, state, message }, index) => {
    const place = axis.at(at);
    const free = lanes.findIndex((end) => end + NUMBER_WIDTH <= place);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = place;
    return point("step", axis, at, { "--lane": lane, "data-state": state, title: message }, index + 1);
  });
  const told = steps.filter(({ state }) => state === "fired").length;
  return element("div", { class: "row escalating", "--lanes": lanes.length }, [
    element("span", { class: "what" }, element("b", {}, "escalation"), element("small", {}, "numbered as below")),
    element("span", { class: "track", "aria-hidden": "true" }, nowLine(axis, now), marks),
    element("span", { class: "status" }, element("b", {}, `${told} of ${steps.length} told`)),
  ]);
}
