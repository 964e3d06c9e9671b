// How the promises come out, by the instants on record: kept, broken, still open, before and after.

import { element } from "../../element.mjs";
import { count, difference } from "./svg.mjs";

const OUTCOMES = [
  ["met", "kept"],
  ["breached", "broken"],
  ["open", "open"],
  ["cancelled", "no longer owed"],
];

export function promises({ targets }) {
  if (targets.length === 0) return undefined;
  return element(
    "div",
    { class: "promises" },
    targets.map(({ target, kind, before, after, newlyBreached, noLongerBreached }) =>
      element("div", { class: "promise-row" }, [
        element("p", { class: "name" }, element("b", {}, target.replaceAll("_", " ")), kind !== "sla" && ` ${kind}`),
        element("div", {}, bar("before", before), bar("after", after)),
        element("p", { class: "outcome-shift" }, [
          newlyBreached > 0 && element("b", { class: "bad" }, `▲ ${count(newlyBreached)} newly broken`),
          noLongerBreached > 0 && element("b", { class: "good" }, `▼ ${count(noLongerBreached)} no longer broken`),
          element("small", {}, shift(before, after)),
        ]),
      ]),
    ),
    legend(),
  );
}

function bar(when, kept) {
  const all = OUTCOMES.reduce((sum, [key]) => sum + kept[key], 0);
  const said = OUTCOMES.filter(([key]) => kept[key] > 0).map(([key, name]) => `${count(kept[key])} ${name}`);
  return element("div", { class: "outcomes", role: "img", "aria-label": `${when}: ${said.join(", ") || "none"}` }, [
    element("span", { class: "when" }, when),
    element("span", { class: "stack" }, [
      all > 0 &&
        OUTCOMES.map(
          ([key, name]) =>
            kept[key] > 0 &&
            element("span", { class: key, "--share": kept[key] / all, title: `${count(kept[key])} ${name}` }),
        ),
    ]),
    element("span", { class: "share" }, compliance(kept)),
  ]);
}

function compliance({ met, breached }) {
  return met + breached === 0 ? "–" : `${((100 * met) / (met + breached)).toFixed(1)} %`;
}

function shift(before, after) {
  const all = (kept) => OUTCOMES.reduce((sum, [key]) => sum + kept[key], 0);
  const change = all(after) - all(before);
  return change === 0 ? "" : `${difference(change)} promises`;
}

function legend() {
  return element(
    "p",
    { class: "legend", "aria-hidden": "true" },
    OUTCOMES.map(([key, name]) => element("span", {}, element("i", { class: key }), name)),
    element("span", {}, "in percent: kept of kept and broken"),
  );
}
