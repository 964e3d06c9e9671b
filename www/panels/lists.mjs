// The parts of a decision that are lists: what is missing, who is told, what to do, which rules spoke, what is open.

import { element } from "../element.mjs";
import { length, moment, utc } from "../time.mjs";
import { place } from "./place.mjs";
import { prose } from "./prose.mjs";

/** What intake must still ask for; each leads to its field. */
export function missing(fields, { focus }) {
  if (fields.length === 0)
    return element("p", { class: "quiet" }, "Nothing: everything the category asks for is known.");
  const ask = ({ field, label }) =>
    element("li", {}, element("button", { type: "button", click: () => focus(field) }, label));
  return element("ul", { class: "asks" }, fields.map(ask));
}

/** The escalation ladder, in time order; the numbers are those on the timeline. */
export function ladder({ escalations, opened }, { zone }) {
  if (escalations.length === 0) return element("p", { class: "quiet" }, "Nobody else is told.");
  return element(
    "ol",
    { class: "ladder" },
    escalations.map((step, at) => rung(step, at + 1, opened, zone)),
  );
}

function rung({ at, state, notify, message, escalation, step, round, because }, number, opened, zone) {
  const after = (Date.parse(at) - opened) / 1000;
  return element("li", { "data-state": state }, [
    element("span", { class: "number" }, number),
    element("div", {}, [
      element("p", { class: "when" }, [
        element("b", {}, after === 0 ? "at once" : `after ${length(after)}`),
        ` ${moment(at, zone)}, ${utc(at, zone)}`,
        element("span", { class: "state" }, state === "fired" ? "told" : "to come"),
      ]),
      notify.map((told) => person(told, at, zone)),
      element("blockquote", {}, message),
      element("p", { class: "source" }, [
        element("code", {}, `${escalation}:${step}`),
        round > 1 && ` round ${round}`,
        because && ` ${because}`,
      ]),
    ]),
  ]);
}

function person({ name, people, by, at, note }, stepAt, zone) {
  const how = [people.length > 0 && ` (${people.join(", ")})`, ` by ${by}`, at !== stepAt && `, ${moment(at, zone)}`];
  return element("p", { class: "who" }, name, element("span", { class: "by" }, how, note && `: ${note}`));
}

/** What to do meanwhile. */
export function procedures(all) {
  if (all.length === 0) return undefined;
  return all.map(({ id, kind, title, steps, reference, because }) =>
    element("details", { class: "procedure", open: true, "data-kind": kind }, [
      element("summary", {}, element("span", { class: "tag" }, kind), element("b", {}, title)),
      element(
        "ol",
        {},
        steps.map((step) => element("li", {}, step)),
      ),
      element(
        "p",
        { class: "source" },
        element("code", {}, id),
        because && ` for ${because}`,
        reference && `, more in ${reference}`,
      ),
    ]),
  );
}

/** The rules that spoke about the priority: the one that won, and those that were outdone. */
export function rules(all) {
  if (all.length === 0)
    return element("p", { class: "quiet" }, "No rule speaks: impact and urgency give the priority, by the matrix.");
  return element(
    "ol",
    { class: "rules" },
    all.map(({ id, effect, won, because, ...at }) =>
      element("li", { "data-won": won }, [
        element("span", { class: "effect" }, effect),
        element(
          "div",
          {},
          element("p", {}, prose(because)),
          element("p", { class: "source" }, element("code", {}, id), " ", place(at)),
        ),
        element("span", { class: "state" }, won ? "decides" : "also holds"),
      ]),
    ),
  );
}

/** What could not be judged and might change the decision. */
export function undecided(all, { focus, label }) {
  if (all.length === 0) return undefined;
  return element(
    "ul",
    { class: "open" },
    all.map(({ stage, id, fields, ...at }) =>
      element("li", {}, [
        element(
          "p",
          {},
          element("code", {}, id),
          ` (${stage}) needs `,
          fields.map((field) => ask(field, focus, label)),
        ),
        element("p", { class: "source" }, place(at)),
      ]),
    ),
  );
}

function ask(field, focus, label) {
  return element("button", { type: "button", click: () => focus(field) }, label(field));
}

/** What is wrong with the ticket or the policy, each with a way out. */
export function problems(all, view) {
  if (all.length === 0) return undefined;
  return element(
    "ul",
    { class: "problems" },
    all.map(({ code, message, help, ...at }) =>
      element("li", {}, [
        mend(at, view),
        element("p", {}, prose(message)),
        help && element("p", { class: "help" }, prose(help)),
        element("p", { class: "source" }, element("code", {}, code), " ", place(at)),
      ]),
    ),
  );
}

function mend({ path }, view) {
  return path && view?.has(path) && element("button", { type: "button", click: () => view.focus(path) }, "mend");
}

/** Why, stage by stage: the corridor, seen. */
export function reasons(all) {
  return element(
    "ol",
    { class: "corridor" },
    all.map(({ stage, id, text, ...at }) =>
      element("li", {}, [
        element("span", { class: "stage" }, stage),
        element(
          "div",
          {},
          element("p", {}, prose(text)),
          element("p", { class: "source" }, element("code", {}, id), " ", place(at)),
        ),
      ]),
    ),
  );
}
