// An explanation as text for people.

import path from "node:path";
import { conditionLines } from "./conditions.mjs";
import { problemText } from "./policy.mjs";
import { aligned, lengthText, paint, short } from "./text.mjs";
import { towardSections } from "./toward.mjs";

/** Everything a decision says, section by section; empty sections are left out. */
export function explanationText({ decision, trace, accounts, toward }, folder, { conditions = false } = {}) {
  const at = (item) => place(item, folder);
  const sections = [
    ["what is known", facts(decision)],
    ["why", decision.reasons.map((reason) => [reason.stage, reason.id, reason.text + at(reason)])],
    [
      "priority rules that matched",
      decision.rules.map((rule) => [rule.won ? "*" : " ", rule.effect, rule.id, rule.because + at(rule)]),
    ],
    ["because of these conditions", conditions ? [] : deciding(decision, trace).flatMap((item) => weighed(item, at))],
    ["weighed", conditions ? trace.flatMap((item) => weighed(item, at)) : []],
    ["could not be judged", decision.undecided.map((rule) => [rule.id, rule.message + at(rule)])],
    ["clocks", decision.targets.map(clock)],
    ...accounts.map((account) => [
      `how ${account.target} (${account.sla}) is counted, ${account.zone}`,
      account.lines.map((line) => [line]),
    ]),
    ["who is told", decision.escalations.map(step)],
    ["what to do meanwhile", decision.procedures.flatMap(procedure)],
    ["still to ask", decision.missing.map(({ field, label, requiredBy }) => [field, label, `for ${requiredBy}`])],
    ...towardSections(toward, at),
    ["problems", decision.problems.map((problem) => [problemText(problem, folder)])],
  ];
  const shown = sections.filter(([, rows]) => rows.length > 0);
  return [...head(decision), ...shown.flatMap(([title, rows]) => [paint("bold", title), ...aligned(rows)])].join("\n");
}

/** Of what was weighed, what decided: the rule that won, the route, the agreements that won a target. */
function deciding({ rules, assignment, targets }, trace) {
  const won = rules.filter((rule) => rule.won).map((rule) => rule.id);
  const decided = {
    prioritise: (id) => won.includes(id),
    route: () => assignment.by === "route",
    sla: (id) => targets.some(({ sla }) => sla === id),
  };
  const counts = ({ stage, id, verdict }) => verdict === "matched" && decided[stage]?.(id);
  return trace.filter((item) => counts(item) && item.conditions.length > 0);
}

/** A declaration with its conditions, a line for each. */
function weighed({ stage, id, verdict, conditions, ...place }, at) {
  return [
    [`${stage} ${id}: ${verdict.replace("-", " ")}${at(place)}`],
    ...conditionLines(conditions, 1).map((line) => [line]),
  ];
}

function head({ id, priority, category, team, assignment, policy, now, cost, review, nextEventAt }) {
  const lines = [
    `${paint("bold", `${id}  ${priority}`)}  ${category ?? "no category"}  to ${team} (${assignment.name}): ${assignment.because}`,
    `  as of ${now}, policy ${policy.name} ${policy.version} (${policy.hash.slice(0, 12)})`,
  ];
  if (cost) lines.push(`  costs ${cost.perMinute} ${cost.currency} a minute; ${cost.accrued} so far`);
  if (review)
    lines.push(
      `  post-incident review ${review.dueAt ? `by ${review.dueAt}` : `within ${lengthText(review.within)} of resolution`}`,
    );
  if (nextEventAt) lines.push(`  next change at ${nextEventAt}`);
  return lines;
}

function facts({ facts }) {
  return facts.map(({ field, value, source, detail }) => [
    field,
    short(String(value), 60),
    `from ${source}`,
    detail ?? "",
  ]);
}

function clock({ target, state, dueAt, dueIfResumedNow, remaining, percent, sla, calendar, forecast }) {
  const left = ["running", "paused"].includes(state) ? `${state}, ${lengthText(remaining)} left` : state;
  const due = dueAt ?? (dueIfResumedNow ? `${dueIfResumedNow} if it went on now` : undefined);
  const outlook = forecast?.reasons.length ? [forecast.breachLikely ? "breach likely:" : "", ...forecast.reasons] : [];
  return [
    target,
    due ? `due ${due}` : "no due time",
    left,
    `${Math.round(percent)} %`,
    `${sla}, calendar ${calendar}`,
    outlook.filter(Boolean).join(" "),
  ];
}

function step({ escalation, state, round, at, notify, message, because }) {
  const again = round > 1 ? ` (${round})` : "";
  return [state, at, `${escalation}${again}: ${notify.map((who) => told(who, at)).join(", ")}`, message || because];
}

function told({ name, by, at, people, note }, stepAt) {
  const who = people.length > 0 ? `${name} (${people.join(", ")})` : name;
  return [`${who} by ${by}`, at === stepAt ? "" : `at ${at}`, note ? `[${note}]` : ""].filter(Boolean).join(" ");
}

function procedure({ id, title, steps, reference }) {
  return [
    [`${title} (${id})${reference ? `, see ${reference}` : ""}`],
    ...steps.map((text, at) => [`  ${at + 1}. ${text}`]),
  ];
}

function place({ file, line, column }, folder) {
  return file === undefined ? "" : `  (${[path.join(folder, file), line, column].filter(Boolean).join(":")})`;
}
