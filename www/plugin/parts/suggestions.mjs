// What could go into the form: each field for itself, with what stands there now. Nothing is written without a click.

import { element } from "../../element.mjs";

export function suggestions(all, { words, ask }) {
  if (all.length === 0) return undefined;
  return element(
    "ul",
    { class: "suggestions" },
    all.map((suggestion) => line(suggestion, words, ask)),
  );
}

function line(suggestion, words, ask) {
  const { key, label, meaning, text, state, fact } = suggestion;
  return element("li", { "data-state": state }, [
    element("div", {}, [
      element("span", { class: "label" }, label),
      element("b", { class: "text" }, ofYesOrNo(meaning) ? text : meaning),
      text.toLowerCase() !== meaning.toLowerCase() && !ofYesOrNo(meaning) && element("span", {}, ` = ${text}`),
      fact && element("span", { class: "quiet" }, ` ${origin(fact, words)}`),
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

/** Every form has its own words for these. */
function ofYesOrNo(meaning) {
  return meaning === "true" || meaning === "false";
}

/** Where a fact comes from, in words. */
function origin({ source, detail }, words) {
  return words.origins[source]?.(detail) ?? detail;
}
