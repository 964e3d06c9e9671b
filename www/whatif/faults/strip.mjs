// When a fault came: a mark for each ticket, over all the time that the tickets are of.

import { svg } from "../drawings/svg.mjs";
import { date } from "../past/wall.mjs";

const WIDTH = 1000;
const HEIGHT = 24;
const DAY = 86_400_000;

/**
 * @param {{ id: string, at: number }[]} tickets in the order in which they came
 * @param {{ from: number, to: number }} span
 * @param {import("../past/wall.mjs").Zone} zone
 */
export function strip(tickets, { from, to }, zone) {
  const x = (at) => (((at - from) / Math.max(DAY, to - from)) * WIDTH).toFixed(1);
  const [first, last] = [tickets[0], tickets.at(-1)];
  const label = `${tickets.length} tickets, from ${date(first.at, zone)} to ${date(last.at, zone)}`;
  const settings = {
    class: "strip",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": label,
  };
  const months = firstsOfMonths(from, to).map((at) =>
    svg("line", { class: "month", x1: x(at), x2: x(at), y1: 0, y2: HEIGHT }),
  );
  const marks = tickets.map(({ at }) => svg("line", { class: "mark", x1: x(at), x2: x(at), y1: 4, y2: HEIGHT - 4 }));
  return svg("svg", settings, months, marks);
}

function firstsOfMonths(from, to) {
  const found = [];
  const first = new Date(from);
  for (let month = 1; ; month += 1) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month);
    if (at >= to) return found;
    found.push(at);
  }
}
