// A day as lanes, one for each stream: the normal band, the tickets that have come on top of each other, and flags where
// something was suggested. What lies ahead of the clock is not drawn yet.

import { element, fill } from "../../element.mjs";
import { svg } from "../drawings/svg.mjs";
import { time } from "../past/wall.mjs";
import { SHOWN } from "./streams.mjs";

const HEIGHT = 100;
/** Tickets that a lane has room for at least. */
const LEAST = 3;
/** After this share of the day a flag flies to the left, so that it stays on the page. */
const LATE = 0.83;
/** Hours between two labels of the axis. */
const TICK = 3;

export class Lanes {
  #view;
  #lanes = [];
  #choose;
  #axis = element("div", { class: "lane-axis", "aria-hidden": "true" });
  #more = element("button", { type: "button", class: "more-lanes", click: () => this.#showMore() }, "More streams");
  #list = element("ul", { class: "lanes", "aria-label": "Streams of the day" });

  /** @param {(id: string) => void} choose takes the suggestion whose flag was pressed */
  constructor(choose) {
    this.#choose = choose;
    this.element = element("div", { class: "lanes-frame" }, this.#axis, this.#list, this.#more);
  }

  /** @param {{ streams: import("./streams.mjs").Stream[], tickets: Map<string, object>, events: object[], begin: number, minutes: number, zone: import("../past/wall.mjs").Zone }} view */
  show(view) {
    this.#view = view;
    fill(this.#axis, ticks(view));
    this.#draw(Math.max(SHOWN, view.streams.filter(({ suggestions }) => suggestions.size > 0).length));
  }

  #draw(most) {
    const { streams } = this.#view;
    this.#lanes = streams.slice(0, most).map((stream) => new Lane(stream, this.#view, this.#choose));
    fill(
      this.#list,
      this.#lanes.map((lane) => lane.element),
    );
    this.#more.hidden = streams.length <= most;
  }

  #showMore() {
    this.#draw(this.#view.streams.length);
    this.move(this.#at);
  }

  #at = 0;

  /** The clock stands at this minute. */
  move(at) {
    this.#at = at;
    this.element.style.setProperty("--now", at / this.#view.minutes);
    for (const lane of this.#lanes) lane.move(at);
  }

  /** Says in words where each lane stands; not with every frame. */
  say() {
    for (const lane of this.#lanes) lane.say(this.#at);
  }
}

class Lane {
  #stream;
  #drawing;
  #bars;
  #flags;

  constructor(stream, view, choose) {
    this.#stream = stream;
    const viewBox = `0 0 ${view.minutes} ${HEIGHT}`;
    this.#drawing = svg("svg", { viewBox, preserveAspectRatio: "none", role: "img" });
    const room = Math.max(LEAST, ...stream.hours.map((hour) => (hour ? Math.max(hour.tickets.length, hour.high) : 0)));
    const unit = HEIGHT / (room + 0.3);
    this.#bars = bars(stream, view, unit);
    this.#flags = flags(stream, view, choose);
    this.#drawing.append(...band(stream.hours, unit), ...this.#bars.map(({ drawn }) => drawn));
    const name = element("span", { class: "lane-name", title: stream.pattern }, [
      element("b", {}, stream.name),
      stream.plant && element("span", { class: "quiet" }, stream.plant),
    ]);
    const track = element(
      "div",
      { class: "lane-track" },
      this.#drawing,
      this.#flags.map(({ drawn }) => drawn),
    );
    this.element = element("li", { class: "lane", "data-suggested": stream.suggestions.size > 0 }, name, track);
  }

  move(at) {
    for (const { drawn, from, member } of this.#bars) {
      drawn.toggleAttribute("data-come", at >= from);
      drawn.toggleAttribute("data-member", at >= member);
    }
    for (const { drawn, from } of this.#flags) drawn.hidden = at < from;
    this.element.toggleAttribute(
      "data-flagged",
      this.#flags.some(({ from }) => at >= from),
    );
  }

  say(at) {
    const { name, plant, hours } = this.#stream;
    const come = this.#bars.filter(({ from }) => at >= from).length;
    const hour = hours[Math.min(hours.length - 1, Math.floor(at / 60))];
    const flagged = this.#flags.filter(({ from }) => at >= from).map(({ words }) => words);
    const normal = hour ? `this hour ${hour.low} to ${hour.high} are normal` : "none are expected this hour";
    const text = [`${name}${plant ? ` in ${plant}` : ""}: ${come} tickets so far`, normal, ...flagged].join("; ");
    this.#drawing.setAttribute("aria-label", text);
  }
}

/** Between which counts nine of ten such hours lie, and what is expected. */
function band(hours, unit) {
  const shown = hours.map((hour) => hour ?? { low: 0, high: 0, expected: 0 });
  const edge = (of) => shown.map((hour, at) => `${at * 60},${y(of(hour))} ${at * 60 + 60},${y(of(hour))}`);
  const y = (count) => (HEIGHT - count * unit).toFixed(1);
  const [high, low] = [edge(({ high }) => high), edge(({ low }) => low)];
  return [
    svg("polygon", { class: "band", points: [...high, ...back(low)].join(" ") }),
    svg("polyline", { class: "usual", points: edge(({ expected }) => expected).join(" ") }),
  ];
}

/** The same edge from right to left. */
function back(edge) {
  return edge.map((pair) => pair.split(" ").reverse().join(" ")).reverse();
}

/** A bar for each ticket, on top of those of its hour. */
function bars({ hours }, { tickets, events, begin }, unit) {
  const member = memberships(events, begin);
  return hours.flatMap((hour, at) =>
    (hour?.tickets ?? []).map((id, place) => {
      const ticket = tickets.get(id);
      const y = HEIGHT - (place + 1) * unit;
      const drawn = svg("rect", { x: at * 60 + 4, y, width: 52, height: unit * 0.86 });
      return { drawn, from: minute(ticket?.seen ?? begin, begin), member: member.get(id) ?? Number.POSITIVE_INFINITY };
    }),
  );
}

/** From which minute each ticket is known to belong to a suggestion. */
function memberships(events, begin) {
  const from = new Map();
  for (const { tickets, kind, seen } of events) {
    if (kind !== "major") continue;
    for (const id of tickets) if (!from.has(id)) from.set(id, minute(seen, begin));
  }
  return from;
}

function flags({ suggestions }, { events, begin, minutes, zone }, choose) {
  const firsts = [...suggestions].map((id) => events.find((event) => event.id === id));
  return firsts.map(({ id, seen, event }) => {
    const from = minute(seen, begin);
    const words = `${id} ${event} at ${time(seen, zone)}`;
    const settings = {
      type: "button",
      class: "flag",
      tabindex: -1,
      "aria-hidden": "true",
      title: words,
      "data-late": from > LATE * minutes,
    };
    const drawn = element("button", { ...settings, "--at": from / minutes, click: () => choose(id) }, id);
    return { drawn, from, words };
  });
}

function minute(instant, begin) {
  return (instant - begin) / 60_000;
}

/** Every third hour by the plant's clock, wherever it stands on a day on which that changes. */
function ticks({ begin, minutes, zone }) {
  const hours = Array.from({ length: Math.ceil(minutes / 60) }, (_, hour) => hour);
  const labels = hours.map((hour) => ({ hour, label: time(begin + hour * 3_600_000, zone) }));
  return labels
    .filter(({ label }) => Number.parseInt(label, 10) % TICK === 0)
    .map(({ hour, label }) => element("span", { "--at": (hour * 60) / minutes }, label));
}
