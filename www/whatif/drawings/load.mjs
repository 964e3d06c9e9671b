// Who gets more work: each team's tickets before and after.

import { element } from "../../element.mjs";
import { count, difference, table } from "./svg.mjs";

/** Teams that are shown before the rest is folded away. */
const SHOWN = 6;

export function load({ load, teams }) {
  if (load.length === 0) return undefined;
  const most = Math.max(...load.flatMap(({ before, after }) => [before, after]), 1);
  const rows = load.map(({ team, before, after }) => [
    element("code", {}, team),
    pair(before / most, after / most),
    count(before),
    count(after),
    element("b", {}, difference(after - before)),
  ]);
  const header = ["Team", "", "Before", "After", "Change"];
  return [
    element("div", { class: "scroll" }, table(header, rows.slice(0, SHOWN), { class: "numbers bars" })),
    rows.length > SHOWN &&
      element("details", {}, [
        element("summary", {}, `${rows.length - SHOWN} more teams`),
        element("div", { class: "scroll" }, table(header, rows.slice(SHOWN), { class: "numbers bars" })),
      ]),
    moves(teams),
  ];
}

/** Two bars, one below the other: the upper is before. */
function pair(before, after) {
  return element("span", { class: "pair", "aria-hidden": "true" }, [
    element("span", { class: "was", "--share": before }),
    element("span", { class: "is", "--share": after }),
  ]);
}

function moves(teams) {
  const moved = teams.filter(({ from, to }) => from !== to);
  if (moved.length === 0) return undefined;
  const items = moved
    .slice(0, 12)
    .map(({ from, to, tickets }) =>
      element("li", {}, element("b", {}, count(tickets)), ` ${from ?? "nobody"} → ${to ?? "nobody"}`),
    );
  return element("ul", { class: "moves", "aria-label": "Tickets that change hands" }, items);
}
