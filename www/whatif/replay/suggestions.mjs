// What has been suggested by the clock's time: a list that grows, each with the last that was said of it.

import { element, fill } from "../../element.mjs";
import { time } from "../past/wall.mjs";
import { latestOf } from "./story.mjs";

/** How far each reaches, in words. */
const REACH = { line: "one line", area: "one area", plant: "one plant", multi_plant: "several plants" };

export class Suggestions {
  #list = element("ol", { class: "suggestions" });
  #none = element("p", { class: "quiet" });
  #told = element("p", { class: "unseen-text", role: "status" });
  #choose;
  #shown = "";
  #last = new Map();

  /** @param {(id: string) => void} choose */
  constructor(choose) {
    this.#choose = choose;
    this.element = element("section", { class: "panel", "aria-labelledby": "suggested-title" }, [
      element("h2", { id: "suggested-title" }, "Suggested so far"),
      this.#none,
      this.#list,
      this.#told,
    ]);
  }

  /**
   * @param {{ events: object[], zone: import("../past/wall.mjs").Zone }} day
   * @param {number} now
   * @param {string | undefined} chosen
   */
  show({ events, zone }, now, chosen) {
    const latest = latestOf(events, now);
    const shown = JSON.stringify([chosen, [...latest.values()].map(({ id, event, seen }) => [id, event, seen])]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
    fill(
      this.#list,
      [...latest.values()].map((event) => this.#row(event, zone, chosen)),
    );
    this.#none.textContent = latest.size === 0 ? "Nothing until now." : "";
    if (focused) this.#list.querySelector(`[data-id="${focused}"]`)?.focus();
    this.#tell([...latest.values()], zone);
  }

  #row({ id, event, seen, scope, tickets }, zone, chosen) {
    const what = [
      scope.systems.join(", ") || "several systems",
      (scope.lines.length > 0 ? scope.lines : scope.plants).join(", "),
    ];
    const click = () => this.#choose(id);
    const settings = {
      type: "button",
      "data-id": id,
      "data-turn": event,
      "aria-pressed": String(id === chosen),
      click,
    };
    return element("li", {}, [
      element("button", settings, [
        element("span", { class: "turn" }, `${time(seen, zone)} ${id}`),
        element("b", {}, what.filter(Boolean).join(" · ")),
        element(
          "span",
          { class: "quiet" },
          `${tickets.length} tickets, ${REACH[scope.level] ?? scope.level}, ${event}`,
        ),
      ]),
    ]);
  }

  /** For those who do not see it come. */
  #tell(latest, zone) {
    const news = latest.filter(({ id, event, notify }) => notify && this.#last.get(id) !== event);
    this.#last = new Map(latest.map(({ id, event }) => [id, event]));
    if (news.length > 0)
      this.#told.textContent = news
        .map(({ id, event, seen, scope }) => `${time(seen, zone)}: ${id} ${event}, ${scope.systems.join(", ")}`)
        .join("; ");
  }
}
