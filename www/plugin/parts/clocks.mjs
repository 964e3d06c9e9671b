// Until when: the clocks of the decision, told on the plant's own.

import { element } from "../../element.mjs";
import { length, moment, place } from "../moment.mjs";

export function clocks({ targets, now }, { words, zone, language }) {
  if (targets.length === 0) return undefined;
  const time = (instant) => moment(instant, { zone, language, now });
  return [
    element(
      "dl",
      { class: "clocks" },
      targets.map((target) => clock(target, words, time)),
    ),
    element("p", { class: "quiet" }, words.clock(place(zone), time(now))),
  ];
}

/** Clocks as far as they are told: a panel that is drawn anew every second is no help to anybody. */
export function toTheMinute(targets, now) {
  return {
    targets: targets.map(({ target, kind, state, dueAt, stoppedAt, remaining }) => {
      return { target, kind, state, dueAt, stoppedAt, remaining: Math.trunc(remaining / 60) * 60 };
    }),
    now: `${now.slice(0, 16)}Z`,
  };
}

function clock({ target, kind, state, dueAt, stoppedAt, remaining }, words, time) {
  const name = words.targets[target] ?? target;
  const owner = kind === "sla" ? "" : ` (${kind.toUpperCase()})`;
  const at = stoppedAt ?? dueAt;
  return element("div", { "data-state": state }, [
    element("dt", {}, name, owner),
    element("dd", {}, [
      at && element("b", {}, element("time", { datetime: at }, time(at))),
      element("span", { class: "quiet" }, ` ${left(state, remaining, words)}`),
    ]),
  ]);
}

function left(state, remaining, words) {
  if (state === "running") return words.in(length(remaining));
  if (state === "breached") return words.late(length(remaining));
  return words.states[state];
}
