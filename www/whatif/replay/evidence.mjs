// Why the chosen suggestion was made, which tickets are its members, and what the host may say to it.

import { copyButtons } from "../../copy.mjs";
import { element, fill } from "../../element.mjs";
import { table } from "../drawings/svg.mjs";
import { time } from "../past/wall.mjs";
import { review } from "./review.mjs";
import { storyOf } from "./story.mjs";

const VERDICTS = [
  ["confirm", "Confirm", "It is a major incident"],
  ["dismiss", "Dismiss", "It is none; its streams are believed less for two weeks"],
  ["resolve", "It is over", "The outage has ended"],
];
/** Turns after which nothing is to be decided. */
const OVER = new Set(["merged", "withdrawn", "dismissed", "resolved"]);

export class Evidence {
  #judge;
  #shown = "";
  #body = element("div", { class: "body" });

  /** @param {(id: string, verdict: string) => void} judge takes the host's word */
  constructor(judge) {
    this.#judge = judge;
    this.element = element(
      "section",
      { class: "panel evidence", "aria-labelledby": "evidence-title", tabindex: -1 },
      element("h2", { id: "evidence-title" }, "Why"),
      this.#body,
    );
  }

  /** @param {{ events: object[], tickets: Map<string, object>, zone: import("../past/wall.mjs").Zone }} day */
  show(day, now, chosen) {
    const story = chosen === undefined ? [] : storyOf(day.events, chosen, now);
    const shown = `${chosen} ${story.length} ${story.at(-1)?.seen}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.hidden = story.length === 0;
    if (story.length > 0) fill(this.#body, this.#content(story, day));
  }

  #content(story, day) {
    const { id, event, evidence, recommendation, mergedInto, plan } = story.at(-1);
    return [
      element("p", {}, element("b", {}, id), ` ${event}${mergedInto ? ` into ${mergedInto}` : ""}; ${recommendation}`),
      element("p", {}, story[0].evidence.text),
      facts(story.at(-1)),
      evidence.triggers.length > 0 && element("p", {}, `The policy: ${evidence.triggers.join("; ")}`),
      OVER.has(event) ? undefined : this.#verdicts(id, event),
      plan && planned(plan),
      members(story, day),
      copyButtons({ "Copy the timeline as Markdown": () => review(story, day) }),
    ];
  }

  #verdicts(id, event) {
    const open = VERDICTS.filter(([verdict]) => verdict !== (event === "confirmed" ? "confirm" : "resolve"));
    return element(
      "p",
      { class: "verdicts" },
      open.map(([verdict, name, title]) =>
        element("button", { type: "button", title, click: () => this.#judge(id, verdict) }, name),
      ),
    );
  }
}

function facts({ scope, evidence, tickets }) {
  const rows = [
    ["Plants", scope.plants.join(", ")],
    ["Lines", scope.lines.join(", ")],
    ["Systems", scope.systems.join(", ")],
    ["Callers", `${evidence.reporters} of ${tickets.length} tickets`],
    ["Standing still", evidence.stopped || ""],
    ["Words in common", evidence.words.join(", ")],
  ];
  return element(
    "dl",
    { class: "evidence-facts" },
    rows
      .filter(([, value]) => value !== "")
      .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
}

function planned({ message, nextUpdateAt, tasks, notify }) {
  return element("div", { class: "planned" }, [
    element("h3", {}, "The policy's plan"),
    message && element("p", {}, message),
    element("p", { class: "quiet" }, `to ${notify.join(", ")}${nextUpdateAt ? `; next update ${nextUpdateAt}` : ""}`),
    element(
      "ol",
      {},
      tasks.map((task) => element("li", {}, task)),
    ),
  ]);
}

function members(story, { tickets, zone }) {
  const first = new Set(story[0].tickets);
  const rows = story.at(-1).tickets.map((id) => {
    const { at, subject = "", plant, place } = tickets.get(id) ?? {};
    const came = at === undefined ? "" : time(at, zone);
    return [element("code", {}, id), came, place ?? plant ?? "", subject, first.has(id) ? "gave rise to it" : ""];
  });
  return element("div", { class: "scroll" }, table(["Ticket", "At", "Where", "Says", ""], rows, { class: "numbers" }));
}
