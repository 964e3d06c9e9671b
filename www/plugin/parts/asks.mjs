// What is still open: fields to ask for, values that were not understood.

import { element } from "../../element.mjs";
import { prose } from "../../panels/prose.mjs";

/** Each leads to its field, where the form has it. */
export function asks(fields, { words, ask }) {
  if (fields.length === 0) return undefined;
  const one = ({ field, label, isHere }) =>
    isHere
      ? element("button", { type: "button", "data-key": `find.${field}`, click: () => ask("find", { field }) }, label)
      : element("span", { title: words.notHere }, label);
  return element(
    "ul",
    { class: "asks" },
    fields.map((field) => element("li", {}, one(field))),
  );
}

export function problems(all) {
  if (all.length === 0) return undefined;
  const one = ({ message, help }) =>
    element("li", {}, prose(message), help && element("span", { class: "quiet" }, " ", prose(help)));
  return element("ul", { class: "problems" }, all.map(one));
}
