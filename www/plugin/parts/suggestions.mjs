// What could go into the form: each field for itself, with what stands there now. Nothing is written without a click.

import { element } from "../../element.mjs";
import { place } from "../moment.mjs";

export function suggestions(all, { words, ask }) {
  if (all.length === 0) return undefined;
  return element(
    "ul",
    { class: "suggestions" },
    all.map((suggestion) => line(suggestion, words, ask)),
  );
}

function line(suggestion, words, ask) {
  const { key, label, text, state, fact, clock } = suggestion;
  return element("li", { "data-state": state }, [
    element("div", {}, [
      element("span", { class: "label" }, label),
      " ",
      element("span", {}, [
        element("b", {}, shown(suggestion)),
        clock && element("span", { class: "quiet" }, ` ${words.onClock(place(clock))}`),
        fact && element("span", { class: "quiet" }, ` ${origin(fact, words)}`),
      ]),
    ]),
    ACTIONS[state](suggestion, words, (name) =>
      element(
        "button",
        { type: "button", "data-key": key, click: () => ask(name, suggestion) },
        name === "undo" ? words.undo : words.apply,
        element("span", { class: "unseen" }, ` ${label}: ${text}`),
      ),
    ),
  ]);
}

const ACTIONS = {
  open: (_, __, button) => button("apply"),
  differs: ({ current }, words, button) =>
    element("div", { class: "differs" }, element("span", { class: "quiet" }, words.instead(current)), button("apply")),
  applied: (_, __, button) => button("undo"),
  agrees: (_, words) => element("span", { class: "quiet" }, words.agrees),
  unsayable: (_, words) => element("span", { class: "quiet" }, words.unsayable),
};

/** The decision's word beside the form's, where one does not explain the other. */
function shown({ meaning, text, clock }) {
  if (clock) return text.replace("T", " ");
  return meaning.toLowerCase() === text.toLowerCase() ? text : `${meaning} = ${text}`;
}

/** Where a fact comes from, in words. */
function origin({ source, detail }, words) {
  return words.origins[source]?.(detail) ?? detail;
}
