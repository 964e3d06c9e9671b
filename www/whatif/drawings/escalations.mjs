// How many steps of each escalation fire, before and after; those that stay as they are are folded away.

import { element } from "../../element.mjs";
import { count, difference, table } from "./svg.mjs";

export function escalations({ escalations }) {
  const [other, same] = [true, false].map((changes) =>
    escalations.filter(({ before, after }) => (before !== after) === changes),
  );
  if (escalations.length === 0) return undefined;
  return [
    other.length > 0 ? rows(other) : element("p", { class: "quiet" }, "Nobody is told more or less often."),
    same.length > 0 && element("details", {}, element("summary", {}, `${same.length} stay as they are`), rows(same)),
  ];
}

function rows(list) {
  const cells = list.map(({ escalation, before, after }) => [
    element("code", {}, escalation),
    count(before),
    count(after),
    element("b", {}, difference(after - before)),
  ]);
  return element(
    "div",
    { class: "scroll" },
    table(["Escalation", "Before", "After", "Change"], cells, { class: "numbers" }),
  );
}
