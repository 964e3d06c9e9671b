// Why not? What kept a ticket from a priority or a team that somebody expected, and what would have brought it there.

import { element, fill } from "../element.mjs";
import { place } from "../panels/place.mjs";
import { prose } from "../panels/prose.mjs";
import { conditionList, valueText } from "./conditions.mjs";

/** So many near misses and so many changes are shown. */
const MOST = 6;

export class Wanted {
  #ask;
  #choice;
  #answer = element("div", { "aria-live": "polite" });
  element;

  /** @param {() => void} ask what to do when another outcome is chosen */
  constructor(ask) {
    this.#ask = ask;
    this.#choice = element("select", { id: "wanted-choice", change: () => this.#ask() });
    this.element = element("section", { class: "panel", id: "wanted", "aria-labelledby": "wanted-title" }, [
      element("h2", { id: "wanted-title" }, "Why not otherwise?"),
      element("div", { class: "body" }, [
        element("p", {}, element("label", { for: this.#choice.id }, "It should have been "), this.#choice),
        this.#answer,
      ]),
    ]);
  }

  /** The outcomes that a policy has. What was chosen stays, if it still exists. */
  offer({ priorities, teams }) {
    const chosen = this.#choice.value;
    const group = (label, kind, names) =>
      element(
        "optgroup",
        { label },
        names.map((name) => element("option", { value: JSON.stringify({ [kind]: name }) }, name)),
      );
    fill(
      this.#choice,
      element("option", { value: "" }, "as it is"),
      group("Priority", "priority", priorities),
      group("Team", "team", teams),
    );
    this.#choice.value = chosen;
    if (this.#choice.selectedIndex < 0) this.#choice.value = "";
  }

  /** What `policy.explain` is to look for. */
  get goal() {
    return this.#choice.value === "" ? undefined : JSON.parse(this.#choice.value);
  }

  /** @param {object | null} toward of `policy.explain` */
  show(toward) {
    fill(this.#answer, toward && answer(toward));
  }
}

function answer({ reached, rules, against, tips, search }) {
  if (reached) return element("p", { class: "quiet" }, "It is decided so.");
  return [
    list("What would give it", rules.slice(0, MOST).map(nearMiss)),
    list(
      "What stands in the way",
      against.map((rule) => [
        element("code", {}, rule.id),
        ` says ${rule.says}: `,
        prose(rule.because),
        " ",
        place(rule),
      ]),
    ),
    list("What would change it", tips.slice(0, MOST).map(tip)),
    element("p", { class: "quiet" }, searched(tips, search)),
  ];
}

function list(title, items) {
  if (items.length === 0) return undefined;
  return [
    element("h3", {}, title),
    element(
      "ul",
      { class: "wanted-list" },
      items.map((item) => element("li", {}, item)),
    ),
  ];
}

function nearMiss(rule) {
  return [
    element("code", {}, rule.id),
    ` (${rule.gives}) misses ${rule.misses} of ${rule.of} `,
    place(rule),
    conditionList(rule.missed),
  ];
}

function tip({ changes, by }) {
  const change = ({ field, from, to }) => `${field} = ${valueText(to)} (now ${valueText(from)})`;
  return [changes.map(change).join(", and "), ": ", element("code", {}, by)];
}

function searched(tips, { decided, complete }) {
  const more = tips.length > MOST ? `${tips.length - MOST} more ways were found; ` : "";
  const none = tips.length === 0 ? "No change of at most three fields was found; " : "";
  return `${none}${more}${decided} changed tickets were decided${complete ? "." : ", and there may be more ways."}`;
}
