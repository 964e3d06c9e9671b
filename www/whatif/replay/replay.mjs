// The replay: the watch over all loaded tickets, and any day of it again, as it came.

import { element } from "../../element.mjs";
import { latest } from "../../latest.mjs";
import { count } from "../drawings/svg.mjs";
import { Following } from "../following.mjs";
import { Link } from "../link.mjs";
import { begin, minutesOf, place } from "../past/wall.mjs";
import { Clock } from "./clock.mjs";
import { Controls } from "./controls.mjs";
import { Evidence } from "./evidence.mjs";
import { Knob, knobFile, SETTINGS } from "./knob.mjs";
import { Lanes } from "./lanes.mjs";
import { Overview } from "./overview.mjs";
import { latestOf, storyOf } from "./story.mjs";
import { streams } from "./streams.mjs";
import { Suggestions } from "./suggestions.mjs";
import { Words } from "./words.mjs";

const MINUTE = 60_000;
/** What the worker does. */
const CALLS = ["empty", "append", "settle", "survey", "wind", "day"];

export class Replay {
  #projector = new Link(new Worker(new URL("./replay.worker.mjs", import.meta.url), { type: "module" }), CALLS);
  #clock = new Clock();
  #overview = new Overview();
  #knob = new Knob();
  #lanes = new Lanes((id) => this.#choose(id));
  #suggestions = new Suggestions((id) => this.#choose(id));
  #evidence = new Evidence((id, verdict) => this.#judge(id, verdict));
  #controls = new Controls(this.#clock);
  #state = element("p", { class: "standing", role: "status" });
  #chosen;
  /** Of the tickets: how many, from when to when, on which clock. */
  #past;
  #day;
  /** What somebody said of suggestions, on whatever day. */
  #words = new Words(() => this.#askDay(this.#overview.day));
  /** What each setting of the knob suggested. */
  #summaries = new Map();
  #following;
  #askDay = latest((day) => this.#fetchDay(day));

  /** @param {import("../study.mjs").Study} study */
  constructor(study) {
    this.element = element(
      "div",
      { class: "replay", "data-state": "winding", keydown: (event) => this.#controls.key(event) },
      [
        this.#state,
        section("Days", this.#overview.element),
        section("Streams against their normal band", this.#controls.element, this.#lanes.element),
        element("div", { class: "two" }, [
          element("div", { class: "column" }, [this.#suggestions.element, this.#evidence.element]),
          element("div", { class: "column" }, [section("The knob", this.#knob.element), this.#words.element]),
        ]),
      ],
    );
    this.#evidence.element.hidden = true;
    this.#following = new Following(study, this.#projector, {
      reading: () => this.#unwind(),
      asking: (files, isNewest) => this.#wind(files, isNewest),
    });
    this.#listen();
  }

  #listen() {
    this.#overview.addEventListener("picked", () => this.#askDay(this.#overview.day));
    this.#knob.addEventListener("turned", () => this.#turned());
    this.#clock.addEventListener("moved", () => this.#moved());
    this.#clock.addEventListener("switched", () => this.#lanes.say());
    this.#projector.addEventListener("progress", ({ detail }) => this.#progress(detail));
  }

  /** Begins, or goes on, when it is looked at. */
  open() {
    return this.#following.open();
  }

  /** Is not looked at: nothing moves. */
  close() {
    this.#following.close();
    this.#clock.stop();
  }

  #unwind() {
    this.element.dataset.state = "winding";
    this.#say("Reading the tickets again, in the order in which they came …");
    this.#words.clear();
  }

  /** Goes through all tickets by the policy as edited; then by other settings of the knob, so that it answers at once. */
  async #wind(files, isNewest) {
    this.#knob.reset(files);
    this.element.dataset.state = "winding";
    this.#summaries.clear();
    if (!(await this.#surveyed(files)) || !isNewest()) return;
    for (const setting of ["declared", ...SETTINGS]) {
      const summary = await this.#wound(setting, files);
      if (!isNewest() || summary === undefined) return;
      this.#knob.know(setting, summary);
      this.#summaries.set(setting, summary);
      if (setting === this.#knob.setting) this.#shown(summary);
    }
  }

  /** The tickets in numbers, on the plant's clock; false if there is nothing to replay. */
  async #surveyed(files) {
    const past = await this.#projector.survey(files).catch((error) => this.#refuse(error));
    if (past === undefined && this.element.dataset.state !== "refused") this.#say("There are no tickets to replay.");
    if (past === undefined) return false;
    this.#past = past;
    this.#overview.open(past);
    return true;
  }

  async #wound(setting, files) {
    const all = setting === "declared" ? files : { ...files, ...knobFile(setting) };
    return this.#projector.wind(setting, all).catch((error) => this.#refuse(error));
  }

  #refuse(error) {
    this.element.dataset.state = "refused";
    this.#say(`The watch cannot go on: ${error.message}`);
  }

  #shown(summary) {
    const first = this.element.dataset.state !== "ready" && this.#day === undefined;
    this.element.dataset.state = "ready";
    this.#overview.mark(summary.suggestions);
    const { tickets, zone } = this.#past;
    const found = summary.suggestions.length;
    const rate = (found / summary.weeks).toFixed(1);
    this.#say(
      `${count(tickets)} tickets watched as they came: ${count(found)} suggestions, ${rate} a week. Times are those of ${place(zone)}.`,
    );
    this.#overview.show((first && this.#overview.telling) || this.#overview.day);
  }

  #turned() {
    const summary = this.#summaries.get(this.#knob.setting);
    if (summary) this.#shown(summary);
    else this.#say("This setting has still to be counted …");
  }

  #progress({ setting, progress }) {
    if (setting !== this.#knob.setting) return;
    this.#say(`Watching ${count(this.#past?.tickets ?? 0)} tickets: ${Math.round(progress * 100)} %`);
  }

  async #fetchDay(day) {
    const { zone } = this.#past;
    const [start, minutes] = [begin(day, zone), minutesOf(day, zone)];
    const span = { begin: start, end: start + minutes * MINUTE };
    const found = await this.#projector.day(this.#knob.setting, span, this.#words.said);
    if (found === undefined || day !== this.#overview.day) return;
    const isOther = this.#day?.begin !== start;
    const tickets = new Map(found.tickets.map((ticket) => [ticket.id, ticket]));
    this.#day = { ...found, tickets, streams: streams(found), begin: start, minutes, zone };
    this.#clock.length = minutes;
    this.#lanes.show(this.#day);
    this.#controls.show(this.#day);
    if (isOther) this.#chosen = undefined;
    this.element.dataset.day = String(day);
    this.#clock.set(isOther ? Number.POSITIVE_INFINITY : this.#clock.at);
    this.#lanes.say();
  }

  get #now() {
    return this.#day.begin + this.#clock.at * MINUTE;
  }

  #moved() {
    if (this.#day === undefined) return;
    this.#lanes.move(this.#clock.at);
    if (!this.#clock.runs) this.#lanes.say();
    const suggested = latestOf(this.#day.events, this.#now);
    // Before it is suggested, and under another setting, the chosen one is not there.
    const chosen = suggested.has(this.#chosen) ? this.#chosen : [...suggested.keys()].at(-1);
    this.#suggestions.show(this.#day, this.#now, chosen);
    this.#evidence.show(this.#day, this.#now, chosen);
  }

  #choose(id) {
    this.#chosen = id;
    this.#moved();
    this.#evidence.element.scrollIntoView({ block: "nearest" });
  }

  /** The host's word, at the clock's time; this day and later ones are replayed with it. */
  #judge(id, verdict) {
    this.#clock.stop();
    this.#chosen = id;
    const [ticket] = storyOf(this.#day.events, id, this.#now)[0].tickets;
    // The last instant of a day is the first of the next.
    const at = Math.min(this.#now, this.#day.begin + this.#day.minutes * MINUTE - 1);
    this.#words.say({ at, id, ticket, verdict }, this.#day);
    this.#askDay(this.#overview.day);
  }

  #say(text) {
    this.#state.textContent = text;
  }
}

function section(title, ...content) {
  const heading = element("h2", {}, title);
  return element("section", { class: "panel", "aria-label": title }, heading, content);
}
