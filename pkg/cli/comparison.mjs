// A comparison of two policies as a sheet for people, and its changed tickets as CSV.

/** Which stage of the corridor gives the reason for a change. */
const STAGES = {
  priority: "prioritise",
  team: "route",
  category: "classify",
  sla: "sla",
  due: "sla",
  escalations: "escalate",
};
const KINDS = { ola: " (OLA)", contract: " (contract)", sla: "" };

/** @returns {import("./sheet.mjs").Sheet} */
export function comparisonSheet(comparison) {
  const { before, after, tickets, changed, percent, raised, lowered, failures, problems } = comparison;
  const lines = [
    `${count(changed)} of ${count(tickets)} tickets change (${percent} %): ${count(raised)} become more severe, ${count(lowered)} less`,
  ];
  if (failures.length + problems.length > 0)
    lines.push(`${count(failures.length + problems.length)} could not be compared`);
  return {
    title: `${policyName(before)} beside ${policyName(after)}`,
    lines,
    tables: [
      aspects(comparison),
      priorities(comparison),
      flows("Teams", comparison.teams),
      load(comparison),
      flows("Categories", comparison.categories),
      targets(comparison),
      escalations(comparison),
      cost(comparison),
      changes(comparison),
    ],
  };
}

function policyName({ name, version, hash }) {
  return `${name} ${version} (${hash.slice(0, 8)})`;
}

function aspects({ aspects }) {
  const rows = aspects.filter(({ tickets }) => tickets > 0).map(({ aspect, tickets }) => [aspect, count(tickets)]);
  return { title: "What changes", head: ["", "tickets"], rows };
}

function priorities({ priorities, matrix, changed }) {
  const rows = priorities.map((name, at) => [`before ${name}`, ...matrix[at].map((tickets) => tickets || "")]);
  const head = ["", ...priorities.map((name) => `after ${name}`)];
  return { title: "Priorities, before and after", head, rows: changed > 0 ? rows : [] };
}

function flows(title, flows) {
  const rows = flows.map(({ from, to, tickets }) => [from ?? "none", to ?? "none", count(tickets)]);
  return { title: `${title} that tickets leave and reach`, head: ["before", "after", "tickets"], rows };
}

function load({ load, teams }) {
  const rows = load
    .filter(({ before, after }) => before !== after)
    .map(({ team, before, after }) => [team, count(before), count(after), signed(after - before)]);
  return { title: "Who gets more work", head: ["team", "before", "after", "more"], rows: teams.length > 0 ? rows : [] };
}

function targets({ targets }) {
  const kept = ({ met, breached, open, cancelled }) => [met, breached, open + cancelled];
  const moved = targets.filter(({ before, after }) => String(kept(before)) !== String(kept(after)));
  const rows = moved.map(({ target, kind, before, after, newlyBreached, noLongerBreached }) => [
    target + KINDS[kind],
    ...kept(before),
    ...kept(after),
    newlyBreached,
    noLongerBreached,
  ]);
  const head = ["target", "met", "missed", "open", "met after", "missed after", "open after", "newly missed", "saved"];
  return { title: "Promises, by the times on record", head, rows };
}

function escalations({ escalations }) {
  const rows = escalations
    .filter(({ before, after }) => before !== after)
    .map(({ escalation, before, after }) => [escalation, count(before), count(after), signed(after - before)]);
  return { title: "Steps of escalations that fire", head: ["escalation", "before", "after", "more"], rows };
}

function cost({ cost: { before, after } }) {
  const money = ({ amount, currency }) => `${count(amount)} ${currency}`;
  const rows = before.amount === after.amount ? [] : [[money(before), money(after)]];
  return { title: "Cost of standstills", head: ["before", "after"], rows };
}

function changes({ changes, changed, offset }) {
  const rest = changed - offset - changes.length;
  return {
    title: "Changed tickets",
    head: ["ticket", "what", "before", "after", "because"],
    rows: changes.flatMap(changeRows),
    note: rest > 0 ? `... and ${count(rest)} more (--limit)` : undefined,
  };
}

/** A row for each thing that changes. The due date follows from what stands above it, so it is told only alone. */
function changeRows({ id, aspects, before, after }) {
  const told = aspects.filter((aspect) => aspect !== "due" || aspects.length === 1);
  return told.map((aspect, at) => [
    at === 0 ? id : "",
    aspect,
    shown(aspect, before, after),
    shown(aspect, after, before),
    reason(aspect, after) ?? "",
  ]);
}

function shown(aspect, side, other) {
  if (aspect === "escalations") return `${side.fired} steps`;
  if (aspect === "cost") return side.cost === null ? "none" : String(side.cost.amount);
  if (aspect === "sla" || aspect === "due") return promises(aspect, side, other) || "none";
  return side[aspect] ?? "none";
}

/** The targets of a side that the other does not have so. */
function promises(aspect, { targets }, other) {
  const text = ({ target, kind, outcome, dueAt }) =>
    `${target}${KINDS[kind]} ${aspect === "sla" ? outcome : (dueAt ?? "paused")}`;
  const theirs = new Set(other.targets.map(text));
  return targets
    .map(text)
    .filter((promise) => !theirs.has(promise))
    .join(", ");
}

function reason(aspect, { reasons }) {
  return reasons.find(({ stage }) => stage === STAGES[aspect])?.text;
}

/** The changed tickets, one a row. */
export function comparisonCsv({ changes }) {
  const head = [
    "index",
    "id",
    "aspects",
    ...["before", "after"].flatMap((side) => SIDE.map(([name]) => `${name}_${side}`)),
  ];
  const rows = changes.map(({ index, id, aspects, before, after }) => [
    index,
    id,
    aspects.join(" "),
    ...[before, after].flatMap((side) => SIDE.map(([, cell]) => cell(side) ?? "")),
  ]);
  return [head, ...rows].map((row) => row.map(csvCell).join(",")).join("\n");
}

const SIDE = [
  ["priority", ({ priority }) => priority],
  ["team", ({ team }) => team],
  ["category", ({ category }) => category],
  [
    "breached",
    ({ targets }) =>
      targets
        .filter(({ outcome }) => outcome === "breached")
        .map(nameOf)
        .join(" "),
  ],
  ["due", ({ targets }) => targets.map((target) => `${nameOf(target)}=${target.dueAt ?? ""}`).join(" ")],
  ["fired", ({ fired }) => fired],
  ["cost", ({ cost }) => cost?.amount],
  ["because", (side) => reason("priority", side)],
];

function nameOf({ target, kind }) {
  return target + KINDS[kind];
}

/** A cell; a text that a spreadsheet would take for a formula is kept from being one. */
function csvCell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function count(number) {
  return number.toLocaleString("en");
}

function signed(number) {
  return number > 0 ? `+${count(number)}` : count(number);
}
