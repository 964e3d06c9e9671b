// The answer in a few numbers: how many tickets change, in what, and which promises that breaks or keeps.

import { element } from "../../element.mjs";
import { count, difference } from "./svg.mjs";

export function figures(comparison) {
  const { changed, tickets, percent, raised, lowered, targets, escalations, cost, stage } = comparison;
  const clocked = (text) => (stage === "whole" ? text : "…");
  const sum = (list, pick) => list.reduce((total, item) => total + pick(item), 0);
  const told = sum(escalations, ({ before, after }) => after - before);
  return element("dl", { class: "sums" }, [
    figure("tickets change", count(changed), `${percent} % of ${count(tickets)}`),
    figure("more severe", `${raised > 0 ? "▲ " : ""}${count(raised)}`),
    figure("less severe", `${lowered > 0 ? "▼ " : ""}${count(lowered)}`),
    figure("promises newly broken", clocked(count(sum(targets, ({ newlyBreached }) => newlyBreached)))),
    figure("no longer broken", clocked(count(sum(targets, ({ noLongerBreached }) => noLongerBreached)))),
    figure(
      "escalations told",
      clocked(difference(told) || "±0"),
      `${count(sum(escalations, ({ after }) => after))} in all`,
    ),
    cost && stage === "whole" && money(cost),
  ]);
}

function figure(name, value, detail) {
  return element("div", {}, [
    element("dd", {}, value, " ", detail && element("small", {}, detail)),
    element("dt", {}, name),
  ]);
}

function money({ before, after }) {
  const change = Math.round(after.amount - before.amount);
  return change === 0 ? undefined : figure("cost by the policy", `${difference(change)} ${after.currency}`);
}
