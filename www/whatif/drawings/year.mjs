// What a report is drawn as: hours of the week as a heat map, repairs and outages as tables with bars.

import { element } from "../../element.mjs";
import { length } from "../../time.mjs";
import { count, table } from "./svg.mjs";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** Rows of a table; what is rarer says little. */
const ROWS = 10;

/** Tickets by weekday and hour; the darker, the more. */
export function days({ byWeekdayAndHour, byShift }) {
  const most = Math.max(1, ...byWeekdayAndHour.flat());
  const cell = (tickets) => element("span", { "--share": tickets / most }, tickets || "");
  const rows = byWeekdayAndHour.map((hours, day) => [DAYS[day], ...hours.map(cell)]);
  const header = ["", ...Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"))];
  const shifts = byShift.map(
    ({ name, tickets }) => `${name ? `shift ${name}` : "outside the shifts"} ${count(tickets)}`,
  );
  return [
    element("div", { class: "scroll" }, table(header, rows, { class: "heat" })),
    element("p", { class: "quiet" }, shifts.join(", ")),
  ];
}

/** Median and 90th percentile by system, on the wall clock. */
export function repairs({ overall, bySystem }) {
  if (overall.count === 0) return undefined;
  const known = bySystem.filter(({ name, count }) => name !== null && count > 0);
  const dearest = known.sort((a, b) => b.count - a.count).slice(0, ROWS);
  const rows = [{ name: "all", ...overall }, ...dearest].map(({ name, count: tickets, median, p90 }) => [
    element("code", {}, name),
    count(tickets),
    minutes(median),
    minutes(p90),
  ]);
  return element(
    "div",
    { class: "scroll" },
    table(["System", "Repaired", "Median", "9 of 10 within"], rows, { class: "numbers" }),
  );
}

function minutes(seconds) {
  return length(Math.round(seconds / 60) * 60);
}

/** Time in which production was to run and stood, by line. */
export function outages({ seconds, byLine }, { total }) {
  if (byLine.length === 0) return undefined;
  const most = Math.max(1, ...byLine.map((line) => line.seconds));
  const rows = byLine
    .slice(0, ROWS)
    .map((line) => [
      element("code", {}, line.name ?? "no line named"),
      element(
        "span",
        { class: "pair", "aria-hidden": "true" },
        element("span", { class: "is", "--share": line.seconds / most }),
      ),
      length(line.seconds),
      count(line.tickets),
    ]);
  return [
    element("div", { class: "scroll" }, table(["Line", "", "Stood", "Tickets"], rows, { class: "numbers bars" })),
    element(
      "p",
      { class: "quiet" },
      `${length(seconds)} in all; ${count(Math.round(total.amount))} ${total.currency} by the policy's rates`,
    ),
  ];
}

/** Open tickets by what they cost a minute and by the time until a promise is broken. */
export function queue({ open, entries }) {
  if (open === 0) return undefined;
  const rows = entries.map(({ id, priority, team, target, left }) => [
    element("code", {}, id),
    priority,
    team,
    left === null ? "" : `${target} ${left < 0 ? `${length(left)} late` : `in ${length(left)}`}`,
  ]);
  return [
    element("div", { class: "scroll" }, table(["Ticket", "Priority", "Team", "Due"], rows, { class: "numbers" })),
    open > entries.length && element("p", { class: "quiet" }, `and ${count(open - entries.length)} more`),
  ];
}
