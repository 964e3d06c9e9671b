// Where two decisions about one ticket part: values that differ, reasons that only one of them has.

import { element } from "../element.mjs";
import { place } from "../panels/place.mjs";
import { prose } from "../panels/prose.mjs";
import { moment } from "../time.mjs";
import { table } from "./drawings/svg.mjs";

const VALUES = { priority: "Priority", team: "Team", category: "Category", tier: "Tier", shift: "Shift" };

/** @param {object} before @param {object} after decisions */
export function parting(before, after) {
  const values = Object.entries(VALUES)
    .filter(([key]) => before[key] !== after[key])
    .map(([key, label]) => [label, before[key] ?? "none", element("b", {}, after[key] ?? "none")]);
  const rows = [...values, ...clocks(before, after)];
  const gone = lacking(before.reasons, after.reasons);
  const come = lacking(after.reasons, before.reasons);
  if (rows.length + gone.length + come.length === 0)
    return element("p", { class: "quiet" }, "Both policies decide the same about this ticket at this moment.");
  return [
    rows.length > 0 &&
      element("div", { class: "scroll" }, table(["", "As it was", "As edited"], rows, { class: "sides" })),
    element("div", { class: "whys" }, [reasons("No longer because", gone), reasons("Now because", come)]),
  ];
}

function clocks(before, after) {
  const name = ({ target, kind }) => `${target.replaceAll("_", " ")}${kind === "sla" ? "" : ` (${kind})`}`;
  const names = [...new Set([...before.targets, ...after.targets].map(name))];
  const said = (decision, of) => {
    const target = decision.targets.find((target) => name(target) === of);
    if (!target) return "not promised";
    const due = target.dueAt ?? target.dueIfResumedNow;
    return `${due ? `due ${moment(due, "UTC")} UTC` : "never due"}, ${target.state}`;
  };
  return names
    .map((of) => [of, said(before, of), said(after, of)])
    .filter(([, was, is]) => was !== is)
    .map(([of, was, is]) => [of, was, element("b", {}, is)]);
}

function lacking(these, those) {
  const known = new Set(those.map(({ stage, id, text }) => `${stage} ${id} ${text}`));
  return these.filter(({ stage, id, text }) => !known.has(`${stage} ${id} ${text}`));
}

function reasons(title, list) {
  if (list.length === 0) return undefined;
  return element("div", {}, [
    element("h3", {}, title),
    element(
      "ul",
      {},
      list.map(({ stage, id, text, ...at }) =>
        element("li", {}, element("span", { class: "stage" }, stage), " ", prose(text), " ", [
          element("code", {}, id),
          " ",
          place(at),
        ]),
      ),
    ),
  ]);
}
