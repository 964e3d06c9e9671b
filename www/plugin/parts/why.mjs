// Why, stage by stage, and what could not be judged; each with its place in the policy. Shut until somebody asks.

import { element } from "../../element.mjs";
import { place } from "../../panels/place.mjs";
import { prose } from "../../panels/prose.mjs";

export function why({ reasons, undecided }, { words }) {
  if (reasons.length + undecided.length === 0) return undefined;
  return [
    folded(words.reasons(reasons.length), reasons, ({ stage, text }) => [
      element("b", {}, words.stages[stage] ?? stage),
      " ",
      prose(text),
    ]),
    folded(words.undecided(undecided.length), undecided, ({ message }) => prose(message)),
  ];
}

function folded(title, all, say) {
  if (all.length === 0) return undefined;
  const one = (item) => element("li", {}, say(item), " ", place(item));
  return element("details", {}, element("summary", {}, title), element("ol", { class: "reasons" }, all.map(one)));
}
