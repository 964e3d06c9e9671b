// A report as a sheet for people.

import { lengthText } from "./text.mjs";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Rows of a table; what is rarer is left to `--json`. */
const MOST = 15;

/** @returns {import("./sheet.mjs").Sheet} */
export function reportSheet(report) {
  const { policy, tickets, resolved, from, to, failures, problems } = report;
  const lines = [
    `${count(tickets)} tickets, opened ${from ?? "never"} to ${to ?? "never"}; ${count(resolved)} are over`,
  ];
  if (failures.length + problems.length > 0)
    lines.push(`${count(failures.length + problems.length)} could not be read`);
  return {
    title: `How the desk has done, by ${policy.name} ${policy.version}`,
    lines,
    tables: [
      repair("Time to repair by system", report.repair.overall, report.repair.bySystem),
      repair("Time to repair by tier", report.repair.overall, report.repair.byTier),
      compliance(report),
      counts("Priorities", report.volume.byPriority),
      counts("Categories", report.volume.byCategory),
      counts("Areas", report.volume.byArea),
      counts("Shifts", report.volume.byShift),
      week(report.volume),
      production("Production that stood, by line", report.production.byLine),
      production("Production that stood, by system", report.production.bySystem),
      cost(report.cost),
      reassignments(report),
      queue(report.queue),
    ],
  };
}

function repair(title, overall, groups) {
  const row = ({ name, count: repairs, median, p90, usualRepair }) => [
    named(name),
    count(repairs),
    length(median),
    length(p90),
    usualRepair ?? "",
  ];
  const rows = overall.count === 0 ? [] : [...cut(groups).map(row), row({ ...overall, name: "all" })];
  return {
    title,
    head: ["", "tickets", "median", "90 % within", "usual_repair"],
    rows,
    note: "Median and 90 % on the wall clock; usual_repair on the clock of the SLA, as a policy may declare it.",
  };
}

function compliance({ compliance }) {
  const rows = compliance
    .filter(({ met, breached }) => met + breached > 0)
    .map(({ team, priority, target, kind, met, breached, open, percent }) => [
      team,
      priority,
      kind === "sla" ? target : `${target} (${kind})`,
      met,
      breached,
      open,
      `${percent} %`,
    ]);
  return { title: "Promises kept", head: ["team", "priority", "target", "met", "missed", "open", "kept"], rows };
}

function counts(title, groups) {
  const known = groups.some(({ name }) => name !== null);
  const rows = known ? cut(groups).map(({ name, tickets }) => [named(name), count(tickets)]) : [];
  return { title, head: ["", "tickets"], rows };
}

/** Hours in eight stretches of three: a terminal is not wide. */
function week({ byWeekday, byWeekdayAndHour }) {
  const starts = [0, 3, 6, 9, 12, 15, 18, 21];
  const sum = (hours, start) => hours.slice(start, start + 3).reduce((total, tickets) => total + tickets, 0);
  const rows = byWeekdayAndHour.map((hours, day) => [
    DAYS[day],
    ...starts.map((start) => sum(hours, start)),
    byWeekday[day],
  ]);
  const head = ["", ...starts.map((start) => `${start}-${start + 3}`), "day"];
  return { title: "When they come, in the time of the plant", head, rows };
}

function production(title, groups) {
  const stood = groups.filter(({ seconds }) => seconds > 0);
  const rows = cut(stood).map(({ name, tickets, seconds }) => [named(name), count(tickets), length(seconds)]);
  return { title, head: ["", "tickets", "time"], rows };
}

function cost({ total, bySystem }) {
  const dear = bySystem.filter(({ amount }) => amount > 0);
  const rows = cut(dear).map(({ name, tickets, amount }) => [named(name), count(tickets), count(amount)]);
  const all = ["all", "", count(total.amount)];
  return {
    title: `Cost of standstills in ${total.currency}`,
    head: ["system", "tickets", "amount"],
    rows: rows.length > 0 ? [...rows, all] : [],
  };
}

function reassignments({ reassignments: { changes, distribution } }) {
  const rows = distribution.map((tickets, times) => [times === 9 ? "9 or more" : times, count(tickets)]);
  const known = rows.filter((_, times) => distribution[times] > 0);
  return { title: "How often tickets change hands", head: ["times", "tickets"], rows: changes > 0 ? known : [] };
}

function queue({ at, open, perMinute, entries }) {
  const rows = entries.map(({ id, priority, team, system, perMinute, target, dueAt, left }) => [
    id,
    priority,
    team,
    system ?? "",
    perMinute === 0 ? "" : perMinute,
    target === null ? "" : `${target} ${left < 0 ? `late by ${length(-left)}` : `in ${length(left)}`}`,
    dueAt ?? "",
  ]);
  return {
    title: `Open at ${at}: ${count(open)}, at ${count(perMinute.amount)} ${perMinute.currency} a minute`,
    head: ["ticket", "priority", "team", "system", "a minute", "next", "due"],
    rows,
    note: open > entries.length ? `... and ${count(open - entries.length)} more (--limit)` : undefined,
  };
}

function cut(groups) {
  return groups.slice(0, MOST);
}

function named(name) {
  return name ?? "not said";
}

function length(seconds) {
  return seconds === null ? "" : lengthText(seconds);
}

function count(number) {
  return number.toLocaleString("en");
}
