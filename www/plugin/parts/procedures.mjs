// What to do meanwhile.

import { element } from "../../element.mjs";

export function procedures(all, { words }) {
  if (all.length === 0) return undefined;
  return all.map(({ kind, title, steps, reference }) =>
    element("details", { class: "procedure", "data-kind": kind }, [
      element(
        "summary",
        {},
        element("b", {}, title),
        element("span", { class: "quiet" }, ` ${words.kinds[kind] ?? kind}`),
      ),
      element(
        "ol",
        {},
        steps.map((step) => element("li", {}, step)),
      ),
      reference && element("p", { class: "quiet" }, reference),
    ]),
  );
}
