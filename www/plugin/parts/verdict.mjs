// How severe, why, and who gets it.

import { element } from "../../element.mjs";
import { prose } from "../../panels/prose.mjs";

export function verdict({ priority, rank, assignment, reasons }, { words }) {
  const reason = reasons.find(({ stage }) => stage === "prioritise");
  return element("div", { class: "verdict", "data-rank": rank }, [
    element("p", { class: "priority" }, element("span", { class: "unseen" }, `${words.priority} `), priority),
    element("div", {}, [
      reason && element("p", {}, prose(reason.text)),
      element("p", { class: "quiet" }, `${words.team}: `, element("b", {}, assignment.name)),
    ]),
  ]);
}

/** The same for somebody who listens. */
export function spoken({ decision: { priority, assignment }, asks, major }, words) {
  const incident = major === null ? "" : `. ${words.majors[major.state](major.count)}`;
  return words.spoken(priority, assignment.name, asks.length) + incident;
}
