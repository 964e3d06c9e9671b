// Play, pause, step, speed: with the mouse, with keys, and with the slider's own.

import { element, fill } from "../../element.mjs";
import { distanceAt, time } from "../past/wall.mjs";
import { latestOf } from "./story.mjs";

/** Minutes of the day in a second. */
const SPEEDS = [10, 30, 60, 120, 360];
const MINUTE = 60_000;
/** Minutes of a day on which the clock does not change. */
const USUAL = 1440;
/** Keys and what they do; the slider has arrows of its own. */
const KEYS = { k: "toggle", j: "back", l: "on", ",": "ticketBack", ".": "ticketOn" };
const HELP =
  "Keys: K play or pause, J and L to the event before and after, comma and full stop to the ticket before and after";

export class Controls {
  #clock;
  #day;
  #moments = { events: [], tickets: [] };
  #play = element("button", { type: "button", class: "play", click: () => this.#clock.toggle() });
  #range = element("input", {
    type: "range",
    min: 0,
    step: 1,
    class: "play-range",
    "aria-label": "Time of the day",
    input: () => this.#put(Number(this.#range.value)),
  });
  #said = element("output", { class: "play-said" });

  /** @param {import("./clock.mjs").Clock} clock */
  constructor(clock) {
    this.#clock = clock;
    const button = (name, label, act) => element("button", { type: "button", "aria-label": label, click: act }, name);
    this.element = element("div", { class: "controls" }, [
      button("⏮", "To the event before", () => this.#do("back")),
      this.#play,
      button("⏭", "To the next event", () => this.#do("on")),
      this.#speed(),
      this.#said,
      this.#range,
      element("p", { class: "quiet" }, HELP),
    ]);
    clock.addEventListener("moved", () => this.#moved());
    clock.addEventListener("switched", () => this.#switched());
    this.#switched();
  }

  #speed() {
    const options = SPEEDS.map((speed) =>
      element(
        "option",
        { value: speed, selected: speed === this.#clock.speed },
        speed < 60 ? `${speed} min` : `${speed / 60} h`,
      ),
    );
    const change = (event) => {
      this.#clock.speed = Number(event.target.value);
    };
    return element(
      "label",
      {},
      element("select", { change, "aria-label": "Time that passes in a second" }, options),
      " a second",
    );
  }

  show(day) {
    this.#day = day;
    this.#range.max = day.minutes;
    const minutes = (list) => list.map(({ seen }) => (seen - day.begin) / MINUTE);
    const distinct = (list) => [...new Set(list)].filter((at) => at >= 0).sort((a, b) => a - b);
    const majors = day.events.filter(({ kind, notify }) => kind === "major" && notify);
    this.#moments = { events: distinct(minutes(majors)), tickets: distinct(minutes([...day.tickets.values()])) };
  }

  /** A key that was pressed somewhere in the replay. */
  key(event) {
    const act = KEYS[event.key];
    const isTyping = event.target.matches("select, input:not([type=range])");
    if (act === undefined || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#do(act);
  }

  #do(act) {
    if (act === "toggle") return this.#clock.toggle();
    const moments = act.startsWith("ticket") ? this.#moments.tickets : this.#moments.events;
    const forward = act === "on" || act === "ticketOn";
    const { at } = this.#clock;
    const next = forward ? moments.find((moment) => moment > at) : moments.findLast((moment) => moment < at);
    this.#put(next ?? (forward ? this.#clock.length : 0));
  }

  #put(at) {
    this.#clock.stop();
    this.#clock.set(at);
  }

  #moved() {
    if (this.#day === undefined) return;
    const { at } = this.#clock;
    this.#range.value = at;
    const now = this.#day.begin + at * MINUTE;
    const clock = at >= this.#day.minutes ? "24:00" : this.#told(now);
    const come = [...this.#day.tickets.values()].filter(({ seen }) => seen > this.#day.begin && seen <= now).length;
    const found = latestOf(this.#day.events, now).size;
    this.#said.textContent = `${clock} · ${come} tickets · ${found} suggested`;
    this.#range.setAttribute("aria-valuetext", `${clock}, ${come} tickets, ${found} suggested`);
  }

  /** An hour that comes twice is told apart. */
  #told(now) {
    const { zone, minutes } = this.#day;
    return minutes === USUAL ? time(now, zone) : `${time(now, zone)} (${distanceAt(now, zone)})`;
  }

  #switched() {
    const { runs } = this.#clock;
    fill(this.#play, runs ? "⏸" : "▶");
    this.#play.setAttribute("aria-label", runs ? "Pause" : "Play");
  }
}
