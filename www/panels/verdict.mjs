// The verdict: how severe, why, who has it, what happens next, what it costs.

import { element } from "../element.mjs";
import { clock, day, length, span, utc } from "../time.mjs";
import { place } from "./place.mjs";
import { prose } from "./prose.mjs";

const NAMED_BY = {
  route: "by a route",
  category: "as owner of the category",
  system: "as owner of the system",
  fallback: "because nothing else claims it",
};
const CLASS = ["category", "symptom", "system", "line", "plant", "zone", "layer", "tier", "shift", "impact", "urgency"];

/** @param {string[]} priorities most severe first */
export function verdict(priorities) {
  return (decision, view) => [
    element("div", { class: "readout", "data-rank": priorities.indexOf(decision.priority) }, [
      lamp(priorities, decision.priority),
      element("p", { class: "priority" }, decision.priority),
      why(decision),
      element("dl", { class: "figures" }, [
        team(decision),
        next(decision, view),
        cost(decision),
        review(decision, view),
      ]),
    ]),
    known(decision, view),
  ];
}

/** A signal tower: the place of the lit lamp says the same as its colour. */
function lamp(priorities, priority) {
  const lights = priorities.map((name) => element("li", { "data-lit": name === priority }, name));
  return element("ol", { class: "lamp", "aria-hidden": "true" }, lights);
}

function why({ reasons, rules }) {
  const reason = reasons.find(({ stage }) => stage === "prioritise");
  const cap = rules.find(({ won, effect }) => won && effect.startsWith("at most"));
  return element("div", { class: "why" }, [
    element("p", { class: "reason" }, reason && prose(reason.text)),
    element(
      "p",
      { class: "source" },
      cap && `${cap.effect}, `,
      reason && element("code", {}, reason.id),
      " ",
      reason && place(reason),
    ),
  ]);
}

function team({ assignment }) {
  const { name, by, because, vendor } = assignment;
  return figure("Team", name, [vendor && "another company, ", NAMED_BY[by], because && ` (${because})`]);
}

function next({ nextEventAt, now }, { zone }) {
  if (nextEventAt === null) return figure("Next event", "none", "nothing changes by itself any more");
  const away = (Date.parse(nextEventAt) - Date.parse(now)) / 1000;
  return figure(
    "Next event",
    `in ${length(away)}`,
    `${day(nextEventAt, zone)} ${clock(nextEventAt, zone)}, ${utc(nextEventAt, zone)}`,
  );
}

function cost({ cost }) {
  if (cost === null) return undefined;
  const { currency, perMinute, minutes, accrued } = cost;
  const money = (amount) => `${currency} ${amount.toLocaleString("en-US")}`;
  return figure("Cost so far", money(accrued), `${money(perMinute)} a minute, ${minutes} min of production lost`);
}

function review({ review }, { zone }) {
  if (review === null) return undefined;
  const due =
    review.dueAt === null
      ? `${span(review.within)} after resolution`
      : `${day(review.dueAt, zone)} ${clock(review.dueAt, zone)}`;
  return figure("Review owed", due, `after the incident, by ${review.sla}`);
}

function figure(name, value, detail) {
  return element("div", {}, [element("dt", {}, name), element("dd", {}, value, element("small", {}, detail))]);
}

function known(decision, { label }) {
  const facts = CLASS.filter((field) => decision[field] !== null);
  return element(
    "dl",
    { class: "class" },
    facts.map((field) => element("div", {}, element("dt", {}, label(field)), element("dd", {}, decision[field]))),
  );
}
