// Faults that come back among the loaded tickets: what, by which clock, when, and a problem record to begin with.

import { copyButtons } from "../../copy.mjs";
import { element, fill } from "../../element.mjs";
import { plain } from "../../markdown.mjs";
import { count, table } from "../drawings/svg.mjs";
import { Following } from "../following.mjs";
import { Link } from "../link.mjs";
import { date, place, time, weekday } from "../past/wall.mjs";
import { byThing, words } from "./pattern.mjs";
import { strip } from "./strip.mjs";

/** What chance makes more often than this somewhere in the plant is not shown at once. */
const SURE = 0.5;
/** What the worker does. */
const CALLS = ["empty", "append", "settle", "find", "ticket"];
const HOW =
  "Tickets are held together by their field asset, or by a job that their words name; what comes back more often than chance has it is listed, the surest first.";

export class Faults {
  #show;
  #link = new Link(new Worker(new URL("./faults.worker.mjs", import.meta.url), { type: "module" }), CALLS);
  #following;
  #state = element("p", { class: "standing", role: "status" });
  #list = element("ol", { class: "faults" });
  #perhaps = element("div");

  /**
   * @param {import("../study.mjs").Study} study
   * @param {(ticket: object) => void} show opens a ticket
   */
  constructor(study, show) {
    this.#show = show;
    const list = element("section", { class: "panel", "aria-label": "Faults that come back" }, [
      this.#list,
      this.#perhaps,
      element("p", { class: "quiet" }, HOW),
    ]);
    this.element = element("div", { class: "returning", "data-state": "looking" }, this.#state, list);
    this.#following = new Following(study, this.#link, {
      reading: () => this.#stand("looking", "Reading the tickets again …"),
      asking: (files, isNewest) => this.#find(files, isNewest),
    });
  }

  /** Begins, or goes on, when it is looked at. */
  open() {
    return this.#following.open();
  }

  close() {
    this.#following.close();
  }

  async #find(files, isNewest) {
    this.#stand("looking", "Looking for what comes back …");
    try {
      const found = await this.#link.find(files);
      if (isNewest()) this.#draw(found);
    } catch (error) {
      if (isNewest()) this.#stand("refused", `Nothing can be looked for: ${error.message}`);
    }
  }

  #draw({ faults, tickets, ...span }) {
    const things = byThing(faults);
    const isSure = ({ ways: [{ evidence }] }) => evidence.chance <= SURE;
    const sure = things.filter(isSure);
    const perhaps = things.filter((one) => !isSure(one));
    const rows = (some) => some.map((one) => this.#row(one, span));
    fill(this.#list, rows(sure));
    fill(this.#perhaps, perhaps.length > 0 && folded(perhaps.length, () => rows(perhaps)));
    const found = sure.length === 1 ? "One fault comes back" : `${sure.length || "No"} faults come back`;
    this.#stand("ready", `${found} in ${count(tickets)} tickets, as chance would not have it.`);
  }

  #row({ thing, ways, tickets }, span) {
    const [{ plant, system, zone, record, evidence }] = ways;
    const where = [plant, system].filter(Boolean).join(", ");
    return element("li", {}, [
      element("details", {}, [
        element("summary", {}, [
          element(
            "span",
            { class: "thing" },
            element("b", {}, thing),
            where && element("span", { class: "quiet" }, where),
          ),
          element("span", { class: "way" }, ways.map(words).join("; ")),
          strip(tickets, span, zone),
        ]),
        element("p", {}, `${evidence.text}${chance(evidence)}. Times are those of ${place(zone)}.`),
        element("h3", {}, "A problem record to begin with"),
        element("p", {}, element("b", {}, record.title)),
        element("p", {}, record.description),
        copyButtons({ "Copy the problem record as Markdown": () => markdown(record, tickets, zone) }),
        element("h3", {}, `${tickets.length} tickets`),
        this.#members(tickets, zone),
      ]),
    ]);
  }

  #members(tickets, zone) {
    const rows = tickets.map(({ id, at, subject = "" }) => {
      const click = async () => this.#show(await this.#link.ticket(id));
      return [
        element("button", { type: "button", class: "to-ticket", click }, id),
        `${weekday(at, zone)} ${time(at, zone)}`,
        subject,
      ];
    });
    return element("div", { class: "scroll" }, table(["Ticket", "Opened", "Says"], rows, { class: "numbers" }));
  }

  #stand(state, text) {
    this.element.dataset.state = state;
    this.#state.textContent = text;
  }
}

/** Rows that are made when somebody asks for them: there may be hundreds. */
function folded(many, rows) {
  const list = element("ol", { class: "faults" });
  const toggle = ({ target }) => target.open && list.childElementCount === 0 && fill(list, rows());
  const summary = `${count(many)} more that failed more often than usual, as now and then by chance`;
  return element("details", { class: "perhaps", toggle }, element("summary", {}, summary), list);
}

/** How likely it is that this is none. */
function chance({ chance }) {
  if (chance >= 0.5) return "; chance makes this often enough";
  return chance > 0
    ? `; by chance, one such plant in ${count(Math.round(1 / chance))} sees this`
    : "; by chance, not one such plant in a million sees this";
}

/** The record, for the desk's own form. */
function markdown({ title, description }, tickets, zone) {
  const incidents = tickets.map(
    ({ id, at, subject = "" }) => `- ${plain(id)}, ${date(at, zone)} ${time(at, zone)}: ${plain(subject)}`,
  );
  return [`## ${plain(title)}`, plain(description), `### Incidents\n\n${incidents.join("\n")}`].join("\n\n");
}
